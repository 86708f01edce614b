"""The chart of what comes over by wire: on the page of the markets, and in no total of theirs."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.topics.electricity import words
from bordertrade.topics.electricity.figure import electricity_figure
from bordertrade.topics.electricity.measure import Electricity, electricity
from bordertrade.topics.electricity.table import electricity_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


class ByWire(Chart[Electricity]):
    """What was delivered in each month."""

    name = "e"
    file = "electricity"
    heading = N_("Electricity from Iran by wire")

    def measure(self, dataset: Dataset, view: ViewState) -> Electricity | None:
        """Of the view's time, whatever its markets: most of the lines belong to no single one."""
        result = electricity(dataset, *selecting.days(view.time))
        return result if result.deliveries else None

    def figure(self, result: Electricity, _view: ViewState, look: Look) -> go.Figure:
        return electricity_figure(result, look)

    def title(self, result: Electricity, _view: ViewState) -> str:
        return words.electricity_title(result)

    def sentence(self, result: Electricity, _view: ViewState) -> str:
        return words.electricity(result)

    def table(self, result: Electricity, _view: ViewState) -> pd.DataFrame:
        return electricity_table(result)

    def sources(self, result: Electricity, _dataset: Dataset) -> tuple[str, ...]:
        return result.sources

    def absence(self, _view: ViewState) -> str:
        return _("No month of electricity is published in this time. Widen the time.")

    def newest(self, result: Electricity) -> date:
        return result.deliveries[-1].period.end

    def modelled(self, _result: Electricity) -> bool:
        return False

    def notes(self, _result: Electricity) -> tuple[str, ...]:
        return (words.electricity_apart(),)

    def behind(self, _result: Electricity, _dataset: Dataset, _view: ViewState) -> str:
        return _(
            "This picture adds up no figures: each bar is one row of crossing_activity, with its source "
            "in the table."
        )


ELECTRICITY = ByWire()
