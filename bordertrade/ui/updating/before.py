"""A file of the form of the last one: what is taken from then, and one button for all of it."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.intake.declaration import QUESTIONS
from bordertrade.ui.updating import asking, reading
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.words import _, uploads
from bordertrade.words import questions as words
from bordertrade.words.markup import escape


def stands(paper: Paper) -> bool:
    """Whether something is taken from the last file of this form and waits for a person's word."""
    return bool(paper.recalled) and bool(set(reading.guesses(paper)) - {QUESTIONS})


def panel(desk: Desk, paper: Paper, dataset: Dataset) -> None:
    """Each thing that was said last time, and the button that says it again."""
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>"
        for name, text in _told(paper, dataset)
    )
    title = escape(_("A file of this form came before. It is read as last time:"))
    with st.container(key=f"before_{paper.key}"):
        st.button(
            _("Yes, as last time"),
            key=f"confirm_{paper.key}",
            type="primary",
            icon=":material/check:",
            on_click=reading.confirm,
            args=(paper, desk),
        )
        st.html(
            f'<div class="bt-notice bt-own"><p>{title}</p><dl class="bt-facts">{items}</dl></div>'
        )


def _told(paper: Paper, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What was said of the last file and is taken for this, each with its name."""
    known, table = paper.recalled, reading.table_of(paper, dataset)
    yield uploads.part("table"), table.title
    for name, code in paper.declaration.fills.items():
        if name in table:
            column = table.column(name)
            yield column.title, asking.options(column, table, dataset).get(code, code)
    if paper.declaration.scales:
        yield uploads.part("scales"), uploads.scales(paper.declaration.scales)
    if paper.declaration.calendar:
        yield uploads.part("calendar"), _(uploads.CALENDARS[paper.declaration.calendar])
    found = paper.understanding
    for question in found.answered if found else ():
        answer = question.answer(known.answered.get(question.id))
        if answer is not None and question.id not in paper.answered:
            yield words.sentence(question), words.label(question, answer)
    for each in known.zeros:
        yield each.column, _("“{text}” means 0", text=each.found)
    for column_name, texts in known.parts.get("unrecorded", {}).items():
        yield column_name, _("“{text}” means: not recorded", text="”, “".join(texts))
    if found is not None:
        pairs = zip(found.header, paper.declaration.columns, strict=False)
        mapped = ", ".join(f"{written} → {name}" for written, name in pairs if name)
        yield uploads.part("columns"), mapped
