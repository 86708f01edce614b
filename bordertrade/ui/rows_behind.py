"""A disclosure under a number: the rows that make it, worked out when somebody opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import streamlit as st

from bordertrade import calendars
from bordertrade.exports.rows_behind import names_of, rows_table, short_table, told
from bordertrade.exports.spreadsheet import csv_bytes
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.ui import downloads
from bordertrade.ui.html_table import html_table
from bordertrade.ui.state import Current
from bordertrade.words import _, ngettext
from bordertrade.words.markup import escape, unturned

#: The rows, or why there are none.
Behind: TypeAlias = RowsBehind | str

#: Rows that are read on the page; the download has all.
_SHOWN = 36


def disclosure(
    name: str, now: Current, make: Callable[[], Behind], file: str = "", inputs: str = ""
) -> None:
    """A closed line; nothing is made before it is opened. ``name`` is unique on a page, ``inputs``
    says how what is shown comes from the totals."""
    opened = st.expander(
        _("Rows behind this number"), key=f"rows_{name}", on_change="rerun", type="compact"
    )
    if not opened.open:
        return
    with opened:
        behind = make()
        if isinstance(behind, str):
            st.html(f'<p class="bt-source">{escape(behind)}</p>')
        elif behind.totals.empty:
            text = _("No number is shown here, so no row stands behind one.")
            st.html(f'<p class="bt-source">{escape(text)}</p>')
        else:
            if inputs:
                st.html(f'<p class="bt-source">{escape(inputs)}</p>')
            _show(name, behind, now, file or name)


def _show(name: str, behind: RowsBehind, now: Current, file: str) -> None:
    names = names_of(behind)
    total = st.selectbox(
        _("Which number?"),
        list(names),
        index=_newest(behind),
        format_func=lambda number: unturned(names[number]),
        key=f"total_{name}",
        label_visibility="collapsed" if len(names) == 1 else "visible",
        disabled=len(names) == 1,
    )
    rows = behind.of(total)
    files = now.dataset.files
    st.html(f'<p class="bt-sentence">{escape(told(behind, total, rows))}</p>')
    table = html_table(short_table(behind, rows.head(_SHOWN), files))
    st.html(f'<div class="bt-rows">{table}</div>{_rest(len(rows))}')
    with st.container(key=f"dl_rows_{name}", horizontal=True):
        _download(
            _("Download these rows"),
            lambda: csv_bytes(rows_table(behind, rows, files)),
            f"{file}-rows-{now.dataset.version}.csv",
            f"dl_these_{name}",
        )
        if len(names) > 1:
            _download(
                _("Download the rows of all these numbers"),
                lambda: csv_bytes(rows_table(behind, behind.rows, files)),
                f"{file}-all-rows-{now.dataset.version}.csv",
                f"dl_all_{name}",
            )


def _newest(behind: RowsBehind) -> int:
    """The first of the totals whose period ends last."""
    ends = [calendars.parse(text).end if text else None for text in behind.totals["period"]]
    known = [end for end in ends if end is not None]
    return ends.index(max(known)) if known else 0


def _rest(count: int) -> str:
    more = count - _SHOWN
    if more <= 0:
        return ""
    text = ngettext(
        "{count} more row stands in the download.",
        "{count} more rows stand in the download.",
        more,
    )
    return f'<p class="bt-source">{escape(text)}</p>'


def _download(label: str, data: Callable[[], bytes], file: str, key: str) -> None:
    st.download_button(
        label,
        data=downloads.later(data),
        file_name=file,
        mime="text/csv",
        key=key,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
