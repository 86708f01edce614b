"""How a file is to be read, as somebody says it in words; what is not said is understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bordertrade.calendars import Calendar
from bordertrade.dataset import Contract
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import ALL_MONEY, DateOrder, Declaration, Replacement
from bordertrade.intake.suspicions import is_reason
from bordertrade.intake.understanding import Understanding

#: Marks that a shell does not pass easily.
_MARKS = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": " ",
    "none": "",
}


class Misread(Exception):  # noqa: N818 - an answer for people, not an accident
    """Something said of a file that cannot be: its text says what was found and expected."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was said: the table, parts of a declaration by name, columns by the file's own name.

    ``is_as_before`` takes what was said of the last file of the form, and confirms it.

    ``parts`` holds only what was said. ``is_confirmed`` (``--yes``) takes every guess as right, but
    answers no question.
    """

    table: str | None
    parts: Mapping[str, Any]
    columns: Mapping[str, str]
    is_confirmed: bool
    is_as_before: bool = False

    @property
    def declared(self) -> Declaration | None:
        """What understanding need not guess; None when nothing was said."""
        return Declaration().declare(**self.parts) if self.parts else None

    def declaration(self, understood: Understanding) -> Declaration:
        """How the file is to be read, in the end. Raises Misread.

        ``understood`` has what was said already.
        """
        whole = understood.declaration
        twice = sorted(set(self.parts.get("fills", ())) & set(whole.columns))
        if twice:
            raise Misread(f"The file has the column {', '.join(twice)} itself.")
        return whole.confirmed() if self.is_confirmed else whole

    def mapped(self, seen: Understanding) -> dict[int, str]:
        """The columns said by the file's own names, by their places. Raises Misread."""
        said = {fold(name): column for name, column in self.columns.items()}
        lost = [name for name in self.columns if fold(name) not in set(map(fold, seen.header))]
        if lost:
            raise Misread(
                f"No column of the file is called {', '.join(lost)}: it has "
                f"{', '.join(seen.header)}."
            )
        return {at: said[fold(name)] for at, name in enumerate(seen.header) if fold(name) in said}

    def answering(self, question: str, key: str) -> Reading:
        """The same with an answer to a question, by its id."""
        answered = {**self.parts.get("answered", {}), question: key}
        return replace(self, parts={**self.parts, "answered": answered})


def reading_of(said: Mapping[str, Any]) -> Reading:
    """From what was said; what is empty was not said."""
    given = dict(said)
    table, columns = given.pop("table", None), given.pop("columns", {})
    confirmed, before = given.pop("is_confirmed", False), given.pop("is_as_before", False)
    if money := given.pop("currency", None):
        given["fills"] = {"currency": money, **given.get("fills", {})}
    lines = given.pop("left_out", ())
    given["left_out"] = tuple(line for line, heading in lines if not heading)
    given["left_out_cells"] = tuple(each for each in lines if each[1])
    parts = {name: value for name, value in given.items() if value not in (None, (), {})}
    if "calendar" in parts:
        parts["calendar"] = Calendar(parts["calendar"])
    if "date_order" in parts:
        parts["date_order"] = DateOrder(parts["date_order"])
    return Reading(table, parts, columns, confirmed, before)


def known_table(name: str | None, contract: Contract) -> str | None:
    """The same name. Raises Misread for one that takes no uploads."""
    tables = [table.name for table in contract.uploadable()]
    if name is not None and name not in tables:
        raise Misread(f"table is {name!r}; one of {', '.join(tables)} is expected.")
    return name


# --- the forms in which it is said ----------------------------------------------------------------


def pairs(given: Iterable[str], form: str, *, of_file: bool = False) -> dict[str, str]:
    """NAME=VALUE, each once; VALUE may be empty. Names ``of_file`` may hold the sign. Raises
    Misread, which shows the ``form``."""
    found = {}
    for each in given:
        name, equals, value = each.rpartition("=") if of_file else each.partition("=")
        if not equals or not name.strip():
            raise Misread(f"{each!r} is not in the form {form}.")
        found[name.strip()] = value.strip()
    return found


def scales(given: Iterable[str]) -> dict[str, int]:
    """FACTOR for all money, or COLUMN=FACTOR. Raises Misread."""
    found = {}
    for each in given:
        column, _equals, factor = each.rpartition("=")
        if not factor.strip().isdecimal() or int(factor) < 1:
            raise Misread(f"{each!r} is no factor such as 1000 or quantity=1000.")
        found[column.strip() or ALL_MONEY] = int(factor)
    return found


def mark(given: str) -> str:
    """A mark by itself or by its name."""
    return _MARKS.get(given, given)


def replacements(given: Iterable[str]) -> tuple[Replacement, ...]:
    """COLUMN:FOUND=PUT. Raises Misread."""
    found = []
    for each in given:
        column, colon, rest = each.partition(":")
        old, equals, new = rest.partition("=")
        if not colon or not equals:
            raise Misread(f"{each!r} is not in the form COLUMN:FOUND=PUT.")
        found.append(Replacement(column, old, new))
    return tuple(found)


def texts_of_columns(given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """COLUMN:TEXT. Raises Misread."""
    found: dict[str, tuple[str, ...]] = {}
    for each in given:
        column, colon, text = each.partition(":")
        if not colon or not text.strip():
            raise Misread(f"{each!r} is not in the form COLUMN:TEXT.")
        found[column] = (*found.get(column, ()), text)
    return found


def left_out(given: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """LINE, or LINE:HEADING for one cell of a turned table. Raises Misread."""
    found = []
    for each in given:
        line, _colon, heading = each.partition(":")
        if not line.strip().isdecimal():
            raise Misread(f"{each!r} is no line such as 7, and no cell such as 7:Aug-24.")
        found.append((int(line), heading.strip()))
    return tuple(found)


def reasons(given: Iterable[str]) -> dict[str, str]:
    """CODE=TEXT: why something odd is right. Raises Misread."""
    found = [each.partition("=") for each in given]
    if any(not is_reason(text) for _code, _equals, text in found):
        raise Misread("Write CODE=TEXT, with at least three words.")
    return {code.strip(): text.strip() for code, _equals, text in found}
