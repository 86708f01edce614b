"""Checks of files in this process: a child for each would take a second.

Real children have tests of their own: ``tests/intake/test_jobs.py``, ``tests/commands/test_processes.py``,
``tests/browser/test_uploading.py``.
"""

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
    """Let a job be done by the time it has begun, by the child's own code."""

    def child(folder: Path) -> _Finished:
        worker.main(folder)
        gc.enable()
        return _Finished()

    monkeypatch.setattr(jobs, "_child", child)
    monkeypatch.setattr(worker, "_confine", lambda _limits: None)
