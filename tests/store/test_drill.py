"""The drill of a lost machine runs, on real stores, and finds them again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.store.servers import programs

ROOT = Path(__file__).resolve().parents[2]


def test_P10_the_drill_holds_on_both_databases() -> None:  # noqa: N802 - the requirement's name
    programs()
    told = subprocess.run(
        [sys.executable, "bench/drill.py", "3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    lines = {line[:24].strip(): line[24:].split() for line in told.stdout.splitlines()}
    assert lines["verdict"] == ["held", "held", "held"]
    assert all(int(count) >= 4 for count in lines["revisions"]), "three and the shipped one"
    assert all(float(each.replace(",", "")) > 0 for each in lines["check and restore, ms"])
