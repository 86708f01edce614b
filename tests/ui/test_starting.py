"""What the command that started the server means for who may publish."""

from __future__ import annotations

import sys

import pytest
import streamlit as st

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
