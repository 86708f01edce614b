"""The calendars of what is known of each market, channel and direction."""

from __future__ import annotations

from datetime import date

import pandas as pd

from bordertrade import clock, selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.selection import Selection
from bordertrade.palette import Scheme
from bordertrade.topics.coverage import words
from bordertrade.topics.coverage.figure.calendars import coverage_figure
from bordertrade.topics.coverage.figure.card import coverage_card
from bordertrade.topics.coverage.measure.months import MODELLED, Coverage, coverage
from bordertrade.topics.coverage.table import coverage_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


def measured(dataset: Dataset, view: ViewState) -> Coverage | None:
    """The coverage of a view's markets, channels and directions, whatever its time or goods."""
    wanted = Selection(
        markets=selecting.markets(dataset, view),
        channels=view.channels,
        directions=view.directions,
        floor=view.evidence,
    )
    return coverage(dataset, wanted, clock.today())


class MonthByMonth(Chart[Coverage]):
    """Every month of every series: observed, modelled, or why there is no figure."""

    name = "h"
    file = "coverage"
    heading = N_("Month by month")

    def measure(self, dataset: Dataset, view: ViewState) -> Coverage | None:
        return measured(dataset, view)

    def figure(self, result: Coverage, _view: ViewState, look: Look) -> str:
        return coverage_figure(result, look.order)

    def card(self, result: Coverage, width: int, height: int, scheme: Scheme) -> str:
        return coverage_card(result, width, height, scheme)

    def title(self, result: Coverage, _view: ViewState) -> str:
        return _("Month by month, {span}", span=words.coverage_span(result))

    def sentence(self, result: Coverage, _view: ViewState) -> str:
        return words.coverage(result)

    def table(self, result: Coverage, _view: ViewState) -> pd.DataFrame:
        return coverage_table(result)

    def sources(self, result: Coverage, _dataset: Dataset) -> tuple[str, ...]:
        return result.sources

    def absence(self, _view: ViewState) -> str:
        return _("Choose at least one market, channel and direction.")

    def newest(self, result: Coverage) -> date | None:
        return result.newest

    def modelled(self, _result: Coverage) -> bool:
        return False

    def basis(self, _result: Coverage) -> str:
        return _("What is observed, what is modelled, and what nobody has said")

    def notes(self, result: Coverage) -> tuple[str, ...]:
        found = result.without_dollars
        notes = [words.without_dollars(found)] if found else []
        if result.counts()[MODELLED]:
            notes.append(
                _(
                    "The model spreads what Pakistan imported over all three markets from January 2021, "
                    "also before Mand’s crossing opened officially and for Chadgi, of which no opening is "
                    "reported: there its low is 0."
                )
            )
        return tuple(notes)

    def behind(self, _result: Coverage, _dataset: Dataset, _view: ViewState) -> str:
        return _(
            "This picture counts months and adds up no amounts. The rows of each month stand under the "
            "charts of the page Markets."
        )


COVERAGE = MonthByMonth()
