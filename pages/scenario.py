"""Scenario: what it would take to reach the target."""

from bordertrade.ui import state, titles

now = state.current()
titles.scenario()
