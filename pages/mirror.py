"""Mirror: one flow on two books, and the gap between them."""

from bordertrade.ui import state, titles

now = state.current()
titles.mirror()
