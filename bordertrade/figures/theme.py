"""The look of every chart: one template for each page scheme."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go

from bordertrade.measures.events import Event
from bordertrade.money import MoneyBasis
from bordertrade.palette import Scheme, colour, faded, market_colour
from bordertrade.words import numbers

FONT = "Source Sans, 'Source Sans 3', system-ui, sans-serif"

#: Said once for all charts: no logo, no toolbar that covers a phone's chart, no wheel trap.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "responsive": True}


#: The way a hatch leans tells the directions apart without colour.
_HATCHES = {"PK_TO_IR": "\\"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure needs to know besides its result.

    ``order`` is the markets' order in ``markets.csv``; ``events`` those to draw on time axes.
    """

    scheme: Scheme = Scheme.LIGHT
    order: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    def colour(self, role: str) -> str:
        """The colour of a role, or of a market by its id."""
        if role in self.order:
            return market_colour(self.order.index(role), self.scheme)
        return colour(role, self.scheme)

    def faded(self, role: str, opacity: float) -> str:
        return faded(self.colour(role), opacity)


@lru_cache(maxsize=2)
def template(scheme: Scheme) -> go.layout.Template:
    """Type, grid and hover for a page scheme. Labels grow the margins: nothing is cut off."""
    text, quiet, line = (colour(role, scheme) for role in ("text", "quiet", "line"))
    axis = {
        "automargin": True,
        "gridcolor": line,
        "linecolor": line,
        "zerolinecolor": quiet,
        "zerolinewidth": 1,
        "tickfont": {"color": quiet, "size": 13},
        "title": {"font": {"color": quiet, "size": 13}, "standoff": 8},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 14, "color": text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "rangemode": "tozero", "ticklabelstandoff": 5},
            "showlegend": False,  # figures.legend draws it outside the plot
            "hoverlabel": {
                "bgcolor": colour("panel", scheme),
                "bordercolor": line,
                "font": {"color": text, "size": 13, "family": FONT},
                "align": "left",
            },
            "dragmode": False,
            "bargap": 0.35,
        }
    )


def figure(
    look: Look, height: int, traces: list[go.Scatter | go.Bar], **layout: object
) -> go.Figure:
    """Traces with the template on, at a height in pixels; the layout in one go, because plotly
    copies all of it at each change.
    """
    return go.Figure(
        data=traces,
        layout={
            "template": template(look.scheme),
            "height": height,
            "hovermode": "closest",
            **layout,
        },
    )


def usd_axis(low: float, high: float, count: int = 5) -> dict[str, object]:
    """An axis in US$ from low to high, its ticks in words: "US$200 m", never "200M" or "10G"."""
    return axis(low, high, count, numbers.usd)


def axis(
    low: float, high: float, count: int, say: Callable[[float, int], str]
) -> dict[str, object]:
    """An axis whose ticks ``say`` puts into words, to three figures and with their unit."""
    step = _nice_step((high - low) / max(1, count))
    first, last = math.floor(low / step), math.ceil(high / step)
    values = [step * place for place in range(first, last + 1)]
    return {
        "tickvals": values,
        "ticktext": [say(value, 3) for value in values],
        "range": [low, high],
    }


def ticks_across(basis: MoneyBasis) -> int:
    """How many ticks fit side by side on a phone: "200 tn rials" is longer than "US$200 m"."""
    return 4 if basis in (MoneyBasis.USD, MoneyBasis.PKR) else 3


def _nice_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 or 10 times a power of ten."""
    if rough <= 0 or not math.isfinite(rough):
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(step for step in (1, 2, 2.5, 5, 10) if step * power >= rough * 0.999)


def hatch(look: Look, role: str, opacity: float = 0.55) -> dict[str, object]:
    """The pattern that says "modelled"."""
    return {
        "shape": _HATCHES.get(role, "/"),
        "fgcolor": look.faded(role, opacity),
        "bgcolor": look.faded(role, 0.08),
        "size": 6,
        "solidity": 0.22,
    }
