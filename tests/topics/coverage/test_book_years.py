"""Which years each national book has, against the rows themselves."""

from __future__ import annotations

import pytest

from bordertrade.calendars import parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.topics.coverage.measure.book_years import BookYears, book_years
from bordertrade.topics.coverage.measure.months import OBSERVED
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter
from tests.day import TODAY

BOTH = (Direction.IR_TO_PK, Direction.PK_TO_IR)


def of(found: tuple[BookYears, ...], reporter: Reporter, direction: Direction) -> BookYears:
    (one,) = [e for e in found if (e.reporter, e.direction) == (reporter, direction)]
    return one


@pytest.mark.parametrize("floor", list(EvidenceFloor))
def test_years_are_those_of_preferred_full_year_rows(
    floor: EvidenceFloor, dataset: Dataset
) -> None:
    """The twin walks over the rows: which year ends have a row, whatever its calendar.

    A state's own year stands before a calendar year that ends in the same year.
    """
    found = book_years(dataset, BOTH, TODAY, floor)
    own = {"PK": "fy", "IR": "sh"}
    for each in found:
        periods: dict[int, set[str]] = {}
        rows: dict[str, float] = {}
        for row in rows_of(dataset["bilateral_trade"]):
            period = parse(row.period)
            counted = floor is not EvidenceFloor.COUNT or row.evidence == "count"
            mine = row.reporter == each.reporter and row.preferred and counted
            if mine and period.is_full_year and row.direction in BOTH:
                periods.setdefault(period.end.year, set()).add(row.period)
                if row.direction == each.direction:
                    rows[row.period] = row.value_usd
        for year, state in each.states:
            texts = periods.get(year, set())
            ours = [text for text in texts if parse(text).calendar == own[each.reporter]]
            kept = ours or sorted(texts)
            value = rows.get(kept[0]) if kept else None
            wanted = "not_collected" if value is None else ("observed" if value else "zero")
            assert state == wanted, (each.reporter, each.direction, year)


def test_all_books_stand_on_the_same_years_up_to_today(dataset: Dataset) -> None:
    found = book_years(dataset, BOTH, TODAY)
    assert len(found) == 4
    spans = {tuple(year for year, _state in each.states) for each in found}
    assert spans == {tuple(range(1948, 2027))}


def test_pakistan_recorded_no_exports_to_iran_for_three_years(dataset: Dataset) -> None:
    """FY2020-21 to FY2022-23 stand as 0 in the ministry's table; that is no hole."""
    exports = of(book_years(dataset, BOTH, TODAY), Reporter.PK, Direction.PK_TO_IR)
    assert exports.years("zero") == (2021, 2022, 2023)
    assert exports.years("not_collected")[-2:] == (2025, 2026)
    assert exports.count(OBSERVED) + exports.count("zero") + exports.count("not_collected") == 79
