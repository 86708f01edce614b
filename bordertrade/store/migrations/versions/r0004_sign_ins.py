"""Who has signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("seen", sa.String(40), nullable=False),
        sa.Column("ended", sa.String(40)),
    )
