"""The chart of how much hangs on few goods."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.topics.concentration import words
from bordertrade.topics.concentration.figure import concentration_figure
from bordertrade.topics.concentration.measure import ConcentrationResult, concentration
from bordertrade.topics.concentration.rows import behind_concentration
from bordertrade.topics.concentration.table import concentration_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


def _concentration(dataset: Dataset, view: ViewState) -> ConcentrationResult | None:
    result = concentration(dataset, selecting.observed(dataset, view))
    return result if result.all else None


def _concentration_basis(result: ConcentrationResult) -> str:
    if any(each.estimated for each in result.all):
        return _("Observed; hatched where the compiler itself estimated")
    return ""


CONCENTRATION = Chart(
    name="c",
    file="concentration",
    heading=N_("How much hangs on few goods"),
    measure=_concentration,
    figure=lambda result, _view, look: concentration_figure(result, look),
    title=lambda _result, _view: _("How much hangs on few goods: the concentration index (HHI)"),
    sentence=lambda result, _view: words.concentration(result),
    table=lambda result, _view: concentration_table(result),
    sources=lambda result, _dataset: distinct(s for each in result.all for s in each.sources),
    absence=lambda _view: words.concentration_absence(),
    newest=lambda result: max(each.end for each in result.all),
    modelled=lambda _result: False,
    basis=_concentration_basis,
    notes=lambda result: (
        *(words.lonely(each) for each in result.lonely),
        *(words.partial(each) for each in result.partial),
    ),
    behind=lambda result, dataset, view: behind_concentration(
        dataset, selecting.observed(dataset, view), result
    ),
    inputs=N_("Shares and their index are worked out from these totals, each with its rows."),
)
