"""A total of a market in words: its evidence, its months, its book, and what observed rows replaced."""

from __future__ import annotations

from datetime import date, timedelta

from bordertrade.measures.absence import runs as runs_of_months
from bordertrade.measures.market_totals import MarketTotal
from bordertrade.measures.replacements import Replacement
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import _, ngettext


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
        on_book(numbers.usd_range(amount, 4), reporter) for reporter, amount in value.observed
    )
    return _(
        "{told} The model had {modelled} there, the rows have {observed}.",
        told=told,
        modelled=modelled,
        observed=seen,
    )


def on_book(amount: str, reporter: str) -> str:
    """An amount with its book: the two sides of a market may stand on different ones."""
    if not reporter:
        return amount
    return _("{amount} on {book}", amount=amount, book=labels.book(reporter))
