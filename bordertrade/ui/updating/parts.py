"""How the file is written: each part of the declaration with its choice and how we know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import streamlit as st

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.intake.declaration import ALL_MONEY, DateOrder, How
from bordertrade.ui.updating import reading
from bordertrade.ui.updating.desk import Paper
from bordertrade.words import _, uploads

#: Shown whatever is known of them; the others where they matter.
_MAIN = frozenset({"sheet", "encoding", "delimiter", "header_line", "decimal", "calendar"})
#: What a workbook says itself.
_OF_CSV = frozenset({"encoding", "delimiter"})
_LINES_OFFERED = 25
_WIDTH = 300


def parts(paper: Paper, dataset: Dataset) -> None:
    """The table, then each part of the declaration; guesses stand out."""
    offered: dict[str, Callable[[Paper], None]] = {
        "encoding": encoding,
        "delimiter": lambda each: _pick(each, "delimiter", uploads.DELIMITERS),
        "header_line": _header_line,
        "decimal": _numbers,
        "calendar": lambda each: _coded(each, "calendar", uploads.CALENDARS, Calendar),
        "date_order": lambda each: _coded(each, "date_order", uploads.DATE_ORDERS, DateOrder),
        "scales": _scales,
        "negatives": lambda each: _pick(each, "negatives", uploads.NEGATIVES),
        "nulls": _nulls,
    }
    if paper.declaration.sheet:
        offered = {"sheet": _sheet} | {
            part: draw for part, draw in offered.items() if part not in _OF_CSV
        }
    shown = [part for part in offered if part in _MAIN or _matters(paper, part)]
    with st.container(key=f"parts_{paper.key}", horizontal=True, gap="small"):
        _table(paper, dataset)
        for part in shown:
            offered[part](paper)
    with (
        st.expander(_("More about how it is written")),
        st.container(key=f"more_parts_{paper.key}", horizontal=True, gap="small"),
    ):
        for part in [each for each in offered if each not in shown]:
            offered[part](paper)


def encoding(paper: Paper) -> None:
    """In which characters the file is written."""
    _pick(paper, "encoding", uploads.ENCODINGS)


def _sheet(paper: Paper) -> None:
    """Which sheet of a workbook is read; another one has columns of its own."""
    found = paper.understanding
    assert found is not None
    _select(
        paper,
        "sheet",
        list(found.sheets),
        paper.declaration.sheet,
        str,
        lambda name: {"sheet": name, "shape": {}},
    )


def _matters(paper: Paper, part: str) -> bool:
    """Whether something was found, guessed or said of a part."""
    return part in paper.declaration.how


def _select(  # noqa: PLR0913, PLR0917 - a choice is its settings
    paper: Paper,
    part: str,
    options: list[Any],
    held: Any,
    name: Callable[[Any], str],
    said: Callable[[Any], Mapping[str, Any]],
    how: str = "",
) -> None:
    """One part: its words, how sure it is, and its choice."""
    sure = how or reading.how_of(paper, part)
    key = f"part_{paper.key}_{part}"
    st.session_state[key] = held
    with st.container(key=f"say_{part}_{sure}", width=_WIDTH):
        st.selectbox(
            _("{part} · {how}", part=uploads.part(part), how=uploads.how(sure)),
            options if held in options else [held, *options],
            format_func=name,
            key=key,
            on_change=_said,
            args=(paper, key, said),
        )


def _said(paper: Paper, key: str, said: Callable[[Any], Mapping[str, Any]]) -> None:
    paper.say(**said(st.session_state[key]))


def _table(paper: Paper, dataset: Dataset) -> None:
    found = paper.understanding
    assert found is not None
    titles = {table.name: table.title for table in dataset.contract.uploadable()}
    key = f"part_{paper.key}_table"
    st.session_state[key] = paper.table
    how = str(paper.table_how)
    with st.container(key=f"say_table_{how}", width=_WIDTH * 2):
        st.selectbox(
            _("{part} · {how}", part=uploads.part("table"), how=uploads.how(how)),
            [name for name in found.tables if name in titles]
            + [name for name in titles if name not in found.tables],
            format_func=lambda name: titles[name],
            key=key,
            on_change=_other_table,
            args=(paper, key),
        )


def _other_table(paper: Paper, key: str) -> None:
    reading.choose_table(paper, st.session_state[key])


def _pick(paper: Paper, part: str, names: Mapping[Any, str]) -> None:
    _select(
        paper,
        part,
        list(names),
        getattr(paper.declaration, part),
        lambda code: _(names[code]) if code in names else str(code),
        lambda code: {part: code},
    )


def _scales(paper: Paper) -> None:
    """What amounts of money are in; other columns say it in their headings or are asked about."""
    scales = paper.declaration.scales
    _select(
        paper,
        "scales",
        list(uploads.SCALES),
        scales.get(ALL_MONEY, 1),
        lambda factor: uploads.scales({**scales, ALL_MONEY: factor}),
        lambda factor: {"scales": {**paper.said.get("scales", {}), ALL_MONEY: factor}},
    )


def _header_line(paper: Paper) -> None:
    _select(
        paper,
        "header_line",
        list(range(1, _LINES_OFFERED + 1)),
        paper.declaration.header_line,
        lambda line: _("line {number}", number=line),
        lambda line: {"header_line": line},
    )


def _numbers(paper: Paper) -> None:
    """The decimal and the thousands mark go together: what a number looks like."""
    declared = paper.declaration
    how = How.GUESSED if How.GUESSED in _hows(paper, "decimal", "thousands") else ""
    _select(
        paper,
        "decimal",
        list(uploads.NUMBERS),
        (declared.decimal, declared.thousands),
        lambda marks: uploads.number_form(*marks),
        lambda marks: {"decimal": marks[0], "thousands": marks[1]},
        str(how),
    )


def _hows(paper: Paper, *names: str) -> set[str]:
    return {reading.how_of(paper, name) for name in names}


def _coded(paper: Paper, part: str, names: Mapping[str, str], kind: type[StrEnum]) -> None:
    """A part that is one of some codes, or not said."""
    _select(
        paper,
        part,
        list(names),
        str(getattr(paper.declaration, part) or ""),
        lambda code: _(names[code]),
        lambda code: {part: kind(code) if code else None},
    )


def _nulls(paper: Paper) -> None:
    """Texts that stand for "no value", besides an empty cell."""
    key = f"part_{paper.key}_nulls"
    st.session_state[key] = " | ".join(paper.declaration.nulls)
    how = reading.how_of(paper, "nulls")
    with st.container(key=f"say_nulls_{how}", width=_WIDTH):
        st.text_input(
            _("{part} · {how}", part=uploads.part("nulls"), how=uploads.how(how)),
            key=key,
            placeholder=_("an empty cell only"),
            on_change=_said_nulls,
            args=(paper, key),
        )


def _said_nulls(paper: Paper, key: str) -> None:
    texts = (text.strip() for text in str(st.session_state[key]).split("|"))
    paper.say(nulls=tuple(text for text in texts if text))
