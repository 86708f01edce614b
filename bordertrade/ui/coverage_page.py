"""What stands around the coverage calendars: how to fill them, and the books by year."""

from __future__ import annotations

import streamlit as st

from bordertrade.measures.absence import NOT_COLLECTED, ZERO
from bordertrade.remembered import once
from bordertrade.topics.coverage import words as coverage_words
from bordertrade.topics.coverage.chart import measured
from bordertrade.topics.coverage.figure.calendars import book_years_figure
from bordertrade.topics.coverage.figure.marks import legend
from bordertrade.topics.coverage.measure.book_years import BookYears, book_years
from bordertrade.topics.coverage.measure.months import OBSERVED
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _
from bordertrade.words.markup import escape


def extremes(now: Current) -> None:
    """The best covered and the emptiest series, and how to fill them: the page in two lines."""
    said = once(
        now.dataset,
        "coverage extremes",
        (now.view.markets, now.view.channels, now.view.directions, now.view.evidence),
        now.today.replace(day=1),
        make=lambda: _extremes(now),
    )
    fill = _("Do you know more? Fill in a template and see it here at once:")
    st.html(f'<p class="bt-meaning">{escape(said)} {escape(fill)} {_update_link(now)}.</p>')


def _update_link(now: Current) -> str:
    page = escape(_("Update data"))
    address = escape(link("update", now.view).removeprefix("/"), quote=True)
    return f'<a href="{address}" target="_self">{page}</a>'


def _extremes(now: Current) -> str:
    result = measured(now.dataset, now.view)
    return coverage_words.coverage_extremes(result) if result else ""


def books(now: Current) -> None:
    """Which years each national book has, by direction. Markets play no part in it."""
    found: tuple[BookYears, ...] = once(
        now.dataset,
        "book years",
        (now.view.directions, now.view.evidence, now.today.year),
        make=lambda: book_years(now.dataset, now.view.directions, now.today, now.view.evidence),
    )
    blocks.section(
        _("The two national books, year by year"),
        _(
            "A mark stands at the Gregorian year in which a year of the book ends. Totals of both "
            "directions together are no figure of either, and nothing here is modelled."
        ),
    )
    blocks.drawing(legend((OBSERVED, ZERO, NOT_COLLECTED)) + book_years_figure(found))
    items = "".join(f"<li>{escape(coverage_words.book_years(each))}</li>" for each in found)
    st.html(f'<ul class="bt-list">{items}</ul>')
