"""The chart of both books against the target."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.book_level import levels
from bordertrade.measures.events import Event, events
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.measures.rows_behind.books import behind_levels
from bordertrade.topics.target import words
from bordertrade.topics.target.figure import FIRST_YEAR, target_figure
from bordertrade.topics.target.measure.result import TargetResult, target_result
from bordertrade.topics.target.table import target_table
from bordertrade.view import BOTH, Toggle, ViewState
from bordertrade.vocabulary import InformalBasis
from bordertrade.words import N_, _, labels
from bordertrade.words import levels as levels_words

_EFFECTS = ("agreement", "target")


class AgainstTarget(Chart[TargetResult]):
    """Each book's years, the target, and the growth that would reach it."""

    name = "t"
    file = "target"
    heading = N_("Both books against the target")

    def measure(self, dataset: Dataset, view: ViewState) -> TargetResult | None:
        result = target_result(dataset, selecting.target_basis(view))
        return None if result.history.empty else result

    def figure(self, result: TargetResult, _view: ViewState, look: Look) -> go.Figure:
        return target_figure(result, look)

    def title(self, result: TargetResult, view: ViewState) -> str:
        target = levels_words.target_aim(result.target, result.basis.end_year)
        books = _("Both books") if view.reporter == BOTH else labels.book(view.reporter)
        if result.informal is InformalBasis.NONE:
            return _("{books} against {target}", books=books, target=target)
        end = labels.of(labels.RANGE_ENDS, result.informal)
        text = N_("{books} with informal fuel ({end} estimate) against {target}")
        return _(text, books=books, end=end, target=target)

    def sentence(self, result: TargetResult, _view: ViewState) -> str:
        return words.target(result)

    def table(self, result: TargetResult, _view: ViewState) -> pd.DataFrame:
        return target_table(result)

    def sources(self, result: TargetResult, _dataset: Dataset) -> tuple[str, ...]:
        found = [each for progress in result.progress for each in progress.base.sources]
        fuel = result.fuel.sources if result.fuel and self.modelled(result) else ()
        first = [each for o in result.outlooks if o.pace for each in o.pace.first.sources]
        drawn = [each for joined in result.history["sources"] for each in joined.split("~") if each]
        also = [each for other in result.also for each in other.sources]
        aim = result.target.sources
        return tuple(dict.fromkeys([*found, *fuel, *first, *aim, *reversed(drawn), *also]))

    def absence(self, _view: ViewState) -> str:
        return _("No book has a full year at this level of evidence.")

    def newest(self, result: TargetResult) -> date | None:
        return max((each.base.period.end for each in result.progress), default=None)

    def modelled(self, result: TargetResult) -> bool:
        return result.informal is not InformalBasis.NONE

    def events(self, _result: TargetResult, dataset: Dataset, view: ViewState) -> tuple[Event, ...]:
        """What was agreed or aimed at: the events that speak of the whole trade."""
        if view.events is Toggle.OFF:
            return ()
        found = events(dataset)
        return tuple(e for e in found if e.effect in _EFFECTS and e.start.year >= FIRST_YEAR)

    def notes(self, result: TargetResult) -> tuple[str, ...]:
        told = (words.missing_years(result, each.reporter) for each in result.progress)
        return tuple(filter(None, told))

    def behind(self, result: TargetResult, dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_levels(
            level
            for reporter in result.basis.reporters
            for level in levels(dataset, reporter, result.basis.floor)
        )


TARGET = AgainstTarget()
