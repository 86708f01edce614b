"""What all visitors share: versions come and go while others read."""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType
from typing import Any

import pytest

from bordertrade.ui import cache

_NAME = "bordertrade.measures.of_a_test"


def _importing(module: ModuleType) -> Any:
    """Whoever looks at it finds that its module has just got another part: a run imports one."""

    def looked_at(_self: object) -> type:
        setattr(module, f"part_{len(vars(module))}", object())
        return object

    return type("Importing", (), {"__class__": property(looked_at)})()


def test_measures_forget_while_another_run_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType(_NAME)
    module.first = _importing(module)  # type: ignore[attr-defined]
    module.remembering = remembering = lru_cache(lambda: 1)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, _NAME, module)
    remembering()
    cache._let_go()
    assert remembering.cache_info().currsize == 0
    assert any(name.startswith("part_") for name in vars(module))
