"""Every month of every series as a mark in a small calendar: years down, months across.

Inline SVG without script: the page loads no chart library, and a phone gets it in a few
kilobytes. Colours are CSS ``light-dark()`` pairs, so one drawing serves both page schemes.
"""

from __future__ import annotations

from itertools import groupby

from bordertrade.palette import Scheme, either, market_colour
from bordertrade.topics.coverage import words
from bordertrade.topics.coverage.figure.marks import CELL, MARKS, legend, marks, swatch
from bordertrade.topics.coverage.measure.book_years import BookYears
from bordertrade.topics.coverage.measure.months import Coverage, CoverageSeries, Stretch
from bordertrade.words import _, dates, labels
from bordertrade.words.markup import escape

#: Rows of a calendar; what is older stands in the table.
YEARS = 12
#: Years of a book's strip; earlier ones are told in words.
BOOK_YEARS = 24
_LEFT, _TOP = 28, 12


def coverage_figure(result: Coverage, order: tuple[str, ...] = ()) -> str:
    """A row of calendars for each market, under one legend."""
    today = _("This month")
    key = f"<span>{swatch(_today(0, 0))}{escape(today)}</span>"
    rows = "".join(
        _market(result, market, list(series), order)
        for market, series in groupby(result.series, key=lambda each: each.market)
    )
    return f'<div class="bt-coverage">{legend(MARKS, key)}{rows}</div>'


def _market(
    result: Coverage, market: str, series: list[CoverageSeries], order: tuple[str, ...]
) -> str:
    place = order.index(market) if market in order else len(order)
    light, dark = (market_colour(place, scheme) for scheme in Scheme)
    calendars = "".join(_calendar(result, each) for each in series)
    return (
        f'<section style="--c:light-dark({light}, {dark})">'
        f"<h4>{escape(labels.market(market))}</h4>"
        f'<div class="bt-calendars">{calendars}</div></section>'
    )


def _calendar(result: Coverage, series: CoverageSeries) -> str:
    channel, direction = labels.channel(series.channel), labels.direction(series.direction)
    counts = words.coverage_counts(series)
    name = escape(f"{words.series_name(series)}: {counts}")
    return (
        f"<figure><figcaption><b>{escape(channel)}</b> {escape(direction)}</figcaption>"
        f"{_svg(result, series, name)}<small>{escape(counts)}</small></figure>"
    )


def _svg(result: Coverage, series: CoverageSeries, name: str) -> str:
    years = shown_years(result)
    size = f"0 0 {_LEFT + 12 * CELL} {_TOP + CELL * len(years)}"
    now = result.this_month.start
    drawn = "".join(_state(result, series, state, years) for state in MARKS)
    return (
        f'<svg viewBox="{size}" role="img" aria-label="{name}">{_labels(years)}'
        f'<g transform="translate({_LEFT} {_TOP})">{drawn}'
        f"{_today(now.month - 1, years.index(now.year))}</g></svg>"
    )


def shown_years(result: Coverage) -> list[int]:
    """The years that have a row: the newest ones, and never without this year."""
    last = min(result.months[-1].start.year, result.this_month.start.year + 1)
    first = max(result.months[0].start.year, last - YEARS + 1)
    return list(range(first, last + 1))


def _state(result: Coverage, series: CoverageSeries, state: str, years: list[int]) -> str:
    cells = [
        (month.start.month - 1, month.start.year - years[0])
        for month, own in zip(result.months, series.states, strict=True)
        if own == state and years[0] <= month.start.year <= years[-1]
    ]
    return marks(state, cells, _when(state, result.stretches(series, state)))


def _when(state: str, stretches: tuple[Stretch, ...]) -> str:
    spans = ", ".join(dates.span(each.start, each.end) for each in stretches)
    return _("{state}: {spans}", state=labels.of(labels.STATES, state), spans=spans)


def _labels(years: list[int]) -> str:
    """The first month of each quarter above, the years at the side; told aloud elsewhere."""
    months = "".join(
        f'<text x="{_LEFT + CELL * number + CELL / 2:g}" y="9" text-anchor="middle">'
        f"{escape(dates.month_initial(number + 1))}</text>"
        for number in (0, 3, 6, 9)
    )
    rows = "".join(
        f'<text x="{_LEFT - 4}" y="{_TOP + CELL * place + 9.3:g}" text-anchor="end">{year}</text>'
        for place, year in enumerate(years)
    )
    return f'<g aria-hidden="true" style="fill:{either("quiet")}">{months}{rows}</g>'


def _today(column: int, row: int) -> str:
    return (
        f'<rect x="{CELL * column + 0.4:g}" y="{CELL * row + 0.4:g}" width="{CELL - 0.8:g}" '
        f'height="{CELL - 0.8:g}" rx="1.5" fill="none" stroke-width="1.2" '
        f'style="stroke:{either("event")}"/>'
    )


def book_years_figure(found: tuple[BookYears, ...]) -> str:
    """A strip of years for each direction on each book."""
    strips = "".join(_strip(each) for each in found)
    return f'<div class="bt-strips">{strips}</div>'


def _strip(each: BookYears) -> str:
    shown = each.states[-BOOK_YEARS:]
    years = [year for year, _state in shown]
    told = escape(words.book_years(each), quote=True)
    drawn = "".join(
        marks(
            state,
            [(place, 0) for place, (_year, own) in enumerate(shown) if own == state],
            _of_years(state, [year for year, own in each.states if own == state]),
        )
        for state in MARKS
    )
    ticks = "".join(
        f'<text x="{CELL * place + CELL / 2:g}" y="{CELL + 10}" text-anchor="middle">{year}</text>'
        for place, year in enumerate(years)
        if year % 5 == 0
    )
    name = f"<b>{escape(labels.book(each.reporter))}</b> {escape(labels.direction(each.direction))}"
    return (
        f'<figure style="--c:{either(str(each.reporter))}"><figcaption>{name}</figcaption>'
        f'<svg viewBox="0 0 {CELL * len(shown)} {CELL + 12}" role="img" aria-label="{told}">'
        f'{drawn}<g aria-hidden="true" style="fill:{either("quiet")}">{ticks}</g></svg></figure>'
    )


def _of_years(state: str, years: list[int]) -> str:
    spans = ", ".join(dates.year_ranges(years))
    return _("{state}: {spans}", state=labels.of(labels.STATES, state), spans=spans)
