"""Names on a map: placed so that none covers another, and joined up where the script asks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pydeck as pdk
from arabic_reshaper import reshape
from bidi.algorithm import get_display

from bordertrade.maps.basemap import FLAT

Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)

#: deck.gl hands these to the browser; the first one present is used.
_FONT = "Source Sans, Noto Sans, DejaVu Sans, Noto Naskh Arabic, Noto Sans Arabic, sans-serif"
_ARABIC = re.compile("[\u0600-\u06ff]")
_HE_GOAL, _HE = "\u06c1", "\u0647"
#: Mean width of a letter as a share of the type size.
_LETTER = 0.5
_LINE = 1.15
_BESIDE, _ABOVE = 5.0, 3.0


#: Compass point -> text anchor, where the anchor is, how far up (1 is clear of the mark).
_SIDES = {
    "centre": ("middle", "middle", 0.0),
    "e": ("start", "east", 0.0),
    "ene": ("start", "east", 0.6),
    "ese": ("start", "east", -0.6),
    "ne": ("start", "east", 1.0),
    "se": ("start", "east", -1.0),
    "n": ("middle", "middle", 1.0),
    "nne": ("start", "flush west", 1.0),
    "nnw": ("end", "flush east", 1.0),
    "s": ("middle", "middle", -1.0),
    "sse": ("start", "flush west", -1.0),
    "ssw": ("end", "flush east", -1.0),
    "w": ("end", "west", 0.0),
    "wnw": ("end", "west", 0.6),
    "wsw": ("end", "west", -0.6),
    "nw": ("end", "west", 1.0),
    "sw": ("end", "west", -1.0),
}
#: The near sides first; the east or west ones among them.
EASTWARD = ("e", "ene", "ese", "nne", "sse", "n", "s", "ne", "se", "ssw", "nnw", "nw", "sw", "w")
WESTWARD = ("w", "wnw", "wsw", "nnw", "ssw", "n", "s", "nw", "sw", "sse", "nne", "ne", "se", "e")


@dataclass(frozen=True, slots=True)
class Label:
    """A name wanted at a point of the picture, all in px; ``reach`` is the mark's radius.

    ``reach_west`` is how much further a mark stretches to the left, ``height`` how high it is
    there if that is more than ``reach``, ``margin`` the clear room around the letters. The
    ``sides`` are tried in turn. ``place`` is (lon, lat), for layers that move with the map.
    """

    text: str
    x: float
    y: float
    size: float = 12.0
    reach: float = 3.0
    reach_west: float = 0.0
    height: float = 0.0
    margin: float = 2.0
    sides: tuple[str, ...] = EASTWARD
    place: tuple[float, float] = (0.0, 0.0)

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1

    @property
    def width(self) -> float:
        """Of the longest line, px, as near as one can tell without the font."""
        return max(map(len, self.text.split("\n"))) * self.size * _LETTER


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place: the offset from its point, px, and its text anchor."""

    label: Label
    dx: float
    dy: float
    anchor: str

    @property
    def box(self) -> Box:
        """What the letters cover: left, top, right, bottom."""
        margin = self.label.margin
        width = self.label.width + 2 * margin
        height = self.label.size * self.label.lines * _LINE + 2 * margin
        before = {"start": margin, "middle": width / 2, "end": width - margin}[self.anchor]
        left = self.label.x + self.dx - before
        top = self.label.y + self.dy - height / 2
        return left, top, left + width, top + height


def declutter(
    labels: Iterable[Label],
    taken: Iterable[Box] = (),
    frame: Box = EVERYWHERE,
    *,
    cut: bool = False,
) -> tuple[Placed, ...]:
    """Labels that find a free side, the first come first served; the others are left out.

    Sides within the frame come first; those that the frame would ``cut`` only when that is
    allowed, for the reader can move some maps.

    Worked out for the first view: Streamlit never tells the zoom, and zooming in only pulls
    names apart. deck.gl's own collision filter hid every label.
    """
    boxes = list(taken)
    placed: list[Placed] = []
    for label in labels:
        choices = (_beside(label, side) for side in label.sides)
        free = [each for each in choices if not any(overlap(each.box, box) for box in boxes)]
        whole = [each for each in free if holds(frame, each.box)]
        found = next(iter([*whole, *(free if cut else [])]), None)
        if found:
            placed.append(found)
            boxes.append(found.box)
    return tuple(placed)


def _beside(label: Label, side: str) -> Placed:
    anchor, across, up = _SIDES[side]
    clear = label.reach if across == "east" else max(label.reach, label.height)
    rise = clear + label.size * label.lines / 2 + _ABOVE
    if abs(up) < 1:
        rise = label.size
    dx = {
        "east": label.reach + _BESIDE,
        "west": -label.reach - label.reach_west - _BESIDE,
        "flush east": label.reach,
        "flush west": -label.reach,
        "middle": 0.0,
    }[across]
    return Placed(label, dx, -rise * up, anchor)


def holds(frame: Box, box: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(x: float, y: float, radius: float) -> Box:
    """The box of a round mark, px."""
    return x - radius, y - radius, x + radius, y + radius


def shaped(text: str) -> str:
    """Urdu and Persian joined up and in drawing order; other text as it is.

    deck.gl draws letter by letter from left to right and joins nothing. The joined forms of
    Urdu's own he are missing in common fonts; the Arabic he reads the same and is in all.
    """
    text = text.replace(_HE_GOAL, _HE)
    lines = text.split("\n")
    return "\n".join(get_display(reshape(line)) if _ARABIC.search(line) else line for line in lines)


def text_layer(
    name: str, placed: Sequence[Placed], ink: list[int], *, bold: bool = False, **more: Any
) -> pdk.Layer:
    """The names as a layer; all in one colour and weight."""
    return pdk.Layer(
        "TextLayer",
        [_row(each) for each in placed],
        id=name,
        get_position="at",
        get_text="text",
        get_size="size",
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        character_set=pdk.types.String("auto"),  # quoted, or it would be run as an expression
        font_family=pdk.types.String(_FONT),
        font_weight=700 if bold else 400,
        pickable=False,
        parameters=FLAT,
        _subLayerProps={"characters": {"getColor": ink}},
        **more,
    )


def _row(placed: Placed) -> dict[str, Any]:
    label = placed.label
    return {
        "at": label.place,
        "text": shaped(label.text),
        "size": label.size,
        "offset": (round(placed.dx, 1), round(placed.dy, 1)),
        "anchor": placed.anchor,
    }
