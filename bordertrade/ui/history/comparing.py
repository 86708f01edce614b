"""What differs between two versions: which one is shown, which one it is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import Difference, TableDifference
from bordertrade.exports.differences import difference_table
from bordertrade.exports.effects import Effect, effects, rest_unchanged
from bordertrade.figures.before_after import before_after
from bordertrade.remembered import once
from bordertrade.shelf import look
from bordertrade.ui import blocks, cache, notices, state, version_notices
from bordertrade.ui.history.chronicle import Chronicle, Edition
from bordertrade.ui.html_table import html_table
from bordertrade.ui.state import Current
from bordertrade.view import UNREADABLE
from bordertrade.words import _, numbers
from bordertrade.words.markup import escape, unturned

#: Rows of each kind that are sent to the page; the download has all.
_MOST_ROWS = 200
#: Totals drawn, and totals listed.
_DRAWN, _LISTED = 5, 60


def compare(record: Chronicle, now: Current) -> None:
    """Two choices, both in the link, and what differs between them."""
    if record.trouble:
        return
    blocks.section(
        _("Compare two versions"),
        _("What you choose as shown is what every page of this site shows you then."),
    )
    _choices(record, now)
    if not now.view.versus:
        return
    one, other = look(now.view.versus, cache), state.looking()
    for each in (one, other):
        if each.trouble:
            notices.notice("bt-warn", version_notices.trouble(each))
            return
    _differences(*_in_order(one.dataset, other.dataset, record))


def _choices(record: Chronicle, now: Current) -> None:
    editions = record.editions()
    current = record.head.version if record.head else ""
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choice(
            _("Shown"),
            "version",
            {"": _("The current record")} | _options(editions, but=current),
            now.view.version if not current.startswith(now.view.version or "?") else "",
        )
        _choice(
            _("Compared with"),
            "versus",
            {"": _("Choose a version")} | _options(editions),
            now.view.versus,
        )


def _options(editions: tuple[Edition, ...], but: str = "") -> dict[str, str]:
    return {each.in_links: each.name for each in editions if each.version != but}


def _choice(label: str, field: str, options: dict[str, str], chosen: str) -> None:
    """A version of a link that is not in the list stands for itself."""
    key = f"w_{field}"
    chosen = next((each for each in options if chosen and each.startswith(chosen)), chosen)
    if chosen not in options:
        unlisted = _("A version that cannot be read") if chosen == UNREADABLE else chosen
        options = options | {chosen: unlisted}
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(options),
        format_func=lambda each: unturned(options[each]),
        key=key,
        on_change=_chosen,
        args=(field, key),
        width=420,
    )


def _chosen(field: str, key: str) -> None:
    state.change(**{field: st.session_state[key]})


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """One side of the comparison; ``revision`` is 0 for what no revision published."""

    dataset: Dataset
    revision: int = 0

    @property
    def name(self) -> str:
        version = self.dataset.version
        if not self.revision:
            return _("version {version}", version=version)
        return _("revision {number} ({version})", number=self.revision, version=version)


def _in_order(one: Dataset, other: Dataset, record: Chronicle) -> tuple[_Side, _Side]:
    """From one to the other if any revisions of both came in this order, else the other way round.

    An undo brings a version back, so that it lies both before and after the one undone.
    """
    for before, after in ((one, other), (other, one)):
        pair = record.in_turn(before.fingerprint, after.fingerprint)
        if pair:
            return _side(before, pair[0], record), _side(after, pair[1], record)
    newest = record.newest_of(one.fingerprint)  # one revision, held against itself
    number = newest.revision if newest else 0
    return _Side(one, number), _Side(other, number)


def _side(dataset: Dataset, place: int, record: Chronicle) -> _Side:
    return _Side(dataset, place if place <= record.latest else 0)


def _differences(one: _Side, other: _Side) -> None:
    title = _("From {before} to {after}", before=one.name, after=other.name)
    st.html(f'<h3 class="bt-ask">{escape(title)}</h3>')
    before, after = one.dataset, other.dataset
    found = cache.compared(before, after)
    if found.is_empty:
        nothing = _("Nothing: both hold the same rows.")
        st.html(f'<p class="bt-absent">{escape(nothing)}</p>')
        return
    st.html(_counts(found))
    _effects(before, after)
    for each in found.tables.values():
        _table(each, before, after)


def _counts(found: Difference) -> str:
    counts = [
        (_("rows added"), found.added, "bt-good", "+"),
        (_("rows changed"), found.changed, "bt-turn", "±"),
        (_("rows removed"), found.removed, "bt-bad", "−"),
    ]
    cells = "".join(
        f'<div class="{css if count else ""}"><dt><span aria-hidden="true">{sign}</span> '
        f"{escape(name)}</dt><dd>{escape(numbers.decimal(count))}</dd></div>"
        for name, count, css, sign in counts
    )
    return f'<dl class="bt-counts">{cells}</dl>'


def _effects(before: Dataset, after: Dataset) -> None:
    """The totals that people know, before and after."""
    found: tuple[Effect, ...] = once(
        after, "effects", before.fingerprint, make=lambda: effects(before, after)
    )
    st.html(f'<p class="bt-lead">{escape(rest_unchanged(found))}</p>')
    if not found:
        return
    picture = before_after(found, most=_DRAWN, names=(_("before"), _("after")))
    if picture:
        blocks.drawing(picture)
    rows = pd.DataFrame(
        [
            {_("Total"): each.name, _("Before"): each.before, _("After"): each.after}
            for each in found[:_LISTED]
        ]
    )
    with st.expander(_("Each total, before and after"), expanded=not picture):
        st.html(html_table(rows))


def _table(found: TableDifference, before: Dataset, after: Dataset) -> None:
    """The rows of one table, the first of each kind; all to download."""
    known = {**before.files, **after.files}
    table = after.contract.tables[found.table]
    title = _(
        "{table}: {added} added, {changed} changed, {removed} removed",
        table=table.title,
        added=numbers.decimal(len(found.added)),
        changed=numbers.decimal(found.changed_rows),
        removed=numbers.decimal(len(found.removed)),
    )
    with st.expander(title, icon=":material/table_rows:"):
        rows = difference_table(_first_rows(found), known)
        blocks.table(rows, key=f"difference_{found.table}", alt=title)
        blocks.download(
            lambda: difference_table(found, known),
            name=f"{found.table}-{before.version}-{after.version}.csv",
            key=f"dl_difference_{found.table}",
            label=_("Download all changes of this table"),
        )


def _first_rows(found: TableDifference) -> TableDifference:
    return replace(
        found,
        added=found.added.head(_MOST_ROWS),
        removed=found.removed.head(_MOST_ROWS),
        changed=found.changed.head(_MOST_ROWS),
    )
