"""Coverage: what is known of each market and month, and what is not."""

from bordertrade.ui import state, titles

now = state.current()
titles.coverage()
