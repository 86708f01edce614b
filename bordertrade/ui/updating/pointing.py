"""Where no line has names that we know: the person points to the one that has the column names."""

from __future__ import annotations

import streamlit as st

from bordertrade.ui.updating import parts
from bordertrade.ui.updating.desk import Paper
from bordertrade.words import _
from bordertrade.words.markup import plain, unturned

#: Enough of a line to know it again.
_SHOWN_CHARACTERS = 60
#: Lines that hold anything: few titles are longer.
_OFFERED = 12


def point_to_header(paper: Paper) -> None:
    """The first lines to choose from, and the encoding in which they are read."""
    lines = _lines(paper)
    if not lines:
        return
    parts.encoding(paper)
    key = f"header_of_{paper.key}"
    said = paper.said.get("header_line")
    st.session_state[key] = said if said in lines else None
    st.radio(
        _("Or does one of these lines have the column names? Say which:"),
        list(lines),
        format_func=lambda line: unturned(lines[line]),
        key=key,
        on_change=_pointed,
        args=(paper, key),
    )


def _lines(paper: Paper) -> dict[int, str]:
    """Number -> line, shortened; none where another line would not help."""
    found = paper.understanding
    if found is None or found.refusal is None:
        return {}
    if found.refusal.code != "no_header" and "header_line" not in paper.said:
        return {}
    numbered = [(at, line) for at, line in enumerate(found.first_lines, start=1) if line.strip()]
    return {number: _shown(number, line) for number, line in numbered[:_OFFERED]}


def _shown(number: int, line: str) -> str:
    cut = line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"
    return _("line {number}: {text}", number=number, text=plain(cut))


def _pointed(paper: Paper, key: str) -> None:
    paper.say(header_line=st.session_state[key])
