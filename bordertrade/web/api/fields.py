"""The fields of a form that brings files: how they are read, in the words of the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bordertrade.bringing import reading as saying
from bordertrade.bringing.publishing import LONGEST_REASON
from bordertrade.bringing.reading import Misread, Reading, reading_of
from bordertrade.calendars import Calendar
from bordertrade.intake import Mode
from bordertrade.intake.declaration import DateOrder
from bordertrade.money import Currency
from bordertrade.web.api.keys import Schema
from bordertrade.web.api.problem import Mistake, Problem

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_LINE: Schema = {"type": "integer", "minimum": 1}


@dataclass(frozen=True, slots=True)
class Field:
    """``part`` is what a reading calls it ("" for what is not about reading), ``read`` takes one
    text, or all of them where it may be said several times. ``read`` raises Misread.
    """

    name: str
    told: str
    part: str
    read: Callable[[Any], Any]
    schema: Schema
    is_list: bool = False

    @property
    def described(self) -> Schema:
        if self.is_list:
            return {"type": "array", "items": self.schema, "description": self.told}
        return {**self.schema, "description": self.told}


def _one_of(codes: Iterable[Any]) -> tuple[Callable[[str], str], Schema]:
    known = [str(code) for code in codes]

    def read(text: str) -> str:
        if text not in known:
            raise Misread(f"one of {', '.join(known)}")
        return text

    return read, {"type": "string", "enum": known}


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise Misread("true or false")
    return text == "true"


def _line(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**9):
        raise Misread("a line’s number, from 1")
    return int(text)


def _pairs(form: str, *, of_file: bool = False) -> Callable[[Iterable[str]], dict[str, str]]:
    return lambda given: saying.pairs(given, form, of_file=of_file)


def _why(text: str) -> str:
    if not text.strip():
        raise Misread("the reason in one line: it stands in the audit")
    return text.strip()[:LONGEST_REASON]


#: In the order of the documentation.
FIELDS = (
    Field("why", "Why: one line for the history", "", _why, _TEXT),
    Field(
        "table",
        "The table that the files update, if not found by their columns",
        "table",
        str,
        _TEXT,
    ),
    Field("mode", "How the rows join the table", "", *_one_of(Mode)),
    Field("good_rows", "Leave out rows with problems", "", _flag, _FLAG),
    Field(
        "reason", "CODE=TEXT: why something odd is right", "", saying.reasons, _TEXT, is_list=True
    ),
    Field("yes", "Confirm every guess", "is_confirmed", _flag, _FLAG),
    Field("as_before", "As the last file of this form was read", "is_as_before", _flag, _FLAG),
    Field(
        "answer",
        "ID=KEY: an answer to a question of the report",
        "answered",
        _pairs("ID=KEY", of_file=True),
        _TEXT,
        is_list=True,
    ),
    Field(
        "map",
        "HEADER=COLUMN: which column one of the file’s is",
        "columns",
        _pairs("HEADER=COLUMN", of_file=True),
        _TEXT,
        is_list=True,
    ),
    Field(
        "scale",
        "1000 for amounts of money in thousands, quantity=1000 for another column",
        "scales",
        saying.scales,
        _TEXT,
        is_list=True,
    ),
    Field(
        "fill",
        "COLUMN=VALUE: one value for all rows",
        "fills",
        _pairs("COLUMN=VALUE"),
        _TEXT,
        is_list=True,
    ),
    Field(
        "replace",
        "COLUMN:FOUND=PUT: a repair",
        "replacements",
        saying.replacements,
        _TEXT,
        is_list=True,
    ),
    Field(
        "not_recorded",
        "COLUMN:TEXT: a text that means that nobody recorded it",
        "unrecorded",
        saying.texts_of_columns,
        _TEXT,
        is_list=True,
    ),
    Field("null", "A text that means no value", "nulls", tuple, _TEXT, is_list=True),
    Field(
        "leave_out",
        "A line that stays out, or LINE:HEADING for one cell of a turned table",
        "left_out",
        saying.left_out,
        _TEXT,
        is_list=True,
    ),
    Field(
        "currency",
        "The money of all rows of a file without that column",
        "currency",
        *_one_of(Currency),
    ),
    Field("calendar", "What 1403-05 or 2024-25 is written in", "calendar", *_one_of(Calendar)),
    Field("date_order", "What 03/04/2024 means", "date_order", *_one_of(DateOrder)),
    Field("decimal", "The decimal mark", "decimal", saying.mark, _TEXT),
    Field("thousands", "The thousands mark", "thousands", saying.mark, _TEXT),
    Field("negatives", "Take (500) and 500- as -500", "negatives", _flag, _FLAG),
    Field("encoding", "For instance utf-8, cp1256", "encoding", str, _TEXT),
    Field("delimiter", "What parts the cells", "delimiter", saying.mark, _TEXT),
    Field("sheet", "The sheet of a workbook", "sheet", str, _TEXT),
    Field("header_line", "The line of the column names", "header_line", _line, _LINE),
)
_BY_NAME = {each.name: each for each in FIELDS}


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """What a form says besides its files."""

    reading: Reading
    mode: Mode
    takes_good_rows: bool
    reasons: Mapping[str, str]
    why: str


def said(pairs: Sequence[tuple[str, str]]) -> Said:
    """The fields of a form, in the order they came. Raises Problem, which names every mistake."""
    mistakes, values = [], {}
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    for name, texts in {"why": [""], **given}.items():
        try:
            values[name] = _value(name, texts)
        except Misread as error:
            mistakes.append(Mistake(name[:50], texts[-1][:100], str(error)[:300]))
    if mistakes:
        raise Problem(400, "This form was not understood.", _READ_MORE, mistakes)
    parts = {_BY_NAME[name].part: value for name, value in values.items()}
    parts.pop("", None)
    return Said(
        reading_of(parts),
        Mode(values.get("mode", Mode.APPEND)),
        values.get("good_rows", False),
        values.get("reason", {}),
        values["why"],
    )


def _value(name: str, texts: list[str]) -> Any:
    field = _BY_NAME.get(name)
    if field is None:
        raise Misread(f"one of these fields: file, {', '.join(_BY_NAME)}")
    if field.is_list:
        return field.read(texts)
    if len(texts) > 1:
        raise Misread("once")
    return field.read(texts[0])


_READ_MORE = "What each field may hold stands in /api/v1/openapi.json."
