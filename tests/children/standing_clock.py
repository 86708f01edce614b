"""How the clock of the program is made to stand on the day of the tests, in any process."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

DAY = "BORDERTRADE_TESTS_DAY"
AHEAD = "BORDERTRADE_TESTS_AHEAD"


def stand(clock: ModuleType, day: date, ahead_seconds: float) -> None:
    """It is ``day``. ``ahead_seconds`` is how far the machine's clock was moved (`tests/moved.py`):
    the dates of files do not move with it.
    """
    clock.calendar = lambda: day  # type: ignore[attr-defined]
    if ahead_seconds:
        told = clock.seconds_since_change

        def corrected(path: Path) -> float:
            return float(told(path)) - ahead_seconds

        clock.seconds_since_change = corrected  # type: ignore[attr-defined]
