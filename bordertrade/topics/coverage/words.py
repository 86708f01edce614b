"""What is known of each series, in words: how many months are observed, modelled, empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bordertrade.calendars import months_between
from bordertrade.measures.absence import NOT_COLLECTED, ZERO
from bordertrade.topics.coverage.measure.book_years import BookYears
from bordertrade.topics.coverage.measure.freshness import BORDER, GOODS, MARKET, TOTALS, Freshness
from bordertrade.topics.coverage.measure.months import OBSERVED, STATES, Coverage, CoverageSeries
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import _, ngettext

#: More series than this are summed up; each one's own line stands beside its calendar.
_LISTED = 4


def coverage(result: Coverage) -> str:
    """All series together in numbers and shares; each one too where they are few."""
    told = [_("{counted}: {states}.", counted=_counted(result), states=_shares(result.counts()))]
    if 1 < len(result.series) <= _LISTED:
        told += [_line(each) for each in result.series]
    return " ".join(told)


def _counted(result: Coverage) -> str:
    """Which months of what: "Apr 2019 – Nov 2026, 92 months of each of 12 series"."""
    count, span = len(result.months), coverage_span(result)
    if len(result.series) == 1:
        return ngettext(
            "{name}, {span}, {count} month",
            "{name}, {span}, {count} months",
            count,
            name=series_name(result.series[0]),
            span=span,
        )
    return ngettext(
        "{span}, {count} month of each of {series} series",
        "{span}, {count} months of each of {series} series",
        count,
        span=span,
        series=len(result.series),
    )


def _shares(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    return ", ".join(
        _(
            "{count} {state} ({share})",
            count=numbers.decimal(count),
            state=labels.of(labels.STATES, state).lower(),
            share=numbers.percent(count / total, 0 if count / total >= _SMALL else 1),
        )
        for state, count in counts.items()
        if count or state == OBSERVED
    )


#: Smaller shares are told with a decimal: 3 of a thousand months are not "0 %".
_SMALL = 0.02


def coverage_extremes(result: Coverage) -> str:
    """The best covered and the emptiest series, with their months; "" where all are alike."""
    if len(result.best) == len(result.series):
        return ""
    return _(
        "Best covered: {best}. Emptiest: {emptiest}.",
        best=_named(result.best),
        emptiest=_named(result.emptiest),
    )


def _named(found: tuple[CoverageSeries, ...]) -> str:
    """Series of one rank; markets that share channel and direction are named together."""
    markets: dict[tuple[str, str], list[str]] = {}
    for each in found:
        markets.setdefault((each.channel, each.direction), []).append(labels.market(each.market))
    names = "; ".join(
        _name(", ".join(own), channel, direction) for (channel, direction), own in markets.items()
    )
    return _("{names} ({states})", names=names, states=coverage_counts(found[0]))


def coverage_span(result: Coverage) -> str:
    return dates.span(result.months[0].start, result.months[-1].end)


def series_name(series: CoverageSeries) -> str:
    return _name(labels.market(series.market), series.channel, series.direction)


def _name(market: str, channel: str, direction: str) -> str:
    return _(
        "{market}, {channel}, {direction}",
        market=market,
        channel=labels.channel(channel).lower(),
        direction=labels.direction(direction),
    )


def coverage_counts(series: CoverageSeries) -> str:
    """ "0 observed, 54 modelled, 38 not collected" """
    return _counts({state: series.count(state) for state in STATES})


def _counts(counts: dict[str, int]) -> str:
    """Observed months are always named, the other states where there are any."""
    return ", ".join(
        _("{count} {state}", count=count, state=labels.of(labels.STATES, state).lower())
        for state, count in counts.items()
        if count or state == OBSERVED
    )


def _line(series: CoverageSeries) -> str:
    return _("{name}: {states}.", name=series_name(series), states=coverage_counts(series))


def without_dollars(count: int) -> str:
    return ngettext(
        "{count} observed month has a figure that no sourced exchange rate turns into US$: other "
        "pages show the model there, or nothing.",
        "{count} observed months have figures that no sourced exchange rate turns into US$: other "
        "pages show the model there, or nothing.",
        count,
    )


def book_years(each: BookYears) -> str:
    """Which years a book has for one direction, all of them, as ranges."""
    known, zeros = each.years(OBSERVED, ZERO), each.years(ZERO)
    name = _(
        "{book}, {direction}",
        book=labels.book(each.reporter),
        direction=labels.direction(each.direction),
    )
    if not known:
        return _("{name}: no full year published.", name=name)
    told = ngettext(
        "{name}: {count} full year published ({years}), {missing} without a figure.",
        "{name}: {count} full years published ({years}), {missing} without a figure.",
        len(known),
        name=name,
        years=", ".join(dates.year_ranges(known)),
        missing=each.count(NOT_COLLECTED),
    )
    if not zeros:
        return told
    recorded = _("Recorded as zero: {years}.", years=", ".join(dates.year_ranges(zeros)))
    return f"{told} {recorded}"


def stale(newest: date, today: date) -> str:
    """The banner's words: where the newest observation ends."""
    return _(
        "The newest observation ends {day}, {age}.",
        day=dates.day(newest),
        age=numbers.ago(months_between(newest, today)),
    )


def stale_count(old: Sequence[Freshness]) -> str:
    """The banner's words where some books and markets are fresh: how many are not."""
    return ngettext(
        "{count} book or market has no figure of the last twelve months.",
        "{count} books and markets have no figure of the last twelve months.",
        len(old),
    )


def stale_parts(old: Sequence[Freshness]) -> str:
    """Which they are, each with the month of its newest figure; a phone's banner leaves it out."""
    parts = [
        _("{name} ({month})", name=subject(each), month=dates.month(each.period.end))
        for each in old
    ]
    return _("Newest figures: {parts}.", parts=", ".join(parts))


def subject(each: Freshness) -> str:
    """What a newest figure is the newest of."""
    if each.kind in (TOTALS, GOODS):
        book = labels.book(each.what)
        return book if each.kind == TOTALS else _("{book}, by goods", book=book)
    if each.kind == MARKET:
        return labels.market(each.what)
    return _("Other crossings and ports") if each.kind == BORDER else _("The model")


def stale_meaning() -> str:
    """What follows from it; a phone's banner leaves it out."""
    return _(
        "Every figure of trade here is at least that old; nothing later has been published that "
        "we know of."
    )
