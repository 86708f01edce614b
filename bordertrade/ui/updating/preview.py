"""Step 4: what would change, in rows and in the totals that people know, and what looks odd."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import TableDifference
from bordertrade.dataset.fingerprint import canonical
from bordertrade.exports.differences import difference_table
from bordertrade.exports.effects import Effect, effects, stood_in
from bordertrade.figures.before_after import before_after
from bordertrade.intake import modes
from bordertrade.intake.merging import Mode
from bordertrade.intake.new_rates import lacking
from bordertrade.measures.own_money import in_own_money
from bordertrade.measures.selection import Selection
from bordertrade.problems import Problem
from bordertrade.ui import blocks, notices, own_money
from bordertrade.ui.html_table import html_table
from bordertrade.ui.updating import pricing, reading
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.ui.updating.proposal import (
    Change,
    Proposal,
    known_files,
    needs_reason,
    reason_key,
)
from bordertrade.ui.updating.steps import State, Step, part, step
from bordertrade.words import _, ngettext, numbers, uploads
from bordertrade.words import problems as problem_words
from bordertrade.words import suspicions as suspicion_words
from bordertrade.words.markup import escape

#: Rows of each kind that are shown; all are in the download.
_EXAMPLES = 4
#: Totals drawn, the largest change first.
_DRAWN = 5
_EFFECTS = 40
_UNCOUNTED = "no_exchange_rate"


def preview(desk: Desk, proposal: Proposal | None, base: Dataset) -> None:
    """Rows added, changed, removed; totals before and after; suspicions."""
    state = State.NOW if proposal is not None else State.LATER
    with step(Step.PREVIEW, state, desk) as shown:
        if not shown or proposal is None:
            return
        _uncounted(desk, proposal)
        for change in proposal.changes:
            if change.paper is desk.paper:
                _change(change, base, several=len(proposal.changes) > 1)
            else:
                _in_one_line(change, base)
        if proposal.changes_nothing:
            _nothing(proposal)
            return
        _effects(desk, proposal)
        _suspicions(desk, proposal)


def _change(change: Change, base: Dataset, *, several: bool) -> None:
    """How one file's rows join the table, and how many of them change it."""
    paper = change.paper
    if several:
        part(paper.name)
    _mode(change, base)
    done = change.merge
    counts = [
        (_("added"), done.added, "bt-good", "+"),
        (_("changed"), done.changed, "bt-turn", "±"),
        (_("removed"), done.removed, "bt-bad", "−"),
        (_("unchanged"), done.unchanged, "", "="),
    ]
    cells = "".join(
        f'<div class="{kind if count else ""}"><dt><span aria-hidden="true">{sign}</span> '
        f"{escape(name)}</dt><dd>{escape(numbers.decimal(count))}</dd></div>"
        for name, count, kind, sign in counts
    )
    st.html(f'<dl class="bt-counts">{cells}</dl>')
    if change.totals is not None:
        st.html(f'<p class="bt-lead">{escape(uploads.totals(change.totals))}</p>')
    told = done.difference.tables.get(paper.table)
    if told is not None:
        _examples(paper, told)


def _in_one_line(change: Change, base: Dataset) -> None:
    """A file that is not looked at: what it does, in numbers."""
    done = change.merge
    told = _(
        "{name}, {table}: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged",
        name=change.paper.name,
        table=reading.table_of(change.paper, base).title,
        added=done.added,
        changed=done.changed,
        removed=done.removed,
        unchanged=done.unchanged,
    )
    st.html(f'<p class="bt-source">{escape(told)}</p>')


def _mode(change: Change, base: Dataset) -> None:
    paper = change.paper
    options = modes(reading.table_of(paper, base))
    key = f"mode_{paper.key}"
    st.session_state[key] = paper.mode
    st.segmented_control(
        _("How the rows join the table"),
        options,
        format_func=lambda mode: _(uploads.MODES[mode]),
        key=key,
        required=True,
        wrap=True,
        on_change=_chosen,
        args=(paper, key),
    )
    meaning = _(uploads.MODE_MEANINGS[paper.mode])
    told = f"{meaning} {_suggestion(change)}".strip()
    st.html(f'<p class="bt-source">{escape(told)}</p>')


def _suggestion(change: Change) -> str:
    """Which mode fits the file better than the chosen one, and why."""
    if change.suggestion.mode is change.paper.mode:
        return ""
    return suspicion_words.suggestion(change.suggestion)


def _chosen(paper: Paper, key: str) -> None:
    paper.mode = Mode(st.session_state[key])


def _examples(paper: Paper, told: TableDifference) -> None:
    """Some rows of each kind, and all of them to download."""
    with st.expander(_("Which rows"), key=f"rows_{paper.key}"):
        for name, rows in (
            (_("Added"), told.added),
            (_("Changed"), told.changed),
            (_("Removed"), told.removed),
        ):
            if len(rows):
                st.html(html_table(_filled(rows.head(_EXAMPLES)), caption=_first(name, len(rows))))
        blocks.download(
            lambda: difference_table(told),
            name=f"{paper.key}-changes.csv",
            key=f"changes_{paper.key}",
            label=_("Download all changes"),
        )


def _first(name: str, count: int) -> str:
    if count <= _EXAMPLES:
        return name
    return _("{name}, the first {shown} of {count}", name=name, shown=_EXAMPLES, count=count)


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """As texts, without the columns that say nothing in these rows."""
    texts = rows.map(canonical)
    return texts.loc[:, (texts != "").any()]


def _nothing(proposal: Proposal) -> None:
    """The same file again, or rows that are all there: nothing to do."""
    known = known_files()
    came = [known[c.paper.checksum] for c in proposal.changes if c.paper.checksum in known]
    seen = [each.revision for each in came if each.undone_in is None]
    version = proposal.base.version
    told = (
        _(
            "Nothing to do: this file is already in the record, as version {version}.",
            version=seen[0],
        )
        if seen
        else _(
            "Nothing to do: every row is already there as it stands. This is version {version}.",
            version=version,
        )
    )
    notices.notice("bt-own", told)


def _effects(desk: Desk, proposal: Proposal) -> None:
    """Each total that differs, before and after, and a picture of the largest."""
    key = (proposal.base.fingerprint, proposal.after.fingerprint)
    with st.spinner(_("Adding up the totals …")):
        found: tuple[Effect, ...] = desk.once(
            "effects", key, lambda: effects(proposal.base, proposal.after)
        )
    part(_("What people will see"))
    if not found:
        text = _("No total that the pages show is different: only rows and remarks are.")
        st.html(f'<p class="bt-lead">{escape(text)}</p>')
        return
    stands = desk.once("stood in", key, lambda: stood_in(proposal.base, proposal.after))
    if stands:
        st.html(f'<p class="bt-lead">{escape(" ".join(stands))}</p>')
    picture = before_after(found, most=_DRAWN)
    if picture:
        blocks.drawing(picture)
    rows = pd.DataFrame(
        [
            {_("Total"): each.name, _("Now"): each.before, _("With this file"): each.after}
            for each in found[:_EFFECTS]
        ]
    )
    caption = ngettext("{count} total differs", "{count} totals differ", len(found))
    with st.expander(caption, expanded=not picture or len(found) <= _DRAWN):
        st.html(html_table(rows, caption=_("Totals before and after")))


def _uncounted(desk: Desk, proposal: Proposal) -> None:
    """Rows that no total counts, said before the totals: else these seem to say that all is well.
    Their amounts stand in their own money, and the rate can be given here.
    """
    for change in proposal.changes:
        wanted = lacking(change.suspicions)
        if not wanted:
            continue
        everywhere = Selection(markets=tuple(proposal.after["markets"]["id"]))
        before = set(in_own_money(proposal.base, everywhere))
        fresh = [e for e in in_own_money(proposal.after, everywhere) if e not in before]
        if fresh:
            st.html(own_money.panel(fresh))
        for problem in change.suspicions:
            if problem.code == _UNCOUNTED:
                notices.notice("bt-warn", _told(change.paper, problem, proposal))
        pricing.rates(desk, wanted, proposal.base, change.paper.key)


def _suspicions(desk: Desk, proposal: Proposal) -> None:
    """What looks odd: some of it only said, some asking for a reason, some in the way."""
    reasons = {reason_key(paper, problem) for paper, problem in needs_reason(proposal)}
    for change in proposal.changes:
        codes = dict.fromkeys(problem.code for problem in change.suspicions)
        for code in (each for each in codes if each != _UNCOUNTED):
            alike = [problem for problem in change.suspicions if problem.code == code]
            text = _told(change.paper, alike[0], proposal)
            asks = reason_key(change.paper, alike[0]) in reasons
            _suspicion(desk, change.paper, alike, text, asks=asks)


def _told(paper: Paper, problem: Problem, proposal: Proposal) -> str:
    """A suspicion as a sentence; with several files it names its own."""
    told = problem_words.sentence(problem)
    if len(proposal.changes) > 1:
        return _("{name}: {told}", name=paper.name, told=told)
    return told[:1].upper() + told[1:]


def _suspicion(desk: Desk, paper: Paper, alike: list[Problem], text: str, *, asks: bool) -> None:
    """All suspicions of a kind about a file, with one reason for them."""
    first = alike[0]
    kind = "bt-stop" if first.is_error else "bt-warn"
    if len(alike) > 1:
        more = ngettext("and {count} more like it", "and {count} more like it", len(alike) - 1)
        text = _("{text} ({more})", text=text, more=more)
    notices.notice(kind, text)
    if asks:
        key = f"reason_{paper.key}_{first.code}"
        st.session_state[key] = desk.reasons.get(reason_key(paper, first), "")
        st.text_input(
            _("Why is this right? It is kept with the version."),
            key=key,
            placeholder=_("a few words, for instance: the port was closed in May"),
            max_chars=300,
            on_change=_explained,
            args=(desk, reason_key(paper, first), key),
        )


def _explained(desk: Desk, name: str, key: str) -> None:
    desk.reasons[name] = str(st.session_state[key]).strip()
