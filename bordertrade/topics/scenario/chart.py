"""The charts of a scenario: the paths, and which lever matters most."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
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


class _Hypothetical(Chart[ScenarioResult]):
    """What both charts share: they are drawn from one result."""

    def measure(self, dataset: Dataset, view: ViewState) -> ScenarioResult | None:
        result = scenario_result(dataset, selecting.target_basis(view), chosen_levers(view))
        return result if result.books or result.refused else None

    def sources(self, result: ScenarioResult, dataset: Dataset) -> tuple[str, ...]:
        grounds = [book.ground for book in result.books]
        years = (level for g in grounds for level in (g.progress.base, g.pace.first))
        found = [source for level in years for source in level.sources]
        fuel = [source for g in grounds if g.fuel for source in g.fuel.sources]
        model = model_sources(dataset, (Channel.FORMAL,)) if any(g.markets for g in grounds) else ()
        return tuple(dict.fromkeys([*found, *result.target.sources, *fuel, *model]))

    def absence(self, _view: ViewState) -> str:
        return _("No book has a full year at this level of evidence.")

    def newest(self, result: ScenarioResult) -> date | None:
        return max((book.ground.progress.base.period.end for book in result.books), default=None)

    def modelled(self, _result: ScenarioResult) -> bool:
        return True

    def basis(self, _result: ScenarioResult) -> str:
        return _("Hypothetical: dotted, an outer envelope, not a confidence interval")

    def notes(self, result: ScenarioResult) -> tuple[str, ...]:
        refused = (paths_words.scenario_refusal(each) for each in result.refused)
        return (*(note for book in result.books for note in paths_words.inert(book)), *refused)

    def behind(self, _result: ScenarioResult, _dataset: Dataset, _view: ViewState) -> str:
        return _(
            "A scenario is reckoned from your choices and stands in no row. The rows of the year it "
            "starts from stand under the chart of the page Target."
        )


class Paths(_Hypothetical):
    """Each book's way to the target."""

    name = "s"
    file = "scenario"
    heading = N_("The hypothetical path")

    def figure(self, result: ScenarioResult, _view: ViewState, look: Look) -> go.Figure:
        return scenario_figure(result, look)

    def title(self, result: ScenarioResult, view: ViewState) -> str:
        books = _("both books") if view.reporter == BOTH else labels.book(view.reporter)
        target = levels_words.target_aim(result.target, view.end_year)
        return _("Hypothetical: {books} on the way to {target}", books=books, target=target)

    def sentence(self, result: ScenarioResult, _view: ViewState) -> str:
        return paths_words.scenario(result)

    def table(self, result: ScenarioResult, _view: ViewState) -> pd.DataFrame:
        return tables.scenario_table(result, FIRST_YEAR)


class WhichLever(_Hypothetical):
    """What each lever alone would change."""

    name = "x"
    file = "levers"
    heading = N_("Which lever matters most")

    def figure(self, result: ScenarioResult, _view: ViewState, look: Look) -> go.Figure:
        return levers_figure(result, look)

    def title(self, _result: ScenarioResult, _view: ViewState) -> str:
        return _("Hypothetical: which lever matters most")

    def sentence(self, result: ScenarioResult, _view: ViewState) -> str:
        return paths_words.sensitivity(result)

    def table(self, result: ScenarioResult, _view: ViewState) -> pd.DataFrame:
        return tables.levers_table(result)

    def caution(self, _result: ScenarioResult, _dataset: Dataset) -> str:
        return levers.reaches()


def chosen_levers(view: ViewState) -> Levers:
    return Levers(
        fuel_formalised=view.fuel_formalised,
        growth_change=view.growth_change,
        more_markets=view.more_markets,
        markets_year=view.markets_year,
        opening_days=view.opening_days,
        price_gap=view.price_gap,
    )


SCENARIO = Paths()
LEVERS = WhichLever()
