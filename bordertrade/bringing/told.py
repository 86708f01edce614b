"""Drafts and revisions, told to programs."""

from __future__ import annotations

from typing import Any

from bordertrade.dataset.fingerprint import SHORT
from bordertrade.store import Draft, Revision


def link(named: str) -> str:
    """The address, on any server of the record, of a version or draft that links call so."""
    return f"/?v={named}"


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
