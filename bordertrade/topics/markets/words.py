"""The markets’ trade over time, in twelve months, by direction and by goods."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from bordertrade.calendars import RecutError
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.money import MoneyBasis
from bordertrade.topics.markets.measure.balance import MarketBalance
from bordertrade.topics.markets.measure.series import MarketSeries
from bordertrade.topics.markets.measure.years import APPROXIMATE, EXACT, MIXED
from bordertrade.vocabulary import Channel, Direction
from bordertrade.words import dates, labels, money, numbers
from bordertrade.words.catalogue import N_, _, ngettext
from bordertrade.words.totals import on_book, total_evidence, total_period, way


def series(result: MarketSeries) -> str:
    """A channel over time: for each line its latest period, or that there is none."""
    if result.frame.empty:
        return _("No figure for this choice: {states}.", states=_state_list(result))
    lines = dict(iter(result.frame.groupby(_LINE, sort=False)))
    ordered = sorted(lines, key=lambda key: result.markets.index(key[0]))
    return " ".join(_line(key, lines[key], result.money) for key in ordered)


_LINE = ["market", "direction", "reporter", "modelled"]


def _line(key: tuple[Any, ...], rows: pd.DataFrame, basis: MoneyBasis) -> str:
    market, direction, reporter, _modelled = key
    last = rows.iloc[-1]
    value = numbers.envelope(last["value_low"], last["value"], last["value_high"])
    return _(
        "{market}, {direction}{book}: {amount} in {period} ({notes}).",
        market=labels.market(market),
        direction=labels.direction(direction),
        book=_(", {book}", book=labels.book(reporter)) if reporter else "",
        amount=money.amount_range(value, basis),
        period=dates.period(last["period"]),
        notes=", ".join(_notes(last)),
    )


def _notes(row: pd.Series[Any]) -> list[str]:
    """How a figure was made, how many months of a year it holds, and how the year fits."""
    notes = [_("modelled range") if row["modelled"] else _("observed")]
    if not row["whole"]:
        notes.append(_("{months} of 12 months", months=row["months"]))
    if row["fit"] in (APPROXIMATE, MIXED):
        notes.append(fit(row["fit"], row["first"], row["last"]))
    return notes


def fit(code: str, first: date, last: date) -> str:
    """How a figure fits the calendar it is shown in; "" in its source's own period."""
    if code not in (APPROXIMATE, MIXED):
        return _("exact") if code == EXACT else ""
    text = (
        N_("approximate: {months}")
        if code == APPROXIMATE
        else N_("partly exact, partly approximate: {months}")
    )
    return _(text, months=dates.months_of_year(first, last))


def approximate_years(result: MarketSeries) -> str:
    """What "approximate" means for the years of a series; "" where every year is exact."""
    rows = result.frame[result.frame["fit"].isin([APPROXIMATE, MIXED])]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    return _("approximate: {months}", months=dates.months_of_year(row["first"], row["last"]))


def re_cut(result: MarketSeries) -> str:
    """Why years are approximate, and whether all are."""
    about = result.frame["fit"].isin([APPROXIMATE, MIXED])
    if not about.any():
        return ""
    row = result.frame[about].iloc[0]
    text = (
        N_(
            "Approximate years: the figures are of months that lie across the turn of the year, "
            "so each month counts for the year that holds most of its days ({months})."
        )
        if about.all()
        else N_(
            "Some years are exact and some approximate: where figures are of months that lie across "
            "the turn of the year, each month counts for the year that holds most of its days "
            "({months})."
        )
    )
    return _(text, months=dates.months_of_year(row["first"], row["last"]))


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
    """The period of all figures where it is one, else that each has its own."""
    windows = {row.window for row in totals.rows}
    if len(windows) == 1:
        return dates.span(*windows.pop())
    return _("each figure over its own months")


def market_lines(totals: MarketTotals | None, market: str) -> list[str]:
    """A market’s figures, a line for each, with its own period: each a range, never added."""
    if totals is None:
        return [_("not collected")]
    lines = [
        _(
            "{channel}, {direction}: {amount} ({notes})",
            channel=labels.channel(row.channel),
            direction=way(row.direction, row.reporter if totals.needs_book(row) else None),
            amount=money.amount_range(row.value, row.money),
            notes=", ".join((total_period(row), total_evidence(row))),
        )
        for channel in Channel
        for row in totals.of(market, channel)
    ]
    return lines or [_("not collected")]


def market_total(totals: MarketTotals | None, market: str) -> str:
    """The same in one sentence."""
    told = "; ".join(market_lines(totals, market))
    return _("{market}: {told}.", market=labels.market(market), told=told)


def totals(result: MarketTotals, markets: tuple[str, ...]) -> str:
    """Each market with its figures, each with its own period."""
    return " ".join(market_total(result, market) for market in markets)


def balances(found: tuple[MarketBalance, ...]) -> str:
    """Both sides of each market; then the balances on one book, and where there is none, the
    reason once for all that share it.
    """
    told = [_sides(each) for each in found if each.exports or each.imports]
    told += [_balance(each) for each in found if each.balance is not None]
    without: dict[str, list[str]] = {}
    for each in found:
        if each.balance is None:
            without.setdefault(_no_balance(each), []).append(labels.market(each.market))
    told += [
        _("{markets}: no balance, because {reason}.", markets=", ".join(names), reason=reason)
        for reason, names in without.items()
    ]
    return " ".join(told)


def _sides(value: MarketBalance) -> str:
    into, out = (
        _side(side) if side else _("not collected") for side in (value.imports, value.exports)
    )
    return _(
        "{market}: into Pakistan {into}, out of Pakistan {out}.",
        market=labels.market(value.market),
        into=into,
        out=out,
    )


def _side(side: MarketTotal) -> str:
    """A side with its book and its period."""
    text = on_book(money.amount_range(side.value, side.money), side.reporter)
    return _("{amount} ({notes})", amount=text, notes=total_period(side))


def _balance(value: MarketBalance) -> str:
    assert value.over is not None
    side = value.over[0]
    return _(
        "{market}: exports less imports {amount} ({period}), from Pakistan’s side.",
        market=labels.market(value.market),
        amount=on_book(money.amount_range(value.balance, side.money), side.reporter),
        period=total_period(side),
    )


def _no_balance(value: MarketBalance) -> str:
    if value.exports is None or value.imports is None:
        missing = Direction.PK_TO_IR if value.exports is None else Direction.IR_TO_PK
        return _("{direction} is not collected", direction=labels.direction(missing))
    if value.exports.reporter == value.imports.reporter:
        return _(
            "the book gives {out} one way and {into} the other, and these share no month",
            out=total_period(value.exports),
            into=total_period(value.imports),
        )
    return _(
        "{out} stands on {out_book} and {into} on {into_book}, and the two books are never "
        "subtracted",
        out=labels.direction(Direction.PK_TO_IR),
        out_book=labels.book(value.exports.reporter),
        into=labels.direction(Direction.IR_TO_PK),
        into_book=labels.book(value.imports.reporter),
    )
