"""The page "Update data": five steps from a file to a published version, and back."""

from __future__ import annotations

import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.ui import cache
from bordertrade.ui.state import Current
from bordertrade.ui.updating import outcome, reading, working
from bordertrade.ui.updating.applying import apply
from bordertrade.ui.updating.checked import check, is_settled, progress
from bordertrade.ui.updating.desk import Desk, Paper, desk
from bordertrade.ui.updating.dropping import drop
from bordertrade.ui.updating.preview import preview
from bordertrade.ui.updating.proposal import Proposal, obstacles, propose
from bordertrade.ui.updating.steps import State, Step, trail
from bordertrade.ui.updating.understood import understand
from bordertrade.words import _, uploads
from bordertrade.words.markup import plain, unturned

__all__ = ["form"]


def form(now: Current) -> None:
    """All five steps for the files on this visitor's desk, or what was done with them."""
    mine = desk()
    if mine.outcome is not None:
        outcome.show(mine, now)
        return
    record = cache.record()
    if mine.base is None or not mine.papers:
        mine.base = record.revision.number if record.revision else 0
        mine.base_version = record.dataset.fingerprint
    base = record.dataset
    for paper in mine.papers.values():
        reading.read(paper, base)
    with st.spinner(_("Comparing with the record …")):
        so_far = working.advance(mine, base)
        proposal = propose(mine, base)
    trail(_states(mine, proposal, base))
    drop(mine, base)
    if mine.paper is not None:
        _work(mine, proposal, base, so_far)


def _work(mine: Desk, proposal: Proposal | None, base: Dataset, so_far: Dataset) -> None:
    """Steps 2 to 5 of the file that is looked at; 4 and 5 are of all files together."""
    _which(mine, base)
    paper = mine.paper
    assert paper is not None
    understand(mine, paper, so_far)
    if not paper.is_read:
        return
    check(mine, paper, base)
    preview(mine, proposal, base)
    apply(mine, proposal, base)


def _which(mine: Desk, base: Dataset) -> None:
    """With several files: which one is looked at, each with its state."""
    if len(mine.papers) < 2:
        return
    names = {
        paper.checksum: _(
            "{name}: {state}", name=plain(paper.name), state=uploads.state(_code(paper, base))
        )
        for paper in mine.papers.values()
    }
    st.session_state["desk_chosen"] = mine.paper.checksum if mine.paper else None
    st.radio(
        _("The files are checked one after the other and applied together. Look at:"),
        list(names),
        format_func=lambda checksum: unturned(names[checksum]),
        key="desk_chosen",
        on_change=_chosen,
        args=(mine,),
    )
    for paper in mine.papers.values():
        if paper is not mine.paper and working.is_pending(paper):
            progress(paper)


def _chosen(mine: Desk) -> None:
    mine.chosen = st.session_state["desk_chosen"]


def _code(paper: Paper, base: Dataset) -> str:
    """How far a file is: a code of ``words.uploads.STATES``."""
    if not paper.is_read:
        return "refused"
    if not reading.is_understood(paper, base):
        return "asks"
    if paper.failed is not None:
        return "failed"
    if paper.report is None:
        return "checking" if paper.job else "waiting"
    return "ready" if is_settled(paper) else "problems"


def _states(mine: Desk, proposal: Proposal | None, base: Dataset) -> dict[Step, State]:
    """Where the visitor stands, over all files."""
    papers = list(mine.papers.values())
    done = {
        Step.FILE: bool(papers),
        Step.UNDERSTAND: bool(papers) and all(reading.is_understood(p, base) for p in papers),
        Step.CHECK: bool(papers) and all(is_settled(p) for p in papers),
        Step.PREVIEW: proposal is not None and not obstacles(mine, proposal, base),
        Step.APPLY: False,
    }
    states, now_given = {}, False
    for each, is_done in done.items():
        states[each] = State.DONE if is_done else State.LATER if now_given else State.NOW
        now_given = now_given or not is_done
    return states
