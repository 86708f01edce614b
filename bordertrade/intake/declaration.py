"""How a file is to be read: what was declared by a person, found for certain, or guessed.

A declaration is made once by looking at the file (``understanding.understand``), completed or
overruled by a person, and then obeyed by the checker to the letter: nothing is guessed while rows
are read. What is guessed must be confirmed before anything is applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from bordertrade.calendars import Calendar
from bordertrade.intake.shapes.shape import parts_from_json

#: Stands in ``columns`` for a column of the file that is left out.
IGNORED = ""
#: Stands in ``scales`` for all columns of money.
ALL_MONEY = ""
#: Stands in ``unconfirmed`` for questions without an answer.
QUESTIONS = "questions"


class How(StrEnum):
    """How sure a part of a declaration is."""

    CERTAIN = "certain"  # the file says so itself: a byte-order mark, the contract's own names
    GUESSED = "guessed"  # must be confirmed
    DECLARED = "declared"  # a person said or confirmed it


class DateOrder(StrEnum):
    """What 03/04/2024 means."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class Replacement:
    """One repair: write ``put`` wherever ``found`` stands in a column."""

    column: str
    found: str
    put: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """How a file is to be read.

    ``header_line`` is the physical line on which the header starts; lines before it are skipped.
    ``columns`` names the contract's column for each column of the file (``IGNORED`` for none);
    ``fills`` gives columns that the file lacks one value for all rows (reporter, currency, unit,
    source ...). ``decimal`` and ``thousands`` are marks ("" for no thousands mark);
    ``calendar`` is what a bare period such as 1403-05 or 2024-25 is written in (None: only
    periods in the contract's own form are taken); ``date_order`` the same for 03/04/2024.
    ``months``: days in the column of periods stand for their months.
    ``marks`` gives single columns of the contract a (decimal, thousands) pair of their own.
    ``nulls`` are the texts that mean "no value" besides an empty cell. ``scales`` multiplies the
    numbers of a column (``{"value": 1000}`` for "Rs thousand"; under ``ALL_MONEY`` those of every
    amount of money that is not named), ``negatives`` allows (500) and 500- for -500.
    ``kept`` says for a column of the file, by its place from 0, which texts let a row stay: rows
    with others are kept out, counted and told; ``dropped`` which texts keep a row out.
    ``left_out`` are lines whose records a person chose to leave out, of a turned table with all
    their columns; ``left_out_cells`` are the rows of a turned table, each by its line and the
    heading (or the letters) of a column that it was made from; ``replacements`` repairs.
    ``answered`` holds the answers to questions about the
    file (``intake.questions``), by their ids; ``open_questions`` those without an answer.
    ``unrecorded`` gives columns the texts that mean "not recorded": no value, and where the row has
    no other one its status is L (not collected).
    ``sheet`` is that of a workbook ("" for a CSV); ``shape`` says how records become rows where they
    are none as they stand, by the parts of ``intake.shapes.shape.Shape`` (and ``year``, that of
    months whose headings lack it); then ``columns`` and ``kept`` speak of the header of the rows.
    ``counted`` says which rows count where some hold others of their cell: the finest ("parts"),
    the "whole" or "all"; ``add_up``: rows alike but for left-out columns are parts of one figure.
    ``how`` says of each of these parts, by field name, how sure it is; parts that are not named
    there are certain.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    header_line: int = 1
    columns: tuple[str, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."
    thousands: str = ""
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    calendar: Calendar | None = None
    date_order: DateOrder | None = None
    months: bool = False
    nulls: tuple[str, ...] = ()
    unrecorded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    negatives: bool = False
    kept: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    dropped: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    counted: str = ""
    add_up: bool = False
    left_out: tuple[int, ...] = ()
    left_out_cells: tuple[tuple[int, str], ...] = ()
    replacements: tuple[Replacement, ...] = ()
    answered: Mapping[str, str] = field(default_factory=dict)
    open_questions: tuple[str, ...] = ()
    sheet: str = ""
    shape: Mapping[str, Any] = field(default_factory=dict)
    how: Mapping[str, How] = field(default_factory=dict)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The parts that were guessed and that nobody has confirmed, and ``QUESTIONS`` while any is
        open."""
        asked = (QUESTIONS,) if self.open_questions else ()
        return (*(part for part, how in self.how.items() if how is How.GUESSED), *asked)

    @property
    def said(self) -> dict[str, Any]:
        """The parts that a person said."""
        return {
            part: getattr(self, part)
            for part, how in self.how.items()
            if how is How.DECLARED and hasattr(self, part) and part != "open_questions"
        }

    def marks_of(self, column: str) -> tuple[str, str]:
        """The decimal and the thousands mark of a column's numbers."""
        return self.marks.get(column, (self.decimal, self.thousands))

    def scale_of(self, column: str, *, is_money: bool) -> int:
        """What the numbers of a column are multiplied by."""
        return self.scales.get(column, self.scales.get(ALL_MONEY, 1) if is_money else 1)

    def declare(self, **parts: Any) -> Declaration:
        """The same with some parts said by a person."""
        how = {**self.how, **dict.fromkeys(parts, How.DECLARED)}
        return replace(self, **parts, how=how)

    def confirmed(self) -> Declaration:
        """The same with every guess confirmed. Questions stay open: no answer to them is safe."""
        return replace(self, how={part: _confirmed(how) for part, how in self.how.items()})

    def as_json(self) -> dict[str, Any]:
        """A form that ``json`` can write; ``from_json`` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Declaration:
        """Read what ``as_json`` wrote, here or in an earlier release (one ``scale`` for all money)."""
        given = {**cls().as_json(), **_renamed(given)}
        calendar, order = given["calendar"], given["date_order"]
        return cls(
            **{
                **given,
                "columns": tuple(given["columns"]),
                "calendar": Calendar(calendar) if calendar else None,
                "date_order": DateOrder(order) if order else None,
                "nulls": tuple(given["nulls"]),
                "unrecorded": {name: tuple(texts) for name, texts in given["unrecorded"].items()},
                "left_out": tuple(given["left_out"]),
                "left_out_cells": tuple((int(n), str(text)) for n, text in given["left_out_cells"]),
                "marks": {name: (marks[0], marks[1]) for name, marks in given["marks"].items()},
                "kept": {int(place): tuple(texts) for place, texts in given["kept"].items()},
                "dropped": {int(at): tuple(texts) for at, texts in given["dropped"].items()},
                "open_questions": tuple(given["open_questions"]),
                "replacements": tuple(Replacement(**each) for each in given["replacements"]),
                "shape": parts_from_json(given.get("shape", {})),
                "how": {part: How(how) for part, how in given["how"].items()},
            }
        )


def _renamed(given: Mapping[str, Any]) -> dict[str, Any]:
    """What an earlier release wrote, under today's names."""
    told = dict(given)
    scale, how = told.pop("scale", 1), dict(told.get("how", {}))
    if scale != 1:
        told.setdefault("scales", {ALL_MONEY: scale})
    if "scale" in how:
        sure = how.pop("scale")
        told["how"] = {**how, "scales": sure}
    return told


def _confirmed(how: How) -> How:
    return How.DECLARED if how is How.GUESSED else how
