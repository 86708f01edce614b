"""The audit: a chain of entries, each hashed together with the one before.

An entry's hash is the SHA-256 of its canonical JSON, in which ``previous`` is the hash of the
entry before. The table ``head`` holds the number of entries and the last hash, so that an entry
edited, one taken out and one taken off the end are all noticed, and where. Entries also hold the
hash of the version's manifest, and the manifest those of its tables: the chain vouches for every
byte that was ever published.

What is published is the last entry that has a revision's number; there is no second place that
could say otherwise. The chain shows changes. Whoever may write to the whole database can make a
new chain: against that, keep copies of the last hash elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from bordertrade import clock
from bordertrade.store.errors import Conflict, UnknownVersion, WithdrawnVersion
from bordertrade.store.records import Action, Entry, Fault, Revision
from bordertrade.store.schema import audit, head, version

#: In the details of an entry that ends a draft: what its links called it.
IN_LINKS = "in_links"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, before it becomes an entry."""

    action: str
    version: str
    who: str
    why: str
    file: str = ""
    checksum: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def head_of(connection: Connection) -> Revision | None:
    """The published revision: the last one made."""
    last = select(func.max(audit.c.revision)).scalar_subquery()
    found = connection.execute(select(audit).where(audit.c.revision == last)).one_or_none()
    return _revision(found) if found else None


def revisions(connection: Connection) -> tuple[Revision, ...]:
    """All revisions, newest first."""
    wanted = select(audit).where(audit.c.revision.is_not(None)).order_by(audit.c.seq.desc())
    return tuple(_revision(row) for row in connection.execute(wanted))


def newest_of(connection: Connection, wanted: str) -> Revision | None:
    """The newest revision that published a version."""
    about = audit.c.revision.is_not(None) & (audit.c.version == wanted)
    last = select(audit).where(about).order_by(audit.c.seq.desc()).limit(1)
    found = connection.execute(last).one_or_none()
    return _revision(found) if found else None


def entries(connection: Connection) -> tuple[Entry, ...]:
    """All entries, newest first."""
    return tuple(
        _entry(row) for row in connection.execute(select(audit).order_by(audit.c.seq.desc()))
    )


def deeds(connection: Connection) -> dict[str, int]:
    """Action -> number of entries."""
    counted = select(audit.c.action, func.count()).group_by(audit.c.action)
    return {row[0]: row[1] for row in connection.execute(counted)}


def expect(connection: Connection, expected: int) -> Revision | None:
    """The head, if it is the one the caller saw (0: none). Raises Conflict."""
    found = head_of(connection)
    if (found.number if found else 0) != expected:
        raise Conflict(found)
    return found


def publish(connection: Connection, deed: Deed) -> Revision:
    """Add an entry that moves the head."""
    last = connection.scalar(select(func.max(audit.c.revision))) or 0
    return _revision(_append(connection, deed, last + 1))


def note(connection: Connection, deed: Deed) -> Entry:
    """Add an entry that moves no head."""
    return _entry(_append(connection, deed, None))


def manifest_of(connection: Connection, wanted: str) -> str:
    """The hash of a version's manifest. Raises UnknownVersion."""
    found: str | None = connection.scalar(select(version.c.manifest).where(version.c.id == wanted))
    if found is None:
        raise UnknownVersion(wanted)
    return found


def withdrawal(connection: Connection, wanted: str) -> Entry | None:
    """The entry that withdrew a version, if none has restored it since."""
    about = audit.c.action.in_([Action.WITHDRAW, Action.RESTORE]) & (audit.c.version == wanted)
    last = select(audit).where(about).order_by(audit.c.seq.desc()).limit(1)
    found = connection.execute(last).one_or_none()
    return _entry(found) if found and found.action == Action.WITHDRAW else None


def declined(connection: Connection, asked: str) -> Entry | None:
    """The entry that declined the draft that links call so, or whose id this is, if it is the last
    about its version. ``asked`` is hexadecimal."""
    in_links = audit.c.details.contains(canonical({IN_LINKS: asked})[1:-1], autoescape=True)
    wanted = select(audit).where(
        audit.c.action == Action.DECLINE, in_links | (audit.c.version == asked)
    )
    found = connection.execute(wanted.order_by(audit.c.seq.desc()).limit(1)).one_or_none()
    if found is None or was(connection, found.version, audit.c.seq > found.seq):
        return None
    return _entry(found)


def servable(connection: Connection, wanted: str) -> str:
    """The manifest of a version that may be served. Raises UnknownVersion, WithdrawnVersion."""
    if entry := withdrawal(connection, wanted):
        raise WithdrawnVersion(wanted, entry)
    return manifest_of(connection, wanted)


def was(connection: Connection, wanted: str, *conditions: ColumnElement[bool]) -> bool:
    """Whether any entry speaks of a version, under these conditions."""
    about = select(audit.c.seq).where(audit.c.version == wanted, *conditions).limit(1)
    return connection.scalar(about) is not None


def faults(connection: Connection, last: int | None = None) -> Iterator[Fault]:
    """Where the chain is not as it was written; if ``last`` is given, only among so many entries
    at its end, which say nothing of those before."""
    previous, seq = _before(connection, last)
    for row in connection.execute(select(audit).where(audit.c.seq > seq).order_by(audit.c.seq)):
        yield from _missing(seq + 1, row.seq)
        if _hash(row._asdict()) != row.hash:
            yield Fault("entry_changed", str(row.seq))
        elif row.seq == seq + 1 and row.previous != previous:
            yield Fault("chain_broken", str(row.seq))
        previous, seq = row.hash, row.seq
    end = connection.execute(select(head.c.entries, head.c.tip)).one_or_none()
    if end is not None and end.entries > seq:
        yield from _missing(seq + 1, end.entries + 1)
    elif end is None or (end.entries, end.tip) != (seq, previous):
        yield Fault("head_changed", str(seq))


def _before(connection: Connection, last: int | None) -> tuple[str, int]:
    """Hash and number of the entry that the checked ones follow on."""
    if last is None:
        return "", 0
    end = connection.scalar(select(func.max(audit.c.seq))) or 0
    reached = audit.c.seq <= end - last
    found = select(audit.c.hash, audit.c.seq).where(reached).order_by(audit.c.seq.desc()).limit(1)
    row = connection.execute(found).one_or_none()
    return (row.hash, row.seq) if row else ("", 0)


def _missing(first: int, end: int) -> Iterator[Fault]:
    return (Fault("entry_missing", str(seq)) for seq in range(first, end))


def _append(connection: Connection, deed: Deed, revision: int | None) -> Row[Any]:
    last = connection.execute(select(head.c.entries, head.c.tip)).one()
    values = {
        "seq": last.entries + 1,
        "revision": revision,
        "version": deed.version,
        "manifest": manifest_of(connection, deed.version),
        "action": str(deed.action),
        "who": plain(deed.who),
        "at": max(now(), _made(connection, last.entries)),
        "why": plain(deed.why),
        "file": plain(deed.file),
        "checksum": deed.checksum,
        "details": canonical(dict(deed.details)),
        "previous": last.tip,
    }
    values["hash"] = _hash(values)
    row = connection.execute(audit.insert().values(values).returning(*audit.c)).one()
    connection.execute(update(head).values(entries=values["seq"], tip=values["hash"]))
    return row


def _made(connection: Connection, entry: int) -> str:
    """When an entry was made: a clock that was set back does not make the next one older."""
    return connection.scalar(select(audit.c.at).where(audit.c.seq == entry)) or ""


def _hash(values: Mapping[str, Any]) -> str:
    told = {name: value for name, value in values.items() if name != "hash"}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON that is equal for equal values: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def plain(text: str) -> str:
    """Text that every database can hold: without NUL and halves of characters."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def moment(at: datetime) -> str:
    """A time as it is written in all tables: in UTC and of one length, so that text sorts as time
    does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def now() -> str:
    """This moment, as it is written in all tables."""
    return moment(clock.now())


def read_details(text: str) -> Mapping[str, Any]:
    return MappingProxyType(json.loads(text))


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        number=row.revision,
        version=row.version,
        action=row.action,
        who=row.who,
        at=datetime.fromisoformat(row.at),
        why=row.why,
        file=row.file,
        checksum=row.checksum,
        details=read_details(row.details),
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        seq=row.seq,
        revision=row.revision or 0,
        version=row.version,
        action=row.action,
        who=row.who,
        at=datetime.fromisoformat(row.at),
        why=row.why,
        file=row.file,
        checksum=row.checksum,
        details=read_details(row.details),
        hash=row.hash,
    )
