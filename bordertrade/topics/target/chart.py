"""The chart of both books against the target."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.measures.events import Event, events
from bordertrade.measures.level import levels
from bordertrade.measures.rows_behind.books import behind_levels
from bordertrade.topics.target import words
from bordertrade.topics.target.figure import FIRST_YEAR, target_figure
from bordertrade.topics.target.measure.result import TargetResult, target_result
from bordertrade.topics.target.table import target_table
from bordertrade.view import BOTH, Toggle, ViewState
from bordertrade.vocabulary import InformalBasis
from bordertrade.words import N_, _, labels
from bordertrade.words import levels as levels_words

# --- the target -----------------------------------------------------------------------------------


def _target(dataset: Dataset, view: ViewState) -> TargetResult | None:
    result = target_result(dataset, selecting.target_basis(view))
    return None if result.history.empty else result


def _target_events(_result: TargetResult, dataset: Dataset, view: ViewState) -> tuple[Event, ...]:
    """What was agreed or aimed at: the events that speak of the whole trade."""
    if view.events is Toggle.OFF:
        return ()
    found = events(dataset)
    return tuple(e for e in found if e.effect in _TARGET_EFFECTS and e.start.year >= FIRST_YEAR)


_TARGET_EFFECTS = ("agreement", "target")


def _target_title(result: TargetResult, view: ViewState) -> str:
    target = levels_words.target_aim(result.target, result.basis.end_year)
    books = _("Both books") if view.reporter == BOTH else labels.book(view.reporter)
    if result.informal is InformalBasis.NONE:
        return _("{books} against {target}", books=books, target=target)
    end = labels.of(labels.RANGE_ENDS, result.informal)
    text = N_("{books} with informal fuel ({end} estimate) against {target}")
    return _(text, books=books, end=end, target=target)


def _target_sources(result: TargetResult, _dataset: Dataset) -> tuple[str, ...]:
    found = [each for progress in result.progress for each in progress.base.sources]
    fuel = result.fuel.sources if result.fuel and result.informal is not InformalBasis.NONE else ()
    first = [each for o in result.outlooks if o.pace for each in o.pace.first.sources]
    drawn = [each for joined in result.history["sources"] for each in joined.split("~") if each]
    also = [each for other in result.also for each in other.sources]
    aim = result.target.sources
    return tuple(dict.fromkeys([*found, *fuel, *first, *aim, *reversed(drawn), *also]))


TARGET = Chart(
    name="t",
    file="target",
    heading=N_("Both books against the target"),
    measure=_target,
    figure=lambda result, _view, look: target_figure(result, look),
    title=_target_title,
    sentence=lambda result, _view: words.target(result),
    table=lambda result, _view: target_table(result),
    sources=_target_sources,
    absence=lambda _view: _("No book has a full year at this level of evidence."),
    newest=lambda result: max((p.base.period.end for p in result.progress), default=None),
    modelled=lambda result: result.informal is not InformalBasis.NONE,
    events=_target_events,
    notes=lambda result: tuple(
        filter(None, (words.missing_years(result, p.reporter) for p in result.progress))
    ),
    behind=lambda result, dataset, _view: behind_levels(
        level
        for reporter in result.basis.reporters
        for level in levels(dataset, reporter, result.basis.floor)
    ),
)
