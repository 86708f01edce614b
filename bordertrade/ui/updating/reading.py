"""From a file on the desk to what it is taken for: the file's own word, and a person's over it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from bordertrade.dataset import Column, Dataset, Table
from bordertrade.intake.declaration import IGNORED, QUESTIONS, Declaration, How
from bordertrade.intake.form_memory import (
    Recalled,
    form_of,
    lines_above,
    money_in,
    recalled,
    said_of,
    usual,
)
from bordertrade.intake.made_ids import lacking, made_of
from bordertrade.intake.questions import Effect, Question, effects
from bordertrade.intake.suspicions import personal_headings
from bordertrade.intake.understanding import (
    Understanding,
    answers_key,
    mapping_of,
    understand,
)
from bordertrade.problems import Problem
from bordertrade.store import StoreError
from bordertrade.ui import cache, roles
from bordertrade.ui.updating.desk import Desk, Paper


def read(paper: Paper, dataset: Dataset) -> None:
    """Look at a file, unless it was looked at with all that a person has said."""
    if paper.understanding is not None:
        return
    found = _understood(paper, dataset)
    paper.understanding = found
    paper.effects = {
        each.id: _effects(paper, each, dataset) for each in (*found.questions, *found.answered)
    }
    paper.declaration = _with_guesses_kept(paper, found)
    paper.table = found.tables[0] if found.tables else paper.table
    if paper.table_how is not How.DECLARED:
        paper.table_how = How.CERTAIN if len(found.tables) == 1 else How.GUESSED


def _understood(paper: Paper, dataset: Dataset) -> Understanding:
    """What the file says, with what is remembered of such headings."""
    paper.recalled, paper.usual = Recalled(), {}
    found = _look(paper, dataset, _said(paper))
    mapping = _remembered(found.signature) if found.refusal is None else None
    paper.remembered = bool(mapping)
    paper.mapping = mapping or {}
    if found.refusal is None:
        _recall(paper, found, dataset)
    if not mapping and not paper.recalled and not paper.usual:
        return found
    return _look(paper, dataset, _said(paper))


def _look(paper: Paper, dataset: Dataset, said: Declaration | None) -> Understanding:
    """The file with what a person said and what is remembered of such headings."""
    table = paper.table if paper.table_how is How.DECLARED else None
    remembered, mapped = paper.mapping, paper.mapped
    return understand(paper.path, dataset.contract, dataset, table, remembered, said, mapped)


def _effects(paper: Paper, question: Question, dataset: Dataset) -> tuple[Effect, ...]:
    """What each answer to a question would do to a row."""

    def again(key: str) -> Understanding:
        said = _said(paper) or Declaration()
        answered = {**paper.answered, question.id: key}
        return _look(paper, dataset, said.declare(answered=answered))

    return effects(question, again, dataset.contract, dataset.names())


def _recall(paper: Paper, found: Understanding, dataset: Dataset) -> None:
    """What was said of the last file of this form, and what is usual where nothing was."""
    if not paper.form:  # as the file itself is: an answer may turn it into other columns
        paper.form = form_of(found.header, found.tables[0])
        paper.money = money_in((*found.header, *lines_above(paper.path, found.declaration)))
    table = dataset.contract.tables[found.tables[0]]
    itself = {name for name in found.declaration.fills if name not in paper.answers}
    given = {*found.declaration.columns, *paper.mapping.values(), *itself}
    known = _remembered(paper.form) or _remembered(answers_key(found.signature))
    paper.recalled = recalled(known, table, paper.money, given, dataset)
    paper.usual = usual(table, {*given, *paper.recalled.fills})


def _said(paper: Paper) -> Declaration | None:
    """What a person said, in the form in which a file is understood."""
    known = paper.recalled
    parts = {**known.parts, **paper.said}
    fills = {**paper.usual, **known.fills, **paper.answers}
    answered = {**known.answered, **paper.answered}
    if known.zeros:
        parts["replacements"] = (*known.zeros, *parts.get("replacements", ()))
    if fills:
        parts["fills"] = fills
    if answered:
        parts["answered"] = answered
    return Declaration().declare(**parts) if parts else None


def _remembered(signature: str) -> Mapping[str, str] | None:
    """How such a header was matched before; a store that is away remembers nothing."""
    try:
        return cache.store().mapping(signature)
    except StoreError:
        return None


def _with_guesses_kept(paper: Paper, found: Understanding) -> Declaration:
    """An answer to one question confirms no guess beside it; what was accepted stays accepted."""
    declared = found.declaration
    how = dict(declared.how)
    for part, is_guessed in (
        ("fills", _guessed_fills(paper, declared)),
        ("replacements", _guessed_replacements(paper, declared)),
        ("columns", bool(guessed_columns(paper, found))),
    ):
        if part in how:
            how[part] = How.GUESSED if is_guessed else How.DECLARED
    for part, value in paper.accepted.items():
        if how.get(part) is How.GUESSED and part not in _PIECEMEAL:
            how[part] = How.DECLARED if getattr(declared, part) == value else How.GUESSED
    return replace(declared, how=how)


#: Parts that are accepted piece by piece.
_PIECEMEAL = frozenset({"fills", "replacements", "columns"})


def _guessed_fills(paper: Paper, declared: Declaration) -> bool:
    known = {**paper.accepted.get("fills", {}), **paper.answers}
    return any(known.get(name) != value for name, value in declared.fills.items())


def _guessed_replacements(paper: Paper, declared: Declaration) -> bool:
    return bool(set(declared.replacements) - set(paper.accepted.get("replacements", ())))


def guessed_columns(paper: Paper, found: Understanding) -> list[int]:
    """The places of columns that were matched by a guess nobody has confirmed."""
    accepted = dict(enumerate(paper.accepted.get("columns", ())))
    return [
        place
        for place, column in enumerate(found.declaration.columns)
        if found.header[place] in found.unmapped
        and column != IGNORED
        and place not in paper.mapped
        and accepted.get(place) != column
    ]


def choose_table(paper: Paper, table: str) -> None:
    """A person said for which table the file is."""
    paper.table, paper.table_how = table, How.DECLARED
    paper.mapped.clear()
    paper.understanding = None


def table_of(paper: Paper, dataset: Dataset) -> Table:
    return dataset.contract.tables[paper.table]


def missing(paper: Paper, dataset: Dataset) -> list[Column]:
    """The required columns that neither the file nor the person has given yet."""
    given = {*paper.declaration.columns, *paper.declaration.fills}
    return list(lacking(table_of(paper, dataset), given))


def made_ids(paper: Paper, dataset: Dataset) -> tuple[str, ...]:
    """The columns from which each row's id is made; () where the file has ids or needs none."""
    return made_of(table_of(paper, dataset), {*paper.declaration.columns, *paper.declaration.fills})


def guesses(paper: Paper) -> tuple[str, ...]:
    """The parts of the declaration that nobody has confirmed."""
    table = ("table",) if paper.table_how is How.GUESSED else ()
    before = (RECALLED,) if _is_recalled_silently(paper) else ()
    return (*table, *paper.declaration.unconfirmed, *before)


#: Stands among the guesses for what is taken from the last file of the form beside the fills.
RECALLED = "recalled"


def _is_recalled_silently(paper: Paper) -> bool:
    """Whether answers and habits of the last file are taken that nobody has confirmed for this."""
    known = paper.recalled
    asked = {each.id for each in (paper.understanding.answered if paper.understanding else ())}
    taken = {name for name in known.answered if name in asked and name not in paper.answered}
    return not paper.as_before and bool(taken or set(known.parts) - set(paper.said))


def marked(paper: Paper) -> int:
    """How many things on the page stand out as guessed: each column and each answer by itself."""
    parts = set(guesses(paper)) - {"columns", "fills", QUESTIONS}
    if "thousands" in parts:  # one choice with the decimal mark
        parts = (parts - {"thousands"}) | {"decimal"}
    found = paper.understanding
    columns = guessed_columns(paper, found) if found else []
    fills = [each for each in paper.declaration.fills if is_guessed_fill(paper, each)]
    return len(parts) + len(columns) + len(fills)


def is_guessed_fill(paper: Paper, column: str) -> bool:
    return how_filled(paper, column) != How.DECLARED


def is_understood(paper: Paper, dataset: Dataset) -> bool:
    """Nothing is guessed, missing or forbidden: the file reads as a person says."""
    return (
        paper.is_read
        and not guesses(paper)
        and not missing(paper, dataset)
        and not personal(paper, dataset)
    )


def personal(paper: Paper, dataset: Dataset) -> tuple[Problem, ...]:
    """The columns that promise data about persons: they bar the whole file."""
    return personal_headings(table_of(paper, dataset), header(paper))


def header(paper: Paper) -> tuple[str, ...]:
    return paper.understanding.header if paper.understanding else ()


def confirm(paper: Paper, desk: Desk) -> None:
    """The person says that all guesses are right; the mapping is remembered for the next file."""
    declared = paper.declaration
    paper.accepted = {part: getattr(declared, part) for part in declared.how}
    paper.declaration, paper.table_how = declared.confirmed(), How.DECLARED
    paper.as_before = True
    if not declared.open_questions:
        desk.unfolded.clear()
    remember(paper)


def remember(paper: Paper) -> None:
    """Keep the mapping and the answers of a file for the next one of its form."""
    found = paper.understanding
    if found is None or not roles.may_publish():
        return
    mapping = mapping_of(paper.declaration, found.header)
    said = said_of(paper.obeyed, paper.money)
    with suppress(StoreError):  # remembering is a comfort, not a duty
        cache.store().remember_mapping(found.signature, paper.table, mapping)
        if said:
            cache.store().remember_mapping(paper.form, paper.table, said.as_texts())


def how_of(paper: Paper, part: str) -> str:
    """How sure a part is: a code of ``words.uploads.HOW``."""
    how = paper.declaration.how.get(part, How.CERTAIN)
    if part in paper.recalled.parts and part not in paper.said:
        return "recalled"
    if part == "columns" and paper.remembered and not (paper.mapped or "columns" in paper.accepted):
        return "remembered" if how is How.DECLARED else str(how)
    return str(how)


def how_filled(paper: Paper, column: str) -> str:
    """How sure the answer for a column is that holds for all rows."""
    value = paper.declaration.fills.get(column)
    known = {**paper.accepted.get("fills", {}), **paper.answers}
    if known.get(column) == value:
        return str(How.DECLARED)
    if paper.recalled.fills.get(column) == value:
        return "recalled"
    return "usual" if paper.usual.get(column) == value else str(How.GUESSED)
