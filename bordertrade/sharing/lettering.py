"""Lines of text on a picture: SVG breaks none by itself."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.palette import Scheme, colour
from bordertrade.typography import wrapped
from bordertrade.words.markup import escape

#: The height of a line in font sizes, and where its letters stand in it.
LINE, _STAND = 1.28, 0.98
_ENDS = (".", "?", "!", "۔", "؟")


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines that fit a width; ``size`` px."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE

    def at(self, x: float, y: float, scheme: Scheme, *, role: str = "text") -> str:
        """The lines with their upper left corner at (x, y), SVG."""
        weight = ' font-weight="700"' if self.bold else ""
        lines = "".join(
            f'<tspan x="{x:g}" y="{y + (place * LINE + _STAND) * self.size:.1f}">{escape(line)}'
            "</tspan>"
            for place, line in enumerate(self.lines)
        )
        return (
            f'<text font-size="{self.size:g}" fill="{colour(role, scheme)}"{weight}>{lines}</text>'
        )


def lettering(  # noqa: PLR0913 - a text, its room and how it is cut
    text: str,
    width: float,
    size: float,
    *,
    most_lines: int,
    bold: bool = False,
    sentences: bool = False,
) -> Lettering:
    """A text in at most so many lines. ``sentences``: where it must be cut, cut behind the last
    whole sentence if that keeps most of the room.
    """
    lines = wrapped(text, width, size, most_lines, bold=bold) if most_lines > 0 else []
    if sentences and lines and lines[-1].endswith("…"):
        kept = whole_sentences(" ".join(lines))
        if len(kept) > len(" ".join(lines)) // 3:
            lines = wrapped(kept, width, size, most_lines, bold=bold)
    return Lettering(tuple(lines), size, bold)


def whole_sentences(text: str) -> str:
    """A text up to the end of its last whole sentence; "" where none ends in it."""
    ends = [text.rfind(f"{mark} ") for mark in _ENDS]
    return text[: max(ends) + 1]
