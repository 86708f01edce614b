"""What ``docs/api.md`` says to type works, against a server on a port of its own."""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest
import uvicorn
from starlette.applications import Starlette

from bordertrade import clock
from bordertrade.dataset import Dataset
from bordertrade.ui import cache
from bordertrade.web.api import Limiter, api_routes
from bordertrade.web.api.limiter import BURST_VARIABLE, PER_MINUTE_VARIABLE
from bordertrade.web.api.resources import RESOURCES, ROOT
from tests.ui.bringing import GOOD, csv_of
from tests.web.site import Shelf

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
WRITTEN = "http://localhost:8501"
#: What writes stands in a section of its own, and needs a token.
_READING, WRITING = re.split(r"^## Handing in drafts$", TEXT, maxsplit=1, flags=re.MULTILINE)
WRITING, _REST = re.split(r"^(?=## )", WRITING, maxsplit=1, flags=re.MULTILINE)
READING = _READING + _REST


@contextmanager
def serving(shelf: Any) -> Iterator[str]:
    app = Starlette(routes=api_routes(shelf, Limiter(10**6, 10**6)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    running.join()


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with serving(cache) as started:
        yield started


def test_every_resource_is_documented() -> None:
    for each in RESOURCES:
        assert ROOT + re.sub(r"\{\w+\}.*", "", each.path) in TEXT
    assert BURST_VARIABLE in TEXT
    assert PER_MINUTE_VARIABLE in TEXT


@pytest.mark.skipif(not shutil.which("curl"), reason="curl, which runs the lines, is missing")
def test_the_lines_for_curl(place: str, tmp_path: Path) -> None:
    lines = re.findall(r"^curl .*$", READING, flags=re.MULTILINE)
    assert len(lines) > 2
    for line in lines:
        command = line.replace(WRITTEN, place).replace("curl ", "curl --fail --silent ", 1)
        done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, line
    assert len(pd.read_csv(tmp_path / "series.csv")) > 0


def test_the_lines_for_pandas(place: str) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)
    calls = [ast.unparse(each) for each in ast.parse(block).body]
    assert len(calls) > 1
    for call in calls:
        frame = eval(call.replace(WRITTEN, place), {"pd": pd})
        assert len(frame) > 0
        assert frame.columns[0].isidentifier(), "the mark is no part of a name"


def test_every_address_in_the_text_answers(place: str) -> None:
    for address in set(re.findall(rf"{WRITTEN}(/[^\"\s`)]*)", READING)):
        found = urlopen(place + address)
        assert found.status == 200
        assert io.BytesIO(found.read()).getbuffer().nbytes > 0


@pytest.mark.skipif(not shutil.which("curl"), reason="curl, which runs the lines, is missing")
def test_the_lines_that_hand_in_a_draft_and_publish_it(dataset: Dataset, tmp_path: Path) -> None:
    """Over a real socket, checked in a child process of its own."""
    (block,) = re.findall(r"^```sh\n(address=.*?)^```", WRITING, flags=re.MULTILINE | re.DOTALL)
    july = GOOD | {"period": "2025-07", "value": "7654"}
    (tmp_path / "july.csv").write_bytes(csv_of(july))
    shelf = Shelf(dataset, tmp_path / "store")
    over = clock.now() + timedelta(days=1)
    _made, token = shelf.store().tokens.make("customs", "publisher", who="zarina", expires=over)
    read = f"{sys.executable} -c 'import json, sys; print(json.load(sys.stdin)[\"version\"])'"
    with serving(shelf) as started:
        done = subprocess.run(
            ["bash", "-euc", f"jq() {{ {read}; }}\n" + block.replace(WRITTEN, started)],
            cwd=tmp_path,
            env={**os.environ, "TOKEN": token},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    head = shelf.store().head()
    assert head is not None
    assert (head.number, head.who, head.why) == (2, "token: customs", "July is complete")
    assert 7_654_000.0 in set(shelf.version(head.version)["formal_trade"]["value"])
    shelf.store().close()
