"""The charts of a scenario: the paths, and which lever matters most."""

from __future__ import annotations

from datetime import date

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.measures.model_sources import model_sources
from bordertrade.topics.scenario import table as tables
from bordertrade.topics.scenario.figure.levers import levers_figure
from bordertrade.topics.scenario.figure.paths import FIRST_YEAR, scenario_figure
from bordertrade.topics.scenario.measure.levers import Levers
from bordertrade.topics.scenario.measure.result import ScenarioResult, scenario_result
from bordertrade.topics.scenario.words import levers
from bordertrade.topics.scenario.words import paths as paths_words
from bordertrade.view import BOTH, ViewState
from bordertrade.vocabulary import Channel
from bordertrade.words import N_, _, labels
from bordertrade.words import levels as levels_words

# --- what both charts share ----------------------------------------------------------------------


def _result(dataset: Dataset, view: ViewState) -> ScenarioResult | None:
    result = scenario_result(dataset, selecting.target_basis(view), chosen_levers(view))
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
    refused = (paths_words.scenario_refusal(each) for each in result.refused)
    return (*(note for book in result.books for note in paths_words.inert(book)), *refused)


# --- the path ------------------------------------------------------------------------------------


def _title(result: ScenarioResult, view: ViewState) -> str:
    books = _("both books") if view.reporter == BOTH else labels.book(view.reporter)
    target = levels_words.target_aim(result.target, view.end_year)
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
    sentence=lambda result, _view: paths_words.scenario(result),
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
    sentence=lambda result, _view: paths_words.sensitivity(result),
    table=lambda result, _view: tables.levers_table(result),
    sources=_sources,
    absence=_absence,
    newest=_newest,
    modelled=lambda _result: True,
    basis=_basis,
    caution=lambda _result, _dataset: levers.reaches(),
    notes=_notes,
)


def chosen_levers(view: ViewState) -> Levers:
    return Levers(
        fuel_formalised=view.fuel_formalised,
        growth_change=view.growth_change,
        more_markets=view.more_markets,
        markets_year=view.markets_year,
        opening_days=view.opening_days,
        price_gap=view.price_gap,
    )
