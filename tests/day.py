"""The day on which all tests run: pages, previews and papers speak of the age of figures.

Child processes are told through the environment, and only because a module of ours stands on their
path (`tests/children/sitecustomize.py`): the program itself reads no such variable.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from bordertrade import clock
from tests.children.standing_clock import AHEAD, DAY, stand

TODAY = date(2026, 11, 24)
CHILDREN = Path(__file__).with_name("children")


def stay() -> None:
    """From now on it is this day, here and in the processes that are started."""
    if DAY in os.environ:
        return  # a process of this run, where it is that day already
    ahead = seconds_ahead()
    stand(clock, TODAY, ahead)
    os.environ[DAY] = TODAY.isoformat()
    os.environ[AHEAD] = str(ahead)
    _put_on_path(CHILDREN)


def seconds_ahead() -> float:
    """How far the clock is ahead of the dates of files: 0 but where `tests/moved.py` moved it."""
    with tempfile.NamedTemporaryFile() as fresh:
        age = clock.seconds_since_change(Path(fresh.name))
    return age if abs(age) > 3600 else 0.0


def _put_on_path(folder: Path) -> None:
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(folder) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), *paths]))
