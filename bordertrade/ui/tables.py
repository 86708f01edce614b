"""The data page: a table of the contract to browse, filter and download, with its dictionary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from bordertrade import calendars
from bordertrade.dataset import Dataset, Table
from bordertrade.dataset.fingerprint import canonical
from bordertrade.exports.file_list import files_sentence
from bordertrade.remembered import once
from bordertrade.ui import blocks, downloads, state
from bordertrade.ui.state import Current
from bordertrade.version_cache import once_for_version
from bordertrade.view import LONGEST_SEARCH
from bordertrade.words import _, ngettext
from bordertrade.words.markup import escape

_HEIGHT = 430
#: Rows sent to the page; the download has all of them.
MOST_SHOWN = 1000


def choose(now: Current) -> None:
    """Which table, and a text to look for in it. Both stand in the link."""
    st.session_state["w_table"] = now.view.table
    st.session_state["w_search"] = now.view.search
    titles = {name: table.title for name, table in now.dataset.contract.tables.items()}
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.selectbox(
            _("Table"),
            now.choices.tables,
            format_func=lambda name: f"{titles[name]} ({len(now.dataset[name])})",
            key="w_table",
            on_change=_changed,
            args=("table", "w_table"),
            width=380,
        )
        st.text_input(
            _("Find in any column"),
            key="w_search",
            max_chars=LONGEST_SEARCH,
            placeholder=_("a market, a source, a year …"),
            on_change=_changed,
            args=("search", "w_search"),
            width=300,
        )


def _changed(field: str, key: str) -> None:
    state.change(**{field: st.session_state[key]})


def rows(now: Current) -> None:
    """The rows that hold the text, and their download."""
    table = now.dataset.contract.tables[now.view.table]
    frame = now.dataset[table.name]
    order: NDArray[np.intp] = once(
        now.dataset,
        "found rows",
        (table.name, now.view.search),
        make=lambda: newest_first(
            _ages_of(now.dataset, table.name), found_rows(frame, now.view.search)
        ),
    )
    grain = _("Here, {grain}.", grain=table.grain)
    blocks.section(table.title, f"{table.description} {grain}")
    if not len(order):
        text = (
            _("No row holds “{text}”.", text=now.view.search)
            if now.view.search
            else _(
                "This table has no rows yet: nothing of the kind has been published or uploaded."
            )
        )
        st.html(f'<p class="bt-absent">{escape(text)}</p>')
    else:
        shown = frame.iloc[order[:MOST_SHOWN]]
        blocks.table(shown, key=f"data_{table.name}", alt=table.title, height=_height(shown))
    _foot(table, lambda: frame.iloc[order], (len(order), len(frame)), now)


def found_rows(frame: pd.DataFrame, text: str) -> NDArray[np.intp]:
    """The places of the rows with the text in any column, whatever its case."""
    wanted = text.strip().casefold()
    if not wanted:
        return np.arange(len(frame))
    hit = np.zeros(len(frame), dtype=bool)
    for name in frame.columns:
        codes, cells = pd.factorize(frame[name], use_na_sentinel=False)
        holds = [wanted in str(canonical(cell)).casefold() for cell in cells]
        hit |= np.array(holds, dtype=bool)[codes]
    return np.flatnonzero(hit)


def newest_first(ages: NDArray[np.uint16], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Places of rows, the newest first; rows of one age as they are."""
    # small whole numbers are sorted by counting, however many rows there are
    return places[np.argsort(ages[places], kind="stable")]


def ages(frame: pd.DataFrame) -> NDArray[np.uint16]:
    """How many later ends of a period a table has, row by row; 0 where it has no periods. A row
    without one is the oldest.
    """
    if "period" not in frame:
        return np.zeros(len(frame), dtype=np.uint16)
    codes, periods = pd.factorize(frame["period"])
    ends = [calendars.parse(text).end if text else date.min for text in periods]
    later = {end: count for count, end in enumerate(sorted(set(ends), reverse=True))}
    return np.array([later[end] for end in ends], dtype=np.uint16)[codes]


@once_for_version
def _ages_of(dataset: Dataset, table: str) -> NDArray[np.uint16]:
    """Once for a data version, whatever is searched for."""
    return ages(dataset[table])


def _height(frame: pd.DataFrame) -> int | str:
    return _HEIGHT if len(frame) > 10 else "auto"


def _foot(
    table: Table, rows: Callable[[], pd.DataFrame], counts: tuple[int, int], now: Current
) -> None:
    found, total = counts
    dataset = now.dataset
    shown = ngettext("{count} row of {total}", "{count} rows of {total}", found, total=total)
    if found > MOST_SHOWN:
        shown = _("{shown}, the first {most} shown", shown=shown, most=MOST_SHOWN)
    behind = once(
        dataset, "files behind", table.name, make=lambda: files_sentence(dataset, table.name)
    )
    line = _("{shown} · {files}", shown=shown, files=behind)
    with st.container(key="foot_table", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="bt-source">{escape(line)}</p>', width="stretch")
        downloads.of_table(table, rows, found, now)


def dictionary(now: Current) -> None:
    """Each column's meaning, made from the contract."""
    table = now.dataset.contract.tables[now.view.table]
    needed = {True: _("yes"), False: ""}
    heads = (_("Column"), _("Meaning"), _("Form"), _("Needed"))
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(
        f"<tr><td><code>{escape(c.name)}</code></td>"
        f"<td><b>{escape(c.title)}</b><br>{escape(c.description)}</td>"
        f"<td>{escape(_form(c.type, c.unit, c.enum))}</td>"
        f"<td>{escape(needed[c.required])}</td></tr>"
        for c in table.columns
    )
    blocks.section(_("What the columns mean"))
    st.html(
        f'<div class="bt-scroll"><table class="bt-table bt-stack"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _form(type_: str, unit: str, enum: tuple[str, ...]) -> str:
    if enum:
        return " | ".join(enum)
    return f"{type_}, {unit}" if unit else type_
