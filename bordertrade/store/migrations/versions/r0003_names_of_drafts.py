"""Names of drafts, which links call them by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "draft_name",
        sa.Column(
            "version",
            sa.String(64),
            sa.ForeignKey("version.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("name", sa.String(24), nullable=False, unique=True),
    )
