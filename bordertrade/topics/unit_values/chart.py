"""The chart of what a tonne or a litre cost."""

from __future__ import annotations

from datetime import date

from bordertrade import selecting
from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.topics.unit_values import words
from bordertrade.topics.unit_values.figure import unit_values_figure
from bordertrade.topics.unit_values.measure import UnitValues, chosen_unit_values
from bordertrade.topics.unit_values.rows import behind_unit_values
from bordertrade.topics.unit_values.table import unit_values_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


def _unit_values(dataset: Dataset, view: ViewState) -> UnitValues | None:
    result = chosen_unit_values(dataset, selecting.observed(dataset, view))
    return None if result.frame.empty else result


def _newest_row(result: UnitValues) -> date:
    newest: date = result.frame["end"].max().date()
    return newest


UNIT_VALUES = Chart(
    name="u",
    file="unit-values",
    heading=N_("What a tonne or a litre cost"),
    measure=_unit_values,
    figure=lambda result, _view, look: unit_values_figure(result, look),
    title=lambda _result, _view: _(
        "What a tonne or a litre cost: values that look wrong are flagged"
    ),
    sentence=lambda result, _view: words.unit_values(result),
    table=lambda result, _view: unit_values_table(result),
    sources=lambda result, _dataset: distinct(s for s in result.frame["source"].unique() if s),
    absence=lambda _view: words.unit_values_absence(),
    newest=_newest_row,
    modelled=lambda _result: False,
    notes=words.without_quantity,
    behind=lambda result, dataset, _view: behind_unit_values(dataset, result),
    inputs=N_(
        "What a tonne or a litre cost is the value of a row divided by its quantity: each row stands here "
        "with both."
    ),
)
