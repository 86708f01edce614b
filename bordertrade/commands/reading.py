"""The options that say how a file is to be read; what is not said is understood."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bordertrade.bringing import reading as saying
from bordertrade.bringing.reading import Misread, Reading, reading_of
from bordertrade.calendars import Calendar
from bordertrade.intake.declaration import DateOrder, Declaration
from bordertrade.money import Currency


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


def said(parse: Callable[[Any], Any]) -> Callable[..., Any]:
    """For click: what cannot be is told with the option it was said in."""

    def read(_context: click.Context, _option: click.Parameter, given: Any) -> Any:
        try:
            return None if given is None else parse(given)
        except Misread as error:
            raise click.BadParameter(str(error)) from None

    return read


def _pairs(form: str, *, of_file: bool = False) -> Callable[..., Any]:
    return said(lambda given: saying.pairs(given, form, of_file=of_file))


_OPTIONS = [
    click.option(
        "--table", help="The table that the file updates; found by its columns if left out."
    ),
    click.option("--encoding", help="For instance utf-8, cp1256, utf-16-le."),
    click.option(
        "--delimiter", callback=said(saying.mark), help="What parts the cells: , ; | or tab."
    ),
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
    click.option("--decimal", callback=said(saying.mark), help="The decimal mark: . or , or ٫."),
    click.option(
        "--thousands",
        callback=said(saying.mark),
        help="The thousands mark: , or . or space or none.",
    ),
    click.option(
        "--null", "nulls", multiple=True, metavar="TEXT", help="A text that means no value."
    ),
    click.option(
        "--not-recorded",
        "unrecorded",
        multiple=True,
        metavar="COLUMN:TEXT",
        callback=said(saying.texts_of_columns),
        help="A text that means: nobody recorded it (no value, status L).",
    ),
    click.option(
        "--scale",
        "scales",
        multiple=True,
        metavar="[COLUMN=]FACTOR",
        callback=said(saying.scales),
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
        callback=_pairs("COLUMN=VALUE"),
        help="One value for all rows, for a column that the file lacks.",
    ),
    click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="HEADER=COLUMN",
        callback=_pairs("HEADER=COLUMN", of_file=True),
        help="Which column one of the file's is; an empty COLUMN leaves it out.",
    ),
    click.option(
        "--replace",
        "replacements",
        multiple=True,
        metavar="COLUMN:FOUND=PUT",
        callback=said(saying.replacements),
        help="A repair: write PUT wherever FOUND stands in a column.",
    ),
    click.option(
        "--answer",
        "answered",
        multiple=True,
        metavar="ID=KEY",
        callback=_pairs("ID=KEY", of_file=True),
        help="An answer to a question about the file, as check prints them.",
    ),
    click.option(
        "--leave-out",
        "left_out",
        multiple=True,
        metavar="LINE[:HEADING]",
        callback=said(saying.left_out),
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
    file = said.pop("declaration")
    found = reading_of(said)
    if file is None:
        return found
    table, whole = _read_declaration(file)
    parts = {**whole, **found.parts}
    return replace(found, table=found.table or table, parts=parts)


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
