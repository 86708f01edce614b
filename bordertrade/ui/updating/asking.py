"""What the file does not say and the record needs: asked once, for all rows."""

from __future__ import annotations

import streamlit as st

from bordertrade.dataset import Column, Dataset, Table
from bordertrade.dataset.rows import rows_of
from bordertrade.intake.declaration import IGNORED, How
from bordertrade.ui.updating import reading, sourcing
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.ui.updating.steps import part
from bordertrade.words import _, choosing, labels, ngettext, uploads
from bordertrade.words.markup import escape, plain, unturned

_WIDTH = 480
#: So few choices stand open: one click instead of two.
_FEW = 4
#: What the codes of a column are called, by its name.
_NAMES = {
    "reporter": labels.BOOKS,
    "direction": labels.DIRECTIONS,
    "currency": uploads.CURRENCIES,
    "channel": labels.CHANNELS,
    "series": labels.SERIES,
    "rate_basis": labels.RATE_BASES,
}
#: A file in these may say at which rate it is turned into US$; nobody has to.
_RIALS = ("IRR", "IRT")
_BASIS = "rate_basis"


def questions(desk: Desk, paper: Paper, dataset: Dataset, room: int) -> None:
    """The columns that the file lacks and nobody has answered: asked, at most ``room`` at a time."""
    table = reading.table_of(paper, dataset)
    open_ = reading.missing(paper, dataset)[:room]
    if not open_:
        return
    part(_heading(len(open_)))
    if IGNORED in paper.declaration.columns:
        told = _("If a column of the file says it, do not answer here: name the column below.")
        st.html(f'<p class="bt-source">{escape(told)}</p>')
    with st.container(key=f"asks_{paper.key}", horizontal=True, gap="small"):
        for column in open_:
            _question(paper, column, table, dataset)
    if any(_points_to_sources(column, table) for column in open_):
        sourcing.new_source(desk, paper.key, dataset, lambda name: paper.answer("source", name))


def said(paper: Paper, dataset: Dataset) -> None:
    """What holds for all rows, as the file, the last one of its form or a person said."""
    table = reading.table_of(paper, dataset)
    names = (*paper.declaration.fills, *_offered(paper, table))
    columns = [table.column(name) for name in dict.fromkeys(names) if name in table]
    if not columns:
        return
    part(_("What holds for all rows"))
    with st.container(key=f"said_{paper.key}", horizontal=True, gap="small"):
        for column in columns:
            _question(paper, column, table, dataset)


def _offered(paper: Paper, table: Table) -> tuple[str, ...]:
    """What may be said of a file in rials, and need not: the basis of its rate."""
    in_rials = paper.declaration.fills.get("currency") in _RIALS
    has_its_own = _BASIS in paper.declaration.columns
    return (_BASIS,) if in_rials and _BASIS in table and not has_its_own else ()


def _points_to_sources(column: Column, table: Table) -> bool:
    return any(key.column == column.name and key.table == "sources" for key in table.foreign_keys)


def _heading(open_: int) -> str:
    return ngettext(
        "The file does not say {count} thing. What holds for all its rows?",
        "The file does not say {count} things. What holds for all its rows?",
        open_,
    )


def _question(paper: Paper, column: Column, table: Table, dataset: Dataset) -> None:
    answered = column.name in paper.declaration.fills
    how = reading.how_filled(paper, column.name) if answered else "asked"
    told = uploads.how(how) if answered else _unsaid(column)
    label = _("{part} · {how}", part=column.title, how=told)
    key = f"fill_{paper.key}_{column.name}"
    st.session_state[key] = paper.declaration.fills.get(column.name)
    choices = options(column, table, dataset)
    held = st.session_state[key]
    if choices and held:
        choices.setdefault(held, held)  # a source that was just named is known after its check
    stands_out = answered and reading.is_guessed_fill(paper, column.name)
    with st.container(key=f"say_{column.name}_{How.GUESSED if stands_out else how}", width=_WIDTH):
        if not answered and 0 < len(choices) <= _FEW:
            st.radio(
                label,
                list(choices),
                format_func=lambda code: plain(choices[code]),  # unlike those of a select
                key=key,
                help=column.description,
                on_change=_answered,
                args=(paper, column.name, key),
            )
        elif choices:
            st.selectbox(
                label,
                list(choices),
                format_func=lambda code: unturned(choices[code]),
                key=key,
                help=column.description,
                placeholder=_("Choose …"),
                on_change=_answered,
                args=(paper, column.name, key),
            )
        else:
            st.text_input(
                label,
                key=key,
                help=column.description,
                on_change=_answered,
                args=(paper, column.name, key),
            )


def _unsaid(column: Column) -> str:
    return _("open market unless you say") if column.name == _BASIS else _("please say")


def options(column: Column, table: Table, dataset: Dataset) -> dict[str, str]:
    """The codes that may stand in a column, each with its words; none for free text."""
    if column.enum:
        return {code: _named(column.name, code) for code in column.enum}
    for key in table.foreign_keys:
        if key.column == column.name:
            return _rows_named(dataset, key.table or table.name, key.to)
    return {}


def _named(column: str, code: str) -> str:
    """A code by when to choose it, or by its name."""
    meant = choosing.choice(column, code)
    return meant or uploads.coded(code, labels.of(_NAMES.get(column, {}), code))


def _rows_named(dataset: Dataset, table: str, column: str) -> dict[str, str]:
    found = {}
    for row in rows_of(dataset[table]):
        code = str(getattr(row, column))
        parts = [getattr(row, name, "") for name in ("publisher", "date", "title", "name")]
        found[code] = uploads.coded(code, ", ".join(str(part) for part in parts if part))
    return found


def _answered(paper: Paper, column: str, key: str) -> None:
    paper.answer(column, st.session_state[key] or "")
