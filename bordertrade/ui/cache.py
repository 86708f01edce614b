"""What all visitors share. Keys are a data version and plain texts, never a frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from bordertrade.dataset import Dataset, load
from bordertrade.words import language

DATA = Path(__file__).resolve().parents[2] / "data"


@st.cache_resource(show_spinner=False)
def shipped() -> Dataset:
    """The shipped record, loaded once for the process."""
    return load(DATA)


def once(dataset: Dataset, *key: object, make: Callable[[], Any]) -> Any:
    """What ``make`` returns, made once for a data version and a key.

    The language counts too. The key's parts must tell apart everything that ``make`` depends on; they are compared by
    ``repr``. The result is shared: nobody may change it.
    """
    return _made(dataset.fingerprint, f"{language()} {key!r}", make)


@st.cache_resource(max_entries=512, show_spinner=False)
def _made(version: str, key: str, _make: Callable[[], Any]) -> Any:
    return _make()
