"""The operator's list, and what a provider says of somebody."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import pytest

from bordertrade.people import (
    AllowList,
    BadList,
    Person,
    Role,
    Secrets,
    allow_list,
    by,
    claims_of,
    shown,
    weakness,
)

TOLD: dict[str, Any] = {
    "publishers": ["Zarina@customs.example "],
    "contributors": ["omid@customs.example"],
    "role_claim": "realm_access.roles",
    "publisher_claims": ["trade-publishers"],
    "contributor_claims": ["trade-staff"],
    "issuers": ["https://login.example"],
}
LIST = allow_list(TOLD)
ZARINA = {
    "iss": "https://login.example",
    "sub": "17",
    "email": "zarina@Customs.example",
    "email_verified": True,
    "name": "Zarina  B.",
}


def role(**claims: Any) -> Role:
    return LIST.role(claims_of({**ZARINA, **claims}, LIST.role_claim))


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ({}, Role.PUBLISHER),
        ({"email_verified": "true"}, Role.PUBLISHER),
        ({"email": "omid@customs.example"}, Role.CONTRIBUTOR),
        ({"email_verified": False}, Role.READER),
        ({"email_verified": None}, Role.READER),
        ({"email_verified": 1.5}, Role.READER),
        ({"iss": "https://elsewhere.example"}, Role.READER),
        ({"email": "zarina@customs.example.org"}, Role.READER),
        ({"email": "", "realm_access": {"roles": ["trade-publishers"]}}, Role.PUBLISHER),
        ({"email": "", "realm_access": {"roles": "trade-staff"}}, Role.CONTRIBUTOR),
        ({"email": "", "realm_access.roles": ["trade-staff"]}, Role.CONTRIBUTOR),
        ({"email": "", "realm_access": ["trade-publishers"]}, Role.READER),
        ({"email": "", "realm_access": {"roles": [1, None, {}]}}, Role.READER),
    ],
)
def test_a3_a_role_needs_a_listed_verified_address_or_claim(
    claims: dict[str, Any], wanted: Role
) -> None:
    assert role(**claims) == wanted


def test_an_empty_address_is_on_no_list() -> None:
    nobody = claims_of({"sub": "1", "email_verified": True, "iss": "https://login.example"})
    assert AllowList().role(nobody) == Role.READER
    assert nobody.id == "subject: 1 at https://login.example"


def test_a_person_is_named_by_address_to_the_audit_and_by_name_to_readers() -> None:
    person = LIST.person(claims_of(ZARINA))
    assert person == Person("zarina@customs.example", "Zarina B.", Role.PUBLISHER)
    address_as_name = claims_of({**ZARINA, "name": "zarina@customs.example"})
    assert address_as_name.shown == ""


@pytest.mark.parametrize(
    ("person", "told", "read"),
    [
        (Person("z@x.example", "Zarina", Role.PUBLISHER), {"by": "Zarina"}, "Zarina"),
        (Person("z@x.example", "", Role.CONTRIBUTOR), {"by": "contributor"}, "contributor"),
        (Person("local user: z", "", Role.PUBLISHER), {}, "local user: z"),
        (Person("token: gwadar", "", Role.PUBLISHER), {}, "token: gwadar"),
        (Person("subject: 7", "Zarina", Role.PUBLISHER), {"by": "Zarina"}, "Zarina"),
    ],
)
def test_readers_are_told_no_address(person: Person, told: dict[str, str], read: str) -> None:
    assert by(person) == told
    assert shown(person.id, told) == read


def test_an_address_from_before_is_hidden_too() -> None:
    assert shown("z@x.example", {}) == "publisher"
    assert shown("z@x.example", {"by": "z@x.example"}) == "publisher"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"publisher": ["a@b"]}, "publisher"),
        ({"publishers": "a@b"}, "publishers"),
        ({"publishers": ["Zarina"]}, "publishers"),
        ({"issuers": [1]}, "issuers"),
        ({"role_claim": ["groups"]}, "role_claim"),
        ({"two_publishers": "yes"}, "two_publishers"),
        ({"hours": 0}, "hours"),
        ({"hours": True}, "hours"),
        ({"hours": 1.5}, "hours"),
    ],
)
def test_a_slip_in_the_list_is_named(told: dict[str, Any], place: str) -> None:
    with pytest.raises(BadList, match=place) as error:
        allow_list(told)
    assert error.value.place == place
    assert "expected" in str(error.value)


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    file = Secrets(path)
    assert (file.allowed(), file.providers()) == (AllowList(), ())
    path.write_text('[auth]\nclient_id = "x"\n[people]\npublishers = ["a@b.example"]\n')
    assert (len(file.allowed().publishers), file.providers()) == (1, ("",))
    other = tmp_path / "other"
    other.write_text('[auth.google]\nclient_id = "x"\n[auth.note]\nx = 1\n[people]\nhours = 2\n')
    os.replace(other, path)  # noqa: PTH105 - as editors do
    assert (file.allowed().hours, file.providers()) == (2, ("google",))
    path.write_text("[people")
    for _again in range(2):
        with pytest.raises(BadList, match="TOML"):
            file.allowed()
    path.unlink()
    with pytest.raises(BadList, match="still"):
        file.allowed()  # somebody writes it anew: nobody gains a right meanwhile
    path.write_text("people = 1\nauth = 2\n")
    with pytest.raises(BadList):
        file.allowed()
    with pytest.raises(BadList):
        file.auth()


@pytest.mark.parametrize(
    ("secret", "found"),
    [
        (None, "missing"),
        (5, "missing"),
        ("  ", "missing"),
        ("abc", "short"),
        ("k3J9x" * 6, "short"),
        ("x" * 40, "sample"),
        ("abcd" * 10, "sample"),
        ("replace-me-with-32-other-characters-0123", "sample"),
        ("YOUR_STRONG_COOKIE_KEY_0123456789abcdef", "sample"),
    ],
)
def test_a9_a_weak_secret_is_known(secret: object, found: str) -> None:
    assert weakness(secret) == found


def test_a9_a_secret_made_as_we_say_is_good() -> None:
    assert {weakness(secrets.token_urlsafe(48)) for _each in range(500)} == {""}
