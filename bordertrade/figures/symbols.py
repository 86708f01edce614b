"""Plotly's symbols and dashes as SVG, for legends and drawings."""

from __future__ import annotations

#: Plotly's dash words as SVG dash arrays; anything else is already a list of lengths.
_DASHES = {"solid": "", "dot": "2 3", "dash": "6 4", "dashdot": "6 3 2 3"}

#: Shapes of plotly symbols on a square of 10, centred on 0.
_SHAPES = {
    "circle": '<circle r="4.2"/>',
    "square": '<rect x="-4" y="-4" width="8" height="8"/>',
    "diamond": '<path d="M0-5 5 0 0 5-5 0z"/>',
    "diamond-tall": '<path d="M0-6 3 0 0 6-3 0z"/>',
    "star-diamond": '<path d="M0-6 2-2 6 0 2 2 0 6-2 2-6 0-2-2z"/>',
    "triangle-left": '<path d="M4-5-5 0 4 5z"/>',
    "triangle-right": '<path d="M-4-5 5 0-4 5z"/>',
    "x-thin": '<path d="M-4-4 4 4M4-4-4 4"/>',
    "line-ew": '<path d="M-6 0H6"/>',
    "line-ns": '<path d="M0-6V6"/>',
}


def dash_array(dash: str | None) -> str:
    """Plotly's dash as an SVG dash array; "" for a solid line."""
    word = dash or "solid"
    return _DASHES.get(word, word.replace("px", "").replace(",", " "))


def shape(symbol: str) -> str:
    """The outline of a symbol on a square of 10. Raises KeyError for one that nobody has drawn."""
    return _SHAPES[symbol.removesuffix("-open")]


def is_open(symbol: str) -> bool:
    return symbol.endswith("-open")
