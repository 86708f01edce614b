"""Python runs this before anything else in each process that a test starts: their clock stays on
the day of the tests (`tests/day.py`).

It waits for the import of the clock instead of importing it: what a process finds on its path is a
thing that tests look at.
"""

import os
import sys
from datetime import date
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType


class _StandingClock(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        day = date.fromisoformat(os.environ["BORDERTRADE_TESTS_DAY"])
        module.calendar = lambda: day  # type: ignore[attr-defined]


class _Finder(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        if name != "bordertrade.clock":
            return None
        found = PathFinder.find_spec(name, path, target)
        if isinstance(found, ModuleSpec) and found.origin:
            found.loader = _StandingClock(name, found.origin)
        return found


if "BORDERTRADE_TESTS_DAY" in os.environ:
    sys.meta_path.insert(0, _Finder())
