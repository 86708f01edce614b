"""The chart of trade by the open day."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.topics.open_days import words
from bordertrade.topics.open_days.figure import open_days_figure
from bordertrade.topics.open_days.measure import OpenDaysResult, per_open_day
from bordertrade.topics.open_days.rows import behind_open_days
from bordertrade.topics.open_days.table import open_days_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _


def _open_days(dataset: Dataset, view: ViewState) -> OpenDaysResult | None:
    result = per_open_day(dataset, selecting.observed(dataset, view))
    return result if result.lines else None


def _day_sources(result: OpenDaysResult, _dataset: Dataset) -> tuple[str, ...]:
    figures = (cell.source for line in result.lines for cell in line.cells)
    return distinct((*figures, *(each.source for each in result.closures)))


OPEN_DAYS = Chart(
    name="o",
    file="per-open-day",
    heading=N_("Trade by the open day"),
    measure=_open_days,
    figure=lambda result, _view, look: open_days_figure(result, look),
    title=lambda _result, _view: _("Trade by the open day: what a closed border hides"),
    sentence=lambda result, _view: words.open_days(result),
    table=lambda result, _view: open_days_table(result),
    sources=_day_sources,
    absence=lambda _view: words.open_days_absence(),
    newest=lambda result: max(c.period.end for line in result.lines for c in line.cells),
    modelled=lambda _result: False,
    notes=words.closures_counted,
    behind=lambda result, dataset, view: behind_open_days(
        dataset, selecting.observed(dataset, view), result
    ),
    inputs=N_(
        "These are the figures of each period, with their rows; the picture divides them by days. "
        "Which closures were counted stands above."
    ),
)
