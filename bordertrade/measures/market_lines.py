"""Each market's lines of trade, and the three markets' together, as stretches of time.

A line is a market, channel, direction and book, in one money: figures without an exchange rate into
the money asked for stay in that of their file, as a line of their own. Of the three markets together
a month is the model's own row for the three (their shares' bounds cannot all be reached at once),
or, where an observation hides it, the sum of the three if each has a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope, total
from bordertrade.measures.in_currency import shown
from bordertrade.measures.markets import first_three
from bordertrade.measures.model_sources import sources_of_model
from bordertrade.measures.selection import Selection, undivided_first
from bordertrade.measures.stretches import Run, Stretch
from bordertrade.measures.windows import figures, figures_together
from bordertrade.money import OWN_MONEY, Currency, MoneyBasis
from bordertrade.vocabulary import THREE, ObsStatus

#: What tells one line from another, beside its money.
LINE = ["market", "channel", "direction", "reporter"]
#: What tells the rows of one stretch from those of another of its line.
PIECE = [*LINE, "period", "modelled"]
_ENDS = ["value_low", "value", "value_high"]


@dataclass(frozen=True, slots=True)
class Line:
    """``stretches`` are its figures that may count, ``model_ends`` the last day of the model's own
    months (those that observations hide among them), None where it has none; ``model_months`` how
    many of the twelve months to that day it speaks of.
    """

    market: str
    channel: str
    direction: str
    reporter: str
    money: MoneyBasis
    stretches: tuple[Stretch, ...]
    model_ends: int | None
    model_months: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.market, self.channel, self.direction, self.reporter

    @property
    def runs(self) -> tuple[Run, ...]:
        """What is shown of it."""
        if self.market == THREE:
            return figures_together(self.stretches, self.model_ends, self.model_months)
        return figures(self.stretches, self.model_ends)


@dataclass(frozen=True, eq=False, slots=True)
class MarketLines:
    """Lines in the order of market, channel, direction and book, and the rows of ``shown`` that
    their stretches are sums of, by the money of the line. ``lacking``: rows without a rate into the
    money asked for.
    """

    lines: tuple[Line, ...]
    rows: Mapping[MoneyBasis, pd.DataFrame]
    lacking: pd.DataFrame


def market_lines(dataset: Dataset, selection: Selection, *, by_goods: bool = False) -> MarketLines:
    """The lines of a selection, the three markets together among them.

    Goods of one period are added; where a row for all goods stands beside its parts the larger of
    the two counts (``selection.undivided_first``). Without the evidence floor "all" nothing is
    modelled.
    """
    asked = shown(dataset, selection, with_three=True, by_goods=by_goods)
    rows = {selection.money: _counted(asked, selection)}
    lines = [*_lines(dataset, rows[selection.money], selection)]
    for money in _unpriced(asked, selection.money):
        own = replace(selection, money=money)
        found = shown(dataset, own, by_goods=by_goods)
        lacking = asked.loc[asked["lacks"] != "", PIECE].drop_duplicates()
        found = found[~found["converted"] & _among(found, lacking, PIECE)]
        found = found[found["currency"].map(OWN_MONEY) == money]
        rows[money] = _counted(found[~found["modelled"]], selection)
        lines += _lines(dataset, rows[money], own, modelled=False)
    lacking = asked[(asked["lacks"] != "") & (asked["market"] != THREE)]
    return MarketLines(tuple(sorted(lines, key=_order(selection.money))), rows, lacking)


def _order(money: MoneyBasis) -> Any:
    return lambda line: (
        *(getattr(line, name) for name in LINE),
        line.money is not money,
        line.money,
    )


def _unpriced(asked: pd.DataFrame, money: MoneyBasis) -> list[MoneyBasis]:
    """The moneys of observed figures that no rate brings into the one asked for."""
    lacking = asked[(asked["lacks"] != "") & ~asked["modelled"]]
    own = {OWN_MONEY[Currency(code)] for code in lacking["currency"].unique()}
    return sorted(own - {money})


def _among(rows: pd.DataFrame, wanted: pd.DataFrame, names: list[str]) -> Any:
    return pd.MultiIndex.from_frame(rows[names]).isin(pd.MultiIndex.from_frame(wanted[names]))


def _counted(asked: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    rows = asked[asked["value"].notna()]
    return rows if selection.goods else undivided_first(rows, "value")


def _lines(
    dataset: Dataset, rows: pd.DataFrame, selection: Selection, *, modelled: bool = True
) -> Iterator[Line]:
    found = _stretches(rows, sources_of_model(dataset))
    ends = _model_ends(dataset, selection) if modelled else {}
    none = None, 0
    together = _together(found, first_three(dataset))
    for key in {*found, *together}:
        own = (*found.get(key, ()), *together.get(key, ()))
        yield Line(*key, selection.money, own, *ends.get(key, none))


_Key = tuple[str, str, str, str]


def _stretches(
    rows: pd.DataFrame, model: Mapping[tuple[str, ...], tuple[str, ...]]
) -> dict[_Key, tuple[Stretch, ...]]:
    """The figures of each line: rows of one period added up, lows to lows and highs to highs."""
    grouped = rows.assign(doubted=rows["obs_status"] != ObsStatus.NORMAL).groupby(PIECE, sort=True)
    sums = grouped[_ENDS].sum().join(grouped[["converted", "doubted"]].any()).reset_index()
    named = rows.loc[~rows["modelled"], [*PIECE, "source"]].drop_duplicates()
    sources: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for *key, source in named.itertuples(index=False, name=None):
        sources[tuple(key)].append(source)
    found: dict[_Key, list[Stretch]] = defaultdict(list)
    for row in rows_of(sums):
        line = row.market, row.channel, row.direction, row.reporter
        own = model.get((row.market, row.period, *line[1:]), ()) if row.modelled else ()
        first, last, months, stands_for = _days(row.period)
        found[line].append(
            Stretch(
                first,
                last,
                months,
                Envelope(min(row.value_low, row.value), row.value, max(row.value, row.value_high)),
                observed=not row.modelled,
                parts=((row.market, row.period, bool(row.modelled)),),
                stands_for=stands_for,
                sources=own or tuple(sources[*line, row.period, row.modelled]),
                converted=bool(row.converted),
                doubted=bool(row.doubted) and not row.modelled,
            )
        )
    return {key: tuple(each) for key, each in found.items()}


@lru_cache(maxsize=4096)
def _days(period: str) -> tuple[int, int, int, tuple[int, int]]:
    """First and last day, whole months, and the days of the months that it stands for."""
    parsed = calendars.parse(period)
    first, last = parsed.start.toordinal(), parsed.end.toordinal()
    hidden = [calendars.parse(each) for each in calendars.month_hidden_by(parsed)]
    stands_for = (
        min((each.start.toordinal() for each in hidden), default=first),
        max((each.end.toordinal() for each in hidden), default=last),
    )
    return first, last, calendars.month_count(parsed), stands_for


def _model_ends(dataset: Dataset, selection: Selection) -> dict[_Key, tuple[int, int]]:
    """The last day of each line's modelled months in this money, hidden or not, and how many of
    the twelve months to it have a figure.
    """
    rows = shown(dataset, selection, with_three=True, with_hidden=True)
    rows = rows[rows["modelled"] & rows["value"].notna()][[*LINE, "end"]].drop_duplicates()
    lasts = rows.groupby(LINE)["end"].transform("max")
    within = rows[rows["end"] > lasts - pd.DateOffset(years=1)]
    found = within.groupby(LINE)["end"].agg(["max", "count"]).reset_index()
    return {(m, c, d, r): (end.toordinal(), count) for m, c, d, r, end, count in rows_of(found)}


def _together(
    found: Mapping[_Key, tuple[Stretch, ...]], first_three: tuple[str, ...]
) -> dict[_Key, tuple[Stretch, ...]]:
    """Stretches of the three together that the model's own rows do not hold."""
    made: dict[_Key, tuple[Stretch, ...]] = {}
    for rest in sorted({key[1:] for key in found}):
        parts = [
            {(each.first, each.last): each for each in found.get((market, *rest), ())}
            for market in first_three
        ]
        own = {(each.first, each.last) for each in found.get((THREE, *rest), ())}
        shared = set.intersection(*(set(each) for each in parts)) - own if parts else set()
        if shared:
            sums = (_sum([each[days] for each in parts]) for days in sorted(shared))
            made[THREE, *rest] = tuple(sums)
    return made


def _sum(parts: Iterable[Stretch]) -> Stretch:
    known = tuple(parts)
    return replace(
        known[0],
        value=total(each.value for each in known),
        observed=all(each.observed for each in known),
        parts=tuple(part for each in known for part in each.parts),
        sources=tuple(sorted({source for each in known for source in each.sources})),
        converted=any(each.converted for each in known),
        doubted=any(each.doubted for each in known),
    )
