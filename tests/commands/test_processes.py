"""The command line as an office calls it: processes of its own, exit codes, the keyboard."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from tests.commands.conftest import CATALOGUE
from tests.commands.huge import HEADER, ROW

ROOT = Path(__file__).resolve().parents[2]


def process(*arguments: object, folder: Path) -> subprocess.Popen[str]:
    """``python -m bordertrade`` with its temporary files in a folder of the test."""
    return subprocess.Popen(
        [sys.executable, "-m", "bordertrade", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder), "BORDERTRADE_DEBUG": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("028-crlf", Exit.DONE),
        ("068-negative", Exit.PROBLEMS),
        ("051-pdf", Exit.PROBLEMS),
        ("021-cp1256-persian", Exit.UNCONFIRMED),
    ],
)
def test_a_check_and_its_exit_code(name: str, code: Exit, tmp_path: Path) -> None:
    file = CATALOGUE / f"{name}.csv"
    running = process("check", file, "--table", "formal_trade", "--json", folder=tmp_path)
    output, errors = running.communicate()
    assert (running.returncode, "Traceback" in errors) == (code, False)
    assert json.loads(output)["file"] == f"{name}.csv"
    assert not list(tmp_path.glob("bordertrade-check-*"))


def test_the_keyboard_ends_a_long_check(tmp_path: Path) -> None:
    """Ctrl-C ends the child too and leaves nothing behind."""
    file = tmp_path / "long.csv"
    file.write_text(HEADER + ROW.format(period="2025-07", goods="Dates") * 700_000, "utf-8")
    # a run in the background may have been told to ignore the keyboard, and would hand that on
    signal.signal(signal.SIGINT, signal.default_int_handler)
    running = process("check", file, "--table", "formal_trade", folder=tmp_path)
    assert running.stderr is not None
    assert running.stderr.read(1) in "\r\n"  # it tells how far it is: the child is at work
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=60)
    assert (running.returncode, output) == (Exit.INTERRUPTED, "")
    assert errors.strip().splitlines()[-1] == "Interrupted. Nothing was changed."
    assert not list(tmp_path.glob("bordertrade-check-*"))


def test_help_of_the_module(tmp_path: Path) -> None:
    running = process("--help", folder=tmp_path)
    output, _errors = running.communicate()
    assert running.returncode == 0
    assert "Exit codes:" in output
