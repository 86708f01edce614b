"""Which figures join and which add up, against a slow twin that tries every choice."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from bordertrade.envelope import Envelope
from bordertrade.measures.stretches import (
    YEAR,
    Run,
    Stretch,
    adding_up_to_most,
    common_run,
    newest_runs,
)

MONTH = 30  # days, in this file


def stretch(first: int, months: int, value: float, *, observed: bool = True) -> Stretch:
    """A figure of whole months; the month 0 begins on the day 0."""
    days = first * MONTH, (first + months) * MONTH - 1
    part = ("gabd", f"{first}+{months}", not observed)
    return Stretch(*days, months, Envelope.exact(value), observed, (part,), days)


FIGURES = st.lists(
    st.builds(stretch, st.integers(0, 16), st.integers(1, 14), st.integers(0, 50).map(float)),
    max_size=7,
    unique_by=lambda each: (each.first, each.last),
)


# --- the twin -------------------------------------------------------------------------------------


def choices(figures: Iterable[Stretch]) -> list[tuple[Stretch, ...]]:
    """Every choice of figures of which no two share a day, in order of time."""
    ordered = sorted(figures, key=lambda each: each.first)
    found = []
    for count in range(len(ordered) + 1):
        for some in itertools.combinations(ordered, count):
            if all(one.last < other.first for one, other in itertools.pairwise(some)):
                found.append(some)
    return found


def slow_windows(figures: Iterable[Stretch]) -> dict[tuple[int, int], int]:
    """(first, last) -> months, for each window that some choice fills without a gap."""
    found: dict[tuple[int, int], int] = {}
    for some in choices(figures):
        joined = all(one.last + 1 == other.first for one, other in itertools.pairwise(some))
        months = sum(each.months for each in some)
        if some and joined and (months <= YEAR or len(some) == 1):
            found[some[0].first, some[-1].last] = months
    return found


def slow_most(figures: Iterable[Stretch], first: int, last: int) -> float:
    inside = [each for each in figures if first <= each.first and each.last <= last]
    return max(sum(each.value.central for each in some) for some in choices(inside))


def slow_runs(figures: list[Stretch]) -> list[tuple[int, int, float]]:
    windows, kept, most = slow_windows(figures), [], -1
    for last in sorted({last for _first, last in windows}, reverse=True):
        own = {first: months for (first, end), months in windows.items() if end == last}
        longest = max(min(months, YEAR) for months in own.values())
        if longest > most:
            most = longest
            fitting = [f for f, months in own.items() if min(months, YEAR) == longest]
            first = max(
                fitting,
                key=lambda f: (own[f] <= YEAR, slow_most(figures, f, last), f),
            )
            kept.append((first, last, slow_most(figures, first, last)))
        if most >= YEAR:
            break
    return kept


@given(FIGURES)
def test_runs_are_those_of_the_twin(figures: list[Stretch]) -> None:
    found = [(run.first, run.last, run.value.central) for run in newest_runs(figures)]
    assert found == slow_runs(figures)


@given(FIGURES)
def test_what_stands_shares_no_day_and_adds_up_to_most(figures: list[Stretch]) -> None:
    stands = adding_up_to_most(figures)
    assert all(one.last < other.first for one, other in itertools.pairwise(stands))
    assert sum(each.value.central for each in stands) == slow_most(figures, -1, 10**6)


@given(st.lists(FIGURES, min_size=2, max_size=3))
def test_a_common_window_is_covered_by_every_line(lines: list[list[Stretch]]) -> None:
    shared = set.intersection(*(set(slow_windows(line)) for line in lines))
    found = common_run(lines)
    if not shared:
        assert found is None
        return
    assert found is not None
    months = {window: slow_windows(lines[0])[window] for window in shared}
    most = max(min(each, YEAR) for each in months.values())
    newest = max(last for (_first, last), each in months.items() if min(each, YEAR) == most)
    assert {(run.first, run.last) for run in found} <= shared
    assert {run.last for run in found} == {newest}
    for run, line in zip(found, lines, strict=True):
        assert run.months_to_a_year == most
        assert run.value.central == slow_most(line, run.first, run.last)


# --- what adding a figure may do ------------------------------------------------------------------


def kept_or_better(before: Run, after: Iterable[Run]) -> bool:
    """Shown still with no less in it, or inside a wider window with no less in it, or a newer
    figure of as many months stands in its place.
    """
    return any(
        (
            each.first <= before.first
            and each.last >= before.last
            and each.value.central >= before.value.central
        )
        or (each.last > before.last and each.months_to_a_year >= before.months_to_a_year)
        for each in after
    )


@given(FIGURES, FIGURES)
def test_adding_figures_loses_none_and_lowers_none(old: list[Stretch], new: list[Stretch]) -> None:
    known = {(each.first, each.last) for each in old}
    both = [*old, *(each for each in new if (each.first, each.last) not in known)]
    after = list(newest_runs(both))
    for run in newest_runs(old):
        assert kept_or_better(run, after) or any(
            # cut to a year, the figure of a longer time gives way to its own newest year
            each.last == run.last and run.months > YEAR and each.months == YEAR
            for each in after
        )


def test_the_newest_month_stands_beside_the_last_full_year() -> None:
    year = [stretch(month, 1, 10) for month in range(12)]
    found = list(newest_runs([*year, stretch(20, 1, 3)]))
    assert [(run.months, run.value.central) for run in found] == [(1, 3), (12, 120)]


def test_a_year_moves_on_with_the_next_month() -> None:
    year = [stretch(month, 1, 10) for month in range(13)]
    (run,) = newest_runs(year)
    assert (run.first, run.months, run.value.central) == (MONTH, 12, 120)


def test_each_older_figure_that_shows_more_months_stays() -> None:
    figures = [stretch(0, 12, 100), stretch(13, 3, 30), stretch(17, 2, 20), stretch(20, 1, 3)]
    found = [run.months for run in newest_runs(figures)]
    assert found == [1, 2, 3, 12]


def test_a_smaller_figure_for_more_days_takes_nothing_away() -> None:
    months = [stretch(0, 1, 50), stretch(1, 1, 60)]
    (run,) = newest_runs([*months, stretch(0, 3, 90)])
    assert (run.months, run.value.central) == (3, 110)
    (whole,) = newest_runs([*months, stretch(0, 3, 110)])
    assert [each.months for each in whole.members] == [3]
