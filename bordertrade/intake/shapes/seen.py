"""What shape the head of a file shows, what must be asked about it, and its rows in that shape.

Nothing here is decided for good: a wide table is read turned, as it most likely is meant, and asked
about; the answers say parts of ``Declaration.shape``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bordertrade.calendars import Calendar
from bordertrade.clock import today
from bordertrade.dataset import MarketNames
from bordertrade.dataset.names import fold
from bordertrade.intake.layouts import Layout, Record
from bordertrade.intake.oddities import is_total
from bordertrade.intake.periods import meanings
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.shapes import exports
from bordertrade.intake.shapes import labels as reading
from bordertrade.intake.shapes.labels import Labels
from bordertrade.intake.shapes.shape import Shape, Shaping, Turn, is_bare, joined_header
from bordertrade.intake.spellings import currency_in, unit_in
from bordertrade.intake.tidying import plain
from bordertrade.problems import Problem, Severity

#: So many headings are named in a question.
_NAMED = 4
_YEARS_OFFERED = 8
#: Sums of rounded parts differ from a rounded sum by no more.
_TOLERANCE = 0.01
_LOOKED_AT = 200
_YEAR_HEADINGS = frozenset(map(fold, ("year", "سال", "yr", "refYear")))
_MONTH_HEADINGS = frozenset(map(fold, ("month", "ماه", "مہینہ", "مهینه", "refMonth")))
_MEASURES = ("value", "quantity")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the cells: the market names, what a person said of the shape, lines that
    may name a year (a sheet's name), and the folded headings of columns that every row needs."""

    names: MarketNames
    said: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shaped:
    """A layout whose records are rows, the parts of the shape that made it, and what is asked."""

    layout: Layout
    parts: Mapping[str, Any]
    questions: tuple[Question, ...] = ()
    notes: tuple[Problem, ...] = ()


def shaped(layout: Layout, around: Around) -> Shaped:
    """The rows that the records of a layout most likely are."""
    said = dict(around.said)
    layout, rows = _with_whole_header(layout, said)
    header = layout.header.cells
    found: dict[str, Any] = {**({"header_rows": rows} if rows > 1 else {}), **said}
    questions: list[Question] = []
    if "named" not in said:
        questions += exports.ask(layout)
        found |= questions[0].answers[0].says["shape"] if questions else {}
    is_export = bool(found.get("named"))
    if "turn" not in said and not is_export:
        questions += _turning(layout, around, found)
        if rows > 1 and "header_rows" not in said and not questions:
            questions.append(_two_rows(header, rows))
        found |= questions[0].answers[0].says["shape"] if questions else {}
    if "fill_down" not in said and not is_export:
        asks = list(_filling_down(layout, around))
        questions += asks
        found |= asks[0].answers[0].says["shape"] if asks else {}
    if "paired" not in said and not found.get("turn") and not is_export:
        asks = list(_pairing(layout))
        questions += asks
        found |= asks[0].answers[0].says["shape"] if asks else {}
    turn = found.get("turn")
    if turn is not None and any(is_bare(text) for _, text in turn.columns):
        questions += _year(header, turn, found)
    return _apply(layout, found, tuple(questions))


def _apply(layout: Layout, parts: Mapping[str, Any], questions: tuple[Question, ...]) -> Shaped:
    """The layout with its records as rows."""
    header, shape = layout.header.cells, Shape.of(parts)
    if not _fits(shape, len(header)):
        shape, parts = Shape(), {}
    making = Shaping(shape, header)
    turn = shape.turn
    told = Shaped(
        replace(layout, header=Record(layout.header.line, tuple(making.header))),
        parts,
        questions,
        tuple(_left_out(layout, at) for at in turn.totals) if turn else (),
    )
    if replace(shape, header_rows=1).is_plain:
        return told
    records = tuple(_rows(layout.records, making, len(header)))
    return replace(told, layout=replace(told.layout, records=records))


def _left_out(layout: Layout, at: int) -> Problem:
    """A column of sums is told of, not lost without a word."""
    name = layout.header.cells[at]
    line, warning = layout.header.line, Severity.WARNING
    return Problem("total_column", "", line, None, name, name, severity=warning)


def _rows(records: Sequence[Record], making: Shaping, width: int) -> Iterator[Record]:
    for record in records:
        cells = [*record.cells, *[""] * (width - len(record.cells))]
        if len(cells) > width:
            continue
        typed = {at for at, place in enumerate(making.places) if place in record.numbers}
        for row, turned in making.rows(cells):
            own = {len(row) - 1} if turned in record.numbers else set[int]()
            yield Record(record.line, tuple(row), frozenset(typed | own))


def _fits(shape: Shape, width: int) -> bool:
    """Whether a shape that was said of another file has its columns here."""
    places = [*shape.fill_down, *(at for _, parts in shape.paired for at in parts)]
    places += [at for at, _ in shape.named]
    if shape.turn:
        places += [*(at for at, _ in shape.turn.columns), *shape.turn.totals]
    return all(at < width for at in places)


# --- the header ---------------------------------------------------------------------------------


def _with_whole_header(layout: Layout, said: Mapping[str, Any]) -> tuple[Layout, int]:
    """The layout with the records that its header is made of joined, and how many they are."""
    below = [layout.header, *layout.records[:2]]
    if "header_rows" in said:
        rows = min(said["header_rows"], len(below))
        return _joined(layout, below[:rows], layout.skipped, layout.records[rows - 1 :]), rows
    above = layout.skipped[-1] if layout.skipped else None
    if above is not None and _is_upper_header(above, layout):
        return _joined(layout, [above, layout.header], layout.skipped[:-1], layout.records), 2
    if layout.records and _is_lower_header(layout.header, layout.records[0]):
        return _joined(layout, below[:2], layout.skipped, layout.records[1:]), 2
    return layout, 1


def _joined(
    layout: Layout, rows: Sequence[Record], skipped: Sequence[Record], records: Sequence[Record]
) -> Layout:
    if len(rows) < 2:
        return layout
    cells = tuple(joined_header([each.cells for each in rows]))
    return replace(
        layout,
        header=Record(rows[0].line, cells),
        skipped=tuple(skipped),
        records=tuple(records),
    )


def _is_lower_header(header: Record, below: Record) -> bool:
    """A second line of headings: it names columns that the first leaves blank, and only those that
    an upper heading reaches over."""
    if below.line != header.line + 1 or not _are_headings(below.cells):
        return False
    named = {at for at, text in enumerate(header.cells) if text.strip()}
    given = [at for at, text in enumerate(below.cells) if text.strip()]
    beside = [at for at in given if at in named and at + 1 not in set(given) - named]
    return sum(1 for at in given if at not in named) >= 1 and not beside and len(given) > 1


def _is_upper_header(above: Record, layout: Layout) -> bool:
    """A first line of headings above the one that was found: it names what that one leaves blank,
    or gives its months their years."""
    header = layout.header
    if above.line != header.line - 1 or not _are_headings(above.cells):
        return False
    given = [at for at, text in enumerate(above.cells) if text.strip()]
    blank = {at for at, text in enumerate(header.cells) if not text.strip()}
    if blank & set(given):
        return True
    own, both = reading.periods_in(header.cells), joined_header([above.cells, header.cells])
    together = reading.periods_in(both)
    return (
        own is not None
        and own.lacks_year
        and together is not None
        and not together.lacks_year
        and min(given) >= min(own.texts)
    )


def _are_headings(cells: Sequence[str]) -> bool:
    """Whether cells are names and not numbers; a year is a name too."""
    filled = [text for text in cells if text.strip()]
    numbers = [text for text in filled if not any(map(str.isalpha, text))]
    return bool(filled) and all(reading.is_year(text) for text in numbers)


def _two_rows(header: Sequence[str], rows: int) -> Question:
    found = ", ".join([text for text in header if text][:_NAMED])
    return Question(
        "two_header_rows",
        "",
        found,
        (
            Answer("join", {"shape": {"header_rows": rows}}),
            Answer("first", {"shape": {"header_rows": 1}}),
        ),
    )


# --- cells above, columns beside ----------------------------------------------------------------


def _filling_down(layout: Layout, around: Around) -> Iterator[Question]:
    """Columns that every row needs, with many blanks below a text: merged cells, saved as a CSV."""
    width = len(layout.header.cells)
    data = [each for each in layout.records if _is_data(each, width, layout.delimiter)]
    places = [
        at
        for at, text in enumerate(layout.header.cells)
        if fold(text) in around.needed and _is_sparse(data, at)
    ]
    if places:
        shown = ", ".join(layout.header.cells[at] for at in places)
        fill, leave = {"fill_down": tuple(places)}, {"fill_down": ()}
        answers = (Answer("fill", {"shape": fill}), Answer("leave", {"shape": leave}))
        yield Question("fill_down", shown, shown, answers)


def _is_data(record: Record, width: int, delimiter: str) -> bool:
    """Whether a record is as wide as the header (of a sheet: no wider), and no total or note."""
    filled = [text for text in record.cells if text.strip()]
    is_wide = len(record.cells) == width if delimiter else len(record.cells) <= width
    return is_wide and len(filled) > 1 and not any(map(is_total, filled))


def _is_sparse(records: Sequence[Record], at: int) -> bool:
    """Whether a third of the cells or more are blank, and not the first."""
    given = [at < len(record.cells) and bool(record.cells[at].strip()) for record in records]
    return bool(given) and given[0] and given.count(False) * 3 >= len(given)


def _pairing(layout: Layout) -> Iterator[Question]:
    """A year beside a month: together they are the period."""
    header = layout.header.cells
    names = [fold(text) for text in header]
    years = [at for at, name in enumerate(names) if name in _YEAR_HEADINGS]
    months = [at for at, name in enumerate(names) if name in _MONTH_HEADINGS]
    if len(years) != 1 or len(months) != 1 or fold("period") in names:
        return
    places = (years[0], months[0])
    if not _are_periods(layout.records, places):
        return
    shown = ", ".join(header[at] for at in places)
    join, leave = {"paired": (("period", places),)}, {"paired": ()}
    answers = (Answer("join", {"shape": join}), Answer("leave", {"shape": leave}))
    yield Question("period_in_parts", shown, shown, answers)


def _are_periods(records: Sequence[Record], places: tuple[int, int]) -> bool:
    """Whether year and month, joined by a blank, are read as a period in most records."""
    texts = [
        " ".join(record.cells[at].strip() for at in places)
        for record in records[:_LOOKED_AT]
        if max(places) < len(record.cells)
    ]
    return sum(1 for text in texts if meanings(plain(text))) * 2 > len(texts)


# --- turning ------------------------------------------------------------------------------------


def _turning(layout: Layout, around: Around, found: Mapping[str, Any]) -> list[Question]:
    """Whether periods or markets that stand as columns are to be turned into rows."""
    header = layout.header.cells
    told = reading.periods_in(header) or reading.markets_in(header, around.names)
    if told is None or not _hold_numbers(layout.records, told):
        return []
    columns = tuple(sorted(told.texts.items()))
    totals = (*told.totals, *_totals(layout, told))
    lines = [*(" ".join(each.cells) for each in layout.skipped), *around.lines]
    years = reading.years_in(lines, told) if told.lacks_year else []
    more = {"header_rows": found["header_rows"]} if "header_rows" in found else {}
    if len(years) == 1:
        more["year"] = years[0]
    answers = [
        Answer(measure, {"shape": {**more, "turn": Turn(told.column, measure, columns, totals)}})
        for measure in _measures(lines)
    ]
    headings = [header[at] for at, _ in columns]
    shown = ", ".join(headings[:_NAMED]) + (" …" if len(headings) > _NAMED else "")
    as_is = Answer("as_it_is", {"shape": {**more, "turn": None}})
    return [Question(f"{told.column}s_as_columns", "", shown, (*answers, as_is))]


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


def _totals(layout: Layout, told: Labels) -> list[int]:
    """Columns that hold the sum of the turned ones: by their name, or by arithmetic."""
    return [
        at
        for at, text in enumerate(layout.header.cells)
        if at not in told.texts
        and at not in told.totals
        and at > min(told.texts)
        and (is_total(text) or _are_sums(layout.records, at, told))
    ]


def _are_sums(records: Sequence[Record], at: int, told: Labels) -> bool:
    looked = 0
    for record in records[:50]:
        total = _number(record, at)
        parts = [_number(record, each) for each in told.texts]
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


def _year(header: Sequence[str], turn: Turn, found: Mapping[str, Any]) -> list[Question]:
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
