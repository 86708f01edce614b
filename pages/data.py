"""Data: each table of the record, with its dictionary; what changed in the record."""

from bordertrade.ui import history, record_changes, state, tables, titles

now = state.current()
titles.of(now)
history.pointer(now)
tables.choose(now)
tables.rows(now)
tables.dictionary(now)
record_changes.of_record(now)
