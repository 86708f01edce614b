"""Who may do what, and the end of a person's sign-ins, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.people import Secrets
from bordertrade.people.secrets import VARIABLE
from bordertrade.signing import Porter
from bordertrade.store import open_store
from tests.commands.calling import run

LIST = """
[auth]
client_id = "x"
[people]
publishers = ["zarina@customs.example"]
contributors = ["omid@customs.example"]
role_claim = "groups"
publisher_claims = ["trade"]
two_publishers = true
"""
ZARINA = {"sub": "1", "email": "zarina@customs.example", "email_verified": True}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_text(LIST)
    monkeypatch.setenv(VARIABLE, str(path))
    return path


@pytest.mark.usefixtures("shipped_store")
def test_people_are_listed_and_signed_out(file: Path) -> None:
    store = open_store()
    porter = Porter(secrets=Secrets(file), sign_ins=lambda: store.sign_ins)
    secret = porter.arrived(ZARINA)
    told = run("people", "--json").json
    assert told["people"] == [
        {"who": "zarina@customs.example", "role": "publisher"},
        {"who": "groups = trade", "role": "publisher"},
        {"who": "omid@customs.example", "role": "contributor"},
    ]
    assert (told["two_publishers"], told["hours"]) == (True, 12)
    assert [each["holds"] for each in told["sign_ins"]] == [True]
    lines = run("people").output
    assert "publisher   zarina@customs.example" in lines
    assert "zarina@customs.example is signed in since" in lines
    assert secret not in lines
    assert "1 sign-in of" in run("people", "--sign-out", "zarina@customs.example").output
    assert porter.known(secret).person.id == "visitor"
    assert run("people", "--json").json["sign_ins"][0]["holds"] is False
    assert run("people", "--sign-out", "nobody", "--json").json["ended"] == 0
    store.close()


@pytest.mark.usefixtures("shipped_store")
def test_a_list_with_a_slip_is_named(file: Path) -> None:
    file.write_text("[people]\npublishers = ['Zarina']\n")
    told = run("people", "--json")
    assert told.exit is Exit.PROBLEMS
    assert told.json["error"]["message"] == "[people] publishers: expected e-mail addresses"
    file.unlink()
    assert "Nobody is listed" in run("people").output
