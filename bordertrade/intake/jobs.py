"""Checks of files, each in a child process with limits: started, watched, cancelled, collected.

A crash in native code, a file that eats memory or a rule that never ends stays in the child. It is
judged by the report it leaves behind, not by its exit code: pyarrow may die while a process ends,
after all the work is done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bordertrade import clock
from bordertrade.dataset import Table
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.limits import Limits
from bordertrade.intake.line import Line
from bordertrade.intake.references import References
from bordertrade.intake.report import ORIGINAL, CheckReport

TASK, PROGRESS, MANIFEST, FAILURE = "task.json", "progress.json", "manifest.json", "failure.json"
ERRORS = "errors.txt"
_PREFIX = "bordertrade-check-"
#: A folder this old belongs to a server that was killed, seconds.
_FORGOTTEN_SECONDS = 24 * 3600
_PAUSE_SECONDS = 0.02


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is."""

    state: State
    bytes_done: int
    bytes_total: int
    rows: int
    problems: int

    @property
    def is_over(self) -> bool:
        return self.state not in _UNDER_WAY


_UNDER_WAY = (State.WAITING, State.RUNNING)


class JobFailed(Exception):  # noqa: N818 - an answer, told to people by its code
    """A check without a result. ``code``: cancelled, memory, time, too_large, changed, busy, full
    (no room on the disk) or crashed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Child:
    """What must be cleared away after a check; no process while it waits."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None


class Job:
    """One check. Its folder goes with it: by ``discard``, or when nobody holds the job any more.

    Safe to use from several threads: whoever asks about one job moves the whole line on.
    """

    def __init__(self, folder: Path, size_bytes: int, limits: Limits, whose: str = "") -> None:
        self.folder, self.whose = folder, whose
        self._size_bytes = size_bytes
        self._seconds, self._deadline = limits.seconds, 0.0
        self._child = _Child(folder)
        self._ended: str = ""
        self._report: CheckReport | None = None
        self._clean = weakref.finalize(self, _end, self._child)
        self._turn = threading.RLock()

    @property
    def _process(self) -> subprocess.Popen[bytes]:
        assert self._child.process is not None
        return self._child.process

    def begin(self) -> None:
        """Start the child; called by the line. A child that cannot be started is a failed check."""
        with self._turn:
            if self._ended:
                return
            try:
                self._child.process = _child(self.folder)
            except OSError:
                self._stop("full")
            self._deadline = time.monotonic() + self._seconds

    def is_at_work(self) -> bool:
        """Whether the child runs; one over its time is ended here."""
        with self._turn:
            return self._state() is State.RUNNING

    def progress(self) -> Progress:
        """How far it is; a check over its time is ended here."""
        _LINE.move_on()
        with self._turn:
            told = _read(self.folder / PROGRESS) or {}
            done, rows, problems = (
                told.get(name, 0) for name in ("bytes_done", "rows", "problems")
            )
            return Progress(self._state(), done, self._size_bytes, rows, problems)

    def cancel(self) -> None:
        """End the check. Does nothing to one that is over."""
        with self._turn:
            if self._state() in _UNDER_WAY:
                self._stop("cancelled")

    def result(self) -> CheckReport:
        """The report, once the check is over; waits for it. Raises JobFailed."""
        while not self.progress().is_over:
            time.sleep(_PAUSE_SECONDS)
        if self._report is None:
            raise JobFailed(self._failure())
        return self._report

    def discard(self) -> None:
        """End it and remove its folder."""
        with self._turn:
            self._ended = self._ended or "cancelled"
            self._clean()

    def _state(self) -> State:
        if self._report is not None:
            return State.DONE
        if self._ended:
            return State.CANCELLED if self._ended == "cancelled" else State.FAILED
        if self._child.process is None:
            return State.WAITING
        if self._child.process.poll() is not None:
            return self._collected()
        if time.monotonic() <= self._deadline:
            return State.RUNNING
        self._stop("time")
        return State.FAILED

    def _collected(self) -> State:
        manifest = _read(self.folder / MANIFEST)
        if manifest is None:
            self._stop(self._failure())
            return State.FAILED
        self._report = CheckReport.from_json(manifest, self.folder, keeper=self)
        return State.DONE

    def _stop(self, why: str) -> None:
        """A check that failed leaves no files."""
        self._ended = why
        _end(self._child)

    def _failure(self) -> str:
        if self._ended:
            return self._ended
        told = _read(self.folder / FAILURE)
        if told:
            return str(told["code"])
        return _BY_SIGNAL.get(-(self._process.returncode or 0), "crashed")


_LINE = Line()

#: What ended a child that could not say so itself.
_BY_SIGNAL: dict[int, str] = {
    signal.SIGKILL: "memory",
    signal.SIGXCPU: "time",
    signal.SIGXFSZ: "full",
}


def start(  # noqa: PLR0913, PLR0917 - the file, how it is read, and what it is held against
    content: bytes | Path,
    name: str,
    table: Table,
    declaration: Declaration,
    references: References,
    limits: Limits | None = None,
    whose: str = "",
) -> Job:
    """Check a file in a child process; a file on disk is handed over by its path.

    ``name`` is what the file calls itself, for people only; ``whose`` the address of a visitor, to
    whom not all places in line are open ("" for who may have all). Where many checks run it waits
    for its turn. Raises JobFailed: ``busy`` where too many wait already, ``too_large``, ``full``.
    """
    limits = limits or Limits()
    _reap()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        task = {
            **_handed_over(content, limits, folder),
            "name": name,
            "table": asdict(table),
            "declaration": declaration.as_json(),
            "references": references.as_json(),
            "limits": asdict(limits),
        }
        (folder / TASK).write_text(json.dumps(task), encoding="utf-8")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise JobFailed("full") from None
    except JobFailed:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    job = Job(folder, task["size"], limits, whose)
    if not _LINE.join(job):
        job.discard()
        raise JobFailed("busy")
    return job


def _handed_over(content: bytes | Path, limits: Limits, folder: Path) -> dict[str, Any]:
    """Where the child finds the file, and what tells that it is the one meant."""
    size, touched = (len(content), 0) if isinstance(content, bytes) else state_of(content)
    if size > limits.size_bytes:
        raise JobFailed("too_large")
    path, checksum = "", ""
    if isinstance(content, bytes):
        (folder / ORIGINAL).write_bytes(content)
        checksum = hashlib.sha256(content).hexdigest()
    else:
        path = str(content.resolve())
    return {"path": path, "checksum": checksum, "size": size, "touched": touched}


def state_of(path: Path) -> tuple[int, int]:
    """What changes when a file does, as far as can be told without reading it: bytes, nanoseconds."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _child(folder: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parents[2]
    kept = {
        key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "SYSTEMROOT")
    }
    with (folder / ERRORS).open("wb") as errors:
        return subprocess.Popen(  # noqa: S603 - our own module, no argument from outside
            [sys.executable, "-m", "bordertrade.intake.worker", str(folder), str(os.getpid())],
            cwd=root,
            env={**kept, "OMP_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    process.wait()


def _end(child: _Child) -> None:
    """Runs also while rubbish is collected, in any thread: it takes no lock."""
    if child.process is not None:
        _kill(child.process)
    shutil.rmtree(child.folder, ignore_errors=True)


def _read(path: Path) -> dict[str, Any] | None:
    """A file that is replaced as a whole, so it is read whole or not at all."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _reap() -> None:
    """Remove what killed servers left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if clock.seconds_since_change(folder) > _FORGOTTEN_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
