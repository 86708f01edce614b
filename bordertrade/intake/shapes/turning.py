"""Periods and markets that stand as columns: which columns they are, what their cells hold, and what
is asked before they are turned into rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bordertrade.calendars import Calendar
from bordertrade.clock import today
from bordertrade.dataset import MarketNames
from bordertrade.dataset.names import fold
from bordertrade.intake.layouts import Layout, Record
from bordertrade.intake.listing import listed
from bordertrade.intake.oddities import is_total
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.shapes import labels as reading
from bordertrade.intake.shapes.labels import Labels
from bordertrade.intake.shapes.shape import Turn
from bordertrade.intake.spellings import currency_in, unit_in

#: So many headings are named in a question.
_NAMED = 4
_YEARS_OFFERED = 8
#: Sums of rounded parts differ from a rounded sum by no more.
_TOLERANCE = 0.01
_MEASURES = ("value", "quantity")


def turning(
    layout: Layout, names: MarketNames, lines: Sequence[str], found: Mapping[str, Any]
) -> list[Question]:
    """Whether periods or markets that stand as columns are to be turned into rows."""
    header = layout.header.cells
    told = reading.periods_in(header) or reading.markets_in(header, names)
    told = told or reading.measured_in(header) or reading.alone_in(header)
    if told is None or not _hold_numbers(layout.records, told):
        return []
    years = reading.years_in(lines, told) if told.lacks_year else []
    more = {"header_rows": found["header_rows"]} if "header_rows" in found else {}
    if len(years) == 1:
        more["year"] = years[0]
    turns = _by_measure(layout, told, lines) if told.measures else _by_sort(layout, told, lines)
    answers = [
        Answer(key, {"shape": {**more, "turn": turn}}, ", ".join(turn.measures))
        for key, turn in turns.items()
    ]
    if not answers:
        return []
    headings = [header[at] for at in sorted(told.texts)]
    as_is = Answer("as_it_is", {"shape": {**more, "turn": None}})
    return [Question(_code_of(told), "", listed(headings, _NAMED), (*answers, as_is))]


def _code_of(told: Labels) -> str:
    if any(told.measures.values()):
        return "periods_with_measures"
    return "period_as_column" if len(told.texts) == 1 else f"{told.column}s_as_columns"


def _by_sort(layout: Layout, told: Labels, lines: Sequence[str]) -> dict[str, Turn]:
    """Turned cells whose headings do not say what they are: money or quantities."""
    columns = tuple(sorted(told.texts.items()))
    totals = (*told.totals, *_totals(layout, told, list(told.texts)))
    return {each: Turn(told.column, each, columns, totals) for each in _measures(lines)}


def _by_measure(layout: Layout, told: Labels, lines: Sequence[str]) -> dict[str, Turn]:
    """Turned cells whose headings say what they are: one row a period (and direction), its measures
    side by side. None where no measure stands in every row."""
    names: dict[str, str] = {}
    places: dict[tuple[tuple[str, str], str], int] = {}
    rows: dict[int, tuple[str, str]] = {
        at: (told.texts[at], told.flows[at]) for at in told.measures
    }
    for at, text in sorted(told.measures.items()):
        names.setdefault(fold(text), text)
        places[rows[at], fold(text)] = at
    keys = list(dict.fromkeys(rows[at] for at in sorted(rows)))
    whole = [name for name in names if all((key, name) in places for key in keys)]
    if not whole:
        return {}
    first = whole[0]
    others = [name for name in names if name != first]
    beside = tuple((names[n], tuple(places.get((key, n), -1) for key in keys)) for n in others)
    totals = {*told.totals}
    for name in names:
        own = [at for (_key, each), at in places.items() if each == name]
        totals |= {*_totals(layout, told, own)}
    columns = tuple((places[key, first], key[0]) for key in keys)
    flows = tuple(flow for _label, flow in keys)
    more = (("direction", flows),) if any(flows) else ()
    made = Turn("period", names[first], columns, tuple(sorted(totals)), beside, more)
    if first:
        return {"turn": made}
    return {each: replace(made, measure=each) for each in _measures(lines)}


def _hold_numbers(records: Sequence[Record], told: Labels) -> bool:
    """Whether most cells below the headings are numbers."""
    cells = [
        record.cells[at]
        for record in records
        for at in told.texts
        if at < len(record.cells) and record.cells[at].strip()
    ]
    numbers = [text for text in cells if any(map(str.isdigit, text))]
    return len(numbers) * 2 >= len(cells)


def _totals(layout: Layout, told: Labels, parts: Sequence[int]) -> list[int]:
    """Columns that hold the sum of some turned ones: by their name, or by arithmetic."""
    return [
        at
        for at, text in enumerate(layout.header.cells)
        if at not in told.texts
        and at not in told.totals
        and at > min(told.texts)
        and (_names_total(text, told) or _are_sums(layout.records, at, parts))
    ]


def _names_total(text: str, told: Labels) -> bool:
    """ "Total", and beside measures "Total Quantity"."""
    words = text.split() if told.measures else []
    return is_total(text) or any(is_total(word) for word in (*words[:1], *words[-1:]))


def _are_sums(records: Sequence[Record], at: int, places: Sequence[int]) -> bool:
    looked = 0
    for record in records[:50]:
        total = _number(record, at)
        parts = [_number(record, each) for each in places]
        given = [each for each in parts if each is not None]
        if total is None or len(given) < 2:
            continue
        if abs(sum(given) - total) > _TOLERANCE * max(1.0, abs(total)):
            return False
        looked += 1
    return looked > 1


def _number(record: Record, at: int) -> float | None:
    """A number without marks: sums are only known of those."""
    try:
        return float(record.cells[at])
    except (IndexError, ValueError):
        return None


def _measures(lines: Sequence[str]) -> tuple[str, ...]:
    """What the cells most likely hold: an amount of money, unless a line names a unit and no money."""
    has_money = any(currency_in(line) for line in lines)
    has_unit = any(unit_in(line) for line in lines)
    return _MEASURES[::-1] if has_unit and not has_money else _MEASURES


def year_of(header: Sequence[str], turn: Turn, found: Mapping[str, Any]) -> list[Question]:
    """Which year months belong to whose headings do not say it."""
    if found.get("year"):
        return []
    is_hijri = any(text.startswith("SH") for _, text in turn.columns)
    answers = [
        Answer(_key_of(year), {"shape": {"year": year}}, year) for year in _years(is_hijri, turn)
    ]
    shown = ", ".join([header[at] for at, _ in turn.columns][:_NAMED])
    return [Question("year_of_months", "", shown, tuple(answers))]


def _key_of(year: str) -> str:
    return year.lower()


def _years(is_hijri: bool, turn: Turn) -> list[str]:
    """The last years, the newest first; fiscal ones where the months begin in July."""
    now = reading.this_year(Calendar.SOLAR_HIJRI if is_hijri else Calendar.GREGORIAN, today())
    if not is_hijri and turn.columns[0][1].endswith("-07"):
        return [f"FY{now - n}-{(now - n + 1) % 100:02d}" for n in range(_YEARS_OFFERED)]
    return [str(now - n) for n in range(_YEARS_OFFERED)]
