"""The markets’ trade over time, in twelve months, by direction and by goods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from bordertrade.calendars import RecutError
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.absence import runs as runs_of_months
from bordertrade.measures.balance import MarketBalance
from bordertrade.measures.goods import GoodsResult
from bordertrade.measures.market_series import MarketSeries
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.measures.market_years import APPROXIMATE, EXACT, MIXED
from bordertrade.measures.replacements import Replacement
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import Channel, Direction
from bordertrade.words import dates, labels, money, numbers
from bordertrade.words.catalogue import N_, _, ngettext


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


def way(direction: str, book: str | None) -> str:
    """ "Iran → Pakistan", and the book where another line would read the same."""
    text = labels.direction(direction)
    if book is None:
        return text
    return _("{direction}, {book}", direction=text, book=labels.book(book))


def total_evidence(row: MarketTotal) -> str:
    """How the months of a figure were made: of mixed ones how many are which."""
    if not row.modelled:
        return _("observed")
    if not row.observed_months:
        return _("modelled")
    seen = ngettext("{count} month observed", "{count} months observed", row.observed_months)
    return ngettext(
        "{count} month modelled, {seen}",
        "{count} months modelled, {seen}",
        row.months - row.observed_months,
        seen=seen,
    )


def total_period(row: MarketTotal, *, short: bool = False) -> str:
    """The months that a figure is of: "12 months to Sep 2026", "one month, Oct 2026". ``short``:
    several months always by their end, not by their source's name.
    """
    if row.period and (row.months < 2 or not short):
        return _named_period(row.period, row.months)
    end = _day_or_month(row.end)
    if row.months < row.of_months:
        return _(
            "{months} of the {all} months to {end}", months=row.months, all=row.of_months, end=end
        )
    return ngettext("{count} month to {end}", "{count} months to {end}", row.months, end=end)


def _named_period(text: str, months: int) -> str:
    """A period of its source, under its own name."""
    period = dates.period(text, with_span=True)
    if months == 1:
        return _("one month, {period}", period=period)
    if not months:
        return period
    return ngettext("{count} month, {period}", "{count} months, {period}", months, period=period)


def _day_or_month(end: date) -> str:
    whole = (end + timedelta(days=1)).day == 1
    return dates.month(end) if whole else dates.day(end)


def replaced(value: Replacement) -> str:
    """The modelled months that observed rows stand for, with both amounts."""
    runs = [dates.span(run[0].start, run[-1].end) for run in runs_of_months(value.months)]
    told = ngettext(
        "{line}: observed rows now stand in the place of {count} modelled month ({months}).",
        "{line}: observed rows now stand in the place of {count} modelled months ({months}).",
        len(value.months),
        line=_(
            "{market}, {channel}, {direction}",
            market=labels.market(value.market),
            channel=labels.channel(value.channel).lower(),
            direction=labels.direction(value.direction),
        ),
        months=", ".join(runs),
    )
    modelled = numbers.usd_range(value.modelled_usd)
    if not value.observed:
        return _(
            "{told} The model had {modelled} there; the rows say that nothing crossed.",
            told=told,
            modelled=modelled,
        )
    seen = _(" and ").join(
        _on_book(numbers.usd_range(amount, 4), reporter) for reporter, amount in value.observed
    )
    return _(
        "{told} The model had {modelled} there, the rows have {observed}.",
        told=told,
        modelled=modelled,
        observed=seen,
    )


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
    text = _on_book(money.amount_range(side.value, side.money), side.reporter)
    return _("{amount} ({notes})", amount=text, notes=total_period(side))


def _on_book(amount: str, reporter: str) -> str:
    """An amount with its book: the two sides of a market may stand on different ones."""
    if not reporter:
        return amount
    return _("{amount} on {book}", amount=amount, book=labels.book(reporter))


def _balance(value: MarketBalance) -> str:
    assert value.over is not None
    side = value.over[0]
    return _(
        "{market}: exports less imports {amount} ({period}), from Pakistan’s side.",
        market=labels.market(value.market),
        amount=_on_book(money.amount_range(value.balance, side.money), side.reporter),
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


def goods(result: GoodsResult) -> str:
    """What is known by goods, or that nothing is."""
    if result.frame.empty:
        undivided = (
            _(
                " {amount} were observed without a division by goods.",
                amount=money.amount_range(result.undivided, result.money),
            )
            if result.undivided.high
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
            "{goods} at {market}{book}, {span}: {amount}",
            goods=row.label,
            span=dates.span(row.start.date(), row.end.date()),
            market=labels.market(row.market),
            book=_(", {book}", book=labels.book(row.reporter)) if row.reporter else "",
            amount=money.amount_range(
                numbers.envelope(row.value_low, row.value, row.value_high), result.money
            ),
        )
        for row in rows_of(result.largest)
    )
    if not result.left_out:
        return _("Observed: {list}.", list="; ".join(told))
    return ngettext(
        "Observed: {list}; and {count} smaller one in the table.",
        "Observed: {list}; and {count} smaller ones in the table.",
        result.left_out,
        list="; ".join(told),
    )
