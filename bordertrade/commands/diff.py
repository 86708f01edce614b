"""``diff``: versions, files and folders side by side."""

from __future__ import annotations

from pathlib import Path

import click

from bordertrade.bringing.comparison import compare
from bordertrade.bringing.inspection import Inspector
from bordertrade.bringing.reading import Reading
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.looking import inspector, mode_option
from bordertrade.commands.reading import reading_options
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.statement import lines
from bordertrade.commands.stops import Stop
from bordertrade.commands.version import loaded
from bordertrade.dataset import Dataset, load
from bordertrade.intake import Mode


@click.command("diff")
@click.argument("first", metavar="A")
@click.argument("second", metavar="[B]", required=False)
@reading_options
@mode_option
@record_options
@answers
def command(first: str, second: str | None, reading: Reading, mode: Mode, record: Record) -> Answer:
    """What leads from A to B; with A alone, from the published version to A.

    Each is a version (its id or the beginning of it, or "head"), a folder with a data package,
    or a CSV: then the published version with the rows of that file.
    """
    looking = inspector(record.published(), reading, mode)
    sides = [_side(name, looking, record) for name in (first, second) if name]
    before, after = (looking.dataset, *sides) if len(sides) == 1 else sides
    told = compare(before, after)
    return Answer(told.as_json(), told.lines())


def _side(name: str, inspector: Inspector, record: Record) -> Dataset:
    place = Path(name)
    if place.is_dir():
        return load(place)
    if place.is_file():
        return _with_file(place, inspector)
    return loaded(record, record.store(), name)


def _with_file(file: Path, inspector: Inspector) -> Dataset:
    """The current version with a file's good rows. Raises Stop where there are none."""
    found = inspector.inspect(file)
    if found.merge is None:
        raise Stop(Exit.PROBLEMS, "file_refused", "\n".join(lines(found)), file=found.name)
    return found.merge.dataset
