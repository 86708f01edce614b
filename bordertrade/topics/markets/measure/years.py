"""The periods of a market's lines in the years of another calendar.

The rule is ``recut``'s, for each line by itself: a period that fits whole is exact; months that
reach over the edge of a year count for the year that holds most of their days, and that year is
approximate; a longer period that straddles is refused, with its days in each year.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period, RecutError
from bordertrade.measures.recut import YearCut, cut_years
from bordertrade.measures.selection import adding_up_to_most

#: What tells one line of a market from another.
LINE = ["market", "direction", "reporter", "modelled"]
VALUES = ["value_low", "value", "value_high"]
TEXTS = ["obs_status", "evidence", "source"]

#: How a figure fits its calendar. ``NATURAL``: in the source's own period, never moved. ``MIXED``:
#: approximate, but partly made of periods of the year's own calendar.
NATURAL, EXACT, APPROXIMATE, MIXED = "natural", "exact", "approximate", "mixed"


def in_years(
    frame: pd.DataFrame, calendar: Calendar
) -> tuple[pd.DataFrame, tuple[RecutError, ...]]:
    """Rows of periods added up into years, lows to lows and highs to highs.

    ``frame`` has ``LINE``, ``VALUES``, ``TEXTS``, ``period``, ``start``, ``end``, ``months``
    and ``converted``. Returned: one row a line and year, with ``months`` added up, ``whole`` (are
    there twelve), ``fit`` (``exact``, ``approximate`` or ``mixed``), and ``first`` and ``last``, the
    days that an approximate year really stands for; then the refused periods. Of periods of one
    line and year that overlap, those stand that add up to the most: another row never lowers a year.
    """
    parts, refused = year_parts(frame, calendar)
    found = [_year(part, cut, line) for line, cut, part in parts]
    years = pd.DataFrame(found) if found else _none(frame)
    return years, tuple(refused[text] for text in sorted(refused))


def year_parts(
    frame: pd.DataFrame, calendar: Calendar
) -> tuple[list[tuple[Any, YearCut, pd.DataFrame]], dict[str, RecutError]]:
    """Each line's years with the rows of ``frame`` that count for them; and the refused periods."""
    periods = {text: calendars.parse(text) for text in frame["period"].unique()}
    refused = _refused(periods, calendar)
    home = {text: _home(period, calendar) for text, period in periods.items()}
    rows = frame[~frame["period"].isin(list(refused))]
    rows = rows.assign(home=rows["period"].map(home))
    kept = adding_up_to_most(rows, [*LINE, "home"], "value").drop(columns="home")
    parts = [
        (line, cut, part)
        for line, own in kept.groupby(LINE, sort=False)
        for cut, part in _cut(own, periods, home, calendar)
    ]
    return parts, refused


def _home(period: Period, calendar: Calendar) -> str:
    """The year that a period counts for; "" for one that is no one year's."""
    return next((cut.year.text for cut in _cuts((period,), calendar) if cut.counted), "")


def _refused(periods: dict[str, Period], calendar: Calendar) -> dict[str, RecutError]:
    """Periods that are no one year's, not even by most of each month's days."""
    refused: dict[str, RecutError] = {}
    for text, period in periods.items():
        try:
            calendars.recut(period, calendar)
        except RecutError as error:
            if any(cut.straddling for cut in _cuts((period,), calendar)):
                refused[text] = error
    return refused


def _cut(
    rows: pd.DataFrame, periods: dict[str, Period], home: dict[str, str], calendar: Calendar
) -> list[tuple[YearCut, pd.DataFrame]]:
    """Each year of one line with the rows that count for it."""
    known = sorted({periods[text] for text in rows["period"]})
    found = []
    for year in dict.fromkeys(home[period.text] for period in known):
        own = [period for period in known if home[period.text] == year]
        days = calendars.parse(year)
        beside = _beside(own, [period for period in known if period.overlaps(days)])
        cuts = _cuts(tuple(sorted((*own, *beside))), calendar)
        cut = next(each for each in cuts if each.year.text == year)
        found.append((cut, rows[rows["period"].isin([period.text for period in own])]))
    return found


def _beside(own: list[Period], known: list[Period]) -> list[Period]:
    """Those of the periods that touch a year which count for its neighbours, without those that
    share days with its own or with one another: years are summed each by itself.
    """
    kept: list[Period] = []
    for period in known:
        if period not in own and not any(period.overlaps(each) for each in (*own, *kept)):
            kept.append(period)
    return kept


@lru_cache(maxsize=512)
def _cuts(periods: tuple[Period, ...], calendar: Calendar) -> tuple[YearCut, ...]:
    """Remembered: the lines of a view mostly have the same months."""
    return cut_years(periods, calendar)


def _year(part: pd.DataFrame, cut: YearCut, line: Any) -> dict[str, object]:
    months = int(part["months"].sum())
    return {
        "period": cut.year.text,
        "start": pd.Timestamp(cut.year.start),
        "end": pd.Timestamp(cut.year.end),
        **dict(zip(LINE, line, strict=True)),
        **{name: part[name].sum() for name in VALUES},
        **{name: one_or_several(part[name]) for name in TEXTS},
        "converted": bool(part["converted"].any()),
        "months": months,
        "whole": months >= 12,
        "fit": _fit(cut),
        "first": pd.Timestamp(cut.start),
        "last": pd.Timestamp(cut.end),
    }


def _fit(cut: YearCut) -> str:
    if not cut.assigned and not cut.neighbours:
        return EXACT
    own = [period for period in cut.inside if period.calendar is cut.year.calendar]
    return MIXED if own else APPROXIMATE


def _none(frame: pd.DataFrame) -> pd.DataFrame:
    """No year, with the columns of years."""
    return frame.iloc[:0].assign(
        whole=False, fit=EXACT, first=frame["start"].iloc[:0], last=frame["end"].iloc[:0]
    )


def one_or_several(values: pd.Series[str]) -> str:
    return "~".join(sorted(set("~".join(values).split("~")) - {""}))
