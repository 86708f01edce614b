"""Checks of files in this process: a child for each would take a second."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from bordertrade.intake import jobs, worker


class _Finished:
    """A child process that has done its work."""

    returncode = 0

    def poll(self) -> int:
        return self.returncode

    def wait(self) -> int:
        return self.returncode


def check_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the test is over. ``tests/commands/test_processes.py`` has real children."""

    def child(folder: Path) -> _Finished:
        worker.main(folder)
        gc.enable()
        return _Finished()

    monkeypatch.setattr(jobs, "_child", child)
    monkeypatch.setattr(worker, "_confine", lambda _limits: None)
