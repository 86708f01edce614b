"""Observed figures that no rate brings into the money asked for: as they were written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import NATIVE
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.in_currency import shown
from bordertrade.measures.selection import Selection, adding_up_to_most, undivided_first
from bordertrade.money import OWN_MONEY, Currency, MoneyBasis
from bordertrade.version_cache import once_for_version

_LINE = ["market", "channel", "direction", "reporter", "currency"]


@dataclass(frozen=True, slots=True)
class OwnMoney:
    """Figures of one market, channel, direction and book, in the ``money`` they were written in.

    ``start`` and ``end`` are the first and last day that they speak of. Spans that overlap are
    never added.
    """

    market: str
    channel: str
    direction: str
    reporter: str
    money: MoneyBasis
    start: date
    end: date
    value: Envelope


@once_for_version
def in_own_money(dataset: Dataset, selection: Selection) -> tuple[OwnMoney, ...]:
    """What ``selection.money`` has no value for, the newest first; () where it has one for all."""
    rows = shown(dataset, selection, by_goods=True)
    lost = rows[~rows["modelled"].astype(bool) & rows["lacks"].ne("")]
    if lost.empty:
        return ()
    native = lost.assign(**{name: dataset.cube.loc[lost.index, name] for name in NATIVE})
    kept = adding_up_to_most(undivided_first(native, "value"), _LINE, "value")
    lines = kept.groupby(_LINE, sort=True)
    sums = lines[NATIVE].sum().join(lines["start"].min()).join(lines["end"].max()).reset_index()
    found = (
        OwnMoney(
            row.market,
            row.channel,
            row.direction,
            row.reporter,
            OWN_MONEY[Currency(row.currency)],
            row.start.date(),
            row.end.date(),
            Envelope(row.value_low, row.value, row.value_high),
        )
        for row in rows_of(sums)
    )
    return tuple(sorted(found, key=lambda each: each.end, reverse=True))


@once_for_version
def money_of(dataset: Dataset, selection: Selection) -> MoneyBasis:
    """The money that observed figures can be shown in: the one asked for, or where it has a value
    for none of them the one in which the newest were written."""
    rows = shown(dataset, selection, by_goods=True)
    observed = rows[~rows["modelled"].astype(bool)]
    if observed["value"].notna().any():
        return selection.money
    written = in_own_money(dataset, selection)
    return written[0].money if written else selection.money


def in_money_of_its_own(dataset: Dataset, selection: Selection) -> Selection:
    """The selection in that money."""
    return replace(selection, money=money_of(dataset, selection))
