"""The fast part of the suite again, with the machine's clock moved: python -m tests.moved 40 400

The program asks its own clock (`tests/day.py`), so a test that passes here asks nobody else. All
processes are moved, also those that tests start. How long something takes is not: spans are measured
with another clock. Debian 12's own faketime breaks Python 3.11's sleep, so a newer build is used.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import check

#: What starts browsers and servers.
SERVERS = (
    "tests/store/test_crashes.py",  # waits for the disk while another core draws pages
    "tests/browser",
    "tests/commands/test_server.py",
    "tests/deploy",
    "tests/store/test_drill.py",
    "tests/web/test_running.py",
    "tests/store/test_backup.py",
    "tests/store/test_states.py",
    "tests/web/test_reading.py",
    "tests/web/test_sending.py",
)
#: Subjects that never ask what day it is, as the month-by-month record does.
TOPICS = (
    *("books", "concentration", "electricity", "formalisation", "goods", "growth", "informal"),
    *("markets", "open_days", "scenario", "target", "unit_values"),
)
#: Rooms that never ask: the day is handed to them (`tests/test_clock.py` looks).
DAYLESS = (
    *("baseline", "dataset", "figures", "maps", "measures", "typography", "words"),
    *(f"topics/{topic}" for topic in TOPICS),
)
#: The same for modules, by the files that test them.
DAYLESS_MODULES = {
    "tests/test_calendars.py": "calendars.py",
    "tests/test_envelope.py": "envelope.py",
    "tests/test_money.py": "money.py",
    "tests/test_palette.py": "palette.py",
    "tests/test_problems.py": "problems.py",
    "tests/test_view.py": "view",
    "tests/test_view_links.py": "view",
    "tests/test_vocabulary.py": "vocabulary.py",
}
#: What reads only the project's own files.
OF_FILES = (
    "tests/record",
    "tests/test_architecture.py",
    "tests/test_data_package.py",
    "tests/test_docs.py",
)
#: What else takes long and asks no more than others do.
LONG = (
    "tests/charts/test_sources.py",
    "tests/commands/test_catalogue.py",
    "tests/commands/test_incidents.py",
    "tests/commands/test_month.py",
    "tests/commands/test_processes.py",
    "tests/intake/asked",
    "tests/intake/test_at_once.py",
    "tests/intake/test_doubles.py",
    "tests/intake/test_forms_of_any_number.py",
    "tests/intake/test_hostile_cells.py",
    "tests/intake/test_jobs.py",
    "tests/intake/test_merging.py",
    "tests/intake/test_own_ids.py",
    "tests/intake/test_repeats.py",
    "tests/intake/test_shapes.py",
    "tests/intake/test_suspicions.py",
    "tests/intake/test_understanding.py",
    "tests/intake/test_understanding_contents.py",
    "tests/intake/workbook",
    "tests/release_0_4_0",
    "tests/store/test_damage.py",
    "tests/store/test_disks.py",
    "tests/ui/test_answering.py",
    "tests/ui/test_as_before.py",
    "tests/ui/test_closer_look.py",
    "tests/ui/test_hostile.py",
    "tests/ui/test_inbox.py",
    "tests/ui/test_markets_money.py",
    "tests/ui/test_nothing.py",
    "tests/ui/test_rows_behind.py",
    "tests/ui/test_texts.py",
    "tests/ui/test_updating.py",
    "tests/web/api/test_schema.py",
    "tests/web/test_same_numbers.py",
)
LEFT_OUT = (*SERVERS, *(f"tests/{room}" for room in DAYLESS), *DAYLESS_MODULES, *OF_FILES, *LONG)
#: Servers, and the views of each page: its usual one stays.
_NOT = "not postgresql and not servers and not dumped and not every_view_opens_on_every_page"
_PROBE = (
    "import datetime, os, sys, tempfile\n"
    "fresh = tempfile.NamedTemporaryFile()\n"
    "written = datetime.date.fromtimestamp(os.stat(fresh.name).st_mtime)\n"
    "sys.exit((datetime.date.today() - written).days != int(sys.argv[1]))\n"
)


def moved(days: int, folder: str) -> dict[str, str]:
    """The environment of processes whose clock is that far ahead. What they write to temporary
    folders stays in a folder of their own: they take the files of others for old.
    """
    found = find_spec("libfaketime")
    if found is None or found.origin is None:
        sys.exit("pip install -r requirements-dev.txt")
    library = Path(found.origin).parent / "vendor/libfaketime/src/libfaketime.so.1"
    return {
        **os.environ,
        "LD_PRELOAD": str(library),
        "FAKETIME": f"{days:+}d",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # spans stay true
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # or threads starve each other
        "TMPDIR": folder,
    }


def run(days: int) -> bool:
    """Whether all tests passed."""
    print(f"== tests, {days} days from now", flush=True)
    with tempfile.TemporaryDirectory(prefix="moved-", ignore_cleanup_errors=True) as folder:
        environment = moved(days, folder)
        probe = [sys.executable, "-c", _PROBE, str(days)]
        if subprocess.run(probe, env=environment, check=False).returncode:
            sys.exit("the clock cannot be moved on this machine")
        left_out = [f"--ignore={path}" for path in LEFT_OUT]
        command = check.tests(["-k", _NOT, *left_out, f"--basetemp={folder}/tests"])
        return subprocess.run(command, cwd=check.ROOT, env=environment, check=False).returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Every run, also after one has failed; the exit code counts the failures."""
    return sum(not run(int(days)) for days in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
