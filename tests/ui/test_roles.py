"""Who may do what on a page: by the secret that the browser holds, and by nothing else."""

from __future__ import annotations

import pytest
import streamlit as st

from bordertrade.people import Deed
from bordertrade.signing import LocalDoor, Porter
from bordertrade.ui import roles
from tests.ui.app import opened, text

HOST = "localhost:8501"


class Desk:
    """A door of this computer, and the tokens that it told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.porter = Porter(LocalDoor(self.told.append))

    def enter(self) -> str:
        """The secret of a session, by the link."""
        assert self.porter.local is not None
        self.porter.local.open_()
        secret = self.porter.local.exchange(self.told[-1])
        assert secret is not None
        return secret


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    monkeypatch.setattr(roles, "_porter", [lambda: made.porter])
    return made


def browser_holds(monkeypatch: pytest.MonkeyPatch, secret: str, **headers: str) -> None:
    class Context:
        def __init__(self) -> None:
            self.headers = {"Host": HOST, "Origin": f"http://{HOST}", **headers}
            self.cookies = {"bordertrade_8501": secret} if secret else {}

    monkeypatch.setattr(st, "context", Context())


def test_at_ones_own_computer_one_publishes_under_ones_account(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "zarina")
    browser_holds(monkeypatch, desk.enter())
    assert (roles.may_publish(), roles.who(), roles.why_not()) == (True, "local user: zarina", "")
    assert roles.require(Deed.PUBLISH).id == "local user: zarina"


@pytest.mark.parametrize("headers", [{}, {"Host": "127.0.0.1:8501"}, {"X-Forwarded-For": "::1"}])
def test_where_a_request_seems_to_come_from_gives_no_right(
    headers: dict[str, str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.enter()
    browser_holds(monkeypatch, "", **headers)
    assert (roles.may_publish(), roles.who()) == (False, "visitor")
    assert "open the link that the server printed in its terminal" in roles.why_not()
    with pytest.raises(roles.NotAllowedError):
        roles.require(Deed.UNDO)


def test_a_session_that_is_over_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = desk.enter()
    browser_holds(monkeypatch, secret)
    assert roles.may_publish()
    desk.porter.end(secret)
    assert not roles.may_publish()
    assert "signed in no longer" in roles.why_not()


@pytest.mark.parametrize("secret", ["", "local.x", "local.", "x"])
def test_without_a_door_nobody_publishes(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    browser_holds(monkeypatch, secret)
    assert not roles.may_publish()
    assert "Nobody can sign in on this server" in roles.why_not()
    assert "private drafts" in roles.why_not()


def test_a_host_that_only_runs_the_script_is_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_porter", [])
    assert not roles.may_publish()
    app = opened("update")
    assert not app.file_uploader
    assert "This server runs the pages only" in text(app)
    assert "This server runs the pages only" in text(opened("history"))
