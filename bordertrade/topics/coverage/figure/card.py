"""What is known of each month, as one drawing: a strip of months for every series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bordertrade.measures.absence import CLOSED, NOT_COLLECTED, NOT_OPEN, ZERO
from bordertrade.palette import Scheme, colour
from bordertrade.topics.coverage.measure.months import MODELLED, OBSERVED, Coverage, CoverageSeries
from bordertrade.typography import shortened, width
from bordertrade.words import labels
from bordertrade.words.markup import escape

_MARKET_PX, _SERIES_PX, _KEY_PX = 21, 17, 18
#: Where the strips begin, and the height of a market's name, a line of the legend and the years.
_LEFT, _MARKET, _KEY, _YEARS = 232, 30.0, 28.0, 30.0
_HIGHEST_STRIP, _LOWEST_STRIP = 30.0, 14.0
#: Each state's colour, thickness in strips and dashes: told apart by shape, without colour too.
_DRAWN = {
    OBSERVED: ("text", 0.8, ""),
    MODELLED: ("modelled", 0.8, "5 4"),
    ZERO: ("text", 0.3, ""),
    CLOSED: ("target", 0.5, "2 4"),
    NOT_OPEN: ("quiet", 0.12, ""),
    NOT_COLLECTED: ("quiet", 0.16, "3 8"),
}


def coverage_card(result: Coverage, room: int, height: int, scheme: Scheme) -> str:
    """Strips under the names of their markets, then years and legend; SVG, ``room`` by ``height``.
    "" where there are so many series that nobody could read them.
    """
    keys = list(_keys([state for state, count in result.counts().items() if count], room))
    markets = [(name, list(own)) for name, own in groupby(result.series, lambda each: each.market)]
    left = height - _YEARS - _KEY * (1 + keys[-1][1]) - _MARKET * len(markets)
    strip = min(_HIGHEST_STRIP, left / len(result.series))
    if strip < _LOWEST_STRIP:
        return ""
    drawn, y = [], 0.0
    for market, series in markets:
        drawn.append(
            _text(labels.market(market), 0, y + 21, _MARKET_PX, "text", scheme=scheme, bold=True)
        )
        y += _MARKET
        for each in series:
            drawn.append(_strip(result, each, y, strip, room, scheme=scheme))
            y += strip
    drawn.append(_years(result, y, room, scheme))
    drawn += [_key(state, x, y + _YEARS + row * _KEY, scheme) for state, row, x in keys]
    return "".join(drawn)


def _strip(  # noqa: PLR0913 - what, where and how large
    result: Coverage, series: CoverageSeries, y: float, high: float, room: int, *, scheme: Scheme
) -> str:
    name = f"{labels.channel(series.channel)}, {labels.direction(series.direction)}"
    told = shortened(name, _LEFT - 12, _SERIES_PX)
    month = (room - _LEFT) / len(result.months)
    drawn, place = [], 0
    for state, own in groupby(series.states):
        count = len(list(own))
        start, end = (_LEFT + month * each for each in (place, place + count))
        drawn.append(_line(state, start, end, y + high / 2, high, scheme=scheme))
        place += count
    return _text(told, 0, y + high / 2 + 6, _SERIES_PX, "quiet", scheme=scheme) + "".join(drawn)


def _line(  # noqa: PLR0913 - a state, where and how large
    state: str, start: float, end: float, y: float, high: float, *, scheme: Scheme
) -> str:
    role, thick, dashes = _DRAWN[state]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{start:.1f}" x2="{end:.1f}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{colour(role, scheme)}" stroke-width="{max(1.5, thick * high):.1f}"{dashed}/>'
    )


def _years(result: Coverage, y: float, room: int, scheme: Scheme) -> str:
    """Every year under its January, as many as stand apart."""
    month = (room - _LEFT) / len(result.months)
    wide = 1.5 * width("2000", _SERIES_PX)
    drawn, free = [], 0.0
    for place, each in enumerate(result.months):
        x = _LEFT + place * month
        if each.start.month == 1 and x >= free and x + wide <= room + 12:
            drawn.append(_text(str(each.start.year), x, y + 20, _SERIES_PX, "quiet", scheme=scheme))
            free = x + wide
    return "".join(drawn)


def _keys(states: list[str], room: int) -> Iterator[tuple[str, int, float]]:
    """Each state with its line of the legend and where it begins there."""
    row, x = 0, 0.0
    for state in states:
        wide = 46 + width(labels.of(labels.STATES, state), _KEY_PX) + 22
        if x and x + wide > room:
            row, x = row + 1, 0.0
        yield state, row, x
        x += wide


def _key(state: str, x: float, y: float, scheme: Scheme) -> str:
    told = labels.of(labels.STATES, state)
    mark = _line(state, x, x + 36, y + 14, 22, scheme=scheme)
    return mark + _text(told, x + 46, y + 20, _KEY_PX, "text", scheme=scheme)


def _text(  # noqa: PLR0913 - a text, where and how it is written
    text: str, x: float, y: float, size: float, role: str, *, scheme: Scheme, bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour(role, scheme)}"{weight}>'
        f"{escape(text)}</text>"
    )
