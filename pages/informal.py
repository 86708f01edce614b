"""Informal: every published estimate, and what does not add up."""

from bordertrade.ui import state, titles

now = state.current()
titles.informal()
