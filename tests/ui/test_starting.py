"""What the command that started the server means for who may publish."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st

from bordertrade.people import Secrets
from bordertrade.ui import starting


@pytest.mark.parametrize(
    ("said", "under_streamlit", "is_local"),
    [
        ("", True, True),
        ("", False, False),
        ("1", False, True),
        (" 1 ", False, True),
        ("0", True, False),
        ("yes", True, False),
    ],
)
def test_the_link_is_for_who_starts_streamlit_or_asks_for_it(
    said: str, under_streamlit: bool, is_local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "runs_under_streamlit", lambda: under_streamlit)
    assert starting.is_local({"BORDERTRADE_LOCAL": said}) == is_local
    assert starting.is_local({}) == under_streamlit


def test_streamlit_is_known_by_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "streamlit.web.cli", raising=False)
    assert not starting.runs_under_streamlit()
    monkeypatch.setitem(sys.modules, "streamlit.web.cli", st)
    assert starting.runs_under_streamlit()


@pytest.mark.parametrize(
    ("arguments", "environment", "address"),
    [
        (["dashboard:app"], {}, "http://localhost:8000/"),
        (["dashboard:app", "--port", "81"], {"UVICORN_PORT": "82"}, "http://localhost:81/"),
        (["dashboard:app", "--port=81"], {}, "http://localhost:81/"),
        (["dashboard:app"], {"UVICORN_PORT": "82"}, "http://localhost:82/"),
        (["--ssl-certfile", "a.pem", "--port=81"], {}, "https://localhost:81/"),
    ],
)
def test_the_link_leads_to_where_uvicorn_listens(
    arguments: list[str],
    environment: dict[str, str],
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "runs_under_streamlit", lambda: False)
    monkeypatch.setattr(st, "get_option", {}.get)
    assert starting.link("x", environment, arguments) == f"{address}?token=x"


def test_the_link_leads_to_where_streamlit_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "runs_under_streamlit", lambda: True)
    options = {"server.port": 8502, "server.baseUrlPath": "/trade/", "server.sslCertFile": "a"}
    monkeypatch.setattr(st, "get_option", options.get)
    assert starting.link("x", {}, []) == "https://localhost:8502/trade/?token=x"


GOOD = secrets.token_urlsafe(48)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ('[auth]\nclient_id = "x"\n', "found none"),
        ('[auth]\ncookie_secret = "abc"\n', "found too few characters"),
        ('[auth]\ncookie_secret = "replace-me-with-something-long-please"\n', "found a sample"),
        (f'[auth]\ncookie_secret = "{GOOD}"\n', ""),
        ("[people]\npublishers = 5\n", "[people] publishers: expected a list"),
        ("[auth", "expected TOML"),
    ],
    ids=["no file", "none", "short", "sample", "good", "no list", "no TOML"],
)
def test_a9_an_unsafe_file_of_secrets_is_named(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text(text)
    found = starting.what_is_unsafe(Secrets(path))
    assert (told in found) if told else not found
    assert starting.what_is_unsafe(Secrets(tmp_path / "none")) == ""


@pytest.mark.parametrize(
    "command",
    [
        ("uvicorn", "dashboard:app", "--port", "0"),
        ("streamlit", "run", "dashboard.py", "--server.port", "0"),
    ],
)
def test_a9_no_server_starts_with_a_weak_secret(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('[auth]\nclient_id = "x"\ncookie_secret = "short"\n')
    ended = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "BORDERTRADE_SECRETS": str(path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode != 0
    assert "The server does not start. secrets.toml, [auth] cookie_secret" in ended.stderr
    assert "Traceback" not in ended.stderr
