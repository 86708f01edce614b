"""Python runs this before anything else in each process that a test starts: their clock stands on
the day of the tests (`tests/day.py`).

It waits for the import of the clock instead of importing it: what a process finds on its path is a
thing that tests look at.
"""

import os
import sys
from datetime import date
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder, SourceFileLoader
from types import ModuleType

from standing_clock import AHEAD, DAY, stand  # type: ignore[import-not-found] # beside it


class _StandingClock(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        stand(module, date.fromisoformat(os.environ[DAY]), float(os.environ.get(AHEAD, "0")))


class _Finder(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        found = PathFinder.find_spec(name, path, target) if name == "bordertrade.clock" else None
        if found and found.origin:
            found.loader = _StandingClock(name, found.origin)
        return found


if DAY in os.environ:
    sys.meta_path.insert(0, _Finder())
