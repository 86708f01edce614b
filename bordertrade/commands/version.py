"""Versions as the command line names them: an id, the beginning of one, and their links."""

from __future__ import annotations

from typing import Any

from bordertrade.commands.record import Record
from bordertrade.dataset import Dataset
from bordertrade.dataset.fingerprint import SHORT
from bordertrade.store import Draft, Revision, Store


def link(named: str) -> str:
    """The address, on any server of the record, of a version or draft that links call so."""
    return f"/?v={named}"


def loaded(record: Record, store: Store, name: str) -> Dataset:
    """The version of an id or its beginning; "head" is the published one.

    Raises UnknownVersion, WithdrawnVersion, DamagedVersion.
    """
    shipped = record.shipped()
    return store.load(identified(store, name), shipped.contract, shipped.folder)


def identified(store: Store, name: str) -> str:
    """The whole id. Raises UnknownVersion."""
    head = store.head()
    return head.version if name == "head" and head else store.identify(name)


def revision_as_json(revision: Revision) -> dict[str, Any]:
    return {
        "revision": revision.number,
        "version": revision.version,
        "link": link(revision.version[:SHORT]),
        "action": str(revision.action),
        "who": revision.who,
        "at": revision.at.isoformat(),
        "why": revision.why,
        "file": revision.file,
        "checksum": revision.checksum,
        "details": dict(revision.details),
    }


def draft_as_json(draft: Draft) -> dict[str, Any]:
    return {
        "version": draft.version,
        "link": link(draft.in_links),
        "base": draft.base,
        "who": draft.who,
        "at": draft.at.isoformat(),
        "why": draft.why,
        "expires": draft.expires.isoformat() if draft.expires else None,
        "details": dict(draft.details),
    }
