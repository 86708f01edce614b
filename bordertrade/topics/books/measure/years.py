"""The two books' years side by side for one direction: gap, ratio, asymmetry, missed months.

Pakistan's year runs from July to June, Iran's from Nowruz to Nowruz, so two figures of one trade
are never of the same days. They are paired all the same, and each pair says by how much its years
miss each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bordertrade.calendars import Calendar, Period, overlapping_years
from bordertrade.dataset import Dataset
from bordertrade.measures.book_level import OWN_CALENDAR
from bordertrade.measures.observation import Observation, observations
from bordertrade.topics.books.measure.pairs import mirror_pairs
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter

#: Who imports pays freight and insurance: the book whose figure is CIF.
IMPORTER = {Direction.IR_TO_PK: Reporter.PK, Direction.PK_TO_IR: Reporter.IR}

#: Years are paired when they share at least this part of the shorter one's days.
_PAIRED_FROM = 1 / 2
#: A second figure of one book is "also published" when better ones hold this part of its days.
_COVERED_FROM = 2 / 3
#: A book whose figures are below this part of the other's has next to nothing.
_NEXT_TO_NOTHING = 0.01

_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class YearPair:
    """One year of trade in one direction on both books, in US$.

    ``pakistan`` and ``iran`` are the figures as published. ``margin`` is the share that freight
    and insurance add to the importer's figure (0.1 for 10 %), taken off in everything below; 0
    compares the figures as they are. Formulas, with P and I the two figures after that:

        gap        I - P                                      US$
        ratio      I / P; None where P is 0 ("without limit")
        asymmetry  (I - P) / ((I + P) / 2), from -2 to +2; None where both are 0

    Difference over the mean of both reports: bilateral asymmetry as in UN, *International
    Merchandise Trade Statistics: Compilers Manual*, and IMF practice with mirror data. Dividing
    CIF by 1 + margin: IMF, Direction of Trade Statistics (which takes 6 %, formerly 10 %).
    """

    direction: Direction
    pakistan: Observation
    iran: Observation
    margin: float = 0.0

    @property
    def pakistan_usd(self) -> float:
        return free_of_freight(self.pakistan, self.margin)

    @property
    def iran_usd(self) -> float:
        return free_of_freight(self.iran, self.margin)

    @property
    def gap_usd(self) -> float:
        return self.iran_usd - self.pakistan_usd

    @property
    def ratio(self) -> float | None:
        return self.iran_usd / self.pakistan_usd if self.pakistan_usd > 0 else None

    @property
    def asymmetry(self) -> float | None:
        mean = (self.iran_usd + self.pakistan_usd) / 2
        return self.gap_usd / mean if mean > 0 else None

    @property
    def importer(self) -> Reporter:
        return IMPORTER[self.direction]

    @property
    def margin_needed(self) -> float | None:
        """The margin that would close the gap of the published figures: importer / exporter - 1.

        Below 0 the importer's figure is the smaller one: taking freight off it widens the gap.
        None where the exporter wrote down nothing: no margin closes that.
        """
        importer, exporter = self.pakistan.value_usd, self.iran.value_usd
        if self.importer is Reporter.IR:
            importer, exporter = exporter, importer
        return importer / exporter - 1 if exporter > 0 else None

    @property
    def shared_days(self) -> int:
        return self.pakistan.period.overlap_days(self.iran.period)

    @property
    def shared_months(self) -> float:
        """Of twelve; 8.6 for FY2024-25 and SH1403."""
        return min(12.0, self.shared_days / _DAYS_A_MONTH)

    @property
    def missed_months(self) -> float:
        """By how many months Iran's year begins before Pakistan's (after it: below 0)."""
        return (self.pakistan.period.start - self.iran.period.start).days / _DAYS_A_MONTH

    @property
    def is_same_period(self) -> bool:
        return self.pakistan.period == self.iran.period

    @property
    def figures(self) -> tuple[Observation, Observation]:
        return self.pakistan, self.iran

    def follows(self, before: YearPair) -> bool:
        """Whether both books' years begin on the day after those of another pair end."""
        both = zip(before.figures, self.figures, strict=True)
        return all((later.period.start - earlier.period.end).days == 1 for earlier, later in both)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.pakistan.sources, *self.iran.sources)))


@dataclass(frozen=True, slots=True)
class NextToNothing:
    """A book's newest years in a row that are under a hundredth of the other book's largest."""

    reporter: Reporter
    figures: tuple[Observation, ...]

    @property
    def highest_usd(self) -> float:
        return max(each.value_usd for each in self.figures)


@dataclass(frozen=True, slots=True)
class MirrorYears:
    """Every full year of one direction on both books.

    ``pairs`` stand on both books; ``alone`` are years that one book has and the other lacks:
    never a zero on the other. ``also`` were published besides, on either book. ``parts`` are
    the longest stretches published of years for which the book gives no whole: at least so much.
    All in order of time.
    """

    direction: Direction
    margin: float
    pairs: tuple[YearPair, ...]
    alone: tuple[Observation, ...]
    also: tuple[Observation, ...]
    parts: tuple[Observation, ...]

    @property
    def newest(self) -> YearPair | None:
        return self.pairs[-1] if self.pairs else None

    @property
    def since(self) -> tuple[Observation, ...]:
        """What single books say of years, or of parts of years, that end after the newest pair;
        without a pair each book's newest.
        """
        if self.newest is None:
            return tuple({o.reporter: o for o in self.alone}.values())
        last = max(each.period.end for each in self.newest.figures)
        newer = [o for o in (*self.alone, *self.parts) if o.period.end > last]
        return tuple(sorted(newer, key=lambda each: each.period))

    def book(self, reporter: Reporter) -> tuple[Observation, ...]:
        """The years of one book, paired or not, in order of time; each day at most about once."""
        paired = [o for pair in self.pairs for o in pair.figures]
        own = [o for o in (*paired, *self.alone) if o.reporter == reporter]
        return tuple(sorted(own, key=lambda each: each.period))

    def value_usd(self, figure: Observation) -> float:
        """A figure free of the importer's freight and insurance."""
        return free_of_freight(figure, self.margin)

    @property
    def next_to_nothing(self) -> NextToNothing | None:
        """Pakistan's exports to Iran since FY2019-20, against hundreds of millions on Iran's."""
        found = (_next_to_nothing(self, reporter) for reporter in Reporter)
        return next((each for each in found if each), None)

    @property
    def runs(self) -> tuple[tuple[YearPair, ...], ...]:
        """The pairs cut where either book leaves out a day between two years."""
        runs: list[list[YearPair]] = []
        for pair in self.pairs:
            if runs and pair.follows(runs[-1][-1]):
                runs[-1].append(pair)
            else:
                runs.append([pair])
        return tuple(tuple(run) for run in runs)

    @property
    def sources(self) -> tuple[str, ...]:
        paired = [o for pair in reversed(self.pairs) for o in pair.figures]
        found = [*self.since, *paired, *reversed(self.alone), *self.parts, *self.also]
        return tuple(dict.fromkeys(each for o in found for each in o.sources))


def free_of_freight(figure: Observation, margin: float) -> float:
    """The value in US$; the importer's divided by 1 + margin, the exporter's as it is."""
    pays = IMPORTER[figure.direction] == figure.reporter
    return figure.value_usd / (1 + margin) if pays else figure.value_usd


def mirror_years(
    dataset: Dataset,
    direction: Direction,
    margin: float = 0.0,
    floor: EvidenceFloor = EvidenceFloor.ALL,
) -> MirrorYears:
    """The full years of one direction on both books. Formulas: ``YearPair``.

    Paired in this order, each figure once: one period on both books (figures of one compiler
    first); Pakistan's July-June year with the Solar Hijri year that shares most of its days; a
    calendar year with such a Solar Hijri year. Years must share at least half their days.
    Raises ValueError for a direction that has no importer (``TWO_WAY``) or a margin below 0.
    """
    if direction not in IMPORTER or margin < 0:
        raise ValueError(f"no mirror of {direction} at a margin of {margin}")
    known = [o for o in observations(dataset, floor) if o.direction is direction and o.reporter]
    years = [o for o in known if o.period.is_full_year]
    pairs = _pairs(dataset, direction, margin, years)
    paired = [o for pair in pairs for o in pair.figures]
    alone = _alone([o for o in years if o.preferred], paired)
    used = (*paired, *alone)
    return MirrorYears(
        direction=direction,
        margin=margin,
        pairs=pairs,
        alone=alone,
        also=tuple(o for o in years if o not in used),
        parts=_parts(known, used),
    )


def _pairs(
    dataset: Dataset, direction: Direction, margin: float, years: list[Observation]
) -> tuple[YearPair, ...]:
    found = [
        (pair.pakistan, pair.iran)
        for pair in mirror_pairs(dataset, direction)
        if pair.pakistan in years and pair.iran in years
    ]
    for calendar in (OWN_CALENDAR[Reporter.PK], Calendar.GREGORIAN):
        free = [o for o in years if o.preferred and not _is_spoken_for(o, found)]
        found += _by_shared_days(free, calendar)
    made = (YearPair(direction, pakistan, iran, margin) for pakistan, iran in found)
    return tuple(sorted(made, key=lambda pair: pair.pakistan.period))


def _is_spoken_for(figure: Observation, pairs: list[tuple[Observation, Observation]]) -> bool:
    own = [o for pair in pairs for o in pair if o.reporter == figure.reporter]
    return _is_covered(figure.period, own)


def _by_shared_days(
    free: Iterable[Observation], calendar: Calendar
) -> Iterator[tuple[Observation, Observation]]:
    """Pakistan's years of one calendar, each with the Solar Hijri year nearest to it."""
    own = Calendar.SOLAR_HIJRI
    iran = [o for o in free if o.reporter == Reporter.IR and o.period.calendar is own]
    for figure in free:
        if figure.reporter != Reporter.PK or figure.period.calendar is not calendar or not iran:
            continue
        nearest = max(iran, key=lambda each: _shared(figure.period, each.period))
        if _shared(figure.period, nearest.period) >= _PAIRED_FROM:
            iran.remove(nearest)
            yield figure, nearest


def _shared(one: Period, other: Period) -> float:
    return one.overlap_days(other) / min(one.days, other.days)


def _alone(preferred: list[Observation], paired: list[Observation]) -> tuple[Observation, ...]:
    """Years of one book beyond its pairs: its own years first, then calendar years for days that
    no other figure of the book speaks of.
    """
    kept: list[Observation] = []
    for figure in sorted(preferred, key=_own_year_first):
        book = [o for o in (*paired, *kept) if o.reporter == figure.reporter]
        if figure not in book and not _is_covered(figure.period, book):
            kept.append(figure)
    return tuple(sorted(kept, key=lambda each: each.period))


def _own_year_first(figure: Observation) -> tuple[bool, Period]:
    return figure.period.calendar is not OWN_CALENDAR[Reporter(figure.reporter)], figure.period


def _is_covered(period: Period, book: list[Observation]) -> bool:
    return sum(period.overlap_days(o.period) for o in book) >= _COVERED_FROM * period.days


def _parts(known: list[Observation], used: Iterable[Observation]) -> tuple[Observation, ...]:
    """Of each of a book's own years that has no figure, the longest stretch that was published."""
    found: dict[tuple[str, Period], Observation] = {}
    for figure in known:
        if not figure.preferred or figure.period.is_full_year:
            continue
        years = overlapping_years(figure.period, OWN_CALENDAR[Reporter(figure.reporter)])
        own = [o for o in used if o.reporter == figure.reporter]
        if len(years) > 1 or _is_covered(years[0].period, own):
            continue
        longest = found.setdefault((figure.reporter, years[0].period), figure)
        if figure.period.days > longest.period.days:
            found[figure.reporter, years[0].period] = figure
    return tuple(sorted(found.values(), key=lambda each: each.period))


def _next_to_nothing(years: MirrorYears, reporter: Reporter) -> NextToNothing | None:
    other = Reporter.IR if reporter is Reporter.PK else Reporter.PK
    own = years.book(reporter)
    most = max((years.value_usd(o) for o in years.book(other)), default=0.0)
    run: list[Observation] = []
    for figure in reversed(own):
        if years.value_usd(figure) >= _NEXT_TO_NOTHING * most:
            break
        run.insert(0, figure)
    return NextToNothing(reporter, tuple(run)) if len(run) > 1 else None
