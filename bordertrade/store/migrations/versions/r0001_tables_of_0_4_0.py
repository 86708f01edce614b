"""The tables of 0.4.0, which knew no steps: a store of its own is taken to stand here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _audit()
    _versions()
    _files()
    if op.get_bind().dialect.name == "postgresql":
        _bytes()


def _audit() -> None:
    op.create_table(
        "head",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
        sa.Column("layout", sa.Integer, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("tip", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, unique=True),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("manifest", sa.String(64), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("audit_version", "audit", ["version"])


def _versions() -> None:
    op.create_table(
        "version",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("manifest", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("saved", sa.String(40), nullable=False),
    )
    op.create_table(
        "draft",
        sa.Column("version", sa.String(64), sa.ForeignKey("version.id"), primary_key=True),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("expires", sa.String(40)),
    )


def _files() -> None:
    op.create_table(
        "original",
        sa.Column("checksum", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kept", sa.String(40), nullable=False),
    )
    op.create_table(
        "mapping",
        sa.Column("signature", sa.String(64), primary_key=True),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
    )


def _bytes() -> None:
    of_blob = sa.ForeignKey("blob.hash", ondelete="CASCADE")
    op.create_table(
        "blob",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("stored", sa.String(40), nullable=False),
    )
    op.create_table(
        "chunk",
        sa.Column("hash", sa.String(64), of_blob, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
