"""Step 3: the rows checked apart, and what to do with those that have problems."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from bordertrade.dataset import Dataset, Table
from bordertrade.intake import jobs
from bordertrade.intake.aside import aside, in_doubt
from bordertrade.intake.jobs import Progress
from bordertrade.intake.report import CheckReport
from bordertrade.ui import blocks, notices
from bordertrade.ui.html_table import html_table
from bordertrade.ui.updating import findings, reading, repairs, working
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.ui.updating.steps import State, Step, step
from bordertrade.words import _, ngettext, numbers, uploads
from bordertrade.words import problems as problem_words
from bordertrade.words.markup import escape, plain

#: How often a running check is asked how far it is, seconds.
_POLL = 0.7


def check(desk: Desk, paper: Paper, dataset: Dataset) -> None:
    """Progress while the check runs, then what it found."""
    with step(Step.CHECK, state_of(paper), desk, _summary(paper)) as shown:
        if not shown:
            return
        if working.is_pending(paper):
            progress(paper)
        elif paper.failed is not None:
            _failed(paper)
        elif paper.report is not None:
            _found(paper, paper.report, reading.table_of(paper, dataset))
        else:
            _waits()


def state_of(paper: Paper) -> State:
    if paper.report is not None:
        return State.DONE if is_settled(paper) else State.NOW
    return State.NOW if paper.job is not None or paper.failed is not None else State.LATER


def is_settled(paper: Paper) -> bool:
    """No row is in doubt, or the person said that those are left out."""
    report = paper.report
    return report is not None and report.accepted > 0 and (paper.agreed or not in_doubt(report))


def _summary(paper: Paper) -> str:
    report = paper.report
    if report is None:
        return ""
    read = ngettext("{count} row read", "{count} rows read", report.rows)
    if not report.rejected:
        return _("{read}, all good", read=read)
    told, doubtful = [read], in_doubt(report)
    if doubtful:
        told.append(ngettext("{count} left out", "{count} left out", doubtful))
    if doubtful < report.rejected:
        bare = report.rejected - doubtful
        told.append(ngettext("{count} holds no data", "{count} hold no data", bare))
    return ", ".join(told)


def _waits() -> None:
    text = _("The rows are checked as soon as the questions of step 2 are answered.")
    st.html(f'<p class="bt-lead">{escape(text)}</p>')


@st.fragment(run_every=_POLL)
def progress(paper: Paper) -> None:
    """How far the check is. When it is over the page is drawn anew."""
    if not working.is_running(paper):
        st.rerun()
    assert paper.job is not None
    at = paper.job.progress()
    share = min(1.0, at.bytes_done / at.bytes_total) if at.bytes_total else 0.0
    st.progress(share, text=_("Checking {name}", name=plain(paper.name)))
    st.html(f'<p class="bt-lead" role="status">{escape(_how_far(at))}</p>')
    st.button(
        _("Cancel"), key=f"cancel_{paper.key}", icon=":material/stop:", on_click=paper.job.cancel
    )


def _how_far(at: Progress) -> str:
    if at.state is jobs.State.WAITING:
        return _("Other files are being checked. This one begins when one of them is done.")
    return _(
        "{done} of {total} read · {rows} rows · {problems} problems so far",
        done=uploads.size(at.bytes_done),
        total=uploads.size(at.bytes_total),
        rows=numbers.decimal(at.rows),
        problems=numbers.decimal(at.problems),
    )


def _failed(paper: Paper) -> None:
    """Why the check stopped, and how to go on."""
    assert paper.failed is not None
    notices.notice("bt-warn", uploads.failure(paper.failed.code))
    st.button(
        _("Start the check again"),
        key=f"again_{paper.key}",
        icon=":material/replay:",
        on_click=paper.forget_check,
    )


def _found(paper: Paper, report: CheckReport, table: Table) -> None:
    st.html(_cards(paper, report))
    if sum(report.counts.values()) > findings.SHOWN:
        _kinds(paper, report)
    if report.counts:
        findings.list_them(paper, report, table)
    _leave_out(paper, report)
    _downloads(paper, report)


def _cards(paper: Paper, report: CheckReport) -> str:
    """Read, accepted, in doubt, no data, left out: the numbers."""
    left_out = len(paper.left_out) + len(paper.left_out_cells)
    doubtful = in_doubt(report)
    parts = [
        (_("Rows read"), report.rows, ""),
        (_("Accepted"), report.accepted, "bt-good"),
        (_("With problems"), doubtful, "bt-bad" if doubtful else ""),
    ]
    if doubtful < report.rejected:
        parts.append((_("No data"), report.rejected - doubtful, ""))
    if left_out:
        parts.append((_("Left out by you"), left_out, ""))
    cells = "".join(
        f'<div class="{kind}"><dt>{escape(name)}</dt><dd>{escape(numbers.decimal(count))}</dd></div>'
        for name, count, kind in parts
    )
    return f'<dl class="bt-counts">{cells}</dl>'


def _kinds(paper: Paper, report: CheckReport) -> None:
    """How many of each kind in each column, exactly."""
    examples = {problem.code: problem for problem in reversed(report.problems)}
    examples_at = {(each.code, each.column or ""): each for each in reversed(report.problems)}
    rows = []
    for code, column, count in sorted(report.by_column, key=lambda kind: -kind[2]):
        first = examples_at.get((code, column)) or examples.get(code)
        if first is None:
            continue
        rows.append(
            {
                _("How many"): numbers.decimal(count),
                _("Column"): column,
                _("What, by its first example"): problem_words.reason(first),
                _("So the row"): _("is kept out") if first.is_error else _("stays"),
            }
        )
    with st.container(key=f"kinds_{paper.key}"):
        st.html(html_table(pd.DataFrame(rows), caption=_("How many of each kind")))


def _leave_out(paper: Paper, report: CheckReport) -> None:
    """The person's word that bad rows stay out; nothing is dropped without it."""
    if not report.rejected:
        return
    if not report.accepted:
        notices.notice("bt-stop", _("No row can be taken as it is. Nothing can be applied."))
        return
    _told_aside(aside(report))
    doubtful = in_doubt(report)
    if not doubtful:
        return
    key = f"agree_{paper.key}"
    st.session_state[key] = paper.agreed
    st.checkbox(
        ngettext(
            "Leave out the {count} row with problems and use the rest",
            "Leave out the {count} rows with problems and use the rest",
            doubtful,
        ),
        key=key,
        on_change=_agree,
        args=(paper, key),
    )


def _told_aside(count: int) -> None:
    """Totals that agree and notes stay out by themselves: nothing is asked, but it is said."""
    if count:
        text = ngettext(
            "{count} row holds no data of its own (a total that agrees, a note, separators only) "
            "and stays out by itself.",
            "{count} rows hold no data of their own (totals that agree, notes, separators only) "
            "and stay out by themselves.",
            count,
        )
        st.html(f'<p class="bt-source">{escape(text)}</p>')


def _agree(paper: Paper, key: str) -> None:
    paper.agreed_to = paper.kept_out if st.session_state[key] else ()


def _downloads(paper: Paper, report: CheckReport) -> None:
    with st.container(key=f"downloads_{paper.key}", horizontal=True):
        undone = (paper.repairs, paper.left_out, paper.left_out_cells)
        if any(undone) or paper.declaration.unrecorded:
            st.button(
                _("Take back repairs and rows left out"),
                key=f"take_back_{paper.key}",
                type="tertiary",
                icon=":material/undo:",
                on_click=repairs.take_back,
                args=(paper,),
            )
        if report.rejected:
            _file(paper, "rejects.csv", _("Download the rows with problems"), report.rejects)
        if report.problems:
            blocks.download(
                findings.table(report),
                name=f"{paper.key}-findings.csv",
                key=f"findings_{paper.key}",
                label=_("Download all findings"),
            )
        # its bytes are nobody's but the sender's: as text it opens where no formula runs
        _file(paper, "original.txt", _("Download the file as it came"), paper.path)


def _file(paper: Paper, name: str, label: str, path: Path) -> None:
    st.download_button(
        label,
        data=path.read_bytes,
        file_name=f"{paper.key}-{name}",
        mime="text/plain",
        key=f"{Path(name).stem}_{paper.key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
