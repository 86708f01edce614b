"""Many people's files at once: each is checked, a few at a time, and nobody is sent away."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake import jobs, line
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.jobs import JobFailed, State
from bordertrade.intake.limits import Limits
from bordertrade.intake.line import AT_ONCE, MOST_WAITING, Line
from bordertrade.intake.references import References
from tests.intake.planting import clean_lines

USERS, UPLOADS = 8, 50


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads that take turns as often as they can: what may come between two steps does."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking how far a check is takes so long that others come and go meanwhile."""
    read = jobs._read

    def slowly(path: Path) -> dict[str, Any] | None:
        time.sleep(0.005)
        return read(path)

    monkeypatch.setattr(jobs, "_read", slowly)


@pytest.mark.usefixtures("hurried", "slow_disk")
def test_fifty_uploads_by_eight_users_at_once(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    references, table = References.of(dataset), dataset.contract.tables["formal_trade"]
    start_line = threading.Barrier(USERS)

    def one_user(number: int) -> list[tuple[int, int]]:
        """All of a user's files brought at once, each looked at until it is done."""
        mine = [rows for rows in range(1, UPLOADS + 1) if rows % USERS == number]
        files = ["".join(clean_lines(rows)).encode() for rows in mine]
        start_line.wait()
        checks = [
            jobs.start(each, "a.csv", table, Declaration(), references, Limits()) for each in files
        ]
        while not all(check.progress().is_over for check in checks):
            time.sleep(0.005)
        found = [(rows, check.result().accepted) for rows, check in zip(mine, checks, strict=True)]
        for check in checks:
            check.discard()
        return found

    with ThreadPoolExecutor(USERS) as users:
        found = [each for user in users.map(one_user, range(USERS)) for each in user]
    assert sorted(found) == [(rows, rows) for rows in range(1, UPLOADS + 1)]
    assert list(tmp_path.iterdir()) == []


class _Check:
    """A check without a child."""

    def __init__(self, begun: list[int], number: int, whose: str = "") -> None:
        self._begun, self._number, self.is_done = begun, number, False
        self.whose = whose

    def begin(self) -> None:
        self._begun.append(self._number)

    def is_at_work(self) -> bool:
        return self._number in self._begun and not self.is_done


def test_a_few_run_at_once_and_the_others_begin_in_the_order_they_came() -> None:
    waiting, begun = Line(), list[int]()
    checks = [_Check(begun, number) for number in range(AT_ONCE + 3)]
    assert all(waiting.join(each) for each in checks)
    assert begun == [*range(AT_ONCE)]
    checks[1].is_done = checks[2].is_done = True
    waiting.move_on()
    assert begun == [*range(AT_ONCE + 2)]


def test_who_is_let_go_of_has_left_the_line() -> None:
    waiting, begun = Line(), list[int]()
    checks = [_Check(begun, number) for number in range(AT_ONCE + 3)]
    for each in checks:
        waiting.join(each)
    del each, checks[AT_ONCE], checks[0]
    waiting.move_on()
    assert begun == [*range(AT_ONCE), AT_ONCE + 1]


def test_a_line_that_is_too_long_takes_nobody_more() -> None:
    waiting, begun = Line(), list[int]()
    checks = [_Check(begun, number) for number in range(AT_ONCE + MOST_WAITING + 1)]
    assert [waiting.join(each) for each in checks] == [True] * (AT_ONCE + MOST_WAITING) + [False]


def test_f8_visitors_leave_places_in_line_to_publishers() -> None:
    """On 0.4.0 whoever came first had all, and publishers waited behind a hundred strangers."""
    waiting, begun = Line(), list[int]()
    strangers = [_Check(begun, number, f"192.0.2.{number}") for number in range(200)]
    taken = [each for each in strangers if waiting.join(each)]
    assert begun == [*range(AT_ONCE - line.KEPT_AT_ONCE)]
    assert len(taken) == AT_ONCE - line.KEPT_AT_ONCE + MOST_WAITING - line.KEPT_WAITING
    publisher = _Check(begun, 1000)
    assert waiting.join(publisher)
    assert begun[-1] == 1000, "before all that wait"


def test_f8_one_address_takes_its_own_places_only() -> None:
    waiting, begun = Line(), list[int]()
    greedy = [_Check(begun, number, "192.0.2.1") for number in range(50)]
    taken = [each for each in greedy if waiting.join(each)]
    assert len(begun) == line.OWN_AT_ONCE
    assert len(taken) == line.OWN_AT_ONCE + line.OWN_WAITING
    other = _Check(begun, 1000, "192.0.2.2")
    assert waiting.join(other)
    assert begun[-1] == 1000


def test_a_check_waits_is_told_so_and_can_be_cancelled(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(line, "AT_ONCE", 0)
    references, table = References.of(dataset), dataset.contract.tables["formal_trade"]
    content = "".join(clean_lines(5)).encode()
    check = jobs.start(content, "a.csv", table, Declaration(), references)
    assert (check.progress().state, check.progress().is_over) == (State.WAITING, False)
    check.cancel()
    with pytest.raises(JobFailed, match="cancelled"):
        check.result()
    assert list(tmp_path.iterdir()) == []
