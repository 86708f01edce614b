"""The update page: one CSV, checked row by row, its effect shown, used in this session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from bordertrade.dataset import UPLOADED, Dataset, Provenance, Table, provenance_of
from bordertrade.intake import CheckReport, Merge, Mode, check_file, merge, template
from bordertrade.measures.level import latest_level
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.selection import Selection
from bordertrade.ui import blocks, door, notices, roles, state
from bordertrade.ui.state import Current
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, labels, ngettext, numbers, sentences
from bordertrade.words import problems as problem_words

#: Megabytes, as in config.toml: checking runs in the page's own thread and holds up the others.
LARGEST_MB = 10
_SHOWN_PROBLEMS = 200


def form(now: Current) -> None:
    """Choose a table, take its template, drop a file; everything else follows from the file."""
    table = _choose_table(now)
    st.download_button(
        _("Download the template for this table"),
        data=lambda: template(table, now.dataset),
        file_name=f"{table.name}-template.csv",
        mime="text/csv",
        key=f"template_{table.name}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
    door.open_(publisher=roles.may_publish(), laid_aside=0)
    file = st.file_uploader(
        _("A CSV file in the contract’s columns, UTF-8, up to {mb} MB", mb=LARGEST_MB),
        type=["csv"],
        key=f"file_{table.name}",
        max_upload_size=LARGEST_MB,
    )
    if file is None:
        _what_happens()
        return
    content = file.getvalue()
    drop = provenance_of(file.name, content, UPLOADED, 0)
    report = _remembered(
        "report",
        (drop.checksum, table.name, now.dataset.fingerprint),
        lambda: check_file(content, table, now.dataset, now.today),
    )
    _told(report, file.name)
    if len(report.frame):
        _preview(report, table, replace(drop, rows=report.rows), now)


def _remembered(name: str, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
    """What was made last for this visitor, if it was for the same: a click must not redo it."""
    slot = f"bt_upload_{name}"
    held = st.session_state.get(slot)
    if held is None or held[0] != key:
        held = (key, make())
        st.session_state[slot] = held
    return held[1]


def _choose_table(now: Current) -> Table:
    tables = {table.name: table for table in now.dataset.contract.uploadable()}
    name = st.selectbox(
        _("Which table does the file update?"),
        list(tables),
        format_func=lambda each: tables[each].title,
        key="upload_table",
        width=420,
    )
    table = tables[name or next(iter(tables))]
    st.html(f'<p class="bt-lead">{escape(table.description)}</p>')
    return table


def _what_happens() -> None:
    text = _(
        "The file is read on this server, checked, and shown only to you in this browser tab. "
        "Nothing is published and nothing is kept after you close the tab."
    )
    st.html(f'<p class="bt-meaning">{escape(text)}</p>')


def _told(report: CheckReport, name: str) -> None:
    """How the file fared, and every problem with its place and what to do."""
    summary = problem_words.summary(report.rows, len(report.problems))
    kind = "bt-own" if report.is_clean else "bt-warn"
    notices.notice(kind, f"{name}: {summary}")
    if report.is_clean:
        return
    rows = pd.DataFrame(
        [
            {
                _("Line in the file"): problem.line,
                _("Record"): problem.record,
                _("Column"): problem.column or "",
                _("Found"): problem.value or "",
                _("What is wrong"): problem_words.reason(problem),
                _("What to do"): problem_words.fix(problem),
            }
            for problem in report.problems
        ]
    )
    blocks.table(rows.head(_SHOWN_PROBLEMS), key="problems", alt=summary)
    blocks.download(rows, name="problems.csv", key="dl_problems", label=_("Download all problems"))


def _preview(report: CheckReport, table: Table, drop: Provenance, now: Current) -> None:
    """What would change, and the button that changes it for this session."""
    blocks.section(_("What this file changes"))
    mode = _mode()
    done: Merge = _remembered(
        "merge",
        (drop.checksum, table.name, mode, now.dataset.fingerprint),
        lambda: merge(now.dataset, table, report.frame, mode, drop),
    )
    st.html(f'<p class="bt-lead">{escape(_counts(done))}</p>')
    _effects(now.dataset, done.dataset)
    left_out = report.rows - len(report.frame)
    agreed = left_out == 0 or st.checkbox(
        ngettext(
            "Leave out {count} row with problems and use the rest",
            "Leave out {count} rows with problems and use the rest",
            left_out,
        ),
        key="agree_left_out",
    )
    st.button(
        _("Use these rows in this tab"),
        key="use_rows",
        type="primary",
        disabled=done.changes_nothing or not agreed,
        on_click=state.use_dataset,
        args=(done.dataset,),
    )


def _mode() -> Mode:
    names = {
        Mode.APPEND: _("Add rows; replace rows about the same thing"),
        Mode.TABLE: _("Replace the whole table"),
    }
    chosen = st.segmented_control(
        _("How"),
        list(Mode),
        format_func=lambda each: names[each],
        key="upload_mode",
        required=True,
        default=Mode.APPEND,
    )
    return chosen or Mode.APPEND


def _counts(done: Merge) -> str:
    if done.changes_nothing:
        return _("Nothing: every row of the file is already there as it stands.")
    return _(
        "In the table: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged.",
        added=done.added,
        changed=done.changed,
        removed=done.removed,
        unchanged=done.unchanged,
    )


def _effects(before: Dataset, after: Dataset) -> None:
    """Each total that people know, before and after."""
    rows = [
        {_("Total"): name, _("Now"): old, _("With this file"): new}
        for (name, old), (_name, new) in zip(_totals(before), _totals(after), strict=True)
    ]
    blocks.table(pd.DataFrame(rows), key="effects", alt=_("Totals before and after"))


def _totals(dataset: Dataset) -> list[tuple[str, str]]:
    found = []
    for reporter in Reporter:
        level = latest_level(dataset, reporter)
        text = sentences.level(level) if level else numbers.MISSING
        found.append((labels.book(reporter), text))
    known = tuple(dataset["markets"]["id"])
    totals = market_totals(dataset, Selection(markets=known))
    for market in known:
        text = "; ".join(sentences.market_lines(totals, market))
        found.append((labels.market(market), text))
    return found
