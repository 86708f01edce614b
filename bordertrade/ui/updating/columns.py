"""The columns of a file and what each is taken for, with values as found and as read."""

from __future__ import annotations

import streamlit as st

from bordertrade.dataset import Column, Dataset, Table
from bordertrade.dataset.cells import CellError
from bordertrade.intake.declaration import IGNORED, How
from bordertrade.intake.forms import cell_reader
from bordertrade.intake.spellings import code_spelled
from bordertrade.intake.suspicions import personal_headings
from bordertrade.problems import Problem
from bordertrade.ui.updating import reading
from bordertrade.ui.updating.desk import Paper
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, uploads
from bordertrade.words import problems as problem_words
from bordertrade.words.markup import escape

#: Values of a column that are shown.
_EXAMPLES = 2
_SHOWN_CHARACTERS = 40


def mapping(paper: Paper, dataset: Dataset) -> None:
    """One row a column; those that need a person come with their choice open."""
    found = paper.understanding
    assert found is not None
    table = reading.table_of(paper, dataset)
    every = st.toggle(_("Change any column"), key=f"every_{paper.key}")
    readers = _Readers(paper, table, dataset)
    quiet = (
        [] if every else [at for at in range(len(found.header)) if _is_quiet(paper, at, readers)]
    )
    with st.container(key=f"columns_{paper.key}", gap="xsmall"):
        for place, name in enumerate(found.header):
            if place not in quiet:
                open_ = every or is_unsure(paper, place)
                _row(paper, place, name, table, readers, changeable=open_)
    if quiet:
        named = ", ".join(found.header[place] for place in quiet)
        told = _("Known too, but without a value in the first rows: {columns}", columns=named)
        st.html(f'<p class="bt-source" dir="auto">{escape(told)}</p>')
    _made_ids(paper, dataset)


def _made_ids(paper: Paper, dataset: Dataset) -> None:
    """Where the ids come from that the file lacks."""
    parts, table = reading.made_ids(paper, dataset), reading.table_of(paper, dataset)
    if parts:
        named = ", ".join(table.column(name).title for name in parts)
        told = _("made from the row: {columns}", columns=named)
        title = escape(table.column("id").title)
        st.html(f'<p class="bt-col"><b>{title}</b> {escape(told)}</p>')


def _is_quiet(paper: Paper, place: int, readers: _Readers) -> bool:
    """A column that is certain and says nothing in the first rows."""
    return not is_unsure(paper, place) and not readers.samples(place)


def is_unsure(paper: Paper, place: int) -> bool:
    """Whether a column was guessed and not confirmed, or is not known and nobody said so."""
    found = paper.understanding
    assert found is not None
    if paper.declaration.columns[place] != IGNORED:
        return place in reading.guessed_columns(paper, found)
    unsaid = place not in paper.mapped and "columns" not in paper.accepted
    return unsaid and bool(found.header[place].strip())


class _Readers:
    """Values of the sample as the checker will read them."""

    def __init__(self, paper: Paper, table: Table, dataset: Dataset) -> None:
        self._paper, self._table, self._names = paper, table, dataset.names()

    def samples(self, place: int) -> list[str]:
        """Some different values of a column, as written."""
        found = self._paper.understanding
        assert found is not None
        cells = (row[place] for row in found.sample if place < len(row))
        return list(dict.fromkeys(cell for cell in cells if cell.strip()))[:_EXAMPLES]

    def as_read(self, place: int, text: str) -> str:
        """HTML: what becomes of a value, or why it cannot be read."""
        column = self.column(place)
        if column is None:
            return ""
        try:
            value = cell_reader(column, self._paper.obeyed, self._names)(text)
        except CellError as error:
            if self._waits_for_the_reporter(column, text):
                waits = escape(_("once you say whose books these are"))
                return f"<em>{waits}</em>"
            return f'<em class="bt-stale">{escape(self._fault(error, column, text))}</em>'
        return escape(uploads.cell_read(value, column.semantic))

    def _waits_for_the_reporter(self, column: Column, text: str) -> bool:
        """ "Imports" are a direction only of a known book; one that is not said yet is asked."""
        given = {*self._paper.declaration.columns, *self._paper.declaration.fills}
        return (
            column.name == "direction"
            and "reporter" in self._table
            and "reporter" not in given
            and code_spelled(column, text, Reporter.PK) is not None
        )

    def column(self, place: int) -> Column | None:
        name = self._paper.declaration.columns[place]
        return self._table.column(name) if name != IGNORED else None

    def _fault(self, error: CellError, column: Column, text: str) -> str:
        problem = Problem(
            error.code, self._table.name, column=column.name, value=text, expected=error.expected
        )
        return problem_words.reason(problem)


def _row(  # noqa: PLR0913 - what a row shows
    paper: Paper, place: int, name: str, table: Table, readers: _Readers, *, changeable: bool
) -> None:
    barred = personal_headings(table, [name])
    unsure = is_unsure(paper, place) and not barred
    is_known = paper.declaration.columns[place] != IGNORED
    key = f"column_{paper.key}_{place}_{'guessed' if unsure and is_known else 'sure'}"
    with st.container(key=key):
        left, middle, right = st.columns([3, 3, 4], vertical_alignment="center")
        left.html(f'<p class="bt-col"><b dir="auto">{escape(name) or "—"}</b></p>')
        if barred:
            middle.html(_refused(barred[0]))
            return
        if changeable:
            _choice(paper, place, name, table, middle)
        else:
            middle.html(_taken_for(readers.column(place)))
        right.html(_values(place, readers) + _badge(paper, place))


def _taken_for(column: Column | None) -> str:
    if column is None:
        text = _("left out")
        return f'<p class="bt-col">{escape(text)}</p>'
    return f'<p class="bt-col">{escape(column.title)} <code>{escape(column.name)}</code></p>'


def _refused(forbidden: Problem) -> str:
    """A column about persons is not left out: it bars the file."""
    text = escape(problem_words.reason(forbidden))
    return f'<p class="bt-col"><em class="bt-stale">{text}</em></p>'


def _values(place: int, readers: _Readers) -> str:
    """As found, an arrow, as read."""
    unread, nothing = _("left out"), _("no values in the first rows")
    pairs = [
        f'<bdi class="bt-found">{escape(text[:_SHOWN_CHARACTERS])}</bdi> '
        f"→ <bdi>{readers.as_read(place, text) or escape(unread)}</bdi>"
        for text in readers.samples(place)
    ]
    return f'<p class="bt-col">{"<br>".join(pairs) or escape(nothing)}</p>'


def _badge(paper: Paper, place: int) -> str:
    if is_unsure(paper, place):
        known = paper.declaration.columns[place] != IGNORED
        return badge(str(How.GUESSED)) if known else ""
    how = reading.how_of(paper, "columns")
    said = place in paper.mapped or "columns" in paper.accepted
    return badge(how) if how == "remembered" or said else ""


def badge(how: str) -> str:
    """How sure something is, as a small mark; what is certain needs none."""
    if how == How.CERTAIN:
        return ""
    return f'<span class="bt-tag bt-how-{escape(how)}">{escape(uploads.how(how))}</span>'


def _choice(paper: Paper, place: int, name: str, table: Table, where: object) -> None:
    """Which column of the table this one is."""
    columns = paper.declaration.columns
    taken = {each for at, each in enumerate(columns) if at != place}
    options = [IGNORED, *(each for each in table.column_names if each not in taken)]
    titles = {column.name: column.title for column in table.columns}
    key = f"map_{paper.key}_{place}"
    st.session_state[key] = columns[place]
    with where:  # type: ignore[attr-defined]
        st.selectbox(
            _("“{name}” is", name=name),
            options,
            format_func=lambda each: titles.get(each) or _("left out"),
            key=key,
            label_visibility="collapsed",
            on_change=_mapped,
            args=(paper, place, key),
        )


def _mapped(paper: Paper, place: int, key: str) -> None:
    paper.map(place, st.session_state[key])
