"""How far both books are from the target, as a drawing: the first page at a glance."""

from __future__ import annotations

from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import DIRECTIONS, Level
from bordertrade.measures.fuel import FuelEstimate
from bordertrade.measures.target import Progress
from bordertrade.palette import Scheme, colour
from bordertrade.sharing.answers import both_books
from bordertrade.sharing.lettering import lettering
from bordertrade.topics.target.measure.result import TargetResult
from bordertrade.typography import shortened, width
from bordertrade.view import ViewState
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words import levels as levels_words
from bordertrade.words.markup import escape

_NAME_PX, _AMOUNT_PX, _NOTE_PX, _PART_PX = 27, 54, 25, 19
_BAR = 26.0
#: The width of the drawing, px.
ROOM = 1112


def distance(dataset: Dataset, view: ViewState, height: int, scheme: Scheme) -> str:
    """Both books as bars on the way to the target, and carried fuel as a range beside them."""
    result = both_books(dataset, view)
    rungs = [_book(each, result, scheme) for each in result.progress]
    if result.fuel is not None:
        rungs.append(_fuel(result.fuel, result, scheme))
    step = height / max(3, len(rungs))
    drawn = "".join(
        f'<g transform="translate(0 {place * step:.1f})">{rung}</g>'
        for place, rung in enumerate(rungs)
    )
    return drawn + _goal(result, height, scheme)


def _book(progress: Progress, result: TargetResult, scheme: Scheme) -> str:
    level = progress.base
    amount = numbers.usd(level.value_usd)
    told = amount if level.is_complete else _("at least {amount}", amount=amount)
    share = numbers.percent(progress.share)
    bound = _("{share} of the target", share=share)
    note = bound if level.is_complete else _("at least {share}", share=bound)
    name = f"{labels.book(progress.reporter)}, {dates.period(level.period)}"
    x, bars = 0.0, ""
    for direction in DIRECTIONS:
        part = level.part(direction)
        if part is not None and part.value_usd > 0:
            length = min(ROOM - x, part.value_usd / result.target.value_usd * ROOM)
            bars += _bar(x, length, f'fill="{colour(str(direction), scheme)}"')
            x += length
    return _rung(name, told, note, bars + _parts(level, x, scheme), scheme)


def _parts(level: Level, start: float, scheme: Scheme) -> str:
    """What the parts of a bar are, at its end."""
    told, x = "", start + 14
    for direction in DIRECTIONS:
        part = level.part(direction)
        if part is not None and part.value_usd > 0:
            text = f"{labels.direction(direction)} {numbers.usd(part.value_usd)}"
            told += (
                f'<text x="{x:.0f}" y="82" font-size="{_PART_PX}" font-weight="700" '
                f'fill="{colour(str(direction), scheme)}">{escape(text)}</text>'
            )
            x += width(text, _PART_PX, bold=True) + 18
    return told


def _fuel(fuel: FuelEstimate, result: TargetResult, scheme: Scheme) -> str:
    ends = (fuel.value_usd.low, fuel.value_usd.high)
    low, high = (min(1.0, value / result.target.value_usd) * ROOM for value in ends)
    ink = colour("informal", scheme)
    paint = (
        f'fill="{ink}" fill-opacity=".25" stroke="{ink}" stroke-width="2" stroke-dasharray="7 4"'
    )
    name = _("Carried outside customs: fuel only, {period}", period=dates.period(fuel.period))
    note = _("estimate at an assumed price, never added to the books")
    told = numbers.usd_range(fuel.value_usd)
    return _rung(name, told, note, _bar(low, high - low, paint), scheme)


def _rung(name: str, amount: str, note: str, bars: str, scheme: Scheme) -> str:
    """One line of words above its bar: the amount large, at the right of its name."""
    quiet = colour("quiet", scheme)
    track = (
        f'<rect y="62" width="{ROOM}" height="{_BAR:g}" rx="4" fill="{colour("panel", scheme)}"/>'
    )
    large = lettering(amount, ROOM, _AMOUNT_PX, most_lines=1, bold=True).at(0, -12, scheme)
    start = width(amount, _AMOUNT_PX, bold=True) + 22
    first = shortened(name, ROOM - start, _NAME_PX)
    second = shortened(note, ROOM - start, _NOTE_PX)
    return (
        f"{large}"
        f'<text x="{start:.0f}" y="17" font-size="{_NAME_PX}" fill="{colour("text", scheme)}">'
        f"{escape(first)}</text>"
        f'<text x="{start:.0f}" y="46" font-size="{_NOTE_PX}" fill="{quiet}">{escape(second)}</text>'
        f"{track}{bars}"
    )


def _bar(x: float, length: float, paint: str) -> str:
    return f'<rect x="{x:.1f}" y="62" width="{length:.1f}" height="{_BAR:g}" {paint}/>'


def _goal(result: TargetResult, height: int, scheme: Scheme) -> str:
    """The end of all bars: the target, named beside the title."""
    ink = colour("target", scheme)
    name = escape(levels_words.target_name(result.target))
    return (
        f'<line x1="{ROOM}" x2="{ROOM}" y1="-26" y2="{height - 24}" stroke="{ink}" '
        f'stroke-width="5"/><text x="{ROOM}" y="-38" font-size="{_NAME_PX}" font-weight="700" '
        f'text-anchor="end" fill="{ink}">{name}</text>'
    )
