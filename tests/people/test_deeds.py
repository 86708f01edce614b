"""Which role may do what, and whose eyes a draft needs."""

from __future__ import annotations

import pytest

from bordertrade.people import VISITOR, Deed, Person, Role, is_second_look, may

ZARINA = Person("zarina@customs.example", "Zarina B.", Role.PUBLISHER)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.READER, set()),
        (Role.CONTRIBUTOR, {Deed.DRAFT}),
        (Role.PUBLISHER, {Deed.DRAFT, Deed.PUBLISH, Deed.UNDO, Deed.WITHDRAW}),
    ],
)
def test_a_role_allows_its_deeds_and_no_other(role: Role, allowed: set[Deed]) -> None:
    person = Person("somebody", "", role)
    assert {deed for deed in Deed if may(person, deed)} == allowed


def test_a_visitor_changes_nothing() -> None:
    assert not any(may(VISITOR, deed) for deed in Deed)


@pytest.mark.parametrize(
    ("author", "alone", "with_a_second"),
    [
        ("zarina@customs.example", True, False),
        ("omid@customs.example", True, True),
        ("token: customs", True, True),
        ("visitor", True, False),
        ("", True, False),
    ],
)
def test_two_publishers_mean_two_known_people(
    author: str, alone: bool, with_a_second: bool
) -> None:
    assert is_second_look(ZARINA, author, two_publishers=False) == alone
    assert is_second_look(ZARINA, author, two_publishers=True) == with_a_second
