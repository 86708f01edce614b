"""The charts of a scenario: the paths, and which lever matters most."""

from __future__ import annotations

from datetime import date

from bordertrade.charts import selecting
from bordertrade.charts.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.exports import scenario as tables
from bordertrade.figures.levers import levers_figure
from bordertrade.figures.scenario import FIRST_YEAR, scenario_figure
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.scenario_result import ScenarioResult, scenario_result
from bordertrade.view import BOTH, ViewState
from bordertrade.vocabulary import Channel
from bordertrade.words import N_, _, labels, levers, sentences

# --- what both charts share ----------------------------------------------------------------------


def _result(dataset: Dataset, view: ViewState) -> ScenarioResult | None:
    result = scenario_result(dataset, selecting.target_basis(view), selecting.levers(view))
    return result if result.books or result.refused else None


def _sources(result: ScenarioResult, dataset: Dataset) -> tuple[str, ...]:
    grounds = [book.ground for book in result.books]
    found = [s for g in grounds for level in (g.progress.base, g.pace.first) for s in level.sources]
    fuel = [s for g in grounds if g.fuel for s in g.fuel.sources]
    model = model_sources(dataset, (Channel.FORMAL,)) if any(g.markets for g in grounds) else ()
    return tuple(dict.fromkeys([*found, *result.target.sources, *fuel, *model]))


def _absence(_view: ViewState) -> str:
    return _("No book has a full year at this level of evidence.")


def _newest(result: ScenarioResult) -> date | None:
    return max((book.ground.progress.base.period.end for book in result.books), default=None)


def _basis(_result: ScenarioResult) -> str:
    return _("Hypothetical: dotted, an outer envelope, not a confidence interval")


def _notes(result: ScenarioResult) -> tuple[str, ...]:
    refused = (sentences.scenario_refusal(each) for each in result.refused)
    return (*(note for book in result.books for note in sentences.inert(book)), *refused)


# --- the path ------------------------------------------------------------------------------------


def _title(result: ScenarioResult, view: ViewState) -> str:
    books = _("both books") if view.reporter == BOTH else labels.book(view.reporter)
    target = sentences.target_aim(result.target, view.end_year)
    return _("Hypothetical: {books} on the way to {target}", books=books, target=target)


def _hypothetical(*_given: object) -> str:
    return _(
        "A scenario is reckoned from your choices and stands in no row. The rows of the year it "
        "starts from stand under the chart of the page Target."
    )


SCENARIO = Chart(
    name="s",
    file="scenario",
    heading=N_("The hypothetical path"),
    measure=_result,
    behind=_hypothetical,
    figure=lambda result, _view, look: scenario_figure(result, look),
    title=_title,
    sentence=lambda result, _view: sentences.scenario(result),
    table=lambda result, _view: tables.scenario_table(result, FIRST_YEAR),
    sources=_sources,
    absence=_absence,
    newest=_newest,
    modelled=lambda _result: True,
    basis=_basis,
    notes=_notes,
)


# --- the levers ----------------------------------------------------------------------------------

LEVERS = Chart(
    name="x",
    file="levers",
    heading=N_("Which lever matters most"),
    measure=_result,
    behind=_hypothetical,
    figure=lambda result, _view, look: levers_figure(result, look),
    title=lambda _result, _view: _("Hypothetical: which lever matters most"),
    sentence=lambda result, _view: sentences.sensitivity(result),
    table=lambda result, _view: tables.levers_table(result),
    sources=_sources,
    absence=_absence,
    newest=_newest,
    modelled=lambda _result: True,
    basis=_basis,
    caution=lambda _result, _dataset: levers.reaches(),
    notes=_notes,
)
