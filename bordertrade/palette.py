"""Colours by role, for charts, maps and drawings alike. A wrong role is an error.

Every pair that meets in one picture was chosen to differ in lightness as well as in hue, and
none carries meaning alone: symbols, dashes, hatching and words say the same again.
"""

from __future__ import annotations

from enum import StrEnum


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


#: role -> (on a light page, on a dark page)
_ROLES: dict[str, tuple[str, str]] = {
    "formal": ("#0b6e69", "#5cc4b7"),
    "informal": ("#b4540a", "#f2a65a"),
    "IR_TO_PK": ("#2b5fa8", "#86b6f5"),
    "PK_TO_IR": ("#9b2f6f", "#e894c4"),
    "PK": ("#17754a", "#63c795"),
    "IR": ("#6f47a3", "#b99bea"),
    "first": ("#0067a5", "#6bb8ee"),
    "second": ("#c4500b", "#f79a5e"),
    "third": ("#5c6b0e", "#c3cf5a"),
    "fourth": ("#9a1f8a", "#e88be0"),
    "fifth": ("#2a2f8f", "#9c79ec"),
    "sixth": ("#741f1f", "#f4e6af"),
    "three": ("#3a4446", "#c9d1d0"),
    "rise": ("#2f7396", "#7cc0e0"),
    "fall": ("#a34a3a", "#eb9884"),
    "revenue": ("#7f1d3f", "#f08cae"),
    "target": ("#a3221f", "#ff8f80"),
    "chosen": ("#8a5a00", "#f0c46a"),
    "modelled": ("#7a7466", "#a9a491"),
    "missing": ("#b9b3a3", "#5a666a"),
    "event": ("#6b6250", "#b8ad94"),
    "text": ("#1d2526", "#e8e6df"),
    "quiet": ("#5e6668", "#a7b0ae"),
    "line": ("#d9d4c4", "#334246"),
    "page": ("#fbfaf6", "#12191b"),
    "panel": ("#f1eee4", "#1b2528"),
    "sea": ("#d9e6e8", "#16242b"),
    "land": ("#f0ece0", "#232c2d"),
    "focus": ("#e6dfcb", "#2d3735"),
    "border_province": ("#dcd0ae", "#3b4338"),
    "disputed": ("#dedede", "#3a3d3d"),
    "border": ("#6d6455", "#8d978f"),
    "dispute_line": ("#96696b", "#b58a8a"),
    "coast": ("#8fa9ae", "#4b6268"),
    "province_line": ("#bdb39c", "#4d5752"),
}

#: The colours of markets, by their place in ``markets.csv``; a seventh takes the first again.
_IN_TURN = ("first", "second", "third", "fourth", "fifth", "sixth")
#: A second carrier of each market, for those who cannot tell the colours apart: one more than there
#: are colours, so that two markets of one colour have two symbols.
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star", "cross", "pentagon")


def colour(role: str, scheme: Scheme = Scheme.LIGHT) -> str:
    """The colour of a role, "#rrggbb". Raises KeyError for a role that nobody has named."""
    return _ROLES[role][scheme is Scheme.DARK]


def market_role(place: int) -> str:
    """The role of a market, by its place in ``markets.csv`` from 0 on."""
    return _IN_TURN[place % len(_IN_TURN)]


def market_colour(place: int, scheme: Scheme = Scheme.LIGHT) -> str:
    """The colour of a market, by its place in ``markets.csv``."""
    return colour(market_role(place), scheme)


def market_symbol(place: int) -> str:
    """The symbol of a market, by its place in ``markets.csv``."""
    return SYMBOLS[place % len(SYMBOLS)]


def rgb(hex_colour: str) -> tuple[int, int, int]:
    """ "#0b6e69" -> (11, 110, 105)."""
    red, green, blue = (int(hex_colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def faded(hex_colour: str, opacity: float) -> str:
    """The same colour, see-through: "rgba(11,110,105,0.2)"."""
    red, green, blue = rgb(hex_colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def partners() -> dict[str, str]:
    """Every colour of a light page -> what stands for it on a dark one."""
    return dict(_ROLES.values())


def either(role: str) -> str:
    """CSS for both pages at once: the browser follows the page's own colour scheme."""
    light, dark = _ROLES[role]
    return f"light-dark({light}, {dark})"


def twins() -> tuple[tuple[str, str], ...]:
    """Every colour on a light page with its twin on a dark one, "#rrggbb"."""
    return tuple(_ROLES.values())
