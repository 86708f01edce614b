"""Faults of records as a whole, told to people: what stands in the file that is no row of data."""

from __future__ import annotations

from bordertrade.words.catalogue import N_

#: code -> (what is wrong, what to do). Places as in ``words.problems``.
TEXTS: dict[str, tuple[str, str]] = {
    "header_differs": (
        N_("the header has {found} columns, expected {expected_count}"),
        N_("The file is not the one that was looked at. Drop it again."),
    ),
    "too_many_rows": (
        N_("the file has more than {expected} rows"),
        N_("Split it by years and bring the parts one after the other."),
    ),
    "blank_row": (
        N_("the row holds separators only"),
        N_("Take it out, or leave it out here."),
    ),
    "repeated_header": (
        N_("the header stands here again"),
        N_("A second table may begin here. Take the line out, or leave it out here."),
    ),
    "second_header": (
        N_("this looks like a second line of headings: no cell of it can be read"),
        N_("Take it out, or leave it out here."),
    ),
    "second_table": (
        N_("other column names stand here: a second table seems to begin"),
        N_("Bring each table in a file of its own."),
    ),
    "totals_row": (
        N_("the row is a total and would be counted twice"),
        N_("It is kept out; nothing is lost."),
    ),
    "note_row": (
        N_("the row is a note and holds no data"),
        N_("It is kept out; nothing is lost."),
    ),
    "cell_too_long": (
        N_("a cell of this record has more than 10,000 characters"),
        N_("Shorten it; a quotation mark may be missing."),
    ),
    "control_character": (
        N_("found a character that controls a screen and is no text: {value}"),
        N_("Take it out, or export the file anew."),
    ),
    "undecodable": (
        N_("found a byte that is no character in this encoding: {value}"),
        N_("Correct the cell, or say which encoding the file has."),
    ),
    "damaged_text": (
        N_("found “�”: a character was lost before the file came here"),
        N_("Type the text anew, or export the file from where it was made."),
    ),
    "invisible_characters": (
        N_("characters that cannot be seen were taken out of “{value}”"),
        N_("Nothing to do, if it reads as it should."),
    ),
    "rows_kept_out": (
        N_("{found} rows are about something else, as the column “{expected}” says: {value}"),
        N_("They are kept out. Answer otherwise in step 2 if they belong here."),
    ),
    "column_decides": (
        N_("the column “{value}” enters no row, but says which rows stay: {found}"),
        N_("Rows with anything else are kept out and counted."),
    ),
    "heading_words": (
        N_("these words of the heading “{expected}” were not understood: {value}"),
        N_("Say which column it is, or what its numbers are in, if they mean something."),
    ),
    "unit_is_money": (
        N_("found “{value}”, which is no unit of a quantity"),
        N_("Write the unit of the quantity here, and money and scale in their own columns."),
    ),
    "encoding_cell": (
        N_("with the guessed encoding this cell reads “{value}”"),
        N_("If that is wrong, correct the cell or choose another encoding."),
    ),
    "mixed_line_endings": (
        N_("lines end in different ways, as in files put together from several"),
        N_("Nothing to do; see whether any part stands in it twice."),
    ),
    "blank_lines": (
        N_("{found} blank lines were passed over, the first here"),
        N_("Nothing to do."),
    ),
    "conflicting_row": (
        N_("line {expected} says something else about the same thing ({value})"),
        N_("Keep the one that is right; both are kept out until then."),
    ),
    "unit_changes": (
        N_("found {value}, but further up the same goods are in {expected}"),
        N_("Write all quantities of these goods in one unit."),
    ),
    "wholes_left_out": (
        N_("rows that hold others of the same month and market are left out: {found}"),
        N_("Nothing to do: the finest rows count, as was said."),
    ),
    "parts_left_out": (
        N_("rows that are held by others of the same month and market are left out: {found}"),
        N_("Nothing to do: the rows that hold them count, as was said."),
    ),
    "rows_added_up": (
        N_("rows that are parts of one figure are added up: {found} rows in {expected_count}"),
        N_("Nothing to do, as was said."),
    ),
    "rows_not_compared": (
        N_(
            "the file has {found} rows, over {expected_count}: they were not looked through for rows "
            "that hold others"
        ),
        N_("Make sure that no row is the total of others, or split the file."),
    ),
}

#: What may have happened to a record of another width, or with broken quotation marks.
HINTS: dict[str, str] = {
    "trailing_separator": N_(
        "Each row ends with a separator that the header lacks. Add it there, or take it out here; "
        "no value is moved to make it fit."
    ),
    "other_delimiter": N_(
        "The cells of this row are parted by another sign than those of the header."
    ),
    "apostrophes": N_('Text with a comma must stand between quotation marks ("), not apostrophes.'),
    "second_table": N_("It seems to belong to the second table that began above."),
    "note": N_("It seems to be a note. Leave it out here, or take it out of the file."),
    "footer": N_("It is kept out; nothing is lost."),
    "says_something": N_(
        "It is kept out, but says something about the numbers: see that they were read that way."
    ),
    "backslash": N_('A quotation mark inside a text is written twice (""), not with a backslash.'),
}

#: How a total compares with the rows above it.
AGREES = N_("It is kept out. It agrees with the sum of the rows, {sum}; nothing is lost.")
DIFFERS = N_("It is kept out. It says {stated}, but the rows make {sum}: some may be missing.")
