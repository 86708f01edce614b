"""The calendars of what is known of each market, channel and direction."""

from __future__ import annotations

from bordertrade import clock, selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.measures.selection import Selection
from bordertrade.topics.coverage import words
from bordertrade.topics.coverage.figure.calendars import coverage_figure
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


def _notes(result: Coverage) -> tuple[str, ...]:
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


COVERAGE = Chart(
    name="h",
    file="coverage",
    heading=N_("Month by month"),
    measure=measured,
    figure=lambda result, _view, look: coverage_figure(result, look.order),
    title=lambda result, _view: _("Month by month, {span}", span=words.coverage_span(result)),
    sentence=lambda result, _view: words.coverage(result),
    table=lambda result, _view: coverage_table(result),
    sources=lambda result, _dataset: result.sources,
    absence=lambda _view: _("Choose at least one market, channel and direction."),
    newest=lambda result: result.newest,
    modelled=lambda _result: False,
    basis=lambda _result: _("What is observed, what is modelled, and what nobody has said"),
    notes=_notes,
    behind=lambda *_given: _(
        "This picture counts months and adds up no amounts. The rows of each month stand under the "
        "charts of the page Markets."
    ),
)
