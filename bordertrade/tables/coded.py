"""Stable codes beside labels: what a download has and the page does not.

A label changes with the language and its wording; a program that reads a download goes by codes.
Tables that are displayed carry each code in a column of its own, right after its label. The names
of these columns are the same in every language and end with ``_code``, so that no program that
reads heads without case takes one for its label; ``readable`` takes them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from bordertrade.calendars import Period
from bordertrade.tables.whole_table import dictionary_heads, listing
from bordertrade.words import N_, _, dates, labels

#: Between several codes of one cell, as in the record.
JOINER = "~"

#: The unit at the end of a head: "Low (US$)".
_UNIT = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Coding:
    """What the codes of a column say; ``labels`` is empty where they are not a short list."""

    meaning: str
    labels: Mapping[str, str]


_PERIOD = Coding(N_("The period as the record writes it: 2024-07, 2024-Q3, FY2024-25, SH1403."), {})
_BOOK = Coding(N_("Whose book the figure comes from."), labels.BOOKS)
_STATUS = Coding(N_("SDMX observation status; several are joined by “~”."), labels.OBS_STATUS)
_MODELLED = Coding(N_("Whether the figure is modelled: an outer envelope, not observed."), {})

#: Every code column that a displayed table may have.
CODINGS: Mapping[str, Coding] = {
    "market_code": Coding(N_("The market; empty for the whole border."), labels.MARKETS),
    "channel_code": Coding(N_("Recorded at customs, or not."), labels.CHANNELS),
    "direction_code": Coding(N_("Which way the goods went."), labels.DIRECTIONS),
    "reporter_code": _BOOK,
    "pk_to_ir_reporter_code": _BOOK,
    "ir_to_pk_reporter_code": _BOOK,
    "period_code": _PERIOD,
    "pk_period_code": _PERIOD,
    "ir_period_code": _PERIOD,
    "from_period_code": _PERIOD,
    "to_period_code": _PERIOD,
    "evidence_code": Coding(
        N_("How the figure was made; several are joined by “~”."), labels.EVIDENCE
    ),
    "obs_status_code": _STATUS,
    "pk_obs_status_code": _STATUS,
    "ir_obs_status_code": _STATUS,
    "from_obs_status_code": _STATUS,
    "to_obs_status_code": _STATUS,
    "modelled": _MODELLED,
    "formal_modelled": _MODELLED,
    "informal_modelled": _MODELLED,
    "goods_code": Coding(N_("The goods, by the code of the record’s classification."), {}),
    "series_code": Coding(N_("Who compiled the figures."), labels.SERIES),
    "state_code": Coding(N_("What is known of these months."), labels.STATES),
    "openness_code": Coding(N_("What is known of the days of the period."), labels.OPENNESS),
    "calendar_code": Coding(N_("Whose year it is."), labels.YEARS),
    "verdict_code": Coding(N_("What the unit value is found to be among others."), labels.VERDICTS),
    "kind_code": Coding(N_("Whether the part was there in both periods."), labels.PART_KINDS),
    "lever_code": Coding(N_("The assumption that is moved."), {}),
}


def pair(column: str, code: object, heading: str, label: str) -> dict[str, object]:
    """A label under its heading, and its code in a column of its own (one of ``CODINGS``)."""
    assert column in CODINGS, f"{column} is no code column"
    return {heading: label, column: code}


def market(code: str) -> dict[str, object]:
    return pair("market_code", code, _("Market"), labels.market(code))


def channel(code: str) -> dict[str, object]:
    return pair("channel_code", code, _("Channel"), labels.channel(code))


def direction(code: str) -> dict[str, object]:
    return pair("direction_code", code, _("Direction"), labels.direction(code) if code else "")


def book(code: str) -> dict[str, object]:
    return pair("reporter_code", code, _("Book"), labels.book(code) if code else "")


def period(value: Period | str | None) -> dict[str, object]:
    """A period under its own name, "" for none; its code is how the record writes it."""
    return pair(
        "period_code", period_code(value), _("Period"), dates.period(value) if value else ""
    )


def period_code(value: Period | str | None) -> str:
    return value.text if isinstance(value, Period) else value or ""


def days(start: date, end: date) -> dict[str, object]:
    """A stretch of time that is nobody's period."""
    return pair("period_code", days_code(start, end), _("Period"), dates.span(start, end))


def days_code(start: date, end: date) -> str:
    """As the record writes a span: months where they are whole, else days."""
    whole = start.day == 1 and (end + timedelta(1)).day == 1
    if not whole:
        return f"{start.isoformat()}/{end.isoformat()}"
    first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    return first if first == last else f"{first}/{last}"


def month(column: str, heading: str, day: date) -> dict[str, object]:
    return pair(column, f"{day:%Y-%m}", heading, dates.month(day))


def evidence(codes: str) -> dict[str, object]:
    return pair("evidence_code", codes, _("Evidence"), several(labels.EVIDENCE, codes))


def status(codes: str) -> dict[str, object]:
    return pair("obs_status_code", codes, _("Status"), several(labels.OBS_STATUS, codes))


def named(codes: pd.Series[Any], name: Callable[[str], str]) -> pd.Series[Any]:
    """Codes by their names, each looked up once: a table may have a hundred thousand rows."""
    return codes.map({code: name(code) for code in codes.unique()})


def several(names: Mapping[str, str], codes: str) -> str:
    """The labels of "~"-joined codes."""
    return ", ".join(labels.of(names, code) for code in codes.split(JOINER) if code)


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as people read it, without its codes."""
    return frame[[name for name in frame.columns if name not in CODINGS]]


def columns_explained(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each column of a displayed table, as far as the column itself says.

    A code's meaning and values are known; a figure's unit stands in its head.
    """
    rows = [_explained(str(name), frame[name]) for name in frame.columns]
    return pd.DataFrame(rows, columns=list(dictionary_heads()))


def _explained(name: str, cells: pd.Series[Any]) -> tuple[str, ...]:
    coding = CODINGS.get(name)
    if coding:
        named = {code: _(label) for code, label in coding.labels.items() if code}
        return name, "", _type(cells), "", _(coding.meaning), listing(named)
    unit = _UNIT.search(name)
    return name, name, _type(cells), unit[1] if unit else "", _meaning(name), ""


def _type(cells: pd.Series[Any]) -> str:
    """As the contract calls types."""
    known = cells.dropna()
    if pd.api.types.is_bool_dtype(known):
        return "boolean"
    if pd.api.types.is_integer_dtype(known):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(known) else "string"


def _meaning(name: str) -> str:
    """What is true of columns in every table."""
    ends = (
        (_("low"), _("The lower end of the range.")),
        (_("central"), _("The central value of the range.")),
        (_("high"), _("The upper end of the range.")),
    )
    for end, meaning in ends:
        if re.search(rf"\b{re.escape(end)}\b", name, re.IGNORECASE):
            return meaning
    known = {
        _("Months"): _("How many months have a figure."),
        _("Reads as"): _("How the figure is to be read."),
        _("Sources"): _("Ids of sources; see the sheet of sources."),
        _("Source"): _("Ids of sources; see the sheet of sources."),
    }
    return known.get(name, "")
