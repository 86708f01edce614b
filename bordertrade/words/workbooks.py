"""Words for faults of workbooks, and for what was made of the shape of a file."""

from __future__ import annotations

from bordertrade.words.catalogue import N_

#: code -> (what is wrong, what to do), as in ``words.problems``.
TEXTS: dict[str, tuple[str, str]] = {
    "workbook_macros": (
        N_("the workbook has macros, programs that run when it is opened"),
        N_("Save it as a workbook without macros (.xlsx), or the sheet as “CSV UTF-8”."),
    ),
    "workbook_links": (
        N_("the workbook takes values from other files"),
        N_(
            "In the spreadsheet break its links (Data, Edit Links), or save the sheet as “CSV UTF-8”."
        ),
    ),
    "workbook_password": (
        N_("the workbook opens with a password only"),
        N_("Save it without a password, or the sheet as “CSV UTF-8”."),
    ),
    "workbook_bomb": (
        N_("unpacked, the workbook would be larger than any sheet that people make"),
        N_("Copy the table alone into a new workbook, or save the sheet as “CSV UTF-8”."),
    ),
    "workbook_broken": (
        N_("the workbook is damaged, or is no workbook"),
        N_("Open it in the spreadsheet and save it again as .xlsx, or as “CSV UTF-8”."),
    ),
    "sheet_unknown": (
        N_("no sheet is called “{value}”; the workbook has {expected}"),
        N_("Say one of these, or leave it out: mostly one alone holds a table."),
    ),
    "sheets_left": (
        N_("these sheets hold no table that is known here and are not read: {value}"),
        N_("Nothing to do, if they hold no rows."),
    ),
    "hidden_sheets": (
        N_("these sheets are hidden and are not read: {value}"),
        N_("Nothing to do, or show them in the spreadsheet if their rows belong here."),
    ),
    "hidden_columns": (
        N_("these columns are hidden in the spreadsheet and are read too: {value}"),
        N_("Nothing to do, or leave out what does not belong here."),
    ),
    "formula_no_value": (
        N_("found the formula {value} without the number it gives"),
        N_("Open the workbook in a spreadsheet, which works it out, and save it again."),
    ),
    "cell_error": (
        N_("found {value}, which a spreadsheet shows where a formula fails"),
        N_("Mend the formula, or write the value itself."),
    ),
    "total_column": (
        N_("the column “{value}” holds the sum of the columns beside it: it is left out"),
        N_("Nothing to do."),
    ),
    "other_column": (
        N_(
            "the column “{value}” is left out: it is about another trade, another money or a longer "
            "period"
        ),
        N_("Nothing to do, if that is so. Otherwise say that you name the columns yourself."),
    ),
    "index_column": (
        N_("column {value} has no name and counts the rows: it is left out"),
        N_("Nothing to do."),
    ),
    "left_out_lost": (
        N_("no row was made of a cell under “{value}” here: nothing is left out by it"),
        N_("Name the line and the column as a finding names them."),
    ),
    "turned_blank": (
        N_("of the cells that became rows {found} are empty: no row is made of them"),
        N_("Nothing to do. Write 0 where nothing was traded."),
    ),
}
