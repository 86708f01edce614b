"""What the bench scripts share: servers, an empty app to compare with, and a table.

Each script is run alone: ``python bench/start.py``. Times depend on the machine and on what
else it does; the empty Streamlit app beside ours, in the same run, is the measure.
"""

from __future__ import annotations

import atexit
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the scripts are started as files
os.chdir(ROOT)

from bordertrade.store import FOLDER_VARIABLE  # noqa: E402 - they need the line above
from tests.browser.server import Server, serving  # noqa: E402

# What is measured in this process publishes into no store that anybody uses.
os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="bordertrade-bench-")
atexit.register(shutil.rmtree, os.environ[FOLDER_VARIABLE], ignore_errors=True)

HEALTH = "/_stcore/health"
_SERVE = ("uvicorn", "dashboard:app", "--host", "127.0.0.1", "--port", "{port}")

#: The least that Streamlit can show, ending with the mark that ours ends with.
EMPTY_SCRIPT = """import streamlit as st

st.query_params.get("n")
st.html('<footer class="bt-foot">nothing else</footer>')
"""
#: Its process is frozen as ours is: Streamlit's collections after every run cost both the same.
_EMPTY_APP = """import gc

import streamlit as st

app = st.App("empty.py")
gc.collect()
gc.freeze()
"""


@contextmanager
def ours() -> Iterator[Server]:
    """The dashboard on a free port."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(_SERVE, Path(folder) / "log.txt", HEALTH) as server,
    ):
        yield server


@contextmanager
def empty() -> Iterator[Server]:
    """An empty Streamlit app with the same settings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.py").write_text(EMPTY_SCRIPT)
        (folder / "dashboard.py").write_text(_EMPTY_APP)
        (folder / ".streamlit").mkdir()
        shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
        command = (*_SERVE, "--app-dir", str(folder))
        with serving(command, folder / "log.txt", HEALTH, folder=folder) as server:
            yield server


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A small table on the terminal; numbers to the right."""
    cells = [[str(head) for head in heads], *[[_shown(cell) for cell in row] for row in rows]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    print(f"\n{title} ({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})")
    for number, row in enumerate(cells):
        first, *rest = zip(row, widths, strict=True)
        print("  ".join([f"{first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in rest)]))
        if number == 0:
            print("  ".join("-" * width for width in widths))


def _shown(cell: object) -> str:
    return f"{cell:,.0f}" if isinstance(cell, float) else str(cell)


def median(values: Sequence[float]) -> float:
    return float(statistics.median(values))


def p95(values: Sequence[float]) -> float:
    """The value that 19 of 20 stay under."""
    return float(statistics.quantiles(values, n=20, method="inclusive")[-1])
