"""The rows of a sheet, streamed: each cell as a text, with the number of its row.

No library was found that streams and still tells merged cells, hidden rows, number formats and
formulas without a stored value (docs/decisions.md): so the sheet's XML is read here, with the
parser of the standard library, a quarter of a megabyte at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bordertrade.intake.text import SUSPECT
from bordertrade.intake.workbook.book import Book, Sheet, unescaped
from bordertrade.intake.workbook.forms import NUMBER, Form, number_text, text_of
from bordertrade.intake.workbook.package import WorkbookRefused, feed, xml_parser
from bordertrade.intake.workbook.ranges import MOST_COLUMNS, column_at, letters_of

#: So many different dates and formatted numbers are kept worked out.
_MOST_KNOWN = 50_000
MOST_ROWS = 1_048_576
_DIGITS = "0123456789"
_PLACES = {letters_of(at): at for at in range(MOST_COLUMNS)}


@dataclass(slots=True)
class SheetRow:
    """A row with anything in it. ``line`` is its number in the sheet, ``cells`` go to the last one
    with a text; ``numbers`` are the places of stored numbers, ``faults`` of cells without a value
    (place, code); ``is_suspect``: a text has characters to look at."""

    line: int
    cells: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    is_hidden: bool = False
    is_suspect: bool = False


def sheet_rows(
    book: Book,
    sheet: Sheet,
    *,
    most_columns: int,
    texts: Sequence[str] | None = None,
    chunks: Iterable[bytes] | None = None,
) -> Iterator[SheetRow]:
    """All rows that hold anything, in order. Of cells beyond ``most_columns`` one is kept.

    ``texts`` None leaves shared texts as "\\x00number", to be looked up for a few rows only.
    ``chunks`` are the bytes of the sheet where something watches over how many are read.
    Raises WorkbookRefused where the sheet is damaged.
    """
    reading = _Rows(book, texts, most_columns)
    parser = xml_parser(reading.start, reading.end, reading.text)
    for chunk in chunks or book.package.chunks(sheet.part):
        feed(parser, chunk)
        yield from reading.taken()
    feed(parser, b"", is_last=True)
    yield from reading.taken()


class _Rows:
    """Calls of the parser -> rows. The names of elements are known once the first was seen."""

    def __init__(self, book: Book, texts: Sequence[str] | None, most_columns: int) -> None:
        self._forms, self._is_1904, self._is_stale = book.forms, book.is_1904, book.is_stale
        self._texts = texts
        self._suspects = book.suspects() if texts else frozenset()
        self._most = most_columns
        self._known: dict[tuple[str, Form], str] = {}
        self._done: list[SheetRow] = []
        self._row = SheetRow(0)
        self._names("")
        self._is_named = False
        self._place = -1
        self._begin("", "")

    def _names(self, prefix: str) -> None:
        self._c, self._v, self._t, self._f, self._r, self._ph = (
            prefix + name for name in ("c", "v", "t", "f", "row", "rPh")
        )
        self._texted = frozenset((self._v, self._t, self._f))

    def _begin(self, kind: str, style: str) -> None:
        """A new cell: nothing is known of its value yet."""
        self._kind, self._style = kind, style
        self._value = self._text = self._formula = ""
        self._has_value = self._has_formula = self._is_spoken = False
        self._inline: list[str] = []

    def taken(self) -> list[SheetRow]:
        """The rows that are complete; they are handed over once."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == self._c:
            self._place = self._placed(given.get("r", ""))
            self._begin(given.get("t", "n"), given.get("s", ""))
        elif name in self._texted:
            self._text = ""
            self._has_value = self._has_value or name == self._v
            self._has_formula = self._has_formula or name == self._f
        elif name == self._r:
            self._open_row(given)
        elif name == self._ph:
            self._is_spoken = True
        elif not self._is_named:
            self._is_named = True
            self._names(name.rpartition(":")[0] + ":" if ":" in name else "")

    def _open_row(self, given: Mapping[str, str]) -> None:
        number = given.get("r", "")
        line = int(number) if number.isdecimal() else self._row.line + 1
        if not self._row.line < line <= MOST_ROWS:
            raise WorkbookRefused("workbook_broken")
        self._row = SheetRow(line, is_hidden=given.get("hidden") in ("1", "true"))
        self._place = -1

    def _placed(self, reference: str) -> int:
        if not reference:
            return self._place + 1
        letters = reference.rstrip(_DIGITS)
        return _PLACES[letters] if letters in _PLACES else column_at(letters.upper())

    def text(self, text: str) -> None:
        self._text += text

    def end(self, name: str) -> None:
        if name == self._v:
            self._value = self._text
        elif name == self._c:
            self._close_cell()
        elif name == self._r:
            self._close_row()
        elif name == self._f:
            self._formula = self._text
        elif name == self._t:
            if not self._is_spoken:
                self._inline.append(self._text)
        elif name == self._ph:
            self._is_spoken = False

    def _close_row(self) -> None:
        if self._row.cells:
            self._done.append(self._row)

    def _close_cell(self) -> None:
        if self._has_formula and self._is_not_worked_out():
            self._row.faults.append((self._place, "formula_no_value"))
            self._put(f"={self._formula}")
        elif self._kind == "n":
            if self._value:
                self._put(self._number())
        elif self._kind == "s":
            self._shared()
        elif self._kind == "e":
            self._row.faults.append((self._place, "cell_error"))
            self._put(self._value)
        else:
            self._told()

    def _is_not_worked_out(self) -> bool:
        """Whether nobody has stored what a formula gives; programs without one write 0."""
        if self._kind == "str":
            return not self._has_value
        return not self._value or (self._is_stale and self._value == "0")

    def _number(self) -> str:
        value = self._value
        form = self._forms[int(self._style)] if self._is_styled() else NUMBER
        if form is NUMBER or form.is_number:
            self._row.numbers.append(self._place)
            return value if len(value) < 10 and value.isdecimal() else number_text(value)
        known = self._known.get((value, form))
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[value, form] = text_of(value, form, self._is_1904)
        return known

    def _is_styled(self) -> bool:
        return self._style.isdecimal() and int(self._style) < len(self._forms)

    def _shared(self) -> None:
        if not self._value:
            return
        if not self._value.isdecimal():
            raise WorkbookRefused("workbook_broken")
        at = int(self._value)
        if self._texts is None:
            self._put(f"\x00{at}")
        elif at >= len(self._texts):
            raise WorkbookRefused("workbook_broken")
        else:
            self._row.is_suspect = self._row.is_suspect or at in self._suspects
            self._put(self._texts[at])

    def _told(self) -> None:
        """A text in the cell itself, what a formula gives, a truth, a day."""
        if self._kind == "b":
            text = {"1": "true", "0": "false"}.get(self._value, self._value)
        elif self._kind == "inlineStr":
            text = unescaped("".join(self._inline))
        elif self._kind == "d":
            text = self._value.removesuffix("Z").removesuffix("T00:00:00")
        else:
            text = unescaped(self._value)
        if SUSPECT.search(text):
            self._row.is_suspect = True
        self._put(text)

    def _put(self, text: str) -> None:
        """A text at its place; what is in between is empty. Nothing is put for nothing."""
        if not text.strip():
            return
        cells, place = self._row.cells, min(self._place, self._most)
        if place == len(cells):
            cells.append(text)
        elif place > len(cells):
            cells += [""] * (place - len(cells))
            cells.append(text)
        else:
            cells[place] = text
