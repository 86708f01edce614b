"""The findings of a check: each with its place, its reason, what to do, and a fix by one click."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import pandas as pd
import streamlit as st

from bordertrade.dataset import Table
from bordertrade.intake.aside import is_no_data
from bordertrade.intake.declaration import Replacement
from bordertrade.intake.report import CheckReport
from bordertrade.intake.unrecorded import Nothing, nothings
from bordertrade.problems import Problem
from bordertrade.ui import blocks
from bordertrade.ui.updating import repairs
from bordertrade.ui.updating.desk import Paper
from bordertrade.ui.updating.steps import part
from bordertrade.words import _, labels, ngettext, uploads
from bordertrade.words import problems as problem_words
from bordertrade.words.markup import escape, plain

#: Findings shown one by one; the table below them has more, the download has all.
SHOWN = 6
_MORE = 20
_IN_TABLE = 200
_CHOICE_WIDTH = 300


def list_them(paper: Paper, report: CheckReport, table_: Table) -> None:
    """Repairs first, then the findings one by one, then the table."""
    _nothings(paper, report, table_)
    _fixes(paper, report)
    _unknown_markets(paper, report)
    errors = [problem for problem in report.problems if problem.is_error]
    errors.sort(key=is_no_data)  # what asks for a decision comes first
    shown = st.session_state.get(_shown_key(paper), SHOWN)
    for place, problem in enumerate((errors or list(report.problems))[:shown]):
        _finding(paper, place, problem)
    left = len(errors) - shown
    if left > 0:
        st.button(
            ngettext("Show {count} more", "Show {count} more", min(left, _MORE)),
            key=f"more_{paper.key}",
            type="tertiary",
            on_click=_show_more,
            args=(paper, shown),
        )
    _table(paper, report)


def _shown_key(paper: Paper) -> str:
    return f"bt_findings_shown_{paper.key}"


def _show_more(paper: Paper, shown: int) -> None:
    st.session_state[_shown_key(paper)] = shown + _MORE


def _finding(paper: Paper, place: int, problem: Problem) -> None:
    """One finding: where, what, why, what to do; and the row can be left out."""
    where = ", ".join(escape(part) for part in _where(problem))
    value = f'<bdi class="bt-found">{escape(problem.value)}</bdi>' if problem.value else ""
    with st.container(key=f"finding_{paper.key}_{place}", horizontal=True):
        st.html(
            f'<div class="bt-finding"><p><b>{where}</b> {value}</p>'
            f"<p>{escape(problem_words.reason(problem))}</p>"
            f"<p>{escape(problem_words.fix(problem))}</p></div>",
            width="stretch",
        )
        with st.container(width="content", gap="xsmall"):
            _buttons(paper, place, problem)


def _buttons(paper: Paper, place: int, problem: Problem) -> None:
    if problem.line is not None and problem.is_error and not is_no_data(problem):
        turned = problem.details.get("turned", "")
        if turned:
            st.button(
                _("Leave this cell out"),
                key=f"leave_cell_{paper.key}_{place}",
                type="tertiary",
                on_click=repairs.leave_out_cell,
                args=(paper, problem.line, turned),
            )
        st.button(
            _("Leave line {number} out, all its columns", number=problem.line)
            if turned
            else _("Leave this row out"),
            key=f"leave_{paper.key}_{place}",
            type="tertiary",
            on_click=repairs.leave_out,
            args=(paper, (problem.line,)),
        )


def _where(problem: Problem) -> Iterable[str]:
    if problem.line is not None:
        yield problem_words.place(problem)
    if problem.column:
        yield problem.column


def _fixes(paper: Paper, report: CheckReport) -> None:
    """A button for each repair that mends rows by one click, and one for all of a kind."""
    fixes = repairs.suggested(report)
    sayings = list(repairs.declarations(report, paper.declaration))
    if not fixes and not sayings:
        return
    part(_("Mended by one click"))
    with st.container(key=f"fixes_{paper.key}", horizontal=True, gap="small"):
        for place, fix in enumerate(fixes[: repairs.OFFERED]):
            st.button(
                _fix_label(fix.replacement, fix.rows),
                key=f"fix_{paper.key}_{place}",
                icon=":material/healing:",
                on_click=repairs.replace_all,
                args=(paper, (fix.replacement,)),
            )
        for place, saying in enumerate(sayings):
            st.button(
                plain(saying.label),
                key=f"say_fix_{paper.key}_{place}",
                icon=":material/healing:",
                on_click=paper.say,
                kwargs=dict(saying.says),
            )
    plain_fixes = tuple(fix.replacement for fix in fixes if not fix.is_decision)
    if len(plain_fixes) > 1:
        st.button(
            ngettext("Mend all {count} of them", "Mend all {count} of them", len(plain_fixes)),
            key=f"fix_all_{paper.key}",
            type="primary",
            on_click=repairs.replace_all,
            args=(paper, plain_fixes),
        )


def _nothings(paper: Paper, report: CheckReport, table_: Table) -> None:
    """What NIL means, in each column: 0 or not recorded; one click for all that are alike."""
    found = nothings(report, table_)[: repairs.OFFERED]
    if not found:
        return
    part(_("Nothing traded, or nothing recorded?"))
    for place, nothing in enumerate(found):
        with st.container(
            key=f"nothing_{paper.key}_{place}",
            horizontal=True,
            gap="small",
            vertical_alignment="center",
        ):
            st.html(f"<p>{escape(uploads.nothing(nothing))}</p>", width="content")
            _meanings(paper, place, nothing)


def _meanings(paper: Paper, place: int, nothing: Nothing) -> None:
    if nothing.may_be_zero:
        st.button(
            _("0: nothing was traded"),
            key=f"zero_{paper.key}_{place}",
            on_click=repairs.replace_all,
            args=(paper, nothing.as_zero),
        )
    if nothing.may_be_unrecorded:
        st.button(
            _("not recorded"),
            key=f"unrecorded_{paper.key}_{place}",
            on_click=repairs.as_unrecorded,
            args=(paper, nothing),
        )


def _unknown_markets(paper: Paper, report: CheckReport) -> None:
    """For each name that is near to no market: which one is meant."""
    for unknown in repairs.unknown_markets(report):
        # by its name: a choice must not pass on to the next name once this one is mended
        key = f"market_{paper.key}_{crc32(f'{unknown.column} {unknown.found}'.encode())}"
        with st.container(key=f"which_{key}", horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                _("Which market is “{name}”?", name=plain(unknown.found)),
                unknown.markets,
                index=None,
                format_func=labels.market,
                key=key,
                placeholder=_("Choose …"),
                width=_CHOICE_WIDTH,
            )
            st.button(
                _("Write this market"),
                key=f"write_{key}",
                icon=":material/healing:",
                on_click=_write_market,
                args=(paper, unknown, key),
            )


def _write_market(paper: Paper, unknown: repairs.Unknown, key: str) -> None:
    market = st.session_state[key]
    if market:
        repairs.replace_all(paper, (Replacement(unknown.column, unknown.found, market),))


def _fix_label(replacement: Replacement, rows: int) -> str:
    return ngettext(
        "{column}: “{found}” → “{put}” ({count} row)",
        "{column}: “{found}” → “{put}” ({count} rows)",
        rows,
        column=plain(replacement.column),
        found=plain(replacement.found),
        put=plain(replacement.put),
    )


def _table(paper: Paper, report: CheckReport) -> None:
    if len(report.problems) <= SHOWN:
        return
    with st.expander(_("All findings as a table")):
        blocks.table(
            table(report).head(_IN_TABLE), key=f"problems_{paper.key}", alt=_("All findings")
        )


def table(report: CheckReport) -> pd.DataFrame:
    """Every finding that is kept, as a row."""
    return pd.DataFrame(
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
