"""Formalisation: how much of the trade is lawful, and what was observed closer up."""

from bordertrade.ui import state, titles

now = state.current()
titles.formalisation()
