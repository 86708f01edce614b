"""The page's side of the door for uploads: who may send how much, and what has been taken in.

Streamlit keeps each file in memory until its session ends, even when the uploader has gone: so
the page takes files out as soon as it has laid them aside.
"""

from __future__ import annotations

from typing import Any

from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from bordertrade.allowances import Allowance, Allowances

_MB = 1024 * 1024
#: Who may publish sends whole files; others have one small draft, a few visitors at a time.
PUBLISHER = Allowance(file_bytes=50 * _MB, total_bytes=250 * _MB)
VISITOR = Allowance(file_bytes=5 * _MB, total_bytes=5 * _MB, at_once=20)


def _is_connected(session: str) -> bool:
    return exists() and get_instance().is_active_session(session)


#: The server's one book of grants; ``dashboard.py`` hands it to the gate.
ALLOWANCES = Allowances(_is_connected)


def open_(*, publisher: bool, laid_aside: int) -> int:
    """Let this visitor send files; returns how many bytes more they may send now.

    ``laid_aside``: what the page keeps for them, bytes.
    """
    allowance = PUBLISHER if publisher else VISITOR
    context = get_script_run_ctx()
    if context is None:
        return allowance.file_bytes
    return ALLOWANCES.grant(context.session_id, allowance, laid_aside)


def take_in(file: Any) -> tuple[str, bytes]:
    """The name and the bytes of an uploaded file, which the server then lets go of."""
    name, content = str(file.name), bytes(file.getvalue())
    context = get_script_run_ctx()
    if context is not None:
        if isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
        ALLOWANCES.lay_aside(context.session_id, file.file_id)
    return name, content
