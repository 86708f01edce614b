"""Files sent to a running server: who may, how much, and what the server's memory makes of it.

The gate takes the session's id from Streamlit's script context, which nobody promised: these tests
fail when a new release says something else there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bordertrade.ui.registry import PAGES
from tests.browser.server import STREAMLIT, UVICORN, Server, serving
from tests.web.visitor import visiting

MB = 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(UVICORN, tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


def memory(server: Server) -> int:
    """What the server holds, bytes."""
    if not sys.platform.startswith("linux"):
        pytest.skip("what a server holds is read in /proc, which only Linux has")
    told = Path(f"/proc/{server.process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) * 1024 for line in told.splitlines() if "VmRSS" in line)


def test_a1_a_visitor_of_another_page_sends_nothing_and_costs_nothing(server: Server) -> None:
    with visiting(server.base) as made:
        for page in PAGES:
            if page.path != "update":
                made.open(page.path)
                assert made.put(b"a,b\n1,2\n") == 403
        before = memory(server)
        for _ in range(4):
            assert made.put(b"x" * 60_000, announced=100 * MB) == 403
        assert memory(server) - before < 5 * MB


def test_the_page_update_opens_the_door_for_its_own_session(server: Server) -> None:
    with visiting(server.base) as mine, visiting(server.base) as other:
        mine.open("update")
        other.open("")
        assert mine.put(b"a,b\n1,2\n") == 204
        assert other.put(b"a,b\n1,2\n") == 403
        assert mine.put(b"x" * 60_000, announced=51 * MB) == 413


def test_a2_fifty_in_a_minute_are_too_many_and_others_do_not_notice(server: Server) -> None:
    with visiting(server.base) as hasty, visiting(server.base) as calm:
        hasty.open("update")
        calm.open("update")
        told = [hasty.put(b"a\n1\n") for _ in range(50)]
        assert told[:40] == [204] * 40
        assert told[40:] == [429] * 10
        assert calm.put(b"a\n1\n") == 204


def test_below_a_base_path_the_door_is_the_same(tmp_path: Path) -> None:
    command = [part.replace("{script}", "dashboard.py") for part in STREAMLIT]
    command += ["--server.baseUrlPath", "trade", "--server.address", "127.0.0.1"]
    with serving(command, tmp_path / "log.txt", health="/trade/_stcore/health") as server:
        assert server.get("/trade/_stcore/agent/openapi.json")[0] == 404
        assert server.get("/trade/_stcore/metrics")[0] == 200
        with visiting(f"{server.base}/trade") as made:
            made.open("target")
            assert made.put(b"a\n1\n") == 403
            made.open("update")
            assert made.put(b"a\n1\n") == 204
