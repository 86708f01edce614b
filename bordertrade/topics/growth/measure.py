"""What made trade grow: each part's share of the headline, in percentage points.

growth = (T_B - T_A) / T_A, and the contribution of a part = (x_B - x_A) / T_A (the standard
contribution to growth of national accounts; World Bank, WITS trade outcomes, tells new, vanished
and continuing goods apart). What the source does not divide is a residual of its own, so parts
and residual add up to the headline to the dollar.

The two books are never mixed, nor are parts of different compilers in one year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import OWN_CALENDAR, Level, levels
from bordertrade.measures.division import Division, divisions
from bordertrade.vocabulary import Direction, EvidenceFloor, ObsStatus, Reporter

DIRECTIONS, GOODS = "directions", "goods"
CONTINUING, NEW, VANISHED = "continuing", "new", "vanished"

#: A run of years may miss one: the default goes no further back than the last longer hole.
_LONGEST_STEP = 2


class DecompositionError(ValueError):
    """Growth that cannot be taken apart.

    ``reason``: ``none`` (no year gives all parts), ``year`` (that year does not), ``one_period``,
    ``order`` (the first year is not before the last), ``overlap``, ``base`` (nothing to grow
    from), ``compilers`` (parts of one year come from different compilers) or ``estimate`` (the
    compiler filled in a year: its shares may be used, its level not).
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part in both periods, in US$. ``change_usd`` is exact, ``points`` a share of the base."""

    code: str
    name: str
    before_usd: float
    after_usd: float
    base_usd: float

    @property
    def change_usd(self) -> float:
        return self.after_usd - self.before_usd

    @property
    def points(self) -> float:
        """Contribution to growth: 0.05 is five percentage points."""
        return self.change_usd / self.base_usd

    @property
    def kind(self) -> str:
        if self.before_usd <= 0 < self.after_usd:
            return NEW
        if self.after_usd <= 0 < self.before_usd:
            return VANISHED
        return CONTINUING


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The growth of one book's trade from one period to another, taken apart.

    ``by``: ``directions`` or ``goods``; ``direction`` is set where it is by goods. ``parts`` come
    with the gains first, then the losses, each with the largest first. ``series`` holds the
    compilers of the first and of the last period, which may differ; ``grades`` the observation
    statuses of each, "~"-joined, "" for plain counts.
    """

    by: str
    reporter: str
    direction: Direction | None
    series: tuple[str, str]
    grades: tuple[str, str]
    first: Period
    last: Period
    before_usd: float
    after_usd: float
    parts: tuple[Contribution, ...]
    sources: tuple[str, ...]

    @property
    def change_usd(self) -> float:
        return self.after_usd - self.before_usd

    @property
    def growth(self) -> float:
        """(T_B - T_A) / T_A."""
        return self.change_usd / self.before_usd

    @property
    def residual_usd(self) -> float:
        """What the source does not divide: with the parts it is the headline's change."""
        return self.change_usd - math.fsum(part.change_usd for part in self.parts)

    @property
    def residual_points(self) -> float:
        return self.residual_usd / self.before_usd


@dataclass(frozen=True, slots=True)
class Refusal:
    """A book or direction whose growth cannot be taken apart, and why."""

    reporter: str
    direction: Direction | None
    error: DecompositionError


@dataclass(frozen=True, slots=True)
class GrowthResult:
    """``incomplete`` holds the years after the last one taken apart that lack a direction."""

    found: tuple[Decomposition, ...]
    refused: tuple[Refusal, ...]
    incomplete: tuple[Level, ...] = ()


def decompose(  # noqa: PLR0913 - a decomposition is what it is between
    before: Sequence[tuple[str, str, float]],
    after: Sequence[tuple[str, str, float]],
    *,
    totals: tuple[float, float],
    periods: tuple[Period, Period],
    by: str,
    reporter: str,
    series: tuple[str, str],
    grades: tuple[str, str] = ("", ""),
    direction: Direction | None = None,
    sources: Iterable[str] = (),
) -> Decomposition:
    """Growth between two periods by parts (code, name, US$).

    Formula: contribution = (x_B - x_A) / T_A. Raises DecompositionError for periods out of order
    or overlapping, and for a base that is not above zero.
    """
    first, last = periods
    if first.start >= last.start:
        raise DecompositionError("order")
    if first.overlaps(last):
        raise DecompositionError("overlap")
    if not totals[0] > 0:
        raise DecompositionError("base")
    names = {code: name for code, name, _value in (*before, *after)}
    old = {code: value for code, _name, value in before}
    new = {code: value for code, _name, value in after}
    parts = [
        Contribution(code, name, old.get(code, 0.0), new.get(code, 0.0), totals[0])
        for code, name in names.items()
    ]
    return Decomposition(
        by=by,
        reporter=reporter,
        direction=direction,
        series=series,
        grades=grades,
        first=first,
        last=last,
        before_usd=totals[0],
        after_usd=totals[1],
        parts=tuple(sorted(parts, key=_in_order)),
        sources=tuple(dict.fromkeys(sources)),
    )


def _in_order(part: Contribution) -> tuple[bool, float, str]:
    return part.change_usd < 0, -abs(part.change_usd), part.code


# --- by direction, on each state's book -----------------------------------------------------------


def growth_by_direction(
    dataset: Dataset,
    reporters: Iterable[Reporter] = tuple(Reporter),
    since: int | None = None,
    until: int | None = None,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> GrowthResult:
    """Each book's growth by direction, between two years for which it gives both.

    ``since`` and ``until`` are Gregorian years in which a year of the book ends; by default the
    oldest of the book's recent run of years (holes of one year allowed) and its newest.
    Formula: contribution = (x_B - x_A) / T_A, T the sum of both directions.
    """
    found: list[Decomposition] = []
    refused: list[Refusal] = []
    later: list[Level] = []
    for reporter in reporters:
        try:
            own = _book(dataset, reporter, since, until, floor)
        except DecompositionError as error:
            refused.append(Refusal(str(reporter), None, error))
            continue
        found.append(own)
        every = levels(dataset, reporter, floor)
        later += [e for e in every if not e.is_complete and e.period.start > own.last.start]
    return GrowthResult(tuple(found), tuple(refused), tuple(later))


def complete_years(
    dataset: Dataset, reporter: Reporter, floor: EvidenceFloor = EvidenceFloor.ALL
) -> tuple[Level, ...]:
    """The years for which a book gives both directions, oldest first."""
    return tuple(each for each in levels(dataset, reporter, floor) if each.is_complete)


def _book(
    dataset: Dataset,
    reporter: Reporter,
    since: int | None,
    until: int | None,
    floor: EvidenceFloor,
) -> Decomposition:
    complete = complete_years(dataset, reporter, floor)
    if not complete:
        raise DecompositionError("none")
    by_year = {each.period.end_year: each for each in complete}
    last = _at(by_year, until) if until else complete[-1]
    first = _at(by_year, since) if since else _run_start(complete, last, OWN_CALENDAR[reporter])
    if first is last:
        raise DecompositionError("one_period", str(last.period.end_year))
    compilers = (_compiler(first), _compiler(last))
    return decompose(
        _directions(first),
        _directions(last),
        totals=(first.value_usd, last.value_usd),
        periods=(first.period, last.period),
        by=DIRECTIONS,
        reporter=str(reporter),
        series=compilers,
        grades=(_grade(first), _grade(last)),
        sources=(*first.sources, *last.sources),
    )


def _at(by_year: dict[int, Level], year: int) -> Level:
    if year not in by_year:
        raise DecompositionError("year", str(year))
    return by_year[year]


def _run_start(complete: Sequence[Level], last: Level, own: object) -> Level:
    """The oldest year of the run that leads to ``last``, in the state's own calendar."""
    start = last
    for each in reversed(complete[: complete.index(last)]):
        step = start.period.end_year - each.period.end_year
        if step > _LONGEST_STEP or each.period.calendar is not own:
            break
        start = each
    return start


def _compiler(level: Level) -> str:
    series = {part.series for part in level.parts}
    if len(series) > 1:
        raise DecompositionError("compilers", level.period.text)
    return series.pop()


def _grade(level: Level) -> str:
    statuses = {str(part.obs_status) for part in level.parts}
    return "~".join(sorted(statuses - {ObsStatus.NORMAL}))


def _directions(level: Level) -> list[tuple[str, str, float]]:
    return [(str(part.direction), "", part.value_usd) for part in level.parts]


# --- by goods, for one compiler and direction -----------------------------------------------------


def growth_by_goods(
    dataset: Dataset,
    reporters: Iterable[Reporter] = tuple(Reporter),
    directions: Iterable[Direction] = (Direction.IR_TO_PK, Direction.PK_TO_IR),
    since: int | None = None,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> GrowthResult:
    """Growth by goods of each direction on each book, between two full divisions of one compiler.

    By default the last two that somebody observed; ``since`` takes another first one where a
    division of that year exists. A year that its compiler estimated is refused: it says how the
    whole was divided, not how large it was.
    """
    wanted = {(str(book), each) for book in reporters for each in directions}
    full = [each for each in divisions(dataset) if each.is_full and each.meets(floor)]
    lines: dict[tuple[str, str, Direction, str], list[Division]] = {}
    for each in full:
        if (each.reporter, each.direction) in wanted:
            key = (each.reporter, each.series, each.direction, each.classification)
            lines.setdefault(key, []).append(each)
    found: list[Decomposition] = []
    refused: list[Refusal] = []
    for (reporter, _series, direction, _list), own in sorted(lines.items(), key=lambda i: i[0][2]):
        observed = [each for each in own if not each.estimated]
        try:
            found.append(_goods(observed, since))
        except DecompositionError as error:
            refused.append(Refusal(reporter, direction, error))
        refused += [
            Refusal(reporter, direction, DecompositionError("estimate", each.period.text))
            for each in own
            if each.estimated
        ]
    return GrowthResult(tuple(found), tuple(refused))


def _goods(line: Sequence[Division], since: int | None) -> Decomposition:
    if len(line) < 2:
        raise DecompositionError("one_period" if line else "none")
    by_year = {each.period.end_year: each for each in line[:-1]}
    first, last = by_year.get(since or 0, line[-2]), line[-1]
    return decompose(
        [(part.code, part.name, part.value_usd) for part in first.parts],
        [(part.code, part.name, part.value_usd) for part in last.parts],
        totals=(first.whole_usd, last.whole_usd),
        periods=(first.period, last.period),
        by=GOODS,
        reporter=last.reporter,
        series=(first.series, last.series),
        direction=last.direction,
        sources=(*first.sources, *last.sources),
    )
