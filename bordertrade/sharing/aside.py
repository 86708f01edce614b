"""A picture drawn in a process of its own: the rasteriser holds Python's lock while it draws, and
all other visitors would wait for it.
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
    skip_system_fonts=True,
    font_files=sys.argv[1:],
    font_family="Noto Sans",
    sans_serif_family="Noto Sans",
)
sys.stdout.buffer.write(bytes(made))
"""


class PictureError(RuntimeError):
    """The drawing could not be made into a picture."""


def png_aside(svg: str) -> bytes:
    """As ``raster.png``, without holding anybody up. Raises PictureError."""
    command = [sys.executable, "-I", "-c", _PROGRAM, *map(str, FILES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the drawing comes in as data
            command, input=svg.encode(), capture_output=True, timeout=_PATIENCE, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise PictureError(str(error)) from error
    return done.stdout
