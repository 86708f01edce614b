"""The chart of what comes over by wire: on the page of the markets, and in no total of theirs."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.topics.electricity import words
from bordertrade.topics.electricity.figure import electricity_figure
from bordertrade.topics.electricity.measure import Electricity, electricity
from bordertrade.topics.electricity.table import electricity_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


def _measured(dataset: Dataset, view: ViewState) -> Electricity | None:
    """Of the view's time, whatever its markets: most of the lines belong to no single one."""
    result = electricity(dataset, *selecting.days(view.time))
    return result if result.deliveries else None


ELECTRICITY = Chart(
    name="e",
    file="electricity",
    heading=N_("Electricity from Iran by wire"),
    measure=_measured,
    figure=lambda result, _view, look: electricity_figure(result, look),
    title=lambda result, _view: words.electricity_title(result),
    sentence=lambda result, _view: words.electricity(result),
    table=lambda result, _view: electricity_table(result),
    sources=lambda result, _dataset: result.sources,
    absence=lambda _view: _("No month of electricity is published in this time. Widen the time."),
    newest=lambda result: result.deliveries[-1].period.end,
    modelled=lambda _result: False,
    notes=lambda _result: (words.electricity_apart(),),
    behind=lambda *_given: _(
        "This picture adds up no figures: each bar is one row of crossing_activity, with its source "
        "in the table."
    ),
)
