"""The link in the terminal and the sessions it opens."""

from __future__ import annotations

import getpass
import os

import pytest

from bordertrade.people import Role
from bordertrade.signing import LOCAL_MARK, LocalDoor, cookie_name
from bordertrade.signing.cookies import is_ours

HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Door:
    def __init__(self) -> None:
        self.clock, self.told = Clock(), list[str]()
        self.door = LocalDoor(self.told.append, self.clock)
        self.door.open_()

    def enter(self) -> str:
        secret = self.door.exchange(self.told[-1])
        assert secret is not None
        return secret


def test_a_token_works_once_and_the_next_is_told() -> None:
    made = Door()
    assert made.enter().startswith(LOCAL_MARK)
    assert len(set(made.told)) == 2
    assert made.door.exchange(made.told[0]) is None
    assert made.door.exchange(made.told[1])


@pytest.mark.parametrize("token", ["", "x", "\ud800", "é"])
def test_another_text_opens_nothing(token: str) -> None:
    made = Door()
    assert made.door.exchange(token) is None
    assert LocalDoor(made.told.append).exchange("") is None, "before any was told"
    assert len(made.told) == 1


def test_a_session_is_a_publisher_for_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "zarina")
    made = Door()
    secret = made.enter()
    made.clock.at = 11.9 * HOUR
    person = made.door.person(secret)
    assert person is not None
    assert (person.id, person.role) == ("local user: zarina", Role.PUBLISHER)
    made.clock.at = 12 * HOUR
    assert made.door.person(secret) is None


def test_a_session_ends_and_others_go_on() -> None:
    made = Door()
    one, other = made.enter(), made.enter()
    made.door.end(one)
    made.door.end(one)
    assert made.door.person(one) is None
    assert made.door.person(other) is not None


def test_an_account_may_have_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError(os.getpid())

    monkeypatch.setattr(getpass, "getuser", nameless)
    made = Door()
    person = made.door.person(made.enter())
    assert person is not None
    assert person.id == "local user: unnamed"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8501", "bordertrade_8501"),
        ("[::1]:8501", "bordertrade_8501"),
        ("[::1]", "bordertrade"),
        ("trade.example", "bordertrade"),
        ("8501", "bordertrade"),
        ("", "bordertrade"),
    ],
)
def test_servers_on_one_computer_have_cookies_of_their_own(host: str, name: str) -> None:
    assert cookie_name(host) == name
    assert is_ours(name)
    assert not is_ours(name.upper())
