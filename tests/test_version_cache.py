"""What is made of a data version: once for the same, bounded, gone with the version."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bordertrade import version_cache
from bordertrade.dataset import Dataset
from bordertrade.version_cache import Size, forget, kept_of, made_of, once_for_version, size


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    forget()
    yield
    forget()


def test_a_function_runs_once_for_the_same(dataset: Dataset) -> None:
    calls: list[tuple[object, ...]] = []

    @once_for_version
    def told(data: Dataset, first: int = 0, *, second: str = "") -> str:
        """Its words."""
        calls.append((first, second))
        return f"{data.version} {first} {second}"

    other = replace(dataset)
    assert told(dataset, 1, second="x") is told(dataset, 1, second="x")
    assert told(dataset) == told(other) == f"{dataset.version} 0 "
    assert told(dataset, 2) != told(dataset, 1)
    assert calls == [(1, "x"), (0, ""), (0, ""), (2, ""), (1, "")]
    assert (told.__name__, told.__doc__) == ("told", "Its words.")


def test_two_functions_do_not_take_one_another_s_place(dataset: Dataset) -> None:
    first = once_for_version(lambda _data: "first")
    second = once_for_version(lambda _data: "second")
    assert [first(dataset), second(dataset), first(dataset)] == ["first", "second", "first"]


def test_nothing_is_kept_too(dataset: Dataset) -> None:
    calls: list[int] = []
    nothing = once_for_version(lambda _data: calls.append(1))
    nothing(dataset)
    nothing(dataset)
    assert calls == [1]


def test_what_fails_is_tried_again(dataset: Dataset) -> None:
    with pytest.raises(ZeroDivisionError):
        made_of(dataset, "key", lambda: 1 / 0)
    assert kept_of(dataset, "key") is None
    assert made_of(dataset, "key", lambda: 5) == 5


def test_things_that_were_asked_for_longest_ago_go_first(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_cache, "MOST_ENTRIES", 10)
    monkeypatch.setattr(version_cache, "_SPARE", 2)
    other = replace(dataset)
    for number in range(5):
        made_of(dataset, number, lambda: "old")
        made_of(other, number, lambda: "old")
    assert size() == Size(2, 10)
    assert made_of(dataset, 0, lambda: "new") == kept_of(other, 0) == "old"
    made_of(other, "one more", lambda: "new")
    assert size() == Size(2, 8)
    assert kept_of(dataset, 0) == kept_of(other, 0) == "old"
    assert [kept_of(each, 1) for each in (dataset, other)] == [None, None]
    assert kept_of(dataset, 2) is None
    assert kept_of(other, 2) == "old"


def test_versions_that_were_asked_for_longest_ago_go_first(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_cache, "MOST_VERSIONS", 3)
    versions = [replace(dataset) for _ in range(4)]
    for each in versions[:3]:
        made_of(each, "key", lambda: "old")
    made_of(versions[0], "key", lambda: "new")
    made_of(versions[3], "key", lambda: "old")
    assert [kept_of(each, "key") for each in versions] == ["old", None, "old", "old"]
    assert size() == Size(3, 3)


def test_a_version_that_goes_is_counted_no_longer(dataset: Dataset) -> None:
    other = replace(dataset)
    made_of(other, "key", lambda: 1)
    made_of(dataset, "key", lambda: 1)
    assert size() == Size(2, 2)
    del other
    assert size() == Size(1, 1)


def test_many_threads_get_what_is_right(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """While entries and versions come and go under them."""
    monkeypatch.setattr(version_cache, "MOST_VERSIONS", 2)
    monkeypatch.setattr(version_cache, "MOST_ENTRIES", 20)
    monkeypatch.setattr(version_cache, "_SPARE", 3)
    versions = [replace(dataset, fingerprint=str(number)) for number in range(4)]

    @once_for_version
    def inner(data: Dataset, number: int) -> str:
        return f"{data.fingerprint} {number}"

    @once_for_version
    def outer(data: Dataset, number: int) -> str:
        return f"of {inner(data, number // 2)}"

    wrong: list[str] = []

    def ask(start: int) -> None:
        for step in range(600):
            data, number = versions[(start + step // 7) % 4], (start * step) % 17
            told = outer(data, number)
            if told != f"of {data.fingerprint} {number // 2}":
                wrong.append(told)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(1, 9)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert not any(each.is_alive() for each in threads)
    assert wrong == []
    assert size().versions <= 2
    assert size().entries <= 20
