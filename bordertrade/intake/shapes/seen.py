"""What shape the head of a file shows, what must be asked about it, and its rows in that shape.

Nothing here is decided for good: a wide table is read turned, as it most likely is meant, and asked
about; the answers say parts of ``Declaration.shape``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bordertrade.dataset import MarketNames
from bordertrade.dataset.names import fold
from bordertrade.intake.layouts import Layout, Record
from bordertrade.intake.oddities import is_total
from bordertrade.intake.periods import meanings
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.shapes import exports
from bordertrade.intake.shapes import labels as reading
from bordertrade.intake.shapes.shape import Shape, Shaping, Turn, is_bare, joined_header
from bordertrade.intake.shapes.turning import turning, year_of
from bordertrade.intake.tidying import plain
from bordertrade.problems import Problem, Severity

#: So many headings are named in a question.
_NAMED = 4
_LOOKED_AT = 200
#: A header has no more lines: year, month and measure.
_MOST_ROWS = 3
_YEAR_HEADINGS = frozenset(map(fold, ("year", "سال", "yr", "refYear")))
_MONTH_HEADINGS = frozenset(map(fold, ("month", "ماه", "مہینہ", "مهینه", "refMonth")))


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
    if "turn" not in found and not is_export:
        questions += turning(layout, around.names, lines_of(layout, around), found)
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
        questions += year_of(header, turn, found)
    return _apply(layout, found, tuple(questions))


def lines_of(layout: Layout, around: Around) -> list[str]:
    """The lines that may say a year or a measure."""
    return [*(" ".join(each.cells) for each in layout.skipped), *around.lines]


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
        tuple(_left_out(layout, turn)) if turn else (),
    )
    if replace(shape, header_rows=1).is_plain:
        return told
    records = tuple(_rows(layout.records, making, len(header)))
    return replace(told, layout=replace(told.layout, records=records))


def _left_out(layout: Layout, turn: Turn) -> Iterator[Problem]:
    """Columns of sums and of other things are told of, not lost without a word."""
    line, names, warning = layout.header.line, layout.header.cells, Severity.WARNING
    for at in turn.totals:
        yield Problem("total_column", "", line, None, names[at], names[at], severity=warning)
    for at in turn.others:
        yield Problem("other_column", "", line, None, names[at], names[at], severity=warning)


def _rows(records: Sequence[Record], making: Shaping, width: int) -> Iterator[Record]:
    for record in records:
        cells = [*record.cells, *[""] * (width - len(record.cells))]
        if len(cells) > width:
            continue
        typed = {at for at, place in enumerate(making.places) if place in record.numbers}
        for row, turned in making.rows(cells):
            measured = making.measured(turned).items()
            own = {column for column, place in measured if place in record.numbers}
            yield Record(record.line, tuple(row), frozenset(typed | own))


def _fits(shape: Shape, width: int) -> bool:
    """Whether a shape that was said of another file has its columns here."""
    places = [*shape.fill_down, *(at for _, parts in shape.paired for at in parts)]
    places += [at for at, _ in shape.named]
    if shape.turn:
        places += [*shape.turn.places, *shape.turn.left_out]
    return all(at < width for at in places)


# --- the header ---------------------------------------------------------------------------------


def _with_whole_header(layout: Layout, said: Mapping[str, Any]) -> tuple[Layout, int]:
    """The layout with the records that its header is made of joined, and how many they are."""
    seen, rows = _as_it_shows(layout)
    if said.get("header_rows", rows) == rows:
        return seen, rows
    rows = min(said["header_rows"], 1 + len(layout.records[: _MOST_ROWS - 1]))
    below = [layout.header, *layout.records[: rows - 1]]
    return _joined(layout, below, layout.skipped, layout.records[rows - 1 :]), rows


def _as_it_shows(layout: Layout) -> tuple[Layout, int]:
    """The lines of names above and below the one that was found belong to the header."""
    rows, seen = [layout.header], layout
    while len(rows) < _MOST_ROWS:
        above = seen.skipped[-1] if seen.skipped else None
        if above is not None and _is_upper_header(above, seen):
            rows = [above, *rows]
            seen = _joined(seen, rows, seen.skipped[:-1], seen.records)
        elif seen.records and _is_lower_header(seen.header, rows[-1], seen.records[0]):
            rows = [*rows, seen.records[0]]
            seen = _joined(seen, rows, seen.skipped, seen.records[1:])
        else:
            break
    return seen, len(rows)


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


def _is_lower_header(header: Record, last: Record, below: Record) -> bool:
    """A further line of headings: it names columns that the first leaves blank, and only those that
    an upper heading reaches over."""
    if below.line != last.line + 1 or not _are_headings(below.cells):
        return False
    named = {at for at, text in enumerate(header.cells) if text.strip()}
    given = [at for at, text in enumerate(below.cells) if text.strip()]
    width, new = max(len(header.cells), len(below.cells)), set(given) - named
    beside = [at for at in given if at in named and not new & _reach(at, named, width)]
    if given and all(reading.period_and_rest(below.cells[at])[0] for at in given):
        return min(given) > 0  # "Value in 2024" below the name of its group
    return sum(1 for at in given if at not in named) >= 1 and not beside and len(given) > 1


def _reach(at: int, named: Collection[int], width: int) -> set[int]:
    """The blank places that a heading reaches over: those up to the next one."""
    return set(range(at + 1, min((each for each in named if each > at), default=width)))


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
    joined = joined_header([above.cells, header.cells])
    if min(given) and all(reading.is_period(above.cells[at]) for at in given):
        return reading.measured_in(joined) is not None or _gives_years(header, joined, given)
    return _gives_years(header, joined, given)


def _gives_years(header: Record, joined: Sequence[str], given: Sequence[int]) -> bool:
    """Whether a line above gives the months of a header their years."""
    own, together = reading.periods_in(header.cells), reading.periods_in(joined)
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
