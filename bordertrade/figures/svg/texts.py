"""Plotly's texts as SVG: it writes bold and line breaks as tags, and so do our figures."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from bordertrade.typography import shortened, width
from bordertrade.words.markup import escape

#: The height of a line in font sizes.
LINE = 1.3
#: From the middle of a line to its foot, in font sizes.
_DROP = 0.35

_Part = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands. ``anchor`` is start, middle or end; ``down`` how much of its height lies
    above y: 0 for a box below, 0.5 around, 1 above.
    """

    x: float
    y: float
    anchor: str = "middle"
    down: float = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of parts, each with whether it is bold."""

    lines: tuple[tuple[_Part, ...], ...]

    def width(self, size: float) -> float:
        return max((_line_width(line, size) for line in self.lines), default=0.0)

    def height(self, size: float) -> float:
        return len(self.lines) * size * LINE

    def within(self, room: float, size: float) -> Text:
        """The text with its lines cut to the room, px."""
        return Text(tuple(_cut(line, room, size) for line in self.lines))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[_Part]] = [[]]
        self._bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
        self._bold += tag == "b"

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag == "b"

    def handle_data(self, data: str) -> None:
        first, *others = data.split("\n")
        self.lines[-1].append((first, self._bold > 0))
        for line in others:
            self.lines.append([(line, self._bold > 0)])


def read(text: object) -> Text:
    reader = _Reader()
    reader.feed(str(text))
    reader.close()
    return Text(tuple(tuple(part for part in line if part[0]) for line in reader.lines))


def draw(text: Text, spot: Spot, size: float, colour: str) -> str:
    """A text as SVG, ``size`` px."""
    height = text.height(size)
    first = spot.y - spot.down * height + size * LINE / 2 + size * _DROP
    lines = (
        f'<tspan x="{spot.x:.1f}" y="{first + place * size * LINE:.1f}">{_parts(line)}</tspan>'
        for place, line in enumerate(text.lines)
    )
    return f'<text font-size="{size:g}" fill="{colour}" text-anchor="{spot.anchor}">{"".join(lines)}</text>'


def _parts(line: tuple[_Part, ...]) -> str:
    return "".join(
        f'<tspan font-weight="700">{escape(text)}</tspan>' if bold else escape(text)
        for text, bold in line
    )


def _cut(line: tuple[_Part, ...], room: float, size: float) -> tuple[_Part, ...]:
    """The parts that fit, the last of them behind an ellipsis where it had to be cut."""
    kept: list[_Part] = []
    for text, bold in line:
        fitting = shortened(text, room, size, bold=bold)
        kept.append((fitting, bold))
        if fitting != text:
            break
        room -= width(text, size, bold=bold)
    return tuple(kept)


def _line_width(line: tuple[_Part, ...], size: float) -> float:
    return sum(width(text, size, bold=bold) for text, bold in line)
