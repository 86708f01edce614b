"""Columns by purpose; on a phone they stand one below the other."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def wide_and_narrow() -> tuple[DeltaGenerator, DeltaGenerator]:
    wide, narrow = st.columns([7, 4], gap="medium")
    return wide, narrow
