"""The chart of what a tonne or a litre cost."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.topics.unit_values import words
from bordertrade.topics.unit_values.figure import unit_values_figure
from bordertrade.topics.unit_values.measure import UnitValues, chosen_unit_values
from bordertrade.topics.unit_values.rows import behind_unit_values
from bordertrade.topics.unit_values.table import unit_values_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


class ByUnit(Chart[UnitValues]):
    """The value of each row divided by its quantity."""

    name = "u"
    file = "unit-values"
    heading = N_("What a tonne or a litre cost")
    inputs = N_(
        "What a tonne or a litre cost is the value of a row divided by its quantity: each row stands here "
        "with both."
    )

    def measure(self, dataset: Dataset, view: ViewState) -> UnitValues | None:
        result = chosen_unit_values(dataset, selecting.observed(dataset, view))
        return None if result.frame.empty else result

    def figure(self, result: UnitValues, _view: ViewState, look: Look) -> go.Figure:
        return unit_values_figure(result, look)

    def title(self, _result: UnitValues, _view: ViewState) -> str:
        return _("What a tonne or a litre cost: values that look wrong are flagged")

    def sentence(self, result: UnitValues, _view: ViewState) -> str:
        return words.unit_values(result)

    def table(self, result: UnitValues, _view: ViewState) -> pd.DataFrame:
        return unit_values_table(result)

    def sources(self, result: UnitValues, _dataset: Dataset) -> tuple[str, ...]:
        return distinct(source for source in result.frame["source"].unique() if source)

    def absence(self, _view: ViewState) -> str:
        return words.unit_values_absence()

    def newest(self, result: UnitValues) -> date:
        newest: date = result.frame["end"].max().date()
        return newest

    def modelled(self, _result: UnitValues) -> bool:
        return False

    def notes(self, result: UnitValues) -> tuple[str, ...]:
        return words.without_quantity(result)

    def behind(self, result: UnitValues, dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_unit_values(dataset, result)


UNIT_VALUES = ByUnit()
