"""Trade a day and an open day, and which closures count."""

from __future__ import annotations

from bordertrade.topics.open_days.measure import (
    BEFORE,
    CLOSED,
    UNBOUNDED,
    Line,
    OpenDaysResult,
    PerDay,
)
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _, ngettext

_NO_MARKETS = N_(
    "At the markets nobody has published a month: upload rows of formal_trade or informal_trade with "
    "period, market, direction and value (template on “Update data”)."
)


def open_days(result: OpenDaysResult) -> str:
    """Each line's newest figure, then every month that a closure touched."""
    told = [_line(line) for line in result.lines]
    if not result.markets:
        told.append(_(_NO_MARKETS))
    return " ".join(told)


def open_days_absence() -> str:
    return _("No month of its own is published for this choice. {needed}", needed=_(_NO_MARKETS))


def _line(line: Line) -> str:
    told = [cell for cell in line.cells if cell.open_days.closures or cell.state == CLOSED]
    if line.cells[-1] not in told:
        told.append(line.cells[-1])
    return _(
        "{whose}: {cells}.",
        whose=line_name(line),
        cells="; ".join(_cell(cell) for cell in told),
    )


def _cell(cell: PerDay) -> str:
    period = dates.period(cell.period)
    if cell.state == CLOSED:
        return _("{period} closed", period=period)
    if cell.state == BEFORE and cell.per_day_usd:
        return _(
            "{period} {day} a calendar day (before the crossing’s official opening, so its open days "
            "are not known)",
            period=period,
            day=numbers.usd_range(cell.per_day_usd, 3),
        )
    return _(
        "{period} {day} a calendar day and {open_day} an open day ({days})",
        period=period,
        day=numbers.usd_range(cell.per_day_usd, 3) if cell.per_day_usd else numbers.MISSING,
        open_day=per_open_day(cell),
        days=days(cell),
    )


def per_open_day(cell: PerDay) -> str:
    """The range, a lower bound, or that the period was closed."""
    if cell.state == CLOSED:
        return _("closed")
    if cell.state == BEFORE:
        return _("not known")
    if cell.state == UNBOUNDED and cell.at_least_usd is not None:
        return _("at least {amount}", amount=numbers.usd(cell.at_least_usd, 3))
    value = cell.per_open_day_usd
    return numbers.usd_range(value, 3) if value else numbers.MISSING


def days(cell: PerDay) -> str:
    """ "30 of 30 days open", "14–30 of 30 days open"."""
    if cell.state == BEFORE:
        return _("open days not known")
    known = cell.open_days.days
    low, high = (numbers.decimal(end) for end in (known.low, known.high))
    shown = low if low == high else _("{low}–{high}", low=low, high=high)
    return ngettext(
        "{open} of {count} day open", "{open} of {count} days open", cell.days, open=shown
    )


def line_name(line: Line) -> str:
    if not line.market:
        return _(
            "Whole border, {direction}, {book}",
            direction=labels.direction(line.direction),
            book=labels.book(line.reporter),
        )
    book = _(", {book}", book=labels.book(line.reporter)) if line.reporter else ""
    return _(
        "{market}, {channel}, {direction}{book}",
        market=labels.market(line.market),
        channel=labels.channel(line.channel).lower(),
        direction=labels.direction(line.direction),
        book=book,
    )


def closures_counted(result: OpenDaysResult) -> tuple[str, ...]:
    """Which closures count, and which cannot because nobody told their end."""
    told = [
        _(
            "{event}, {span}: {how}.",
            event=each.title,
            span=dates.span(each.span.start, each.span.end),
            how=_("disputed, so anything from none to all of these days may have been open")
            if each.disputed
            else _("closed"),
        )
        for each in result.closures
    ]
    told += [
        _("{event}: no end was found, so no day is taken off.", event=title)
        for title in result.endless
    ]
    return tuple(told)
