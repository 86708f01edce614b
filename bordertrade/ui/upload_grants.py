"""The page's side of the door for uploads: who may send how much, what has been taken in, and what
goes when its visitor has gone.

Streamlit keeps each file in memory until its session ends, even when the uploader has gone: so
the page takes files out as soon as it has laid them aside. And it keeps the sessions of closed
tabs for as long as nobody comes: so we look ourselves who has gone, and take back what was theirs.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any, Protocol

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from bordertrade.allowances import Allowance, Allowances

_MB = 1024 * 1024
#: Who may publish sends whole files, and finds a place always; others have one small draft, a few
#: visitors at a time and fewer from one address.
PUBLISHER = Allowance(file_bytes=50 * _MB, total_bytes=250 * _MB)
VISITOR = Allowance(file_bytes=5 * _MB, total_bytes=5 * _MB, at_once=20, per_address=4)
#: How often we look who has gone, seconds.
_LOOKING_SECONDS = 10.0


class Leaving(Protocol):
    """What a visitor has here. Called from another thread, while none of their runs is under way."""

    def leave(self, *, keep_files: bool) -> None: ...


def _is_connected(session: str) -> bool:
    return not exists() or get_instance().is_active_session(session)


def _gone(session: str) -> None:
    """Nothing stays of a visitor who has gone, neither files nor checks. A publisher's files stay
    for as long as the session does: a computer that slept comes back to them.
    """
    if exists():
        files = get_instance().uploaded_file_mgr
        if isinstance(files, MemoryUploadedFileManager):
            files.remove_session_files(session)
    things, is_publisher = _HERE.pop(session, (lambda: None, False))
    if (left := things()) is not None:
        left.leave(keep_files=is_publisher)


#: Whose things are here: session -> them, for as long as it holds them, and whether a publisher's.
_HERE: dict[str, tuple[Callable[[], Leaving | None], bool]] = {}
#: The server's one book of grants; ``dashboard.py`` hands it to the gate.
ALLOWANCES = Allowances(_is_connected, let_go=_gone)


def open_(*, publisher: bool, laid_aside: int, things: Leaving | None = None) -> int:
    """Let this visitor send files; returns how many bytes more they may send now.

    ``laid_aside``: what the page keeps for them, bytes; ``things`` where, so that it goes with them.
    """
    allowance = PUBLISHER if publisher else VISITOR
    context = get_script_run_ctx()
    if context is None:
        return allowance.file_bytes
    if things is not None:
        _HERE[context.session_id] = (weakref.ref(things), publisher)
        _watch()
    return ALLOWANCES.grant(context.session_id, allowance, laid_aside, address())


def address() -> str:
    """Where the visitor of this run comes from; "" from this computer."""
    return str(st.context.ip_address or "")


def take_in(file: Any) -> tuple[str, bytes]:
    """The name and the bytes of an uploaded file, which the server then lets go of."""
    name, content = str(file.name), bytes(file.getvalue())
    context = get_script_run_ctx()
    if context is not None:
        if isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
        ALLOWANCES.lay_aside(context.session_id, file.file_id)
    return name, content


_watching = threading.Lock()


def _watch() -> None:
    """Look now and then who has gone, for as long as anybody has something here."""
    if _watching.acquire(blocking=False):
        threading.Thread(target=_look, name="door", daemon=True).start()


def _look() -> None:
    pause = threading.Event()
    try:
        while _HERE:
            pause.wait(_LOOKING_SECONDS)
            ALLOWANCES.forget()
    finally:
        _watching.release()
