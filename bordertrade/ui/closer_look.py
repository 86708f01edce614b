"""The second half of the formalisation page: what was observed, looked at more closely."""

from __future__ import annotations

import streamlit as st

from bordertrade.remembered import once
from bordertrade.topics.growth.measure import complete_years
from bordertrade.topics.unit_values import words as unit_values_words
from bordertrade.topics.unit_values.measure import MARKET_TABLES, unit_values
from bordertrade.ui import blocks, controls, widgets
from bordertrade.ui.state import Current
from bordertrade.vocabulary import Reporter
from bordertrade.words import _


def heading(now: Current) -> None:
    """What stands here, and how little of it there is for the markets."""
    rows = unit_values(now.dataset).rows
    blocks.section(
        _("A closer look at what was observed"),
        unit_values_words.observed_only(sum(rows[table] for table in MARKET_TABLES)),
    )


def choices(now: Current) -> None:
    """Whose book, which way, and between which years growth is taken apart."""
    known: list[int] = once(
        now.dataset,
        "complete years",
        make=lambda: sorted(
            {
                each.period.end_year
                for book in Reporter
                for each in complete_years(now.dataset, book)
            },
            reverse=True,
        ),
    )
    with st.container(key="filters_growth", horizontal=True, vertical_alignment="bottom"):
        controls.reporter(now)
        controls.direction(now)
        widgets.select(
            "since_year", _("Growth from the year that ends in"), (None, *known), _first, now, 270
        )
        widgets.select("base_year", _("to the year that ends in"), (None, *known), _last, now, 270)


def _first(year: int | None) -> str:
    return _("Start of the latest run") if year is None else str(year)


def _last(year: int | None) -> str:
    return _("Newest with both directions") if year is None else str(year)
