"""Drawings as pictures, without a browser and with the shipped fonts only.

Each is drawn in a process of its own: the rasteriser holds Python's lock while it draws, and all
other visitors would wait for it.
"""

from __future__ import annotations

import subprocess
import sys

from bordertrade.typography import FILES

#: Longer than any picture of ours takes on a slow machine, seconds.
_PATIENCE = 30.0
_PROGRAM = """
import sys
import resvg_py
made = resvg_py.svg_to_bytes(
    svg_string=sys.stdin.buffer.read().decode(),
    zoom=float(sys.argv[1]),
    skip_system_fonts=True,
    font_files=sys.argv[2:],
    font_family="Noto Sans",
    sans_serif_family="Noto Sans",
)
sys.stdout.buffer.write(bytes(made))
"""


class PictureError(RuntimeError):
    """The drawing could not be made into a picture."""


def png(svg: str, *, scale: float = 1.0) -> bytes:
    """A drawing as PNG; ``scale`` 2 for twice as many pixels each way. Raises PictureError."""
    command = [sys.executable, "-I", "-c", _PROGRAM, str(scale), *map(str, FILES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the drawing comes in as data
            command, input=svg.encode(), capture_output=True, timeout=_PATIENCE, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise PictureError(str(error)) from error
    return done.stdout
