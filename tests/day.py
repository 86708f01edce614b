"""The day on which all tests run: pages, previews and papers speak of the age of figures.

Child processes are told through the environment, and only because a module of ours stands on their
path (`tests/children/sitecustomize.py`): the program itself reads no such variable.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from bordertrade import clock

TODAY = date(2026, 11, 24)
VARIABLE = "BORDERTRADE_TESTS_DAY"
CHILDREN = Path(__file__).with_name("children")


def stay(day: date = TODAY) -> None:
    """From now on it is this day, here and in the processes that are started."""
    clock.calendar = lambda: day
    os.environ[VARIABLE] = day.isoformat()
    _put_on_path(CHILDREN)


def _put_on_path(folder: Path) -> None:
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(folder) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), *paths]))
