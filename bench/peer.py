"""A dashboard of another kind beside ours: its callback asked over HTTP, as its browser does."""

from __future__ import annotations

import json
import shlex
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from itertools import product
from pathlib import Path

import pandas as pd
from common import median
from replicas import Served

from tests.browser.server import free_port

_TIMES = 40
_CHOICES = (["gabd"], ["mand"], ["chadgi"], ["gabd", "mand"], ["gabd", "mand", "chadgi"])
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def told(command: str) -> str:
    """Wait and CPU of a callback that draws four figures, in words."""
    with tempfile.TemporaryDirectory() as folder:
        rows, port = Path(folder) / "rows.csv", free_port()
        _rows().to_csv(rows, index=False)
        process = subprocess.Popen(
            [*shlex.split(command), str(rows), str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            served = Served(f"http://127.0.0.1:{port}", (process.pid,))
            _wait(served.base)
            _asked(served.base, 0)
            before = served.cpu_seconds()
            waits = [_asked(served.base, number) for number in range(_TIMES)]
            cpu = 1000 * (served.cpu_seconds() - before) / _TIMES
        finally:
            process.terminate()
            process.wait(20)
    return f"peer, four figures: {1000 * median(waits):.0f} ms, {cpu:.1f} ms of CPU a callback"


def _rows() -> pd.DataFrame:
    """Seven years of months by market, channel, direction and goods."""
    months = pd.date_range("2019-01-01", periods=84, freq="MS").strftime("%Y-%m-%d")
    channels, ways = ("formal", "informal"), ("IR_TO_PK", "PK_TO_IR")
    goods = ("fuel", "food", "cement", "gas", "other")
    names = ["period", "market", "channel", "direction", "commodity"]
    frame = pd.DataFrame(
        list(product(months, ("gabd", "mand", "chadgi"), channels, ways, goods)), columns=names
    )
    return frame.assign(value=range(1, len(frame) + 1))


def _asked(base: str, number: int) -> float:
    figures = [f"g{each}.figure" for each in range(4)]
    body = {
        "output": f"..{'...'.join(figures)}..",
        "outputs": [{"id": f"g{each}", "property": "figure"} for each in range(4)],
        "changedPropIds": ["m.value"],
        "inputs": [
            {"id": "m", "property": "value", "value": _CHOICES[number % len(_CHOICES)]},
            {"id": "p", "property": "value", "value": [0, 83]},
        ],
    }
    request = urllib.request.Request(
        f"{base}/_dash-update-component",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    started = time.perf_counter()
    _DIRECT.open(request, timeout=60).read()
    return time.perf_counter() - started


def _wait(base: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            _DIRECT.open(base, timeout=10).close()
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the peer did not start")
