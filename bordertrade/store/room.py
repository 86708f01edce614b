"""Room on the disk: below a floor nothing new is taken in, so that what is there can go on."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bordertrade.store.errors import Reason, StoreUnavailable

#: Megabytes that stay free.
VARIABLE = "BORDERTRADE_FREE_MB"
_USUAL_MB, _MB = 100, 2**20


def floor_bytes(environ: Mapping[str, str] = os.environ) -> int:
    """As the environment says. Raises ValueError for what is no whole number."""
    text = environ.get(VARIABLE, "").strip()
    if text and not (text.isascii() and text.isdigit()):
        raise ValueError(f"{VARIABLE} is {text!r}; a whole number of megabytes is expected")
    return int(text or _USUAL_MB) * _MB


def is_short(folder: Path, floor: int) -> bool:
    """Whether less than ``floor`` bytes are free where a folder is, or will be."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free < floor


def is_short_aside() -> bool:
    """The same where files are laid aside while they are checked."""
    return is_short(Path(tempfile.gettempdir()), floor_bytes())


def require_aside() -> None:
    """Raises StoreUnavailable below the floor there."""
    require(Path(tempfile.gettempdir()), floor_bytes())


def require(folder: Path, floor: int) -> None:
    """Raises StoreUnavailable below the floor."""
    if is_short(folder, floor):
        raise StoreUnavailable(Reason.FULL, "the floor of free space is reached")
