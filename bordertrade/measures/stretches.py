"""Figures along time: which of them join without a gap, and which may be added up.

A line of trade (one market, channel, direction and book) has figures of months, of longer spans,
of parts of months. Here they are stretches of days. Two rules make that a total never falls by
adding a figure:

- a window of days is **covered** where figures join in it from its first day to its last;
- of figures that overlap, those stand together that **add up to the most**: what was recorded of
  some days is not undone by a smaller figure for more days (of equal sums the longer figures stand).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bordertrade.envelope import Envelope, total

#: What people mean by a year's trade; a single figure may be longer.
YEAR = 12  # months

#: The rows behind a stretch: market, period as written, whether modelled.
Part = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One figure: ``first`` and ``last`` are days (ordinals), ``months`` its whole months.

    ``sources`` are those of its rows, or of the assumptions behind a modelled one; ``converted``: a
    rate was used; ``doubted``: an observation status other than normal.
    ``stands_for``: the days of the months that it stands for: a Solar Hijri month stands for the
    Gregorian month that holds most of its days (``calendars.month_hidden_by``).
    """

    first: int
    last: int
    months: int
    value: Envelope
    observed: bool
    parts: tuple[Part, ...]
    stands_for: tuple[int, int]
    sources: tuple[str, ...] = ()
    converted: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Stretches added up over the days ``first`` to ``last``, of which ``months`` have a figure.

    ``of_months``: how many months the days hold; more than ``months`` where some have none.
    """

    first: int
    last: int
    months: int
    of_months: int
    members: tuple[Stretch, ...]

    @property
    def value(self) -> Envelope:
        return total(each.value for each in self.members)

    @property
    def observed_months(self) -> int:
        return sum(each.months for each in self.members if each.observed)

    @property
    def modelled(self) -> bool:
        return not all(each.observed for each in self.members)

    def sources(self, *, observed: bool) -> tuple[str, ...]:
        """Those of its observed or of its modelled stretches."""
        own = (each for each in self.members if each.observed is observed)
        return tuple(sorted({source for each in own for source in each.sources}))

    @property
    def months_to_a_year(self) -> int:
        """Its months, those beyond a year not counted."""
        return min(self.months, YEAR)


Ends = Mapping[int, list[Stretch]]


def by_last_day(stretches: Iterable[Stretch]) -> Ends:
    ends: dict[int, list[Stretch]] = defaultdict(list)
    for each in stretches:
        ends[each.last].append(each)
    return ends


def first_days(ends: Ends, last: int) -> dict[int, int]:
    """First day -> months, for each gapless window up to a day of at most ``YEAR`` months; and
    those of single figures that are longer.
    """
    found: dict[int, int] = {}
    ways = [(last, 0)]
    while ways:
        day, months = ways.pop()
        for each in ends.get(day, ()):
            sum_ = months + each.months
            if sum_ <= YEAR and sum_ > found.get(each.first, -1):
                found[each.first] = sum_
                ways.append((each.first - 1, sum_))
    longer = {each.first: each.months for each in ends.get(last, ()) if each.months > YEAR}
    return {**longer, **found}


def adding_up_to_most(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Of figures that overlap, those that stand: no two share a day."""
    ordered = sorted(stretches, key=lambda each: (each.last, each.first, each.parts))
    spans = [Span(each.first, each.last, each.value.central, each.months) for each in ordered]
    return tuple(ordered[place] for place in places_of_most(spans))


class Span(NamedTuple):
    """A value of the days ``first`` to ``last``; ``length`` in any one unit."""

    first: int
    last: int
    value: float
    length: int


def places_of_most(spans: Sequence[Span]) -> tuple[int, ...]:
    """The places of spans, given in order of their last days, that add up to the most without
    sharing a day (weighted interval scheduling).
    """
    lasts = [each.last for each in spans]
    best: list[tuple[_Rank, tuple[int, ...]]] = [((0.0, 0, 0), ())]
    for place, each in enumerate(spans):
        (before, length, count), members = best[bisect_right(lasts, each.first - 1, hi=place)]
        taken = (before + each.value, length + each.length, count - 1)
        left = best[-1]
        best.append((taken, (*members, place)) if _beats(taken, left[0]) else left)
    return best[-1][1]


#: The sum of central values, then the time known, then how few figures they are.
_Rank = tuple[float, int, int]


def _beats(one: _Rank, other: _Rank) -> bool:
    """Sums that differ only by the order in which they were added are equal."""
    return (_rounded(one[0]), *one[1:]) > (_rounded(other[0]), *other[1:])


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")


def window(stretches: Iterable[Stretch], first: int, last: int, months: int) -> Run:
    """The run of a window that is covered without a gap."""
    inside = [each for each in stretches if first <= each.first and each.last <= last]
    return Run(first, last, months, months, adding_up_to_most(inside))


def newest_runs(stretches: Iterable[Stretch]) -> Iterator[Run]:
    """The newest gapless run, then each older one that has more months, up to a year.

    So a newer figure takes the place of an older one only if it has as many months.
    """
    known = tuple(stretches)
    ends, most = by_last_day(known), -1
    for last in sorted(ends, reverse=True):
        found = first_days(ends, last)
        months = max(min(each, YEAR) for each in found.values())
        if months > most:
            most = months
            yield _of_those(known, last, {f: m for f, m in found.items() if min(m, YEAR) == months})
        if most >= YEAR:
            return


def _of_those(known: tuple[Stretch, ...], last: int, firsts: Mapping[int, int]) -> Run:
    """Of windows to one day with as many months: the one that is no longer than a year, then that
    with most in it.
    """
    runs = [window(known, first, last, months) for first, months in sorted(firsts.items())]
    return max(runs, key=lambda run: (run.months <= YEAR, _rounded(run.value.central), run.first))


def most(run: Run) -> tuple[int, bool, int]:
    """The run that stands for its line: of as many months an observed one, then the newer."""
    return run.months_to_a_year, not run.modelled, run.last


def common_run(lines: Iterable[Iterable[Stretch]]) -> tuple[Run, ...] | None:
    """The newest gapless year that every line covers, a run for each line in their order; without
    one the window with most months; None where they share none.
    """
    known = [tuple(each) for each in lines]
    ends = [by_last_day(each) for each in known]
    if not ends:
        return None
    best: tuple[int, int, int] | None = None  # months, last, first
    for last in sorted(set.intersection(*(set(each) for each in ends)), reverse=True):
        found = [first_days(each, last) for each in ends]
        for first in sorted(set.intersection(*(set(each) for each in found)), reverse=True):
            months = min(each[first] for each in found)
            if best is None or min(months, YEAR) > min(best[0], YEAR):
                best = months, last, first
        if best is not None and best[0] >= YEAR:
            break
    if best is None:
        return None
    months, last, first = best
    return tuple(window(each, first, last, months) for each in known)
