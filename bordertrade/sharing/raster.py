"""Drawings as pictures, without a browser and with the shipped fonts only."""

from __future__ import annotations

import resvg_py

from bordertrade.typography import FILES


def png(svg: str, *, scale: float = 1.0) -> bytes:
    """A drawing as PNG; ``scale`` 2 for twice as many pixels each way.

    Raises ValueError for a text that is no drawing.
    """
    made = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        skip_system_fonts=True,
        font_files=[str(file) for file in FILES],
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
    )
    return bytes(made)
