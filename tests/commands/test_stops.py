"""Whatever goes wrong is an answer with a code, never a traceback."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from bordertrade.commands import record
from bordertrade.commands.exits import Exit
from bordertrade.commands.stops import DEBUG_VARIABLE, Stop, stop_of
from bordertrade.intake.jobs import JobFailed
from bordertrade.problems import DataError, Problem
from bordertrade.store import (
    Conflict,
    DamagedBackup,
    DamagedVersion,
    Fault,
    NoEarlierVersion,
    NotEmpty,
    Reason,
    StoreError,
    StoreUnavailable,
    UnknownFile,
    UnknownVersion,
)
from bordertrade.words import uploads
from tests.commands.calling import run

VERSION = "0123456789abcdef"
ACCIDENTS: list[tuple[BaseException, Exit, str]] = [
    (KeyboardInterrupt(), Exit.INTERRUPTED, "interrupted"),
    (click.Abort(), Exit.INTERRUPTED, "interrupted"),
    (DataError((Problem("empty_file", "events"),)), Exit.PROBLEMS, "data"),
    (Conflict(None), Exit.CONFLICT, "conflict"),
    (UnknownVersion(VERSION), Exit.USAGE, "unknown_version"),
    (DamagedVersion(VERSION, "events"), Exit.STORE, "damaged_version"),
    (NoEarlierVersion(), Exit.PROBLEMS, "no_earlier_version"),
    (NotEmpty(), Exit.USAGE, "store_not_empty"),
    (DamagedBackup((Fault("entry_changed", "2"),)), Exit.STORE, "damaged_backup"),
    (UnknownFile(VERSION), Exit.STORE, "store"),
    (StoreError("other"), Exit.STORE, "store"),
    (OSError(28, "No space left on device", "out.csv"), Exit.FAILED, "system"),
    (OSError("odd"), Exit.FAILED, "system"),
    (ValueError("a fault of ours"), Exit.FAILED, "unexpected"),
    *((StoreUnavailable(each), Exit.STORE, f"store_{each}") for each in Reason),
    *((JobFailed(code), Exit.FAILED, f"check_{code}") for code in uploads.FAILURES),
]


@pytest.mark.parametrize(("accident", "code", "name"), ACCIDENTS)
def test_an_accident_is_an_answer(
    accident: BaseException, code: Exit, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DEBUG_VARIABLE)
    stop = stop_of(accident)
    assert isinstance(stop, Stop)
    assert (stop.exit, stop.code) == (code, name)
    assert stop.message
    assert "{" not in stop.message


def test_what_click_tells_itself_is_left_to_it() -> None:
    assert stop_of(click.UsageError("no such option")) is None
    stop = Stop(Exit.FAILED, "own", "own words")
    assert stop_of(stop) is stop


@pytest.mark.parametrize("is_json", [True, False])
def test_a_fault_of_ours_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, is_json: bool, data_folder: Path
) -> None:
    def fail(_folder: Path) -> None:
        raise RuntimeError("our fault")

    monkeypatch.delenv(DEBUG_VARIABLE)
    monkeypatch.setattr(record, "_shipped", fail)
    told = run("versions", *(["--json"] if is_json else []))
    assert told.exit is Exit.FAILED
    assert "our fault" in (told.json["error"]["message"] if is_json else told.errors)
    assert "Traceback" not in told.output + told.errors
