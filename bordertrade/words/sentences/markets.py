"""The markets’ trade over time, in twelve months, by direction and by goods."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bordertrade.calendars import RecutError
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.balance import MarketBalance
from bordertrade.measures.goods import GoodsResult
from bordertrade.measures.market_series import MarketSeries
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.vocabulary import Channel, Direction
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import _, ngettext


def series(result: MarketSeries) -> str:
    """A channel over time: for each line its latest period, or that there is none."""
    if result.frame.empty:
        return _("No figure for this choice: {states}.", states=_state_list(result))
    lines = dict(iter(result.frame.groupby(_LINE, sort=False)))
    ordered = sorted(lines, key=lambda key: result.markets.index(key[0]))
    return " ".join(_line(key, lines[key]) for key in ordered)


_LINE = ["market", "direction", "reporter", "modelled"]


def _line(key: tuple[Any, ...], rows: pd.DataFrame) -> str:
    market, direction, reporter, modelled = key
    last = rows.iloc[-1]
    amount = numbers.usd_range(
        numbers.envelope(last["value_low_usd"], last["value_usd"], last["value_high_usd"])
    )
    return _(
        "{market}, {direction}{book}: {amount} in {period} ({evidence}).",
        market=labels.market(market),
        direction=labels.direction(direction),
        book=_(", {book}", book=labels.book(reporter)) if reporter else "",
        amount=amount,
        period=_with_months(last),
        evidence=_("modelled range") if modelled else _("observed"),
    )


def _with_months(row: pd.Series[Any]) -> str:
    """The period, and how many months of a year it really holds."""
    name = dates.period(row["period"])
    if row["whole"]:
        return name
    return _("{period} ({months} of 12 months)", period=name, months=row["months"])


def _state_list(result: MarketSeries) -> str:
    kinds = dict.fromkeys(state.kind for state in result.states)
    return ", ".join(labels.of(labels.STATES, kind).lower() for kind in kinds) or _("nothing")


def refused(error: RecutError) -> str:
    """Why a period does not fit a calendar."""
    parts = ", ".join(
        ngettext(
            "{count} day in {year}", "{count} days in {year}", part.days, year=part.period.text
        )
        for part in error.overlaps
    )
    return _(
        "{period} does not fit whole into one year ({parts}); only its source could divide it.",
        period=dates.period(error.period, with_span=True),
        parts=parts,
    )


def window(totals: MarketTotals) -> str:
    return dates.span(totals.start, totals.end)


def market_lines(totals: MarketTotals | None, market: str) -> list[str]:
    """A market’s year, a line for each channel and direction: each a range, never added."""
    lines = [
        _(
            "{channel}, {direction}: {amount} ({notes})",
            channel=labels.channel(row.channel),
            direction=labels.direction(row.direction),
            amount=numbers.usd_range(row.value_usd),
            notes=", ".join(part for part in (total_evidence(row), total_span(row)) if part),
        )
        for channel in Channel
        for row in (totals.of(market, channel) if totals else ())
    ]
    return lines or [_("not collected")]


def total_evidence(row: MarketTotal) -> str:
    """Modelled as soon as one month is; then how many are not."""
    if not row.modelled:
        return _("observed")
    if not row.observed_months:
        return _("modelled")
    return ngettext(
        "modelled, {count} month observed", "modelled, {count} months observed", row.observed_months
    )


def total_span(row: MarketTotal) -> str:
    """What the total is of, where it is not of the whole window."""
    if row.period:
        return _("{period} as a whole", period=dates.period(row.period))
    return "" if row.months >= 12 else _("{months} of 12 months", months=row.months)


def market_total(totals: MarketTotals | None, market: str) -> str:
    """The same in one sentence."""
    told = "; ".join(market_lines(totals, market))
    return _("{market}: {told}.", market=labels.market(market), told=told)


def totals(result: MarketTotals, markets: tuple[str, ...]) -> str:
    told = " ".join(market_total(result, market) for market in markets)
    return _("{span}. {told}", span=window(result), told=told)


def balances(found: tuple[MarketBalance, ...]) -> str:
    """Each balance on one book; where there is none, the reason once for all that share it."""
    told = [_balance(each) for each in found if each.balance_usd is not None]
    without: dict[str, list[str]] = {}
    for each in found:
        if each.balance_usd is None:
            without.setdefault(_no_balance(each), []).append(labels.market(each.market))
    told += [
        _("{markets}: no balance, because {reason}.", markets=", ".join(names), reason=reason)
        for reason, names in without.items()
    ]
    return " ".join(told)


def _balance(value: MarketBalance) -> str:
    amount = numbers.usd_range(value.balance_usd) if value.balance_usd else numbers.MISSING
    return _(
        "{market}: exports less imports {amount}, from Pakistan’s side.",
        market=labels.market(value.market),
        amount=amount,
    )


def _no_balance(value: MarketBalance) -> str:
    if value.exports is None or value.imports is None:
        missing = Direction.PK_TO_IR if value.exports is None else Direction.IR_TO_PK
        return _("{direction} is not collected", direction=labels.direction(missing))
    if value.exports.reporter == value.imports.reporter:
        return _(
            "the book gives {out} months one way and {into} the other",
            out=value.exports.months,
            into=value.imports.months,
        )
    return _(
        "{out} stands on {out_book} and {into} on {into_book}, and the two books are never "
        "subtracted",
        out=labels.direction(Direction.PK_TO_IR),
        out_book=labels.book(value.exports.reporter),
        into=labels.direction(Direction.IR_TO_PK),
        into_book=labels.book(value.imports.reporter),
    )


def goods(result: GoodsResult) -> str:
    """What is known by goods, or that nothing is."""
    if result.frame.empty:
        undivided = (
            _(
                " {amount} were observed without a division by goods.",
                amount=numbers.usd(result.undivided_usd),
            )
            if result.undivided_usd
            else ""
        )
        return (
            _(
                "No goods have been observed at these markets. The model supports no split by goods "
                "and none is shown."
            )
            + undivided
        )
    told = (
        _(
            "{goods} at {market}{book}: {amount}",
            goods=row.label,
            market=labels.market(row.market),
            book=_(", {book}", book=labels.book(row.reporter)) if row.reporter else "",
            amount=numbers.usd_range(
                numbers.envelope(row.value_low_usd, row.value_usd, row.value_high_usd)
            ),
        )
        for row in rows_of(result.frame)
    )
    return _("Observed: {list}.", list="; ".join(told))
