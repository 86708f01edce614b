"""What was said of a file, for the next one of its form: an office sends the same every month.

A form is a table and its headings; headings that name months or years are left out of it, because
they move on. What is recalled is a guess: it is shown, may be changed, and counts when a person says
that it is as last time. Rials and tomans are recalled only where the file says the same words of
money as then: one taken for the other is wrong by ten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bordertrade.calendars import Calendar, PeriodError, parse
from bordertrade.dataset import Dataset, Table
from bordertrade.dataset.cells import CellError
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import DateOrder, Declaration, Replacement
from bordertrade.intake.encodings import decoded
from bordertrade.intake.periods import read_period
from bordertrade.intake.scales import scale_in
from bordertrade.intake.spellings import names_measure, words_of
from bordertrade.intake.tidying import is_null_mark, plain
from bordertrade.intake.workbook.head import head_of
from bordertrade.money import Currency

#: Said of all rows, but another for each file.
_OF_ONE_FILE = frozenset({"period"})
#: Questions whose answer moves on: the year of months without one is another next year.
_MOVING = frozenset({"year_of_months"})
_CLOSE = frozenset({Currency.IRR, Currency.IRT})
#: Parts of a declaration that tell a habit and come up only when the rows are checked.
_PARTS = ("nulls", "unrecorded", "negatives")
_ANSWER, _PART, _ZEROS, _MONEY = "answer ", "part ", "read as zero", "words of money"
#: What nearly every official count says of itself: asked by being shown.
_USUAL = {"obs_status": "A", "evidence": "count"}


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was said of the last file of a form: ``fills`` for all rows, ``answered`` questions by
    id, other ``parts`` of the declaration, words read as 0, and the file's words of ``money``.
    """

    fills: Mapping[str, str] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)
    zeros: tuple[Replacement, ...] = ()
    money: str = ""

    def __bool__(self) -> bool:
        return bool(self.fills or self.answered or self.parts or self.zeros)

    def as_parts(self) -> dict[str, Any]:
        """In the form of parts of a declaration."""
        said = {"fills": dict(self.fills), "answered": dict(self.answered), **self.parts}
        if self.zeros:
            said["replacements"] = self.zeros
        return {name: value for name, value in said.items() if value}

    def as_texts(self) -> dict[str, str]:
        """In the form in which a store remembers."""
        return {
            **self.fills,
            **{f"{_ANSWER}{name}": key for name, key in self.answered.items()},
            **{f"{_PART}{name}": json.dumps(value) for name, value in self.parts.items()},
            **(
                {_ZEROS: json.dumps([[z.column, z.found] for z in self.zeros])}
                if self.zeros
                else {}
            ),
            **({_MONEY: self.money} if self.money else {}),
        }

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Recalled:
        """Read what ``as_texts`` wrote, here or in an earlier release."""

        def under(start: str) -> dict[str, str]:
            return {
                name.removeprefix(start): text
                for name, text in texts.items()
                if name.startswith(start)
            }

        parts = {name: _part(name, json.loads(text)) for name, text in under(_PART).items()}
        return cls(
            fills={name: text for name, text in texts.items() if " " not in name},
            answered=under(_ANSWER),
            parts=parts,
            zeros=tuple(
                Replacement(column, text, "0")
                for column, text in json.loads(texts.get(_ZEROS, "[]"))
            ),
            money=texts.get(_MONEY, ""),
        )


def _part(name: str, value: Any) -> Any:
    if name == "unrecorded":
        return {column: tuple(texts) for column, texts in value.items()}
    return tuple(value) if isinstance(value, list) else value


def form_of(header: Sequence[str], table: str) -> str:
    """The key of a form: the same for every month's file, however it is spelled."""
    names = [fold(name) for name in header if not _names_time(name)]
    return hashlib.sha256("\n".join(["form", table, *names]).encode()).hexdigest()


def _names_time(heading: str) -> bool:
    """Whether a heading is a month or a year."""
    text = plain(heading)
    try:
        parse(text)
        return True
    except PeriodError:
        pass
    for calendar in Calendar:
        try:
            read_period(text, calendar, DateOrder.DAY_FIRST)
            return True
        except CellError:
            continue
    return False


def lines_above(path: Path, declaration: Declaration) -> list[str]:
    """The lines above the header of a file: titles, units. Of a workbook those of its sheet."""
    if declaration.sheet:
        rows = head_of(path, declaration.sheet).records
        return [" ".join(row.cells) for row in rows if row.line < declaration.header_line]
    with path.open("rb") as stream:
        head = stream.read(_TITLE_BYTES)
    return decoded(head, declaration.encoding).splitlines()[: declaration.header_line - 1]


#: Titles are short.
_TITLE_BYTES = 16 * 1024


def money_in(texts: Iterable[str]) -> str:
    """The words of money and scale in some headings and lines, folded."""
    words = {word for text in texts for word in words_of(text)}
    return " ".join(sorted(word for word in words if names_measure(word) or scale_in(word) != 1))


def said_of(declaration: Declaration, money: str) -> Recalled:
    """What is worth remembering of a declaration."""
    fills = {name: text for name, text in declaration.fills.items() if name not in _OF_ONE_FILE}
    zeros = (
        each for each in declaration.replacements if each.put == "0" and is_null_mark(each.found)
    )
    said = {name: getattr(declaration, name) for name in _PARTS}
    return Recalled(
        fills=fills,
        answered={name: key for name, key in declaration.answered.items() if name not in _MOVING},
        parts={name: value for name, value in said.items() if value},
        zeros=tuple(zeros),
        money=money,
    )


def recalled(
    texts: Mapping[str, str] | None,
    table: Table,
    money: str,
    given: Iterable[str],
    dataset: Dataset,
) -> Recalled:
    """What holds for this file too: not for columns that it gives itself, nor for rows of the record
    that are gone, nor for rials and tomans unless its words of ``money`` are the same."""
    memory = Recalled.from_texts(texts or {})
    own = set(given)
    fills = {
        name: text
        for name, text in memory.fills.items()
        if name in table and name not in own and _is_there(table, name, text, dataset)
    }
    if fills.get("currency") in _CLOSE and not (money and money == memory.money):
        del fills["currency"]
    return replace(memory, fills=fills)


def usual(table: Table, given: Iterable[str]) -> dict[str, str]:
    """What the books of a state usually say of their own figures, for columns that are not given."""
    if "reporter" not in table:
        return {}
    own = set(given)
    return {name: text for name, text in _USUAL.items() if name in table and name not in own}


def _is_there(table: Table, column: str, text: str, dataset: Dataset) -> bool:
    """Whether what an answer points to is still in the record."""
    keys = (key for key in table.foreign_keys if key.column == column)
    return all((dataset[key.table or table.name][key.to] == text).any() for key in keys)
