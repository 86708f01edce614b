"""From a file on the desk to what it is taken for: understood once, then as the person says."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from bordertrade.dataset import Column, Dataset, Table
from bordertrade.intake.declaration import How
from bordertrade.intake.understanding import mapping_of, understand
from bordertrade.store import StoreError
from bordertrade.ui import cache, roles
from bordertrade.ui.updating.desk import Desk, Paper

#: Parts of a declaration that change where cells begin and end: the file is looked at anew.
SHAPING = frozenset({"encoding", "delimiter", "header_line"})


def read(paper: Paper, dataset: Dataset) -> None:
    """Understand a file that has not been looked at."""
    if paper.understanding is not None:
        return
    table = paper.table or None
    said = paper.declaration if paper.declaration.how else None
    found = understand(paper.path, dataset.contract, dataset, table, declared=said)
    mapping = _remembered(found.signature) if found.refusal is None else None
    if mapping:
        found = understand(paper.path, dataset.contract, dataset, table, mapping, declared=said)
    paper.understanding, paper.declaration = found, found.declaration
    paper.remembered = bool(mapping)
    paper.table = found.tables[0] if found.tables else paper.table
    if paper.table_how is not How.DECLARED:
        paper.table_how = How.CERTAIN if len(found.tables) == 1 else How.GUESSED


def _remembered(signature: str) -> Mapping[str, str] | None:
    """How such a header was matched before; a store that is away remembers nothing."""
    try:
        return cache.store().mapping(signature)
    except StoreError:
        return None


def look_again(paper: Paper, table: str = "") -> None:
    """A person said something that changes what the file's cells or columns are."""
    paper.table = table or paper.table
    paper.understanding = None
    paper.forget_check()


def table_of(paper: Paper, dataset: Dataset) -> Table:
    return dataset.contract.tables[paper.table]


def missing(paper: Paper, dataset: Dataset) -> list[Column]:
    """The required columns that neither the file nor the person has given yet."""
    given = {*paper.declaration.columns, *paper.declaration.fills}
    table = table_of(paper, dataset)
    return [column for column in table.columns if column.required and column.name not in given]


def guesses(paper: Paper) -> tuple[str, ...]:
    """The parts of the declaration that nobody has confirmed."""
    table = ("table",) if paper.table_how is How.GUESSED else ()
    return (*table, *paper.declaration.unconfirmed)


def is_understood(paper: Paper, dataset: Dataset) -> bool:
    """Nothing is guessed and nothing is missing: the file reads as a person says."""
    return paper.is_read and not guesses(paper) and not missing(paper, dataset)


def confirm(paper: Paper, desk: Desk) -> None:
    """The person says that all guesses are right; the mapping is remembered for the next file."""
    paper.declaration, paper.table_how = paper.declaration.confirmed(), How.DECLARED
    desk.unfolded.clear()
    found = paper.understanding
    if found is not None and roles.may_publish():
        mapping = mapping_of(paper.declaration, found.header)
        with suppress(StoreError):  # remembering is a comfort, not a duty
            cache.store().remember_mapping(found.signature, paper.table, mapping)


def how_of(paper: Paper, part: str) -> str:
    """How sure a part is: a code of ``words.uploads.HOW``."""
    how = paper.declaration.how.get(part, How.CERTAIN)
    remembered = part == "columns" and paper.remembered and how is not How.DECLARED
    return "remembered" if remembered else str(how)
