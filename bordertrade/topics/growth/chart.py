"""The charts of what made trade grow: directions and goods."""

from __future__ import annotations

from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.topics.growth import words
from bordertrade.topics.growth.figure import contributions_figure
from bordertrade.topics.growth.measure import GrowthResult, growth_by_direction, growth_by_goods
from bordertrade.topics.growth.rows import behind_growth
from bordertrade.topics.growth.table import growth_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _
from bordertrade.words import levels as levels_words


def _by_direction(dataset: Dataset, view: ViewState) -> GrowthResult | None:
    found = growth_by_direction(
        dataset, view.reporters, view.since_year, view.base_year, view.evidence
    )
    return found if found.found or found.refused else None


def _by_goods(dataset: Dataset, view: ViewState) -> GrowthResult | None:
    found = growth_by_goods(
        dataset, view.reporters, view.directions, view.since_year, view.evidence
    )
    return found if found.found or found.refused else None


def _growth_notes(result: GrowthResult) -> tuple[str, ...]:
    told = [words.refused_growth(each) for each in result.refused]
    told += [levels_words.level(each) for each in result.incomplete]
    return tuple(filter(None, told))


def _compilers(result: GrowthResult, _dataset: Dataset) -> str:
    return " ".join(filter(None, (words.compilers(each) for each in result.found)))


def _growth_sources(result: GrowthResult, _dataset: Dataset) -> tuple[str, ...]:
    return distinct(s for each in result.found for s in each.sources)


_FROM_BOTH_YEARS = N_(
    "Growth is worked out from the totals of both years, each with its rows; what a part "
    "contributed is its change divided by the whole of the first year."
)


GROWTH_BY_DIRECTION = Chart(
    name="p",
    file="growth-by-direction",
    heading=N_("What made trade grow: which direction"),
    measure=_by_direction,
    figure=lambda result, _view, look: contributions_figure(result, look),
    title=lambda _result, _view: _("What made trade grow: which direction, on each state’s book"),
    sentence=lambda result, _view: words.growth(result),
    table=lambda result, _view: growth_table(result),
    sources=_growth_sources,
    absence=lambda _view: _(
        "Choose a book. Upload rows of bilateral_trade with both directions of two years to take "
        "their growth apart (template on “Update data”)."
    ),
    newest=lambda result: max((each.last.end for each in result.found), default=None),
    modelled=lambda _result: False,
    caution=_compilers,
    notes=_growth_notes,
    behind=lambda result, dataset, view: behind_growth(dataset, result, view.evidence),
    inputs=_FROM_BOTH_YEARS,
)


GROWTH_BY_GOODS = Chart(
    name="a",
    file="growth-by-goods",
    heading=N_("What made trade grow: which goods"),
    measure=_by_goods,
    figure=lambda result, _view, look: contributions_figure(result, look),
    title=lambda _result, _view: _("What made trade grow or fall: which goods, whole border"),
    sentence=lambda result, _view: words.growth(result),
    table=lambda result, _view: growth_table(result),
    sources=_growth_sources,
    absence=lambda _view: _(
        "No two full divisions by goods of one compiler for this choice: upload rows of "
        "commodity_trade for two years, with period, reporter, series, direction, code and "
        "value_usd of all goods (template on “Update data”)."
    ),
    newest=lambda result: max((each.last.end for each in result.found), default=None),
    modelled=lambda _result: False,
    caution=_compilers,
    notes=_growth_notes,
    behind=lambda result, dataset, view: behind_growth(dataset, result, view.evidence),
    inputs=_FROM_BOTH_YEARS,
)
