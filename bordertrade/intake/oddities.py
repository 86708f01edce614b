"""Records that are no data: headers among the rows, totals, notes, second tables, odd widths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bordertrade.dataset import Table
from bordertrade.dataset.names import fold
from bordertrade.intake.hygiene import visible
from bordertrade.intake.meanings import line_of, says_something
from bordertrade.intake.records import Broken
from bordertrade.intake.rows import SHOWN_CHARACTERS
from bordertrade.problems import Problem

#: What people write beside a sum, folded.
_TOTALS = frozenset(
    map(
        fold,
        (
            *("total", "totals", "grand total", "sub total", "sum", "all markets", "overall"),
            *(
                "جمع",
                "جمع کل",
                "مجموع",
                "کل",
                "جمله",
                "ٹوٹل",
                "میزان",
                "کل میزان",
                "مجموعہ",
                "کل رقم",
            ),
        ),
    )
)
_DELIMITERS = ",;\t|"
#: A second header or a line of units stands right below the first.
_NEAR_THE_HEADER = 3
_LONGEST_TOTAL = 30
_LONGEST_NAME = 200
_MOST_CELLS_OF_A_NOTE = 2
#: A sentence has at least so many words; a name or a code alone may be a datum.
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_total(text: str) -> bool:
    """Whether a cell names a sum."""
    if len(text) > _LONGEST_TOTAL or text[-1:].isdecimal():
        return False
    return _folded(text) in _TOTALS


#: Texts of a column are few; those of a bad file come again and again.
_folded = lru_cache(maxsize=10_000)(fold)


@dataclass(slots=True)
class Oddities:
    """Tells what a record is that is no row of data."""

    table: Table
    header: Sequence[str]
    _folded: tuple[str, ...] = ()
    _names: frozenset[str] = field(default_factory=frozenset)
    _is_in_second_table: bool = False

    def __post_init__(self) -> None:
        self._folded = tuple(fold(name[:_LONGEST_NAME]) for name in self.header)
        known = [name for column in self.table.columns for name in (column.name, *column.aliases)]
        self._names = frozenset(map(fold, [*known, *self.header])) - {""}

    def of_row(self, cells: Sequence[str], record: int, faulty: int) -> str:
        """The code of a record as wide as the header, ``faulty`` of whose cells are; "" for data."""
        filled = [cell for cell in cells if cell.strip()]
        if not filled:
            return "blank_row"
        if self._repeats_header(cells):
            return "repeated_header"
        if any(map(is_total, filled)):
            return "totals_row"
        if _is_sentence(filled):
            return "note_row"
        if record <= _NEAR_THE_HEADER and faulty > 2 and not _has_digits(filled):
            return "second_header"
        return ""

    def of_width(self, cells: Sequence[str]) -> tuple[str, str]:
        """The code of a record of another width, and a hint at what may have happened."""
        if not any(cell.strip() for cell in cells):
            return "blank_row", ""
        if self._is_header(cells):
            self._is_in_second_table = True
            return "second_table", ""
        return "cell_count", self._hint(cells)

    def of_wide(self, cells: Sequence[str], hint: str) -> dict[str, str]:
        """What a problem tells of a record of another width."""
        told = {"found": str(len(cells)), "expected": str(len(self.header)), "hint": hint}
        says = hint == "footer" and says_something(line_of(cells))
        return {**told, "says": "true"} if says else told

    def _hint(self, cells: Sequence[str]) -> str:
        width = len(self.header)
        if len(cells) == width + 1 and not cells[-1].strip():
            return "trailing_separator"
        if len(cells) == 1 and any(cells[0].count(each) >= width - 1 for each in _DELIMITERS):
            return "other_delimiter"
        if len(cells) > width and _has_apostrophes(cells):
            return "apostrophes"
        if self._is_in_second_table:
            return "second_table"
        filled = [cell for cell in cells if cell.strip()]
        if len(cells) < width and _is_sentence(filled):
            return "footer"
        return "note" if len(cells) < width and len(filled) <= _MOST_CELLS_OF_A_NOTE else ""

    def _repeats_header(self, cells: Sequence[str]) -> bool:
        pairs = zip(cells, self._folded, strict=True)
        return all(_folded(cell[:_LONGEST_NAME]) == name for cell, name in pairs)

    def _is_header(self, cells: Sequence[str]) -> bool:
        """Names of columns, at least two, and hardly anything else."""
        filled = [fold(cell) for cell in cells if cell.strip()]
        known = sum(1 for cell in filled if cell in self._names)
        return known >= 2 and known * 2 > len(filled)


def of_broken(table: str, broken: Broken) -> Problem:
    """What is wrong with a record whose quotation marks do not close."""
    is_one_line = broken.line == broken.line_end
    return Problem(
        "cell_too_long" if broken.is_too_long and is_one_line else "broken_quotes",
        table,
        broken.line,
        broken.number,
        value=visible(broken.text)[:SHOWN_CHARACTERS],
        details={"hint": "backslash"} if '\\"' in broken.text else {},
        line_end=broken.line_end,
    )


def _is_sentence(filled: Sequence[str]) -> bool:
    """One cell of words and nothing beside it: a note, which carries no data."""
    return len(filled) == 1 and len(_WORD.findall(filled[0])) >= _FEWEST_WORDS


def _has_digits(cells: Iterable[str]) -> bool:
    return any(character.isdigit() for cell in cells for character in cell)


def _has_apostrophes(cells: Sequence[str]) -> bool:
    """A cell begins with an apostrophe and a later one ends with one."""
    begins = [at for at, cell in enumerate(cells) if cell.lstrip().startswith("'")]
    ends = [at for at, cell in enumerate(cells) if cell.rstrip().endswith("'")]
    return bool(begins and ends and begins[0] <= ends[-1])
