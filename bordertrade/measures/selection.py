"""Which cells of the cube are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import pandas as pd

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.measures.over_goods import over_goods
from bordertrade.measures.stretches import Span, places_of_most
from bordertrade.money import MoneyBasis
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import (
    THREE,
    Channel,
    Direction,
    Evidence,
    EvidenceFloor,
    Reporter,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of cells. ``start`` and ``end`` are days, None for an open end.

    ``money`` is what ``shown`` puts their values in; ``chosen`` stays in US$.
    """

    markets: tuple[str, ...]
    channels: tuple[Channel, ...] = tuple(Channel)
    directions: tuple[Direction, ...] = (Direction.IR_TO_PK, Direction.PK_TO_IR)
    reporters: tuple[Reporter, ...] = tuple(Reporter)
    goods: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    calendar: Calendar = Calendar.GREGORIAN
    floor: EvidenceFloor = EvidenceFloor.ALL
    money: MoneyBasis = MoneyBasis.USD


def chosen(
    dataset: Dataset, selection: Selection, *, with_three: bool = False, by_goods: bool = False
) -> pd.DataFrame:
    """The cube's rows of a selection (``cube.COLUMNS``), without modelled rows that are hidden.

    Informal rows belong to no book and stay whatever the reporter. A row that straddles an end
    of the time span is left out: its share inside is unknown. Goods of one cell come added up
    (``over_goods``) unless the selection names some or ``by_goods`` asks for each.
    """
    cube = dataset.cube if selection.goods or by_goods else _over_goods(dataset)
    return cube[is_chosen(cube, selection, with_three=with_three)]


@once_for_version
def _over_goods(dataset: Dataset) -> pd.DataFrame:
    return over_goods(dataset.cube, "value_usd")


def is_chosen(
    cube: pd.DataFrame,
    selection: Selection,
    *,
    with_three: bool = False,
    with_hidden: bool = False,
) -> pd.Series[bool]:
    """Which rows of the cube a selection keeps."""
    markets = [*selection.markets, THREE] if with_three else list(selection.markets)
    keep = (
        cube["market"].isin(markets)
        & cube["channel"].isin(list(selection.channels))
        & cube["direction"].isin(list(selection.directions))
        & cube["reporter"].isin(["", *selection.reporters])
        & (~cube["hidden"] | with_hidden)
    )
    if selection.goods:
        keep &= cube["goods"].isin(selection.goods)
    if selection.start:
        keep &= cube["start"] >= pd.Timestamp(selection.start)
    if selection.end:
        keep &= cube["end"] <= pd.Timestamp(selection.end)
    return keep & _at_least(cube, selection.floor)


def without_overlaps(rows: pd.DataFrame, line: list[str]) -> pd.DataFrame:
    """Rows that may be compared: of spans of one line that overlap, the longest stands.

    ``line`` names the columns that tell lines apart. Rows of the very same days stay together.
    """
    return _standing(rows.assign(**{_WEIGHT: 0.0}), line, ["start", "end"], _shorter)


def adding_up_to_most(rows: pd.DataFrame, line: list[str], value: str) -> pd.DataFrame:
    """Rows that may be added up: of periods of one line that overlap, those stand together whose
    ``value`` adds up to the most, so that another row never lowers a total (``stretches``).

    ``line`` names the columns that tell lines apart. Rows of one period stay together; the same days
    written otherwise are another account of them.
    """
    return _standing(rows.assign(**{_WEIGHT: rows[value]}), line, ["start", "end", "period"], _less)


#: Of one line: where each span stands, from the first day to the last, and what it weighs.
_Spans: TypeAlias = pd.DataFrame
_WEIGHT = "_weight"


def _standing(
    rows: pd.DataFrame, line: list[str], days: list[str], losers: Callable[[_Spans], Iterable[int]]
) -> pd.DataFrame:
    """The rows without those of the losers: places among the spans of a line."""
    plain = rows.drop(columns=_WEIGHT)
    near = rows[_touching(rows, days)]
    if near.empty:
        return plain
    span = [*line, *days]
    spans = near.groupby(span, sort=True)[_WEIGHT].sum().reset_index()
    clash = spans["start"] <= spans.groupby(line)["end"].shift()
    if not clash.any():
        return plain
    parts = spans.merge(spans.loc[clash, line].drop_duplicates()).groupby(line)
    lost = pd.concat([part.iloc[sorted(losers(part))] for _key, part in parts])
    is_lost = pd.MultiIndex.from_frame(near[span]).isin(pd.MultiIndex.from_frame(lost[span]))
    return plain.drop(index=near.index[is_lost])


def _touching(rows: pd.DataFrame, days: list[str]) -> pd.Series[bool]:
    """Rows of spans that share days with another span of any line: mostly few, and quickly told."""
    spans = rows[days].drop_duplicates().sort_values(days)
    touches = spans["start"] <= spans["end"].cummax().shift()
    touches |= (spans["start"].shift(-1) <= spans["end"]).fillna(False)
    return rows["start"].isin(spans.loc[touches, "start"])


def _shorter(part: _Spans) -> Iterator[int]:
    """The spans of one line that a longer one overlaps."""
    kept: list[tuple[pd.Timestamp, pd.Timestamp]] = []
    pairs = enumerate(zip(part["start"], part["end"], strict=True))
    for place, (start, end) in sorted(pairs, key=lambda each: each[1][0] - each[1][1]):
        if any(start <= last and first <= end for first, last in kept):
            yield place
        else:
            kept.append((start, end))


def _less(part: _Spans) -> Iterable[int]:
    """The spans of one line that others outweigh."""
    days = enumerate(zip(part["start"], part["end"], part[_WEIGHT], strict=True))
    ordered = sorted(days, key=lambda each: (each[1][1], each[1][0]))
    spans = [
        Span(start.toordinal(), end.toordinal(), weight, (end - start).days + 1)
        for _place, (start, end, weight) in ordered
    ]
    kept = set(places_of_most(spans))
    return (place for number, (place, _span) in enumerate(ordered) if number not in kept)


def undivided_first(rows: pd.DataFrame, value: str = "value_usd") -> pd.DataFrame:
    """Rows that may be added over goods: where a cell has a row for all goods, its parts go.

    A cell is a period, market, channel, direction and book; ``value`` names the column of values.
    Parts that add up to more than the whole stand in its place: what was recorded by goods is not
    undone by a smaller figure for all of them.
    """
    cell = ["period", "market", "channel", "direction", "reporter"]
    whole = rows["goods"].eq("") & rows[value].notna()
    if not whole.any() or whole.all():
        return rows
    keys = [rows[name] for name in cell]
    has_whole = whole.groupby(keys).transform("any")
    is_part = ~whole & ~rows["modelled"].astype(bool)
    sums = [rows[value].where(mask, 0).groupby(keys).transform("sum") for mask in (whole, is_part)]
    by_parts = has_whole & (sums[1] > sums[0])
    return rows[(whole & ~by_parts) | (is_part & (~has_whole | by_parts)) | rows["modelled"]]


def _at_least(cube: pd.DataFrame, floor: EvidenceFloor) -> pd.Series[bool]:
    if floor is EvidenceFloor.COUNT:
        return cube["evidence"] == Evidence.COUNT
    if floor is EvidenceFloor.OBSERVED:
        return ~cube["modelled"]
    return pd.Series(True, index=cube.index)
