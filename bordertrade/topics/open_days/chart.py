"""The chart of trade by the open day."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.topics.open_days import words
from bordertrade.topics.open_days.figure import open_days_figure
from bordertrade.topics.open_days.measure import OpenDaysResult, per_open_day
from bordertrade.topics.open_days.rows import behind_open_days
from bordertrade.topics.open_days.table import open_days_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


class PerOpenDay(Chart[OpenDaysResult]):
    """Each period's trade divided by the days on which the border was open."""

    name = "o"
    file = "per-open-day"
    heading = N_("Trade by the open day")
    inputs = N_(
        "These are the figures of each period, with their rows; the picture divides them by days. "
        "Which closures were counted stands above."
    )

    def measure(self, dataset: Dataset, view: ViewState) -> OpenDaysResult | None:
        result = per_open_day(dataset, selecting.observed(dataset, view))
        return result if result.lines else None

    def figure(self, result: OpenDaysResult, _view: ViewState, look: Look) -> go.Figure:
        return open_days_figure(result, look)

    def title(self, _result: OpenDaysResult, _view: ViewState) -> str:
        return _("Trade by the open day: what a closed border hides")

    def sentence(self, result: OpenDaysResult, _view: ViewState) -> str:
        return words.open_days(result)

    def table(self, result: OpenDaysResult, _view: ViewState) -> pd.DataFrame:
        return open_days_table(result)

    def sources(self, result: OpenDaysResult, _dataset: Dataset) -> tuple[str, ...]:
        figures = (cell.source for line in result.lines for cell in line.cells)
        return distinct((*figures, *(each.source for each in result.closures)))

    def absence(self, _view: ViewState) -> str:
        return words.open_days_absence()

    def newest(self, result: OpenDaysResult) -> date:
        return max(cell.period.end for line in result.lines for cell in line.cells)

    def modelled(self, _result: OpenDaysResult) -> bool:
        return False

    def notes(self, result: OpenDaysResult) -> tuple[str, ...]:
        return words.closures_counted(result)

    def behind(self, result: OpenDaysResult, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_open_days(dataset, selecting.observed(dataset, view), result)


OPEN_DAYS = PerOpenDay()
