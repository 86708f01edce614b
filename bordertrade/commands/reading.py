"""How a file is to be read, as said on the command line; what is not said is understood."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from bordertrade.calendars import Calendar
from bordertrade.dataset import Contract
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import ALL_MONEY, DateOrder, Declaration, Replacement
from bordertrade.intake.understanding import Understanding
from bordertrade.money import Currency

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
        """How the file is to be read, in the end. Raises click.UsageError.

        ``understood`` has what was said already.
        """
        whole = understood.declaration
        twice = sorted(set(self.parts.get("fills", ())) & set(whole.columns))
        if twice:
            raise click.UsageError(f"The file has the column {', '.join(twice)} itself.")
        return whole.confirmed() if self.is_confirmed else whole

    def mapped(self, seen: Understanding) -> dict[int, str]:
        """The columns said by the file's own names, by their places. Raises click.UsageError."""
        said = {fold(name): column for name, column in self.columns.items()}
        lost = [name for name in self.columns if fold(name) not in set(map(fold, seen.header))]
        if lost:
            raise click.UsageError(
                f"No column of the file is called {', '.join(lost)}: it has "
                f"{', '.join(seen.header)}."
            )
        return {at: said[fold(name)] for at, name in enumerate(seen.header) if fold(name) in said}

    def answering(self, question: str, key: str) -> Reading:
        """The same with an answer to a question, by its id."""
        answered = {**self.parts.get("answered", {}), question: key}
        return replace(self, parts={**self.parts, "answered": answered})


def _fields(declaration: Declaration) -> dict[str, Any]:
    return {name: getattr(declaration, name) for name in Declaration.__slots__}


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how a file is to be read; the command gets them as ``reading``."""

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        said = {name: given.pop(name) for name in _NAMES}
        return command(**given, reading=_reading(said))

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


def _pairs(
    _context: click.Context, option: click.Parameter, given: Iterable[str]
) -> dict[str, str]:
    """NAME=VALUE, each once; VALUE may be empty. Names of the file's own may hold the sign."""
    found = {}
    for each in given:
        is_of_file = option.name in ("columns", "answered")
        name, equals, value = each.rpartition("=") if is_of_file else each.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{each!r} is not in the form {option.metavar}.")
        found[name.strip()] = value.strip()
    return found


def _scales(
    _context: click.Context, _option: click.Parameter, given: Iterable[str]
) -> dict[str, int]:
    """FACTOR for all money, or COLUMN=FACTOR."""
    found = {}
    for each in given:
        column, _equals, factor = each.rpartition("=")
        if not factor.strip().isdecimal() or int(factor) < 1:
            raise click.BadParameter(f"{each!r} is no factor such as 1000 or quantity=1000.")
        found[column.strip() or ALL_MONEY] = int(factor)
    return found


def _mark(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    return None if given is None else _MARKS.get(given, given)


def _replacements(
    _context: click.Context, _option: click.Parameter, given: Iterable[str]
) -> tuple[Replacement, ...]:
    """COLUMN:FOUND=PUT."""
    found = []
    for each in given:
        column, colon, rest = each.partition(":")
        old, equals, new = rest.partition("=")
        if not colon or not equals:
            raise click.BadParameter(f"{each!r} is not in the form COLUMN:FOUND=PUT.")
        found.append(Replacement(column, old, new))
    return tuple(found)


def _texts_of_columns(
    _context: click.Context, _option: click.Parameter, given: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """COLUMN:TEXT."""
    found: dict[str, tuple[str, ...]] = {}
    for each in given:
        column, colon, text = each.partition(":")
        if not colon or not text.strip():
            raise click.BadParameter(f"{each!r} is not in the form COLUMN:TEXT.")
        found[column] = (*found.get(column, ()), text)
    return found


def _left_out(
    _context: click.Context, _option: click.Parameter, given: Iterable[str]
) -> tuple[tuple[int, str], ...]:
    """LINE, or LINE:HEADING for one cell of a turned table."""
    found = []
    for each in given:
        line, _colon, heading = each.partition(":")
        if not line.strip().isdecimal():
            raise click.BadParameter(
                f"{each!r} is no line such as 7, and no cell such as 7:Aug-24."
            )
        found.append((int(line), heading.strip()))
    return tuple(found)


_OPTIONS = [
    click.option(
        "--table", help="The table that the file updates; found by its columns if left out."
    ),
    click.option("--encoding", help="For instance utf-8, cp1256, utf-16-le."),
    click.option("--delimiter", callback=_mark, help="What parts the cells: , ; | or tab."),
    click.option("--sheet", help="The sheet of a workbook, where several hold a table."),
    click.option("--header-line", type=click.IntRange(1), help="The line of the column names."),
    click.option(
        "--calendar",
        type=click.Choice([each.value for each in Calendar]),
        help="What 1403-05 or 2024-25 is written in: Gregorian, July-June, Solar Hijri.",
    ),
    click.option(
        "--date-order",
        type=click.Choice([each.value for each in DateOrder]),
        help="What 03/04/2024 means.",
    ),
    click.option("--decimal", callback=_mark, help="The decimal mark: . or , or ٫."),
    click.option(
        "--thousands", callback=_mark, help="The thousands mark: , or . or space or none."
    ),
    click.option(
        "--null", "nulls", multiple=True, metavar="TEXT", help="A text that means no value."
    ),
    click.option(
        "--not-recorded",
        "unrecorded",
        multiple=True,
        metavar="COLUMN:TEXT",
        callback=_texts_of_columns,
        help="A text that means: nobody recorded it (no value, status L).",
    ),
    click.option(
        "--scale",
        "scales",
        multiple=True,
        metavar="[COLUMN=]FACTOR",
        callback=_scales,
        help="1000 when amounts of money are in thousands; quantity=1000 for another column.",
    ),
    click.option("--negatives/--no-negatives", default=None, help="Take (500) and 500- as -500."),
    click.option(
        "--currency",
        type=click.Choice([each.value for each in Currency]),
        help="The money of all rows of a file without that column.",
    ),
    click.option(
        "--fill",
        "fills",
        multiple=True,
        metavar="COLUMN=VALUE",
        callback=_pairs,
        help="One value for all rows, for a column that the file lacks.",
    ),
    click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="HEADER=COLUMN",
        callback=_pairs,
        help="Which column one of the file's is; an empty COLUMN leaves it out.",
    ),
    click.option(
        "--replace",
        "replacements",
        multiple=True,
        metavar="COLUMN:FOUND=PUT",
        callback=_replacements,
        help="A repair: write PUT wherever FOUND stands in a column.",
    ),
    click.option(
        "--answer",
        "answered",
        multiple=True,
        metavar="ID=KEY",
        callback=_pairs,
        help="An answer to a question about the file, as check prints them.",
    ),
    click.option(
        "--leave-out",
        "left_out",
        multiple=True,
        metavar="LINE[:HEADING]",
        callback=_left_out,
        help="A line to leave out; of a table with months as columns 7:Aug-24 leaves out one cell.",
    ),
    click.option(
        "--declaration",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="All of this from a file that the command map wrote.",
    ),
    click.option(
        "--as-before",
        "is_as_before",
        is_flag=True,
        help="As the last file of this form was read; confirms it where one came before.",
    ),
    click.option("--yes", "is_confirmed", is_flag=True, help="Confirm every guess."),
]
_NAMES = (
    *(
        "table",
        "sheet",
        "encoding",
        "delimiter",
        "header_line",
        "calendar",
        "date_order",
        "decimal",
    ),
    *("thousands", "nulls", "scales", "negatives", "currency", "fills", "columns", "replacements"),
    *("unrecorded", "answered", "left_out", "declaration", "is_as_before", "is_confirmed"),
)


def _reading(said: dict[str, Any]) -> Reading:
    file, table = said.pop("declaration"), said.pop("table")
    columns, confirmed = said.pop("columns"), said.pop("is_confirmed")
    before = said.pop("is_as_before")
    money = said.pop("currency")
    if money:
        said["fills"] = {"currency": money, **said["fills"]}
    lines = said.pop("left_out")
    said["left_out"] = tuple(line for line, heading in lines if not heading)
    said["left_out_cells"] = tuple(each for each in lines if each[1])
    parts = {name: value for name, value in said.items() if value not in (None, (), {})}
    if "calendar" in parts:
        parts["calendar"] = Calendar(parts["calendar"])
    if "date_order" in parts:
        parts["date_order"] = DateOrder(parts["date_order"])
    if file is not None:
        written, whole = _read_declaration(file)
        parts, table = {**whole, **parts}, table or written
    return Reading(table, parts, columns, confirmed, before)


def _read_declaration(file: Path) -> tuple[str | None, dict[str, Any]]:
    """The table and the parts of a declaration that ``map`` wrote. Raises click.BadParameter."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        given = given.get("declaration", given) | {"table": given.get("table")}
        table = given.pop("table", None)
        whole = Declaration.from_json({**Declaration().as_json(), **given})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.BadParameter(f"{file} is no declaration: {error}") from None
    parts = _fields(whole)
    for name in ("how", "open_questions"):
        parts.pop(name)
    return table, parts


def known_table(name: str | None, contract: Contract) -> str | None:
    """The same name. Raises click.BadParameter for one that takes no uploads."""
    tables = [table.name for table in contract.uploadable()]
    if name is not None and name not in tables:
        raise click.BadParameter(", ".join(tables), param_hint="--table")
    return name
