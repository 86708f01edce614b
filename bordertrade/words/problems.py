"""Faults in data, told to people: *column, line: found, expected*, then what to do."""

from __future__ import annotations

from string import Formatter

from bordertrade.problems import Problem
from bordertrade.words import numbers, records, suspicions, workbooks
from bordertrade.words.catalogue import N_, _, ngettext

#: code -> (what is wrong, what to do). Places: {value}, {expected}, {column}, {found}.
_TEXTS: dict[str, tuple[str, str]] = {
    **workbooks.TEXTS,
    "encoding": (
        N_("the file is not UTF-8: found the byte {value}"),
        N_("Save it as “CSV UTF-8” and try again."),
    ),
    "file_size": (
        N_("the file has {value} bytes, expected {expected}"),
        N_("It was cut short or changed on the way: send it again."),
    ),
    "file_checksum": (
        N_("the file’s checksum is {value}, expected {expected}"),
        N_("It was cut short or changed on the way: send it again."),
    ),
    "empty_file": (
        N_("the file is empty"),
        N_("Start from the template: it has the column names."),
    ),
    "encoding_unknown": (
        N_("no encoding is called “{value}”"),
        N_("Say utf-8, utf-16 or cp1256, or leave it out: the file mostly tells."),
    ),
    "delimiter_unknown": (
        N_("“{value}” cannot part cells"),
        N_("Say one character, such as a comma, or leave it out: the file mostly tells."),
    ),
    "not_a_csv": (
        N_("the file is neither CSV nor an Excel workbook: its first bytes are those of {value}"),
        N_("Open it in the program that made it and save it as .xlsx or as “CSV UTF-8”."),
    ),
    "no_header": (
        N_("no line among the first 25 has the column names; expected for instance {expected}"),
        N_(
            "Put the column names on a line of their own, parted by commas, semicolons, tabs or "
            "vertical bars, or start from the template."
        ),
    ),
    "no_rows": (
        N_("the file has column names and no rows below them"),
        N_("Add the rows, or take the file that has them."),
    ),
    "too_many_columns": (
        N_("found {found} columns, expected {expected_count} or fewer"),
        N_("Take out the columns that this table does not have."),
    ),
    "column_unnamed": (
        N_("column {value} has cells but no name"),
        N_("Name the column, or take it out."),
    ),
    "lines_skipped": (
        N_("these lines before the column names are not read: “{value}”"),
        N_("If they hold rows, or say more about the numbers than was understood, say so."),
    ),
    "column_ignored": (
        N_("no column of this table is called “{value}”: it is left out"),
        N_("Say which column it is, if its values belong in the record."),
    ),
    "period_in_parts": (
        N_("the period stands in several columns: {value}"),
        N_("Join them in one column of the spreadsheet, such as 1403-05 or 2024-05."),
    ),
    "column_dropped": (
        N_("column {value} has neither name nor cells: it is left out"),
        N_("Nothing to do."),
    ),
    "mojibake": (
        N_("found “{value}”, which was “{expected}” before it was saved in the wrong encoding"),
        N_("Export the file again as UTF-8 from where the text is still right."),
    ),
    "column_missing": (
        N_("the column is missing; expected the columns {expected}"),
        N_("Add the column, say one value for all rows, or start from the template."),
    ),
    "column_unknown": (
        N_("no column of this table is called “{value}”; expected {expected}"),
        N_("Rename it to one of the expected names, or take it out."),
    ),
    "column_twice": (N_("the column stands in the file twice"), N_("Take one of them out.")),
    "broken_quotes": (
        N_("the quotation marks of this record do not close, or a cell is over 10,000 characters"),
        N_("Close the quotation mark, double one that belongs to the text, or shorten the cell."),
    ),
    "cell_count": (
        N_("found {found} cells, expected {expected_count}"),
        N_("Put text that holds a comma between quotation marks; add or remove commas."),
    ),
    "row_of_others": (
        N_(
            "the row holds others of the same month and market ({value}): all rows together come to "
            "{found}, without such rows to {expected_count}"
        ),
        N_("Say which of them count: the finest, the rows that hold the others, or all."),
    ),
    "unreadable": (
        N_("found “{value}”, which cannot be read here"),
        N_("Write the cell again by hand, or leave the row out."),
    ),
    "required": (N_("found nothing, expected a value"), N_("Fill in the cell.")),
    "number": (
        N_("found “{value}”, expected a number such as {expected}"),
        N_(
            "Write digits and the decimal mark only, or say how the file writes its numbers. If the "
            "text means “no value”, say so."
        ),
    ),
    "mixed_digits": (
        N_("found “{value}”, with digits of two scripts in one cell"),
        N_("Write it again in digits of one script."),
    ),
    "number_unit": (
        N_("found “{value}”, a number with “{expected}” beside it"),
        N_("Write the number alone; currency and unit have columns of their own."),
    ),
    "too_large": (
        N_("found {value}, expected less than {expected}"),
        N_("Check the number: two may have run together."),
    ),
    "integer": (
        N_("found “{value}”, expected a whole number"),
        N_("Write digits only."),
    ),
    "not_finite": (
        N_("found “{value}”, expected a number"),
        N_("Leave the cell empty and let obs_status say why there is no value."),
    ),
    "date": (
        N_("found “{value}”, expected a date such as 2025-07-31"),
        N_("Write year-month-day."),
    ),
    "date_serial": (
        N_("found “{value}”, a spreadsheet’s day number: it would be {expected}"),
        N_("Format the column as a date in the spreadsheet and save it again."),
    ),
    "date_order": (
        N_("found “{value}”, and the file does not say whether the day or the month comes first"),
        N_("Say which comes first, or write year-month-day."),
    ),
    "date_calendar": (
        N_("found “{value}”, which is not a date of the Gregorian calendar"),
        N_("Say that the file has Solar Hijri dates; a month alone must be a Gregorian one."),
    ),
    "not_in_list": (
        N_("found “{value}”, expected one of {expected}"),
        N_("Use one of the codes, spelled exactly so."),
    ),
    "too_small": (
        N_("found {value}, expected {expected} or more"),
        N_("Check the sign and the number."),
    ),
    "pattern": (
        N_("found “{value}”, which does not have the form this column needs"),
        N_("See the column’s meaning in the data dictionary."),
    ),
    "period_form": (
        N_("found “{value}”, expected a period such as {expected}"),
        N_("Write the period in one of these forms."),
    ),
    "period_date": (
        N_("found “{value}”, but there is no such date"),
        N_("Check the month, the day, or the two years of the fiscal year."),
    ),
    "period_year_range": (
        N_("found “{value}”: that year is out of range"),
        N_("Write a Solar Hijri year with SH before it, for instance SH1403."),
    ),
    "period_span_order": (
        N_("found “{value}”: the span ends before it begins"),
        N_("Put the earlier end first."),
    ),
    "period_span_mixed": (
        N_("found “{value}”: the two ends are of different kinds"),
        N_("Write both as months of one calendar, or both as days."),
    ),
    "period_calendar": (
        N_("found “{value}”, which is no period of the calendar this file is said to have"),
        N_(
            "Say another calendar, or write the period so that it names its own, such as {expected}."
        ),
    ),
    "period_serial": (
        N_("found “{value}”, a spreadsheet’s day number: it would be {expected}"),
        N_("Write the month, such as 2024-05: the spreadsheet has made a date of it."),
    ),
    "period_order": (
        N_("found “{value}”, and the file does not say whether the day or the month comes first"),
        N_("Say which comes first, or write the period as year and month."),
    ),
    "code_zero": (
        N_("found “{value}”, a goods code with an odd number of digits"),
        N_("A spreadsheet takes away the zero in front: format the column as text."),
    ),
    "code_power": (
        N_(
            "found “{value}”: a spreadsheet has made a number of the goods code, its digits are lost"
        ),
        N_("Format the column as text in the original file and save it again."),
    ),
    "unit_unknown": (
        N_("found “{value}”, expected the unit as it is written elsewhere: {expected}"),
        N_("Write units alike, so that quantities can be added."),
    ),
    "market_unknown": (
        N_("found “{value}”, which is no spelling of a market we know; expected {expected}"),
        N_("Use the market’s id. If it is a new spelling, tell us: it belongs in markets.csv."),
    ),
    "market_ambiguous": (
        N_("found “{value}”, which is the town opposite Mand and also a district near Quetta"),
        N_("Write mand if the border market is meant."),
    ),
    "duplicate_row": (
        N_("the row repeats line {expected} ({value})"),
        N_("Keep one of the two, or add them up if both are parts."),
    ),
    "unknown_reference": (
        N_("found “{value}”, which stands in no row of the table {expected}"),
        N_("Use an id of that table, or upload the row that it needs first."),
    ),
    "range_order": (
        N_("found {value}, expected low ≤ central ≤ high"),
        N_("Put the three figures in order."),
    ),
    "range_incomplete": (
        N_("found {value}, expected low, central and high, or one value alone"),
        N_("Give all three figures; if only one is known, put it under value."),
    ),
    "value_missing": (
        N_("found no value, and obs_status does not say why"),
        N_("Give the value (0 for a true zero), or one of the statuses {expected}."),
    ),
    "value_but_absent": (
        N_("found a value, but the status {value} says that there is none"),
        N_("Take the value out, or change the status."),
    ),
    "modelled_evidence": (
        N_("found “model”: modelled figures are not uploaded"),
        N_("Say how the number was made: count, sample, ratio, informant or press."),
    ),
    "future_period": (
        N_("found “{value}”, which begins after today ({expected})"),
        N_("Check the year and its calendar."),
    ),
    "ends_before_it_begins": (
        N_("found “{value}”, which is before the beginning ({expected})"),
        N_("Check the two dates."),
    ),
    "preferred_twice": (
        N_("line {expected} is already preferred for this period, book and direction"),
        N_("Set preferred to false in one of the two."),
    ),
    **records.TEXTS,
    **suspicions.TEXTS,
}

_PERIODS = ("2024-07", "2024-Q3", "2024", "FY2024-25", "SH1403", "SH1403-05", "2022-07/2022-12")
#: What is expected where the problem need not say it.
_EXAMPLES = {
    "number": ("1250000", "12.5"),
    "period_calendar": ("2024-07", "FY2024-25", "SH1403-05"),
    "period_form": _PERIODS,
}

#: Details that are amounts of money.
_SUMS = ("sum", "stated")

#: How many allowed codes a sentence lists before it stops.
_LISTED = 12


def codes() -> frozenset[str]:
    """The codes that have words."""
    return frozenset(_TEXTS)


def reason(problem: Problem) -> str:
    """What is wrong: found and expected. A note in one cell is no row that lacks the others."""
    is_note = problem.details.get("hint") == "footer"
    code = "note_row" if is_note else problem.code
    return _(_TEXTS[code][0], **_places(problem))


def fix(problem: Problem) -> str:
    """What to do about it; a hint at what may have happened says more than the rule."""
    hint = problem.details.get("hint", "")
    if problem.details.get("says") == "true":
        hint = "says_something"
    text = records.HINTS.get(hint) or _told_total(problem) or _TEXTS[problem.code][1]
    return _(text, **_places(problem))


def _told_total(problem: Problem) -> str:
    agrees = problem.details.get("agrees", "")
    return {"true": records.AGREES, "false": records.DIFFERS}.get(agrees, "")


def sentence(problem: Problem) -> str:
    """The whole thing in one line."""
    where = [part for part in (problem.column, _line(problem)) if part]
    told = _("{reason}. {fix}", reason=reason(problem), fix=fix(problem))
    return _("{where}: {told}", where=", ".join(where), told=told) if where else told


def summary(rows: int, problems: int) -> str:
    checked = ngettext("{count} row read", "{count} rows read", rows)
    found = ngettext("{count} problem", "{count} problems", problems)
    return _("{checked}, {found}.", checked=checked, found=found)


def as_record(problem: Problem) -> dict[str, str | int | None]:
    """The form that programs read (and ``check --json`` prints)."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "line": problem.line,
        "line_end": problem.line_end,
        "record": problem.record,
        "column": problem.column,
        "sheet": problem.details.get("sheet"),
        "cell": _cell(problem),
        "heading": problem.details.get("turned") or problem.details.get("heading"),
        "value": problem.value,
        "suggestion": problem.suggestion,
        "reason": reason(problem),
        "fix": fix(problem),
    }


def _cell(problem: Problem) -> str | None:
    """C7 for a cell of a workbook."""
    letters = problem.details.get("letters")
    return f"{letters}{problem.line}" if letters else None


def _line(problem: Problem) -> str:
    return place(problem) if problem.line else ""


def place(problem: Problem) -> str:
    """Where a finding stands: "line 7", "lines 7–12", "sheet “May”, cell C7", "line 7, under Jul-24"."""
    line, told = problem.line or 0, problem.details
    if problem.line_end and problem.line_end != line:
        return _("lines {first}–{last}", first=line, last=problem.line_end)
    if "letters" in told:
        return _(
            "sheet “{sheet}”, cell {cell}", sheet=told["sheet"], cell=f"{told['letters']}{line}"
        )
    if "sheet" in told:
        return _("sheet “{sheet}”, row {number}", sheet=told["sheet"], number=line)
    if "heading" in told:
        return _("line {number}, under “{heading}”", number=line, heading=told["heading"])
    return _("line {number}", number=line)


def _places(problem: Problem) -> dict[str, str]:
    expected = problem.expected or _EXAMPLES.get(problem.code, ())
    listed = ", ".join(expected[:_LISTED]) + (" …" if len(expected) > _LISTED else "")
    kind = problem.details.get("kind", "")
    return {
        **dict.fromkeys(_named(problem.code), ""),
        **problem.details,
        **_sums(problem),
        "kind": _(suspicions.KINDS[kind]) if kind in suspicions.KINDS else kind,
        "value": problem.value or "",
        "expected": listed,
        "column": problem.column or "",
        "found": problem.details.get("found", ""),
        "expected_count": problem.details.get("expected", ""),
    }


def _sums(problem: Problem) -> dict[str, str]:
    """The amounts of a totals row as people write them."""
    told = {name: float(problem.details[name]) for name in _SUMS if name in problem.details}
    return {
        name: numbers.decimal(value, digits=0 if value.is_integer() else 2)
        for name, value in told.items()
    }


def _named(code: str) -> list[str]:
    """The places of a code's texts: a fault that says less than they ask for is still told."""
    return [
        name for text in _TEXTS[code] for _lead, name, *_rest in Formatter().parse(text) if name
    ]
