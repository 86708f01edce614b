"""What looks odd in a file, told to people: the texts of ``intake.suspicions``."""

from __future__ import annotations

from bordertrade.intake.merging import Because, Suggestion
from bordertrade.words.catalogue import N_, _

#: code -> (what is odd, what to do), as in ``words.problems``.
TEXTS: dict[str, tuple[str, str]] = {
    "span_beside_model": (
        N_(
            "found “{value}”, days of {first}, for which the model has a figure of the whole month: "
            "both would be counted"
        ),
        N_("Write the month if the figure is the month’s, or say why both stand."),
    ),
    "no_exchange_rate": (
        N_(
            "there is no exchange rate for {value} in {expected}: the rows in it cannot be shown in "
            "US$, so no total changes by them (rows: {rows})"
        ),
        N_(
            "Give the rate with its source, here or later (on the command line: --rate and "
            "--rate-source). Until then the rows are shown in their own money."
        ),
    ),
    "value_far_from_history": (
        N_("found {value}, which is {times} times what this figure usually is ({typical})"),
        N_("Check thousands and millions. If it is right, say why."),
    ),
    "larger_than_border": (
        N_(
            "the new figures of this market for this period add up to US${value}; more than "
            "US${most} is hard to believe (the whole border’s largest year, or ten times the most "
            "that the model gives this market)"
        ),
        N_("Check thousands, millions and the currency. If it is right, say why."),
    ),
    "rial_or_toman": (
        N_("found {value}, which is {times} times what this figure usually is ({typical})"),
        N_("One toman is ten rials: check which of the two the file counts in (IRR or IRT)."),
    ),
    "fewer_rows": (
        N_("the file has {value} rows where there are {expected} now, {share} fewer"),
        N_("Check that the file is whole. To add rows to those that are there, choose “add”."),
    ),
    "file_seen_before": (
        N_("this very file was applied before: version {expected}"),
        N_("Check that it is the new file and not last month’s."),
    ),
    "file_undone_before": (
        N_(
            "this very file was applied before, as version {expected}, and taken back in revision "
            "{number}"
        ),
        N_("Nothing to do, if it is to come in again."),
    ),
    "period_repeated": (
        N_("every figure of {value} is that of {expected}"),
        N_("Check that these are the new period’s figures and not the earlier ones once more."),
    ),
    "direction_swapped": (
        N_("the two directions of {value} fit what is known far better the other way round"),
        N_("Check which way the goods went: the file may tell imports as exports."),
    ),
    "code_in_code": (
        N_(
            "found {value}: {whole} holds {parts}, and both would be counted in the same month and "
            "market: {whole} comes to {whole_sum} {money}, its parts to {parts_sum} {money}"
        ),
        N_("Keep the whole or its parts. If neither is part of the other, say why."),
    ),
    "period_in_period": (
        N_(
            "{value} stands beside {first} to {last} of the same goods: the whole says {whole_sum}, "
            "its parts (rows: {count}) come to {parts_sum}. Totals count the longer one"
        ),
        N_("Check that both are meant, and that they agree."),
    ),
    "unit_value_far": (
        N_(
            "one {unit} would cost {value}, far from what the other rows of these goods give "
            "({typical})"
        ),
        N_("Check the value, the quantity and its unit."),
    ),
    "zero_run": (
        N_("found {zeros} zeros in a row where there was trade before"),
        N_("A true zero stays 0. If it is not known, leave the cell empty and give obs_status L."),
    ),
    "missing_month": (
        N_("{value}: nothing is told of {first} to {last}, before the new period"),
        N_("Add these months, or rows with obs_status L if nobody collected them."),
    ),
    "missing_market": (
        N_("{value} was told of every month until now and is missing from {first} to {last}"),
        N_("Check that the file holds all markets, or add a row with obs_status L."),
    ),
    "long_before_series": (
        N_("found {value}, years before anything else in this table ({first})"),
        N_("Check the year and its calendar."),
    ),
    "not_compared": (
        N_("a file of more than {expected} rows is checked but not compared with the record"),
        N_("Applying it compares it; that takes memory for all of its rows."),
    ),
    "unknown_chapter": (
        N_("found “{value}”: the Harmonized System has no chapter {chapter}"),
        N_("Check the code against the tariff."),
    ),
    "personal_column": (
        N_("the column “{value}” promises data about persons, which are never published"),
        N_("Delete the column from the file, in the original too, and bring the file again."),
    ),
    "personal_data": (
        N_("the cell holds what may point to a person ({kind}), which is never published"),
        N_("Take it out of the cell. Traders can be harmed by it; no reason lets it through."),
    ),
}

#: Which way of joining fits a file, and why: ``intake.merging.Because``.
_SUGGESTIONS: dict[Because, str] = {
    Because.NEW_PERIODS: N_("The file tells of what is not there yet: add its rows."),
    Because.SAME_ROWS: N_(
        "The file repeats rows that are there, and no row stands beside them in its periods: add "
        "its rows, those about the same thing take the old ones’ place."
    ),
    Because.OTHER_ROWS: N_(
        "The file tells of periods that are there, and {count} of their rows are not in it: if it "
        "is the whole of these periods, replace the periods."
    ),
    Because.WHOLE_TABLE: N_(
        "The file repeats nearly the whole table and leaves out {count} of its rows: if it is a "
        "new edition, replace the table."
    ),
}


def suggestion(value: Suggestion) -> str:
    """Which way of joining fits a file, and why."""
    return _(_SUGGESTIONS[value.because], count=value.rows)


#: What a cell gives away.
KINDS: dict[str, str] = {
    "cnic": N_("a number like a CNIC"),
    "national_id": N_("a number like an Iranian national ID"),
    "phone": N_("a phone number"),
    "email": N_("an e-mail address"),
    "passport": N_("a passport number"),
}
