"""The chart of how much hangs on few goods."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.topics.concentration import words
from bordertrade.topics.concentration.figure import concentration_figure
from bordertrade.topics.concentration.measure import ConcentrationResult, concentration
from bordertrade.topics.concentration.rows import behind_concentration
from bordertrade.topics.concentration.table import concentration_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


class Concentration(Chart[ConcentrationResult]):
    """The index of each division by goods."""

    name = "c"
    file = "concentration"
    heading = N_("How much hangs on few goods")
    inputs = N_("Shares and their index are worked out from these totals, each with its rows.")

    def measure(self, dataset: Dataset, view: ViewState) -> ConcentrationResult | None:
        result = concentration(dataset, selecting.observed(dataset, view))
        return result if result.all else None

    def figure(self, result: ConcentrationResult, _view: ViewState, look: Look) -> go.Figure:
        return concentration_figure(result, look)

    def title(self, _result: ConcentrationResult, _view: ViewState) -> str:
        return _("How much hangs on few goods: the concentration index (HHI)")

    def sentence(self, result: ConcentrationResult, _view: ViewState) -> str:
        return words.concentration(result)

    def table(self, result: ConcentrationResult, _view: ViewState) -> pd.DataFrame:
        return concentration_table(result)

    def sources(self, result: ConcentrationResult, _dataset: Dataset) -> tuple[str, ...]:
        return distinct(source for each in result.all for source in each.sources)

    def absence(self, _view: ViewState) -> str:
        return words.concentration_absence()

    def newest(self, result: ConcentrationResult) -> date:
        return max(each.end for each in result.all)

    def modelled(self, _result: ConcentrationResult) -> bool:
        return False

    def basis(self, result: ConcentrationResult) -> str:
        if any(each.estimated for each in result.all):
            return _("Observed; hatched where the compiler itself estimated")
        return ""

    def notes(self, result: ConcentrationResult) -> tuple[str, ...]:
        return (
            *(words.lonely(each) for each in result.lonely),
            *(words.partial(each) for each in result.partial),
        )

    def behind(self, result: ConcentrationResult, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_concentration(dataset, selecting.observed(dataset, view), result)


CONCENTRATION = Concentration()
