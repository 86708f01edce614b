"""Step 2: what the file was taken for, and the person's word that it is so."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from itertools import zip_longest

import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.intake.declaration import QUESTIONS
from bordertrade.intake.understanding import Understanding
from bordertrade.problems import Problem
from bordertrade.ui import notices
from bordertrade.ui.updating import answering, asking, before, columns, parts, pointing, reading
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.ui.updating.steps import State, Step, part, step
from bordertrade.words import _, labels, ngettext, uploads
from bordertrade.words import problems as problem_words
from bordertrade.words.markup import escape

#: Records shown as they stand in the file.
_RECORDS = 3
_SPELLINGS = 30
#: So many questions at a time: the others follow when these are answered.
MOST_AT_FIRST = 4
_HIDDEN = "•••"


def understand(desk: Desk, paper: Paper, dataset: Dataset) -> None:
    """Encoding, delimiter, columns, calendar, numbers, money: found, guessed or asked."""
    done = reading.is_understood(paper, dataset)
    state = State.DONE if done else State.NOW
    with step(Step.UNDERSTAND, state, desk, _summary(paper)) as shown:
        if not shown:
            return
        if not paper.is_read:
            _refused(paper)
            return
        barred = reading.personal(paper, dataset)
        if barred:
            _barred(paper, dataset, barred)
            return
        _open_ends(paper, dataset)
        if before.stands(paper):
            before.panel(desk, paper, dataset)
        room = answering.questions(paper, MOST_AT_FIRST)
        asking.questions(desk, paper, dataset, room)
        _as_written(paper)
        _confirm(desk, paper)
        _details(paper, dataset)


def _details(paper: Paper, dataset: Dataset) -> None:
    """Everything that was understood, to be looked at and changed: nobody must."""
    known = before.stands(paper)
    with st.expander(
        _("Change something") if known else _("Everything that was understood"),
        expanded=not known,
        key=f"details_{paper.key}",
    ):
        parts.parts(paper, dataset)
        asking.said(paper, dataset)
        part(_("Each column: as found, and as it will be read"))
        columns.mapping(paper, dataset)
        _spellings(paper)
        _notes(paper)


def _summary(paper: Paper) -> str:
    declared = paper.declaration
    if declared.sheet:
        columns = len([name for name in declared.columns if name])
        return _("sheet “{sheet}”, {columns} columns", sheet=declared.sheet, columns=columns)
    return _(
        "{encoding}, parted by {delimiter}, {columns} columns",
        encoding=labels.of(uploads.ENCODINGS, declared.encoding),
        delimiter=labels.of(uploads.DELIMITERS, declared.delimiter),
        columns=len([name for name in declared.columns if name]),
    )


def _refused(paper: Paper) -> None:
    found = paper.understanding
    if found is not None and found.refusal is not None:
        told = problem_words.sentence(found.refusal)
        notices.notice("bt-stop", _("{name}: {told}", name=paper.name, told=told))
        pointing.point_to_header(paper)


def _barred(paper: Paper, dataset: Dataset, barred: Sequence[Problem]) -> None:
    """Columns about persons: nothing is asked of a file that must be brought again without them."""
    for forbidden in barred:
        notices.notice("bt-stop", problem_words.sentence(forbidden))
    _as_written(paper, hidden={forbidden.value or "" for forbidden in barred})
    part(_("Each column: as found, and as it will be read"))
    columns.mapping(paper, dataset)


def _open_ends(paper: Paper, dataset: Dataset) -> None:
    """What stands between the file and the next step, in one sentence."""
    guessed, missing = reading.marked(paper), len(reading.missing(paper, dataset))
    asked = len(paper.declaration.open_questions)
    told = []
    if asked:
        told.append(
            ngettext(
                "{count} question about the file must be answered.",
                "{count} questions about the file must be answered.",
                asked,
            )
        )
    if guessed:
        told.append(
            ngettext(
                "{count} thing was guessed and stands out below: correct it or say that it is right.",
                "{count} things were guessed and stand out below: correct them or say that they are "
                "right.",
                guessed,
            )
        )
    if missing:
        told.append(
            ngettext(
                "{count} answer is missing.",
                "{count} answers are missing.",
                missing,
            )
        )
    if told:
        st.html(f'<p class="bt-lead">{escape(" ".join(told))}</p>')


def _as_written(paper: Paper, hidden: Collection[str] = ()) -> None:
    """The first rows as they stand in the file, without what stands in ``hidden`` columns."""
    found = paper.understanding
    assert found is not None
    line = paper.declaration.header_line
    caption = _(
        "The first rows as they stand in the file; the column names are on line {line}", line=line
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in found.header)
    body = "".join(_row(found.header, row, hidden) for row in found.sample[:_RECORDS])
    st.html(
        f'<p class="bt-source">{escape(caption)}</p>'
        f'<div class="bt-scroll" tabindex="0" dir="{_side(found)}"><table class="bt-table bt-raw" '
        f'aria-label="{escape(caption, quote=True)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(header: Sequence[str], row: Sequence[str], hidden: Collection[str]) -> str:
    cells = (
        _HIDDEN if name is not None and name.strip() in hidden else cell
        for name, cell in zip_longest(header, row)
    )
    drawn = "".join(f"<td>{escape(cell)}</td>" for cell in cells if cell is not None)
    return f"<tr>{drawn}</tr>"


def _side(found: Understanding) -> str:
    """Whether most of the column names run from right to left."""
    names = [unicodedata.bidirectional(name.strip()[0]) for name in found.header if name.strip()]
    return "rtl" if sum(each in {"R", "AL"} for each in names) > len(names) / 2 else "ltr"


def _spellings(paper: Paper) -> None:
    """Words of the file that were taken for codes."""
    taken = paper.declaration.replacements
    if not taken:
        return
    how = reading.how_of(paper, "replacements")
    pairs = ", ".join(
        f'{escape(each.column)}: <bdi class="bt-found">{escape(each.found)}</bdi> → '
        f"<b>{escape(each.put)}</b>"
        for each in taken[:_SPELLINGS]
    )
    title = escape(_("Words taken for codes"))
    with st.container(key=f"say_replacements_{how}"):
        st.html(f'<p class="bt-col">{title}: {pairs} {columns.badge(how)}</p>')


def _notes(paper: Paper) -> None:
    found = paper.understanding
    if found is None or not found.notes:
        return
    items = "".join(f"<li>{escape(problem_words.sentence(each))}</li>" for each in found.notes)
    st.html(f'<ul class="bt-list">{items}</ul>')


def _confirm(desk: Desk, paper: Paper) -> None:
    if not set(reading.guesses(paper)) - {QUESTIONS} or before.stands(paper):
        return
    st.button(
        _("Everything else looks right"),
        key=f"confirm_{paper.key}",
        type="primary",
        icon=":material/check:",
        on_click=reading.confirm,
        args=(paper, desk),
    )
