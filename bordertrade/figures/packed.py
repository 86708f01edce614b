"""A figure as the bytes that a browser gets: made once, sent as often as somebody looks.

A plotly figure is thousands of objects that every collection of garbage walks through, and plotly
writes it anew each time it is sent. The bytes cost neither.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
import plotly.graph_objects as go
import plotly.io as pio

#: What plotly takes for a figure without a height of its own.
_USUAL_HEIGHT_PX = 450


@dataclass(frozen=True, slots=True)
class Packed:
    """``json`` is plotly's own, UTF-8."""

    json: bytes
    height_px: int

    def figure(self) -> go.Figure:
        """The figure again, for who draws it here."""
        return go.Figure(_with_arrays(orjson.loads(self.json)))


def packed(figure: go.Figure) -> Packed:
    text = pio.to_json(figure, validate=False)
    return Packed(text.encode(), int(figure.layout.height or _USUAL_HEIGHT_PX))


def _with_arrays(part: Any) -> Any:
    """Plotly writes arrays of numbers as base64; everybody else reads arrays."""
    if isinstance(part, list):
        return [_with_arrays(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "bdata" in part:
        return np.frombuffer(base64.b64decode(part["bdata"]), dtype=np.dtype(part["dtype"]))
    return {name: _with_arrays(each) for name, each in part.items()}
