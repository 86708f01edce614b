"""The twelve months as versions up to 0.4.0 took them: one window for every market.

Kept only to set the old figures beside the new ones where somebody opens a link that was made then
(``words/methods_changed.py``). No page counts with it: rows of one market moved its end for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import each
from bordertrade.envelope import Envelope
from bordertrade.measures.in_currency import shown
from bordertrade.measures.selection import Selection, without_overlaps
from bordertrade.vocabulary import THREE, Channel, Direction

_LINE = ["market", "channel", "direction", "reporter"]
_CELL = [*_LINE, "period"]
_ENDS = ["value_low", "value", "value_high"]
_LONGEST_MONTH = 32  # days


@dataclass(frozen=True, slots=True)
class SharedTotal:
    """One line over the window; ``months`` of its twelve have a figure. ``period`` is set where an
    observed span that reaches in from outside stood for the line.
    """

    market: str
    channel: Channel
    direction: Direction
    reporter: str
    value: Envelope
    months: int
    modelled: bool
    period: str


@dataclass(frozen=True, slots=True)
class SharedWindow:
    start: date
    end: date
    rows: tuple[SharedTotal, ...]


def shared_window(dataset: Dataset, selection: Selection) -> SharedWindow | None:
    """The twelve months up to the newest month of any line, and each line's sum in them.

    Formula of 0.4.0: months whole in the window, of overlapping spans the longest; else the newest
    observed span that reaches into it. None without a month.
    """
    asked = shown(dataset, selection)
    rows = asked[asked["value"].notna() & (asked["market"] != THREE)]
    if not selection.goods:
        rows = _undivided(rows)
    is_month = each(rows, ["period"], lambda text: calendars.parse(text).days < _LONGEST_MONTH)
    months = rows[is_month.astype(bool)]
    if months.empty:
        return None
    end = months["end"].max().date()
    first = calendars.month(end.year - (end.month < 12), end.month % 12 + 1)
    inside = (rows["start"] >= pd.Timestamp(first.start)) & (rows["end"] <= pd.Timestamp(end))
    within = without_overlaps(rows[inside], [*_LINE, "modelled"]).assign(span="")
    spans = _spans(rows[~inside], pd.Timestamp(first.start), within)
    both = pd.concat([within, spans.assign(span=spans["period"])])
    totals = tuple(_total(part) for _key, part in both.groupby(_LINE, sort=True))
    return SharedWindow(first.start, end, totals)


def _undivided(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for all goods stood, whatever its parts added up to."""
    whole = rows["goods"].eq("")
    has_whole = whole.groupby([rows[name] for name in _CELL]).transform("any")
    return rows[whole | ~has_whole | rows["modelled"]]


def _spans(rows: pd.DataFrame, start: pd.Timestamp, within: pd.DataFrame) -> pd.DataFrame:
    near = rows[~rows["modelled"] & (rows["end"] >= start)]
    newest = near[near["end"] == near.groupby(_LINE)["end"].transform("max")]
    newest = without_overlaps(newest, _LINE)
    told = pd.MultiIndex.from_frame(within[_LINE].drop_duplicates())
    return newest[~pd.MultiIndex.from_frame(newest[_LINE]).isin(told)]


def _total(part: pd.DataFrame) -> SharedTotal:
    low, central, high = part[_ENDS].sum()
    first = part.iloc[0]
    return SharedTotal(
        market=str(first["market"]),
        channel=Channel(first["channel"]),
        direction=Direction(first["direction"]),
        reporter=str(first["reporter"]),
        value=Envelope(low, central, high),
        months=sum(calendars.month_count(calendars.parse(text)) for text in set(part["period"])),
        modelled=bool(part["modelled"].any()),
        period=str(first["span"]),
    )
