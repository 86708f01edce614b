"""The tables of the store, alike on SQLite and PostgreSQL.

Times are ISO 8601 text in UTC and details are JSON text: both stand in hashes, so they must read
back as written on any database.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

#: Raised when tables change in a way that an older release could not work with.
LAYOUT = 1

metadata = MetaData()

#: One row: where the audit's chain ends. Every writer locks it first.
head = Table(
    "head",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    Column("layout", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("tip", String(64), nullable=False),
)

#: The audit; rows are only added. ``revision`` is NULL for entries that moved no head.
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, unique=True),
    Column("version", String(64), nullable=False),
    Column("manifest", String(64), nullable=False),
    Column("action", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("checksum", String(64), nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("audit_version", "version"),
)

#: Saved snapshots: the id is the fingerprint of the rows, ``manifest`` the blob that lists them.
version = Table(
    "version",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("manifest", String(64), nullable=False),
    Column("origin", String(20), nullable=False),
    Column("saved", String(40), nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("version", String(64), ForeignKey("version.id"), primary_key=True),
    Column("base", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("expires", String(40)),
)

#: Files as they were uploaded; the bytes are the blob of that hash.
original = Table(
    "original",
    metadata,
    Column("checksum", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kept", String(40), nullable=False),
)

#: How a person once mapped a header to columns.
mapping = Table(
    "mapping",
    metadata,
    Column("signature", String(64), primary_key=True),
    Column("table_name", Text, nullable=False),
    Column("columns", Text, nullable=False),
)

#: Tokens of machines; ``hash`` is the SHA-256 of the token, which nobody keeps.
token = Table(
    "token",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("made", String(40), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("expires", String(40), nullable=False),
    Column("revoked", String(40)),
    Column("revoked_by", Text),
)

#: Who has signed in: the hash of the secret that their browser holds.
sign_in = Table(
    "sign_in",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("seen", String(40), nullable=False),
    Column("ended", String(40)),
)

#: Bytes by their SHA-256, only on PostgreSQL; on SQLite they are files.
blob = Table(
    "blob",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("stored", String(40), nullable=False),
)
chunk = Table(
    "chunk",
    metadata,
    Column("hash", String(64), ForeignKey("blob.hash", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
