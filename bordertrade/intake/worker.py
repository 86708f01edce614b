"""The child process of a check: ``python -m bordertrade.intake.worker FOLDER PARENT``.

It reads ``task.json`` in its folder, takes a copy of the file so that nobody can change it meanwhile,
checks it under the task's limits and leaves ``manifest.json``, or ``failure.json`` with a code.
"""

from __future__ import annotations

import errno
import gc
import hashlib
import json
import os
import shutil
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bordertrade.dataset.contract import Column, ForeignKey, Table
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.file_check import Task, check
from bordertrade.intake.jobs import FAILURE, MANIFEST, PROGRESS, TASK, JobFailed, state_of
from bordertrade.intake.limits import Limits
from bordertrade.intake.references import References
from bordertrade.intake.report import ORIGINAL

_EVERY_SECONDS = 0.2
_NICE = 5
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(folder: Path) -> int:
    """Do the task of a folder; 0 when a report was written."""
    given = json.loads((folder / TASK).read_text(encoding="utf-8"))
    _confine(Limits(**given["limits"]))
    gc.disable()  # a check makes no cycles, and millions of cells that would be walked again
    try:
        return _work(folder, given)
    except JobFailed as failed:
        return _fail(folder, failed.code)
    except MemoryError:
        return _fail(folder, "memory")
    except OSError as error:
        return _fail(folder, "full" if error.errno in _NO_ROOM else "crashed")


def _work(folder: Path, given: dict[str, Any]) -> int:
    checksum = _take(folder, given)
    task = Task(
        given["name"],
        table_from_json(given["table"]),
        Declaration.from_json(given["declaration"]),
        References.from_json(given["references"]),
        Limits(**given["limits"]),
    )
    report = check(folder, task, checksum, _Teller(folder).tell)
    if _checksum(folder / ORIGINAL) != checksum:
        raise JobFailed("changed")
    _replace(folder / MANIFEST, {**report.as_json(), "peak_bytes": _peak_bytes()})
    return 0


def _take(folder: Path, given: dict[str, Any]) -> str:
    """Our own copy of the file, and its checksum. Raises JobFailed where it is not the one meant."""
    own = folder / ORIGINAL
    if given["path"]:
        path = Path(given["path"])
        shutil.copyfile(path, own)
        if state_of(path) != (given["size"], given["touched"]):
            raise JobFailed("changed")
    checksum = _checksum(own)
    if own.stat().st_size != given["size"] or given["checksum"] not in ("", checksum):
        raise JobFailed("changed")
    return checksum


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def table_from_json(given: dict[str, Any]) -> Table:
    """Read a table of the contract that was written as plain values."""
    columns = tuple(
        Column(**{**each, "enum": tuple(each["enum"]), "aliases": tuple(each["aliases"])})
        for each in given["columns"]
    )
    keys = tuple(ForeignKey(**each) for each in given["foreign_keys"])
    primary = tuple(given["primary_key"])
    return Table(**{**given, "columns": columns, "foreign_keys": keys, "primary_key": primary})


class _Teller:
    """Writes how far the check is, a few times a second."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / PROGRESS
        self._next = 0.0

    def tell(self, bytes_done: int, rows: int, problems: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _EVERY_SECONDS
        told = {"bytes_done": bytes_done, "rows": rows, "problems": problems}
        _replace(self._path, told)


def _replace(path: Path, told: dict[str, Any]) -> None:
    """Write a file whole or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(told), encoding="utf-8")
    partial.replace(path)


def _fail(folder: Path, code: str) -> int:
    _replace(folder / FAILURE, {"code": code})
    return 1


def _confine(limits: Limits) -> None:
    """Give up what the task may not use. Where the system knows no limits the parent's watch stays."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with suppress(OSError):
        os.nice(_NICE)
    wanted = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_DATA: limits.memory_bytes,
        resource.RLIMIT_FSIZE: 2 * limits.size_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in wanted.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _peak_bytes() -> int:
    """The most memory that this process held; 0 where the system does not tell.

    Not ``ru_maxrss``: on Linux that also counts what the parent held when it started us.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _end_with(parent: int, folder: Path) -> None:
    """Nobody reads the report of a check whose server is gone: end it and leave no files."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_EVERY_SECONDS)
        if os.fork():
            os._exit(1)
        time.sleep(_EVERY_SECONDS)  # the check has written its last by now
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)

    if hasattr(os, "fork"):
        threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    _end_with(int(sys.argv[2]), Path(sys.argv[1]))
    code = main(Path(sys.argv[1]))
    os._exit(code)  # pyarrow may crash while a process ends; all is written by now
