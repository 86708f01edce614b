"""What Alembic runs for each command: the connection is handed over, in a transaction."""

from __future__ import annotations

from alembic import context

from bordertrade.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
