"""What all visitors share: versions come and go while others read."""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType

import pytest

from bordertrade.ui import cache

_NAME = "bordertrade.measures.of_a_test"


class _ImportsWhenLookedAt:
    """Whoever looks at it finds that its module has just got another part: a run imports one."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    @property
    def __class__(self) -> type:  # type: ignore[misc]
        setattr(self._module, f"part_{len(vars(self._module))}", object())
        return object


def test_measures_forget_while_another_run_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType(_NAME)
    module.first = _ImportsWhenLookedAt(module)  # type: ignore[attr-defined]
    module.remembering = remembering = lru_cache(lambda: 1)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, _NAME, module)
    remembering()
    cache._let_go()
    assert remembering.cache_info().currsize == 0
    assert any(name.startswith("part_") for name in vars(module))
