"""One day for all tests: in this process, in those that it starts, and nowhere else."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from bordertrade import clock
from tests.children.standing_clock import DAY
from tests.day import TODAY
from tests.moved import DAYLESS, DAYLESS_MODULES, LEFT_OUT, moved

ROOT = Path(__file__).resolve().parents[1]
_LINT = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--no-cache"]
_MOVED = """
import threading, time
from datetime import date, timedelta
from bordertrade import clock
print(date.today(), clock.today())
before = time.monotonic()
time.sleep(0.2)
print(time.monotonic() - before)
before = time.monotonic()
threading.Event().wait(0.2)
print(time.monotonic() - before)
"""
LEAP_DAY = date(2028, 2, 29)
_ASKS = (
    "from datetime import date; from bordertrade import clock; print(clock.today(), date.today())"
)


def asked(environment: Mapping[str, str]) -> list[str]:
    """What a new process takes for today, and what the machine says."""
    told = subprocess.run(
        [sys.executable, "-c", _ASKS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.split()


def test_all_tests_run_on_one_day() -> None:
    assert clock.today() == TODAY
    assert asked(os.environ)[0] == TODAY.isoformat()


def test_a_test_may_move_its_day_and_that_of_its_children(
    on_day: Callable[[date], None],
) -> None:
    held = clock.today  # a server's parts hold the function itself
    on_day(LEAP_DAY)
    assert clock.today() == held() == LEAP_DAY
    assert asked(os.environ)[0] == LEAP_DAY.isoformat()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(clock.today) == LEAP_DAY


def test_the_next_test_is_on_the_usual_day_again() -> None:
    assert clock.today() == TODAY
    assert os.environ[DAY] == TODAY.isoformat()


def test_no_setting_of_a_server_moves_its_day() -> None:
    """The program itself reads no variable: only a module of the tests does."""
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ours, the_machines = asked({**bare, DAY: LEAP_DAY.isoformat()})
    assert ours == the_machines


def test_what_is_left_out_of_the_runs_on_other_days_is_there() -> None:
    """A file that was renamed would come back unseen."""
    assert [path for path in LEFT_OUT if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("room", sorted({*DAYLESS, *DAYLESS_MODULES.values()}))
def test_a_room_that_is_left_out_does_not_know_the_clock(room: str) -> None:
    path = ROOT / "bordertrade" / room
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    assert files
    asking = re.compile(r"import clock|bordertrade\.clock")
    assert [path for path in files if asking.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the clock is moved on Linux only")
def test_the_clock_can_be_moved_and_spans_stay_true(tmp_path: Path) -> None:
    """What `.ci/run` does with the whole fast part: here with a few lines, in threads too."""
    told = subprocess.run(
        [sys.executable, "-c", _MOVED],
        cwd=ROOT,
        env=moved(400, str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    machine, ours, slept, waited = told.stdout.split()
    written = date.fromtimestamp(tmp_path.stat().st_mtime)  # noqa: DTZ012 - files are not moved
    assert date.fromisoformat(machine) - written == timedelta(400)
    assert ours == TODAY.isoformat()
    assert 0.2 <= float(slept) < 30
    assert 0.2 <= float(waited) < 30


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import date; date.today()",
        "import datetime; datetime.date.today()",
        "from datetime import UTC, datetime; datetime.now(UTC)",
        "from datetime import datetime; made = datetime.today",
        "from datetime import datetime; datetime.utcnow()",
        "import time; time.time()",
        "from time import time; time()",
        "from time import time_ns; time_ns()",
        "import time; time.strftime('%Y')",
        "import time; time.localtime()",
        "import time; time.gmtime()",
        "import pandas as pd; pd.Timestamp.now()",
        "import pandas as pd; pd.Timestamp.today()",
        "import sqlalchemy as sa; sa.func.now()",
        "from email.utils import formatdate; formatdate()",
    ],
)
def test_the_linter_lets_nobody_else_ask_the_machine(line: str) -> None:
    """Also not by reference: ``clock=time.time``."""
    told = subprocess.run(
        [*_LINT, "--stdin-filename", "bordertrade/measures/age.py", "-"],
        cwd=ROOT,
        input=line.replace("; ", "\n") + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1, told.stdout
    assert "ask bordertrade.clock" in told.stdout
