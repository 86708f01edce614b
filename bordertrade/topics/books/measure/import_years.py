"""Pakistan's imports from Iran in three calendars: July-June, Gregorian and Solar Hijri years.

The one national series with published months. Re-cut, it says whether the two books disagree
because their years begin in different months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.lineage import files, lines
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.observation import Observation, observations, source_ids
from bordertrade.measures.recut import Fit, YearSum, sum_years
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter

#: The calendar that the figures are published in comes first.
CALENDARS = (Calendar.FISCAL, Calendar.GREGORIAN, Calendar.SOLAR_HIJRI)

#: The model halves a published year where no month is known; half a year is not a published half.
_HALVED = "half_of_year"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of Pakistan's imports from Iran, in US$. ``basis`` is that of ``import_blocks``,
    or ``annual`` for a fiscal year that nothing divides. ``row``: table, file's checksum and line.
    """

    period: Period
    value_usd: float
    basis: str
    sources: tuple[str, ...]
    note: str
    row: tuple[str, str, int] = field(default=("", "", 0), compare=False)


@dataclass(frozen=True, slots=True)
class ImportYear:
    """A year of one calendar, made of pieces.

    ``published`` are figures of Pakistan's book for that very year; ``iran`` is Iran's own figure
    for it (Solar Hijri years only).
    """

    sum: YearSum
    published: tuple[Observation, ...]
    iran: Observation | None

    @property
    def period(self) -> Period:
        return self.sum.cut.year

    @property
    def fit(self) -> Fit:
        return self.sum.cut.fit

    @property
    def is_exceeded(self) -> bool:
        """Whether Iran's figure lies above all that Pakistan's pieces can hold in that year: then
        no shift of months closes the gap.
        """
        high = self.sum.high
        return self.iran is not None and high is not None and self.iran.value_usd > high


@dataclass(frozen=True, slots=True)
class ImportYears:
    """``years`` by calendar (``CALENDARS``), in order of time; ``pieces`` what they are made of."""

    pieces: tuple[Piece, ...]
    years: Mapping[Calendar, tuple[ImportYear, ...]]

    @property
    def start(self) -> date:
        return self.pieces[0].period.start

    @property
    def end(self) -> date:
        return self.pieces[-1].period.end

    def of(self, fit: Fit, calendar: Calendar) -> tuple[ImportYear, ...]:
        return tuple(each for each in self.years[calendar] if each.fit is fit)

    @property
    def exceeded(self) -> tuple[ImportYear, ...]:
        """Solar Hijri years for which no re-cut reaches Iran's figure."""
        return tuple(each for each in self.years[Calendar.SOLAR_HIJRI] if each.is_exceeded)

    @property
    def within(self) -> tuple[ImportYear, ...]:
        """Solar Hijri years on both books for which the months could be the whole difference."""
        own = self.years[Calendar.SOLAR_HIJRI]
        return tuple(e for e in own if e.iran and e.sum.high is not None and not e.is_exceeded)

    @property
    def sources(self) -> tuple[str, ...]:
        found = [each for piece in reversed(self.pieces) for each in piece.sources]
        iran = [y.iran for years in self.years.values() for y in years if y.iran]
        return tuple(dict.fromkeys([*found, *(each for o in iran for each in o.sources)]))


def import_years(dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL) -> ImportYears | None:
    """Pakistan's imports from Iran in each calendar; None without any piece.

    Pieces: the months and blocks of ``import_blocks`` (published, or what is left of a published
    block), then fiscal years of Pakistan's book for days without a block. Formula: ``recut``.
    """
    known = [
        o
        for o in observations(dataset, floor)
        if o.direction is Direction.IR_TO_PK and o.period.is_full_year
    ]
    pieces = _pieces(dataset, known)
    if not pieces:
        return None
    values = {piece.period: piece.value_usd for piece in pieces}
    years = {
        calendar: tuple(_year(each, known) for each in sum_years(values, calendar))
        for calendar in CALENDARS
    }
    return ImportYears(pieces, years)


def _pieces(dataset: Dataset, known: list[Observation]) -> tuple[Piece, ...]:
    blocks = tuple(_blocks(dataset))
    annual = (
        Piece(
            o.period, o.value_usd, "annual", o.sources, o.note, ("bilateral_trade", o.file, o.line)
        )
        for o in known
        if o.preferred
        and o.reporter == Reporter.PK
        and o.period.calendar is Calendar.FISCAL
        and not any(o.period.overlaps(block.period) for block in blocks)
    )
    by_period = {piece.period: piece for piece in (*annual, *blocks)}
    return tuple(by_period[period] for period in sorted(by_period))


def _blocks(dataset: Dataset) -> Iterator[Piece]:
    rows = dataset["import_blocks"]
    places = zip(files(rows), lines(rows), strict=True)
    for row, (file, line) in zip(rows_of(rows), places, strict=True):
        if row.basis != _HALVED:
            yield Piece(
                calendars.parse(row.period),
                float(row.value_usd),
                row.basis,
                source_ids(row.source, row.more_sources),
                row.note,
                ("import_blocks", str(file), int(line)),
            )


def _year(found: YearSum, known: list[Observation]) -> ImportYear:
    same = [o for o in known if o.period == found.cut.year]
    iran = [o for o in same if o.reporter == Reporter.IR and o.preferred]
    return ImportYear(
        sum=found,
        published=tuple(o for o in same if o.reporter == Reporter.PK),
        iran=iran[0] if iran else None,
    )
