"""The shape of a file, and what makes rows of it: see ``Shape``.

All of it works on one record at a time and on what stands above it, so that a file of any length is
read in the same memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

#: Between two headings that are joined.
_JOINT = " "
#: A month whose year its heading does not say, as it stands in a ``Turn`` until the year is known.
_BARE_MONTH = re.compile(r"(SH|)--(\d{2})")
_TWO_YEARS = re.compile(r"(?:FY)?(\d{4})\s*[-/–]\s*(\d{2}|\d{4})")
#: The first month of Pakistan's fiscal year.
_FISCAL_START = 7


@dataclass(frozen=True, slots=True)
class Turn:
    """Columns that are turned into rows.

    ``column`` is the contract's column that their headings say (period or market), ``measure`` the
    one that their cells hold. ``columns`` are (place in the file, what its heading says);
    ``totals`` the places of columns that hold sums of the others and are left out, ``others`` of
    those that are about something else and are left out too.
    ``beside`` are further measures (a quantity beside its value): their headings, each with the
    place of its cell for each of ``columns`` (-1: none). ``told`` are further columns that the
    headings say, each with its text for each of ``columns`` (a direction, a reporter).
    """

    column: str
    measure: str
    columns: tuple[tuple[int, str], ...]
    totals: tuple[int, ...] = ()
    beside: tuple[tuple[str, tuple[int, ...]], ...] = ()
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: tuple[int, ...] = ()

    @property
    def made(self) -> tuple[str, ...]:
        """The headings of the columns that it makes, in their order; the last are the measures."""
        return (self.column, *(name for name, _ in self.told), *self.measures)

    @property
    def measures(self) -> tuple[str, ...]:
        """What its cells hold, by their headings."""
        return (self.measure, *(name for name, _ in self.beside))

    @property
    def places(self) -> frozenset[int]:
        """The places of all cells that go into rows."""
        beside = (at for _, places in self.beside for at in places if at >= 0)
        return frozenset((*(at for at, _ in self.columns), *beside))

    @property
    def left_out(self) -> frozenset[int]:
        return frozenset((*self.totals, *self.others))

    def cells(self, cells: Sequence[str]) -> Iterator[tuple[list[str], int]]:
        """What a record says in the made columns, each row with its turned place; nothing of a row
        whose cells are all blank."""
        for number, (at, label) in enumerate(self.columns):
            given = [cells[at]]
            given += [cells[row[number]] if row[number] >= 0 else "" for _, row in self.beside]
            if any(text.strip() for text in given):
                yield [label, *(texts[number] for _, texts in self.told), *given], at


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of a file become rows.

    ``header_rows`` records from the header's line on are joined into one header. A blank cell in the
    columns of ``fill_down`` says what stands above it. ``turn`` makes one row of each cell of the
    turned columns. ``paired`` are headings of columns made of several columns of the file, their
    texts joined by a blank; ``named`` gives columns of a known export our names. In a workbook
    ``is_merged`` gives each cell of a merged one its text, ``without_hidden`` leaves out hidden rows.
    """

    header_rows: int = 1
    fill_down: tuple[int, ...] = ()
    turn: Turn | None = None
    paired: tuple[tuple[str, tuple[int, ...]], ...] = ()
    named: tuple[tuple[int, str], ...] = ()
    is_merged: bool = False
    without_hidden: bool = False

    @classmethod
    def of(cls, parts: Mapping[str, Any]) -> Shape:
        """A shape from ``Declaration.shape``; what is not named there is as in most files."""
        given = {name: parts[name] for name in cls.__slots__ if name in parts}
        turn, year = given.get("turn"), parts.get("year", "")
        if turn is not None and year:
            columns = tuple((at, with_year(label, year)) for at, label in turn.columns)
            given["turn"] = replace(turn, columns=columns)
        return cls(**given)

    @property
    def gone(self) -> frozenset[int]:
        """The places of the file's columns that the rows do not have as they stand."""
        turned = self.turn.places | self.turn.left_out if self.turn else ()
        parts = (at for name, places in self.paired if name == "period" for at in places)
        return frozenset((*turned, *parts))

    @property
    def is_plain(self) -> bool:
        """Whether records are rows as they stand."""
        return self.header_rows == 1 and not (
            self.fill_down or self.turn or self.paired or self.named
        )


def is_bare(label: str) -> bool:
    """Whether a label is a month without its year."""
    return bool(_BARE_MONTH.fullmatch(label))


def with_year(label: str, year: str) -> str:
    """A month with the year that was said: 1403, 2024, or FY2024-25, which begins in July."""
    found = _BARE_MONTH.fullmatch(label)
    if not found:
        return label
    fiscal = _TWO_YEARS.fullmatch(year)
    if fiscal and not found[1]:
        first = int(fiscal[1])
        return f"{first if int(found[2]) >= _FISCAL_START else first + 1}-{found[2]}"
    return f"{found[1]}{year}-{found[2]}"


def parts_from_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """``Declaration.shape`` from its form in JSON."""
    parts = dict(given)
    if parts.get("turn"):
        turn = parts["turn"]
        columns = tuple((int(at), str(label)) for at, label in turn["columns"])
        parts["turn"] = Turn(
            turn["column"],
            turn["measure"],
            columns,
            tuple(turn["totals"]),
            _series(turn.get("beside", ())),
            _series(turn.get("told", ())),
            tuple(turn.get("others", ())),
        )
    if "fill_down" in parts:
        parts["fill_down"] = tuple(parts["fill_down"])
    if "named" in parts:
        parts["named"] = tuple((int(at), str(name)) for at, name in parts["named"])
    if "paired" in parts:
        parts["paired"] = tuple((name, tuple(places)) for name, places in parts["paired"])
    return parts


def _series(given: Sequence[Sequence[Any]]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    return tuple((str(name), tuple(each)) for name, each in given)


def joined_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """One header of several rows: what stands above a blank holds to the right of it.

    An upper cell reaches over blanks as long as something stands below it, and no further than the
    one above it.
    """
    width = max(map(len, rows), default=0)
    header = [""] * width
    for number, row in enumerate(rows):
        above = ""
        below = rows[number + 1 :]
        for place in range(width):
            text = row[place].strip() if place < len(row) else ""
            if any(place < len(each) and each[place].strip() for each in rows[:number]):
                above = ""
            has_below = any(place < len(each) and each[place].strip() for each in below)
            if text:
                above = text if has_below else ""
            told = text or (above if has_below else "")
            if told and told != header[place]:
                header[place] = f"{header[place]}{_JOINT}{told}".strip()
    return header


@dataclass(slots=True)
class Shaping:
    """Makes rows of records. ``header`` is that of the rows; ``places`` say for each of its columns
    where in the file it stands (-1: in the turned column or made of several)."""

    shape: Shape
    file_header: Sequence[str]
    header: list[str] = field(init=False)
    places: list[int] = field(init=False)
    #: Turned cells without anything in them: no row is made of these.
    blank_count: int = 0
    _above: dict[int, str] = field(default_factory=dict)
    _measured: dict[int, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        turn, gone = self.shape.turn, self.shape.gone
        self.places = [at for at in range(len(self.file_header)) if at not in gone]
        names = dict(self.shape.named)
        self.header = [names.get(at, self.file_header[at]) for at in self.places]
        for name, _parts in self.shape.paired:
            self._add(name)
        for name in turn.made if turn else ():
            self._add(name)
        if turn:
            self._measured = dict(self._cells_of(turn))

    def _add(self, name: str) -> None:
        self.header.append(name)
        self.places.append(-1)

    def rows(self, cells: Sequence[str]) -> Iterator[tuple[list[str], int]]:
        """The rows of a record as wide as the file's header, each with its turned place or -1."""
        self._fill(cells)
        kept = [cells[at] for at in self.places if at >= 0]
        kept += [_JOINT.join(cells[at].strip() for at in parts) for _, parts in self.shape.paired]
        turn = self.shape.turn
        if turn is None:
            yield kept, -1
            return
        made = 0
        for row, at in turn.cells(cells):
            made += 1
            yield [*kept, *row], at
        self.blank_count += len(turn.columns) - made

    def _cells_of(self, turn: Turn) -> Iterator[tuple[int, dict[int, int]]]:
        first = len(self.header) - 1 - len(turn.beside)
        for number, (at, _label) in enumerate(turn.columns):
            places = [at, *(places[number] for _, places in turn.beside)]
            yield at, {first + n: place for n, place in enumerate(places) if place >= 0}

    def measured(self, turned: int) -> Mapping[int, int]:
        """Where the cells of a turned row stand in the file, by their columns in the header."""
        return self._measured.get(turned, {})

    def _fill(self, cells: Sequence[str]) -> None:
        """Fill down, in place; a record of one text alone is a note and fills nothing."""
        if not self.shape.fill_down or not isinstance(cells, list):
            return
        for at in self.shape.fill_down:
            if cells[at].strip():
                self._above[at] = cells[at]
            else:
                cells[at] = self._above.get(at, "")
