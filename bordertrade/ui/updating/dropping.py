"""Step 1: files in, or a template out."""

from __future__ import annotations

import streamlit as st

from bordertrade.dataset import Dataset, Table
from bordertrade.intake import template
from bordertrade.remembered import once
from bordertrade.store import StoreUnavailable, room
from bordertrade.tables.dictionary import codes_explained
from bordertrade.ui import blocks, cache, roles
from bordertrade.ui import upload_grants as door
from bordertrade.ui.updating.desk import Desk, Paper
from bordertrade.ui.updating.steps import State, Step, step
from bordertrade.words import _, ngettext, uploads
from bordertrade.words.markup import escape

#: Megabytes a file, as in config.toml. Larger ones go through the command line.
LARGEST_MB = 50
#: The same for visitors who may only make drafts.
LARGEST_DRAFT_MB = 5
_COMMAND = "python -m bordertrade check"
_TYPES = ("csv", "txt", "tsv", "xlsx")


def drop(desk: Desk, dataset: Dataset) -> None:
    """The uploader, the files that are here, and the templates."""
    state = State.DONE if desk.papers else State.NOW
    with step(Step.FILE, state, desk, _summary(desk, dataset)) as shown:
        if desk.papers:
            _lasts()
        if not shown:
            return
        if desk.papers:
            _files(desk, dataset)
        _inbox(desk)
        _templates(dataset)


def _summary(desk: Desk, dataset: Dataset) -> str:
    papers = list(desk.papers.values())
    if len(papers) == 1:
        return _file_line(papers[0], dataset)
    return ngettext("{count} file", "{count} files", len(papers)) if papers else ""


def _file_line(paper: Paper, dataset: Dataset) -> str:
    told = _("{name} · {size}", name=paper.name, size=uploads.size(paper.size))
    table = dataset.contract.tables.get(paper.table)
    return _("{file} → {table}", file=told, table=table.title) if table else told


def _lasts() -> None:
    text = _("Keep this page open until it is applied: reloading it starts again without the file.")
    st.html(f'<p class="bt-source">{escape(text)}</p>')


def _inbox(desk: Desk) -> None:
    """The uploader. What arrives is laid on the desk and the uploader emptied, so that the
    server holds no second copy.
    """
    if not roles.is_served():
        st.html(f'<p class="bt-meaning">{escape(roles.why_not())}</p>')
        return
    key = f"inbox_{desk.inbox}"
    is_known = roles.may_hand_in()
    largest = LARGEST_MB if is_known else LARGEST_DRAFT_MB
    laid_aside = sum(paper.size for paper in desk.papers.values())
    if short := _short_of_room():
        st.html(f'<p class="bt-meaning">{escape(short)}</p>')
        return
    if not door.open_(publisher=is_known, laid_aside=laid_aside, things=desk):
        st.html(f'<p class="bt-meaning">{escape(_full(bool(desk.papers)))}</p>')
        return
    st.file_uploader(
        _("One or several CSV files or Excel workbooks (.xlsx), up to {mb} MB each", mb=largest),
        type=list(_TYPES),
        accept_multiple_files=True,
        key=key,
        max_upload_size=largest,
        on_change=_arrived,
        args=(key, desk),
    )
    st.html(f'<p class="bt-meaning">{escape(_promise())} {escape(_larger())}</p>')


def _short_of_room() -> str:
    """Why no file is taken now, whoever brings it; nothing where there is room."""
    try:
        cache.store().require_room()
        room.require_aside()
    except StoreUnavailable:
        return _(
            "Hardly any space is left on this server’s disk, so no files are taken now. Whoever "
            "looks after it can make room; reading goes on."
        )
    return ""


def _full(has_files: bool) -> str:
    if has_files:
        return _("No more files fit here at a time. Take one away, or apply what is here first.")
    return _(
        "As many visitors as this server has room for, or as many as may from your address, are "
        "trying out files of their own. Close tabs that you no longer need, or come back in a while."
    )


def _promise() -> str:
    return _(
        "The file is read and checked on this server, apart from everything else. Nothing changes "
        "before you say so in step 5, and what was applied can be undone."
    )


def _larger() -> str:
    return _(
        "Larger files are checked and applied on the server’s command line: {command}",
        command=_COMMAND,
    )


def _arrived(key: str, desk: Desk) -> None:
    for file in st.session_state[key] or ():
        desk.take(*door.take_in(file))
    desk.inbox += 1
    desk.outcome = None
    desk.unfolded.discard(int(Step.FILE))


def _files(desk: Desk, dataset: Dataset) -> None:
    """What lies on the desk, each to be taken away."""
    for paper in desk.papers.values():
        with st.container(key=f"file_{paper.key}", horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{escape(_file_line(paper, dataset))}</p>", width="stretch")
            st.button(
                _("Take away"),
                key=f"drop_{paper.key}",
                type="tertiary",
                icon=":material/close:",
                on_click=desk.drop,
                args=(paper.checksum,),
            )


def _templates(dataset: Dataset) -> None:
    """An empty form for a table, and what may stand in it."""
    tables = {table.name: table for table in dataset.contract.uploadable()}
    with st.expander(_("No file yet? Take a template"), icon=":material/table:"):
        name = st.selectbox(
            _("For which table?"),
            list(tables),
            format_func=lambda each: tables[each].title,
            key="template_table",
            width=420,
        )
        table = tables[name or next(iter(tables))]
        st.html(f'<p class="bt-lead">{escape(table.description)}</p>')
        with st.container(horizontal=True):
            _template_downloads(table, dataset)


def _template_downloads(table: Table, dataset: Dataset) -> None:
    st.download_button(
        _("Template with example rows"),
        data=lambda: template(table, dataset),
        file_name=f"{table.name}-template.csv",
        mime="text/csv",
        key=f"template_{table.name}",
        on_click="ignore",
        icon=":material/download:",
    )
    explained = once(dataset, "codes", table.name, make=lambda: codes_explained(table, dataset))
    blocks.download(
        explained,
        name=f"{table.name}-codes.csv",
        key=f"codes_{table.name}",
        label=_("Columns and codes explained"),
    )
