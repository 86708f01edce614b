"""A table as a workbook (XLSX) that says what its columns mean and where its rows come from.

Cells are typed: numbers, days and true/false are such, every text is stored as text, whatever it
begins with. A missing figure is an empty cell.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bordertrade.dataset.fingerprint import canonical
from bordertrade.words import _, dates, ngettext
from bordertrade.words.catalogue import is_right_to_left

#: What a sheet holds, its header apart, and what a cell does: the format's own limits.
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767

#: From here on a sheet is written row by row, so that memory does not grow with it.
_LARGE_ROWS = 20_000
_SEPARATED_FROM = 10_000
_READ_FOR_WIDTH = 200
_NARROWEST, _WIDEST, _READING_WIDTH = 8, 44, 70
#: Characters that no XML may hold, and halves of pairs.
_UNWRITABLE = re.compile("[\ufffe\uffff\ud800-\udfff]")

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooManyRowsError(ValueError):
    """More rows than a sheet holds."""


@dataclass(frozen=True, slots=True)
class About:
    """What a table that travels says of itself.

    ``made`` is the day of the download. ``facts`` are pairs of what and its text: filters,
    version, link, how to cite; ``notes`` are whole sentences.
    """

    title: str
    made: date
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def workbook(
    rows: pd.DataFrame, dictionary: pd.DataFrame, sources: pd.DataFrame, about: About
) -> bytes:
    """Four sheets: data, dictionary, sources, about. The same bytes for the same input.

    A cell of ``rows`` that is a ``date`` becomes a day. Texts beyond ``MOST_CHARACTERS`` are cut
    and counted on the last sheet. Raises TooManyRowsError.
    """
    if len(rows) > MOST_ROWS:
        raise TooManyRowsError(too_many_rows(len(rows)))
    file = io.BytesIO()
    options = {**_OPTIONS, "constant_memory": len(rows) > _LARGE_ROWS}
    with Workbook(file, options) as book:
        book.set_properties({"title": about.title, "created": _midnight(about.made)})
        pen = _Pen(book)
        _data(pen, _("Data"), rows)
        _reading(pen, _("Dictionary"), dictionary)
        _reading(pen, _("Sources"), sources)
        _about(pen, about)
    return file.getvalue()


def too_many_rows(count: int) -> str:
    """Why there is no workbook, and what to do."""
    return _(
        "{count} rows are more than a spreadsheet’s {most}. Take the CSV, which has them all.",
        count=f"{count:,}",
        most=f"{MOST_ROWS:,}",
    )


@dataclass(slots=True)
class _Pen:
    """Writes cells of one book; ``shortened`` counts the texts that were cut."""

    book: Workbook
    shortened: int = 0
    _formats: dict[str, Format] = field(default_factory=dict)

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        if is_right_to_left():
            sheet.right_to_left()
        return sheet

    @property
    def head(self) -> Format:
        return self._format("head", bold=True, text_wrap=True, valign="top", bottom=1)

    @property
    def read(self) -> Format:
        return self._format("read", text_wrap=True, valign="top")

    @property
    def day(self) -> Format:
        return self._format("day", num_format="yyyy-mm-dd")

    def number(self, pattern: str) -> Format:
        return self._format(pattern, num_format=pattern)

    def _format(self, name: str, **properties: Any) -> Format:
        if name not in self._formats:
            self._formats[name] = self.book.add_format(properties)
        return self._formats[name]

    def text(self, sheet: Worksheet, place: tuple[int, int], text: str, look: Any = None) -> None:
        """A text as text; one that is longer than a cell is cut and counted."""
        if not text.isascii():
            text = _UNWRITABLE.sub("\ufffd", text)
        # a character takes at most two of the units that a spreadsheet counts
        if 2 * len(text) > MOST_CHARACTERS and _units(text) > MOST_CHARACTERS:
            text = _cut(text)
            self.shortened += 1
        sheet.write_string(*place, text, look)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    """As much as a cell holds, counted as a spreadsheet does, in UTF-16."""
    kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)]
    return kept.decode("utf-16-le", errors="ignore") + "…"


def _data(pen: _Pen, name: str, rows: pd.DataFrame) -> None:
    sheet = pen.sheet(name)
    columns = [rows.iloc[:, place] for place in range(rows.shape[1])]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _width(str(column.name), column))
    _header(pen, sheet, rows)
    writers = [_writer(pen, sheet, column) for column in columns]
    cells = [column.tolist() for column in columns]
    for number, row in enumerate(zip(*cells, strict=True), start=1):
        for place, (write, value) in enumerate(zip(writers, row, strict=True)):
            if value is not None and value is not pd.NA and value == value and value != "":
                write(number, place, value)


def _reading(pen: _Pen, name: str, rows: pd.DataFrame) -> None:
    """A sheet of texts to read: wrapped, in columns of reading width."""
    sheet = pen.sheet(name)
    for place, column in enumerate(rows.columns):
        sheet.set_column(place, place, _width(str(column), rows[column], _READING_WIDTH))
    _header(pen, sheet, rows)
    for number, row in enumerate(rows.itertuples(index=False), start=1):
        for place, value in enumerate(row):
            pen.text(sheet, (number, place), canonical(value), pen.read)


def _header(pen: _Pen, sheet: Worksheet, rows: pd.DataFrame) -> None:
    for place, name in enumerate(rows.columns):
        pen.text(sheet, (0, place), str(name), pen.head)
    sheet.freeze_panes(1, 0)
    if rows.shape[1]:
        sheet.autofilter(0, 0, len(rows), rows.shape[1] - 1)


def _about(pen: _Pen, about: About) -> None:
    sheet = pen.sheet(_("About"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, _READING_WIDTH)
    made = (_("Made on"), dates.day(about.made))
    notes = [("", note) for note in (*about.notes, *_shortened(pen.shortened))]
    lines = [(about.title, ""), *about.facts, made, *notes]
    for number, (what, text) in enumerate(lines):
        pen.text(sheet, (number, 0), what, pen.head if number == 0 else pen.read)
        pen.text(sheet, (number, 1), text, pen.read)


def _shortened(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        ngettext(
            "{count} text was longer than a cell holds and ends with “…”; the CSV has it whole.",
            "{count} texts were longer than a cell holds and end with “…”; the CSV has them whole.",
            count,
        ),
    )


def _writer(
    pen: _Pen, sheet: Worksheet, column: pd.Series[Any]
) -> Callable[[int, int, Any], object]:
    """What writes a cell of this column."""
    number = pen.number(_pattern(column))

    def text(row: int, place: int, value: Any) -> None:
        pen.text(sheet, (row, place), canonical(value))

    def any_(row: int, place: int, value: Any) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float) and math.isfinite(value):
            sheet.write_number(row, place, value, number)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, _midnight(value), pen.day)
        else:
            text(row, place, value)

    return text if isinstance(column.dtype, pd.StringDtype) else any_


def _pattern(column: pd.Series[Any]) -> str:
    """Large numbers with separators; a year such as 2025 as it is."""
    values = pd.to_numeric(column, errors="coerce") if column.dtype == object else column
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return "General"
    known = values.dropna().astype("float64")
    if known.empty or known.abs().max() < _SEPARATED_FROM:
        return "General"
    return "#,##0" if (known % 1 == 0).all() else "#,##0.00"


def _width(name: str, column: pd.Series[Any], widest: int = _WIDEST) -> int:
    """In characters, by the head and the first rows; a long head is wrapped."""
    longest_word = max((len(word) for word in name.split()), default=0)
    large = _pattern(column) != "General"
    texts = [f"{value:,.0f}" if large and value == value else canonical(value)
             for value in column.head(_READ_FOR_WIDTH).tolist()
             if value is not None and value is not pd.NA]  # fmt: skip
    longest = max((len(text) for text in texts), default=0)
    return min(max(longest + 2, longest_word + 4, len(name) // 2 + 2, _NARROWEST), widest)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day has no zone
