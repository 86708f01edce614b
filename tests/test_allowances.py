"""Who may send how much: grants, their limits, and what ends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.allowances import GRACE_SECONDS, Allowance, Allowances, Verdict

MB = 1024 * 1024
ONE = Allowance(file_bytes=5 * MB, total_bytes=12 * MB)
CROWD = Allowance(file_bytes=5 * MB, total_bytes=5 * MB, at_once=3)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(clock: Clock) -> Allowances:
    return Allowances(clock=clock)


def test_nobody_sends_without_a_grant(book: Allowances) -> None:
    assert book.admit("a", "f", 10) is Verdict.NOT_ALLOWED
    book.grant("a", ONE)
    assert book.admit("b", "f", 10) is Verdict.NOT_ALLOWED
    assert book.admit("a", "f", 10) is Verdict.ADMITTED


def test_the_file_and_the_whole_are_bounded(book: Allowances) -> None:
    assert book.grant("a", ONE) == 5 * MB
    assert book.admit("a", "1", 5 * MB) is Verdict.ADMITTED
    assert book.admit("a", "2", 5 * MB + 300) is Verdict.ADMITTED, "the framing is no file"
    assert book.admit("a", "3", 6 * MB) is Verdict.TOO_LARGE
    assert book.admit("a", "4", 5 * MB) is Verdict.TOO_LARGE, "2 MB are left"
    assert book.admit("a", "5", 1 * MB) is Verdict.ADMITTED
    assert book.admit("a", "6", None) is Verdict.TOO_LARGE, "a size that is not said"


def test_what_is_laid_aside_counts_until_the_page_says_less(book: Allowances) -> None:
    book.grant("a", ONE)
    book.admit("a", "1", 5 * MB)
    book.admit("a", "2", 5 * MB)
    book.lay_aside("a", "1")
    book.lay_aside("a", "2")
    assert book.admit("a", "3", 5 * MB) is Verdict.TOO_LARGE
    assert book.grant("a", ONE, laid_aside=10 * MB) == 2 * MB
    assert book.grant("a", ONE, laid_aside=0) == 5 * MB
    assert book.admit("a", "3", 5 * MB) is Verdict.ADMITTED


def test_a_file_that_did_not_come_in_does_not_count(book: Allowances) -> None:
    book.grant("a", CROWD)
    book.admit("a", "1", 5 * MB)
    book.take_back("a", "1")
    assert book.admit("a", "1", 5 * MB) is Verdict.ADMITTED


def test_one_file_on_its_way_twice_is_refused(book: Allowances) -> None:
    """Both bodies would be in memory, and one of them counted."""
    book.grant("a", ONE)
    book.admit("a", "1", MB)
    assert book.admit("a", "1", MB) is Verdict.TOO_MANY


def test_fifty_in_a_minute_are_too_many_and_others_do_not_suffer(
    book: Allowances, clock: Clock
) -> None:
    book.grant("a", ONE)
    book.grant("b", ONE)
    said = [book.admit("a", str(number), 1) for number in range(50)]
    assert said.count(Verdict.ADMITTED) == 40
    assert said[40:] == [Verdict.TOO_MANY] * 10
    assert book.admit("b", "1", 1) is Verdict.ADMITTED
    clock.now += 61
    assert book.admit("a", "later", 1) is Verdict.ADMITTED


def test_empty_files_do_not_pass_for_nothing(book: Allowances, clock: Clock) -> None:
    book.grant("a", CROWD)
    admitted = 0
    for number in range(2000):
        clock.now += 2
        admitted += book.admit("a", str(number), 0) is Verdict.ADMITTED
    assert admitted < 400


def test_places_are_taken_by_who_has_something_here(book: Allowances) -> None:
    for name in "abcdefgh":
        book.grant(name, CROWD)
    for name in "abc":
        assert book.admit(name, "1", MB) is Verdict.ADMITTED
    assert book.grant("d", CROWD) == 0
    assert book.admit("d", "1", MB) is Verdict.TOO_MANY
    assert book.admit("a", "2", MB) is Verdict.ADMITTED, "who is in may go on"
    book.take_back("b", "1")
    assert book.admit("d", "1", MB) is Verdict.ADMITTED


def test_a_publisher_finds_a_place_in_a_crowd(book: Allowances) -> None:
    for name in "abc":
        book.grant(name, CROWD)
        book.admit(name, "1", MB)
    book.grant("p", ONE)
    assert book.admit("p", "1", MB) is Verdict.ADMITTED


def test_a_grant_ends_after_a_day(book: Allowances, clock: Clock) -> None:
    book.grant("a", ONE)
    clock.now += 23 * 3600
    assert book.admit("a", "1", 1) is Verdict.ADMITTED
    clock.now += 2 * 3600
    assert book.admit("a", "2", 1) is Verdict.NOT_ALLOWED


def test_who_has_gone_makes_room_once_the_server_has_let_go(clock: Clock) -> None:
    here = {"d"}
    book = Allowances(is_here=lambda session: session in here, clock=clock)
    for name in "abc":
        book.grant(name, CROWD)
        book.admit(name, "1", MB)
    assert book.grant("d", CROWD) == 0, "their files are in memory still"
    clock.now += 601
    assert book.grant("d", CROWD) == 5 * MB


def test_a_lesser_role_gets_a_lesser_grant_at_once(book: Allowances) -> None:
    book.grant("a", ONE)
    book.admit("a", "1", 5 * MB)
    assert book.grant("a", CROWD) == 0
    assert book.admit("a", "2", MB) is Verdict.TOO_LARGE


def test_a_name_without_end_is_not_kept(book: Allowances) -> None:
    book.grant("a", ONE)
    assert book.admit("a", "f" * 101, 1) is Verdict.NOT_ALLOWED


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["admit", "lay_aside", "take_back", "grant"]),
            st.sampled_from("abcd"),
            st.integers(0, 6 * MB),
        )
    )
)
def test_memory_is_bounded_whatever_is_asked(steps: list[tuple[str, str, int]]) -> None:
    """Told by a twin that only adds up: what is in memory never exceeds the allowance."""
    book = Allowances(clock=Clock())
    book.grant("s", ONE)
    memory: dict[str, int] = {}
    aside = 0
    for what, file, size in steps:
        if what == "admit" and book.admit("s", file, size) is Verdict.ADMITTED:
            memory[file] = size
        elif what == "lay_aside":
            book.lay_aside("s", file)
            aside += memory.pop(file, 0)
        elif what == "take_back":
            book.take_back("s", file)
            memory.pop(file, None)
        elif what == "grant":
            book.grant("s", ONE, aside)
        assert aside + sum(memory.values()) <= ONE.total_bytes + 16 * 1024


FEW = Allowance(file_bytes=5 * MB, total_bytes=5 * MB, at_once=20, per_address=4)


def test_f8_one_address_does_not_take_the_places_of_all(book: Allowances) -> None:
    """On 0.4.0 twenty sessions with a byte each kept everybody else out."""
    said = []
    for number in range(20):
        name = f"s{number}"
        book.grant(name, FEW, address="198.51.100.7")
        said.append(book.admit(name, "1", 1))
    assert said.count(Verdict.ADMITTED) == 4
    assert book.grant("other", FEW, address="198.51.100.8") == 5 * MB
    assert book.admit("other", "1", MB) is Verdict.ADMITTED


def test_f8_one_network_of_addresses_is_one_visitor(book: Allowances) -> None:
    for number in range(6):
        book.grant(f"s{number}", FEW, address=f"2001:db8::{number}")
        book.admit(f"s{number}", "1", 1)
    assert book.grant("near", FEW, address="2001:db8::99") == 0
    assert book.grant("far", FEW, address="2001:db8:0:1::1") == 5 * MB


def test_f8_a_publisher_finds_a_place_whatever_his_address_holds(book: Allowances) -> None:
    for number in range(20):
        book.grant(f"s{number}", FEW, address=f"192.0.2.{number}")
        book.admit(f"s{number}", "1", 1)
    assert book.grant("visitor", FEW, address="192.0.2.200") == 0
    assert book.grant("publisher", ONE, address="192.0.2.1") > 0
    assert book.admit("publisher", "1", MB) is Verdict.ADMITTED


def test_f8_places_of_closed_tabs_are_free_again_and_their_things_go(clock: Clock) -> None:
    here, gone = {"a", "b", "c", "d"}, list[str]()
    book = Allowances(is_here=lambda name: name in here, clock=clock, let_go=gone.append)
    for name in "abc":
        book.grant(name, CROWD)
        book.admit(name, "1", MB)
    here -= {"a", "b"}
    book.forget()
    clock.now += 30
    here.add("b")  # its line was lost for a moment
    book.forget()
    clock.now += GRACE_SECONDS - 20
    book.forget()
    assert gone == ["a"]
    assert book.grant("d", CROWD) == 5 * MB
    assert book.admit("b", "2", MB) is Verdict.ADMITTED
