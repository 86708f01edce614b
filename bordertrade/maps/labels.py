"""Names on a map: placed so that none covers another, and joined up where the script asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pydeck as pdk
from arabic_reshaper import reshape
from bidi.algorithm import get_display

from bordertrade.maps.basemap import FLAT

Box = tuple[float, float, float, float]

#: deck.gl hands these to the browser; the first one present is used.
_FONT = "Source Sans, Noto Sans, DejaVu Sans, Noto Naskh Arabic, Noto Sans Arabic, sans-serif"
_ARABIC = re.compile("[\u0600-\u06ff]")
#: Mean width of a letter as a share of the type size.
_LETTER = 0.56
_LINE = 1.15
_BESIDE, _ABOVE = 5.0, 3.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name wanted at a point of the picture, all in px; ``reach`` is the mark's radius.

    ``reach_west`` is how much further a mark stretches to the left, ``margin`` the clear room
    around the letters. ``sides`` are tried in turn: compass points, or "centre" for a name
    without a mark. ``place`` is (lon, lat), for layers that move with the map.
    """

    text: str
    x: float
    y: float
    size: float = 12.0
    reach: float = 3.0
    reach_west: float = 0.0
    margin: float = 2.0
    sides: tuple[str, ...] = ("e", "w", "n", "s", "ne", "nw", "se", "sw")
    place: tuple[float, float] = (0.0, 0.0)


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
        width = len(self.label.text) * self.label.size * _LETTER + 2 * margin
        height = self.label.size * _LINE + 2 * margin
        before = {"start": margin, "middle": width / 2, "end": width - margin}[self.anchor]
        left = self.label.x + self.dx - before
        top = self.label.y + self.dy - height / 2
        return left, top, left + width, top + height


def declutter(
    labels: Iterable[Label], taken: Iterable[Box] = (), bounds: Box | None = None
) -> tuple[Placed, ...]:
    """Labels that find a free side, the first come first served; the others are left out.

    Worked out for the first view: Streamlit never tells the zoom, and zooming in only pulls
    names apart. deck.gl's own collision filter hid every label.
    """
    boxes = list(taken)
    placed: list[Placed] = []
    for label in labels:
        choices = (_beside(label, side) for side in label.sides)
        found = next((each for each in choices if _is_free(each.box, boxes, bounds)), None)
        if found:
            placed.append(found)
            boxes.append(found.box)
    return tuple(placed)


def _beside(label: Label, side: str) -> Placed:
    if side == "centre":
        return Placed(label, 0, 0, "middle")
    east, west = label.reach + _BESIDE, -label.reach - label.reach_west - _BESIDE
    dx = east if "e" in side else west if "w" in side else 0.0
    rise = label.reach + label.size / 2 + _ABOVE
    dy = -rise if "n" in side else rise if "s" in side else 0.0
    return Placed(label, dx, dy, "start" if "e" in side else "end" if "w" in side else "middle")


def _is_free(box: Box, taken: Iterable[Box], bounds: Box | None) -> bool:
    if bounds and not (
        bounds[0] <= box[0] and bounds[1] <= box[1] and box[2] <= bounds[2] and box[3] <= bounds[3]
    ):
        return False
    return not any(overlap(box, other) for other in taken)


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(x: float, y: float, radius: float) -> Box:
    """The box of a round mark, px."""
    return x - radius, y - radius, x + radius, y + radius


def shaped(text: str) -> str:
    """Urdu and Persian joined up and in drawing order; other text as it is.

    deck.gl draws letter by letter from left to right and joins nothing.
    """
    return str(get_display(reshape(text))) if _ARABIC.search(text) else text


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
