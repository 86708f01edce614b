"""Data: each table of the record, with its dictionary."""

from bordertrade.ui import state, tables, titles

now = state.current()
titles.of(now)
tables.choose(now)
tables.rows(now)
tables.dictionary(now)
