"""How wide a text is, and where its lines break: by the widths that the fonts themselves give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from bordertrade.typography.files import ARABIC, BOLD, REGULAR, SIGNS

_ELLIPSIS = "…"
#: For letters that none of the fonts has, in ems.
_UNKNOWN = 0.6


def width(text: str, size_px: float, *, bold: bool = False) -> float:
    """The width of one line, px. Joined Arabic letters are a little narrower than this says."""
    known = _known(bold=bold)
    return sum(known.get(character, _UNKNOWN) for character in text) * size_px


def wrapped(
    text: str, width_px: float, size_px: float, most_lines: int = 99, *, bold: bool = False
) -> list[str]:
    """The lines of a text. What does not fit into ``most_lines`` is left out behind an ellipsis."""
    lines = list(_lines(text, width_px, size_px, bold=bold))
    if len(lines) <= most_lines:
        return lines
    kept = lines[:most_lines]
    kept[-1] = shortened(f"{kept[-1]} {lines[most_lines]}", width_px, size_px, bold=bold)
    return kept


def shortened(text: str, width_px: float, size_px: float, *, bold: bool = False) -> str:
    """A text that fits into one line, cut behind a word if it must be cut."""
    if width(text, size_px, bold=bold) <= width_px:
        return text
    kept = text
    while kept and width(kept + _ELLIPSIS, size_px, bold=bold) > width_px:
        cut = kept.rfind(" ")
        kept = kept[:cut] if cut > len(kept) // 2 else kept[:-1]
    return kept.rstrip(" ,;:·") + _ELLIPSIS


def _lines(text: str, width_px: float, size_px: float, *, bold: bool) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size_px, bold=bold) > width_px:
                yield line
                line = word
            else:
                line = longer
        yield line


@lru_cache(maxsize=2)
def _known(*, bold: bool) -> dict[str, float]:
    """Character -> ems, of the first font that has it."""
    return {**_widths(ARABIC), **_widths(SIGNS), **_widths(BOLD if bold else REGULAR)}


@lru_cache(maxsize=4)
def _widths(font: Path) -> dict[str, float]:
    """Character -> ems."""
    with TTFont(font, lazy=True) as read:
        ems = read["head"].unitsPerEm
        advances = read["hmtx"].metrics
        return {chr(code): advances[name][0] / ems for code, name in read.getBestCmap().items()}
