"""The copyable message of pages whose pictures are drawings of ours: the Overview and the Map."""

from __future__ import annotations

import streamlit as st

from bordertrade.sharing.subject import statement, subject_of
from bordertrade.ui.clipboard import copy_text
from bordertrade.ui.state import Current


def of(now: Current) -> None:
    """The whole answer of the page in words."""
    subject = subject_of(now.page, now.view.with_(chart=""), now.dataset, now.today)
    with st.container(key="page_message", horizontal=True, horizontal_alignment="right"):
        copy_text(statement(subject).message, now, key="copy_page")
