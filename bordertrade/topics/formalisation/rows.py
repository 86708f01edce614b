"""The rows behind the lawful share and the revenue at stake: of both of its sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from bordertrade.calendars import Calendar, Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.rows_behind.behind import NAMES, VALUES, RowsBehind, together
from bordertrade.measures.rows_behind.books import behind_observations
from bordertrade.measures.rows_behind.cells import from_cells
from bordertrade.measures.rows_behind.estimates import behind_fuel
from bordertrade.measures.selection import Selection
from bordertrade.money import MoneyBasis
from bordertrade.topics.formalisation.measure.revenue import Revenue
from bordertrade.topics.formalisation.measure.shares import (
    Formalisation,
    FormalShare,
    counted,
    national_imports,
)
from bordertrade.vocabulary import Channel, Direction

_Side = tuple[str, str, Channel, Period]


def behind_shares(dataset: Dataset, selection: Selection, result: Formalisation) -> RowsBehind:
    """The rows of the formal and of the informal total of each share, and of the whole border."""
    own = _behind_sides(dataset, selection, _both_sides(result.shares))
    return together(own, *_border(dataset)) if result.national else own


def behind_stakes(dataset: Dataset, selection: Selection, result: Revenue) -> RowsBehind:
    """The rows of the informal trade that each stake is a share of."""
    yearly = replace(selection, calendar=Calendar.FISCAL)
    wanted = {(each.market, each.period): each.informal_usd for each in result.stakes}
    sides: dict[_Side, Envelope] = {}
    taken: set[str] = set()
    for each in counted(dataset, yearly):
        value = wanted.get((each.market, each.period))
        if value is not None and each.market not in taken:
            sides[each.market, each.reporter, Channel.INFORMAL, each.period] = value
            taken.add(each.market)
    own = _behind_sides(dataset, yearly, sides)
    fuel = fuel_estimate(dataset)
    return together(behind_fuel(dataset, fuel), own) if fuel and result.of("") else own


def _border(dataset: Dataset) -> Iterator[RowsBehind]:
    fuel = fuel_estimate(dataset)
    if fuel is not None:
        yield behind_observations(list(national_imports(dataset, fuel))[:1])
        yield behind_fuel(dataset, fuel)


def _both_sides(shares: Iterable[FormalShare]) -> dict[_Side, Envelope]:
    found: dict[_Side, Envelope] = {}
    for each in shares:
        found[each.market, each.reporter, Channel.FORMAL, each.period] = each.formal_usd
        found[each.market, each.reporter, Channel.INFORMAL, each.period] = each.informal_usd
    return found


def _behind_sides(
    dataset: Dataset, selection: Selection, sides: dict[_Side, Envelope]
) -> RowsBehind:
    numbers = {side: str(number) for number, side in enumerate(sides)}
    cells = [
        rows.assign(side=numbers[side])
        for each in counted(dataset, selection)
        for channel, rows in ((Channel.FORMAL, each.formal), (Channel.INFORMAL, each.informal))
        if (side := (each.market, each.reporter, channel, each.period)) in numbers
    ]
    totals = [
        {
            "period": period.text,
            "market": market,
            "channel": str(channel),
            "direction": str(Direction.IR_TO_PK),
            "reporter": reporter if channel is Channel.FORMAL else "",
            "goods": "",
            **dict(zip(VALUES, (value.low, value.central, value.high), strict=True)),
            "side": numbers[market, reporter, channel, period],
        }
        for (market, reporter, channel, period), value in sides.items()
    ]
    shown_as = pd.DataFrame(totals, columns=[*NAMES, *VALUES, "side"])
    found = pd.concat(cells) if cells else dataset.cube.iloc[:0].assign(side="")
    return from_cells(dataset, found, shown_as, ["side"], MoneyBasis.USD)
