"""The versions of the record that all visitors share. Keys are versions' ids, never a frame."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from bordertrade.dataset import Dataset, load
from bordertrade.dataset.difference import Difference, difference
from bordertrade.shelf import Head, Record
from bordertrade.store import Store, open_store
from bordertrade.ui.single import Single
from bordertrade.version_cache import made_of

DATA = Path(__file__).resolve().parents[2] / "data"
#: Versions held in memory beside the shipped one, with all that was made of them; the oldest unused
#: goes first.
_MOST_VERSIONS = 4


@Single
def shipped() -> Dataset:
    """The shipped record, loaded once for the process."""
    return load(DATA)


@Single
def store() -> Store:
    """The store of this server. Its methods raise StoreUnavailable."""
    return open_store()


def record() -> Record:
    """The current record, with the revision it is and what stands against it."""
    return _head().record()


def published() -> Dataset:
    """The current record: the store's head, or the last good one before it."""
    return record().dataset


def look_again() -> None:
    """The head was moved by us: the next run must see it."""
    _head().look_again()


def version(wanted: str) -> Dataset:
    """The data set of a version's id.

    Raises UnknownVersion, WithdrawnVersion, DamagedVersion and StoreUnavailable.
    """
    store().standing(wanted)  # also what is held in memory may be shown no longer
    return _loaded(wanted)


def compared(before: Dataset, after: Dataset) -> Difference:
    """What differs between two versions, worked out once for a pair."""
    key = ("compared", before.fingerprint)
    found: Difference = made_of(after, key, lambda: difference(before, after))
    return found


@Single
def _head() -> Head:
    return Head(store(), shipped, version)


@st.cache_resource(max_entries=_MOST_VERSIONS, show_spinner=False)
def _versions(wanted: str) -> Dataset:
    own = shipped()
    return store().load(wanted, own.contract, own.folder)


def _loaded(wanted: str) -> Dataset:
    own = shipped()
    return own if own.fingerprint == wanted else _versions(wanted)
