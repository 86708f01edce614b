"""The rows behind the series in three calendars."""

from __future__ import annotations

from typing import Any

from bordertrade.measures.rows_behind.behind import (
    RowsBehind,
)
from bordertrade.measures.rows_behind.books import Named, behind_dollars, dollar_row
from bordertrade.topics.books.measure.import_years import CALENDARS, ImportYears, Piece


def behind_import_years(result: ImportYears) -> RowsBehind:
    """The rows of every year, of any calendar, that the pieces settle."""
    pieces = {piece.period: piece for piece in result.pieces}
    years = [each for own in CALENDARS for each in result.years[own] if each.sum.value is not None]
    names: list[tuple[Named, float]] = [
        ({"period": each.period.text, "reporter": "PK", "direction": "IR_TO_PK"}, each.sum.value)
        for each in years
        if each.sum.value is not None
    ]
    rows = [
        _piece(number, pieces[period])
        for number, each in enumerate(years)
        for period in each.sum.cut.counted
    ]
    return behind_dollars(names, rows)


def _piece(number: int, piece: Piece) -> dict[str, Any]:
    return {
        **dollar_row(number, *piece.row, piece.value_usd),
        "period": piece.period.text,
        "source": piece.sources[0] if piece.sources else "",
    }
