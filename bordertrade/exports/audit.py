"""The audit of the store to take away: as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from bordertrade.people import shown
from bordertrade.people.shown import BY
from bordertrade.store import Entry


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """All that an entry holds; whoever keeps ``hash`` can tell later whether it was changed."""
    return {
        "entry": entry.seq,
        "revision": entry.revision,
        "version": entry.version,
        "action": str(entry.action),
        "who": entry.who,
        "at": entry.at.isoformat(),
        "why": entry.why,
        "file": entry.file,
        "checksum": entry.checksum,
        "details": dict(entry.details),
        "hash": entry.hash,
    }


def for_readers(entry: Entry) -> Entry:
    """The same without what readers may not see: the addresses by which people sign in."""
    details = {name: value for name, value in entry.details.items() if name != BY}
    return replace(entry, who=shown(entry.who, entry.details), details=details)


def audit_table(entries: Iterable[Entry]) -> pd.DataFrame:
    """One row for each entry, in columns that keep their names in every language."""
    rows = [entry_as_json(entry) for entry in entries]
    for row in rows:
        row["details"] = json.dumps(row["details"], ensure_ascii=False, sort_keys=True)
    return pd.DataFrame(rows)


def audit_json(entries: Iterable[Entry]) -> bytes:
    rows = [entry_as_json(entry) for entry in entries]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()
