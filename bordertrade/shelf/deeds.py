"""What the entries of the audit tell: the files that came in, the versions that were taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bordertrade.store import Action, Draft, Entry


def withdrawn(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The versions whose last such entry is a withdrawal; ``entries`` newest first."""
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.action in (Action.WITHDRAW, Action.RESTORE):
            last.setdefault(entry.version, entry)
    return {version: e for version, e in last.items() if e.action == Action.WITHDRAW}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a revision or draft, as its details tell; counts are None where unknown."""

    file: str
    checksum: str
    table: str = ""
    added: int | None = None
    changed: int | None = None
    removed: int | None = None
    rejected: int = 0


def uploads(entry: Entry | Draft) -> tuple[Upload, ...]:
    """The files that a revision or a draft was made from."""
    told = tuple(_told(entry.details.get("files", ())))
    if told or isinstance(entry, Draft) or not entry.checksum:
        return told
    names, sums = entry.file.split("~"), entry.checksum.split("~")
    return tuple(Upload(name, checksum) for name, checksum in zip(names, sums, strict=False))


def _told(files: Any) -> Iterator[Upload]:
    for each in files:
        yield Upload(
            file=str(each.get("file", "")),
            checksum=str(each.get("checksum", "")),
            table=str(each.get("table", "")),
            added=each.get("added"),
            changed=each.get("changed"),
            removed=each.get("removed"),
            rejected=int(each.get("rejected") or 0),
        )
