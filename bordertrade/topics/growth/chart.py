"""The charts of what made trade grow: directions and goods."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade.chart import Chart, distinct
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.topics.growth import words
from bordertrade.topics.growth.figure import contributions_figure
from bordertrade.topics.growth.measure import GrowthResult, growth_by_direction, growth_by_goods
from bordertrade.topics.growth.rows import behind_growth
from bordertrade.topics.growth.table import growth_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _
from bordertrade.words import levels as levels_words


class _Growth(Chart[GrowthResult]):
    """What each part contributed between two years."""

    inputs = N_(
        "Growth is worked out from the totals of both years, each with its rows; what a part "
        "contributed is its change divided by the whole of the first year."
    )

    def figure(self, result: GrowthResult, _view: ViewState, look: Look) -> go.Figure:
        return contributions_figure(result, look)

    def sentence(self, result: GrowthResult, _view: ViewState) -> str:
        return words.growth(result)

    def table(self, result: GrowthResult, _view: ViewState) -> pd.DataFrame:
        return growth_table(result)

    def sources(self, result: GrowthResult, _dataset: Dataset) -> tuple[str, ...]:
        return distinct(source for each in result.found for source in each.sources)

    def newest(self, result: GrowthResult) -> date | None:
        return max((each.last.end for each in result.found), default=None)

    def modelled(self, _result: GrowthResult) -> bool:
        return False

    def caution(self, result: GrowthResult, _dataset: Dataset) -> str:
        return " ".join(filter(None, (words.compilers(each) for each in result.found)))

    def notes(self, result: GrowthResult) -> tuple[str, ...]:
        told = [words.refused_growth(each) for each in result.refused]
        told += [levels_words.level(each) for each in result.incomplete]
        return tuple(filter(None, told))

    def behind(self, result: GrowthResult, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_growth(dataset, result, view.evidence)


class GrowthByDirection(_Growth):
    """Which direction made a book grow."""

    name = "p"
    file = "growth-by-direction"
    heading = N_("What made trade grow: which direction")

    def measure(self, dataset: Dataset, view: ViewState) -> GrowthResult | None:
        found = growth_by_direction(
            dataset, view.reporters, view.since_year, view.base_year, view.evidence
        )
        return found if found.found or found.refused else None

    def title(self, _result: GrowthResult, _view: ViewState) -> str:
        return _("What made trade grow: which direction, on each state’s book")

    def absence(self, _view: ViewState) -> str:
        return _(
            "Choose a book. Upload rows of bilateral_trade with both directions of two years to take "
            "their growth apart (template on “Update data”)."
        )


class GrowthByGoods(_Growth):
    """Which goods made a book grow or fall."""

    name = "a"
    file = "growth-by-goods"
    heading = N_("What made trade grow: which goods")

    def measure(self, dataset: Dataset, view: ViewState) -> GrowthResult | None:
        found = growth_by_goods(
            dataset, view.reporters, view.directions, view.since_year, view.evidence
        )
        return found if found.found or found.refused else None

    def title(self, _result: GrowthResult, _view: ViewState) -> str:
        return _("What made trade grow or fall: which goods, whole border")

    def absence(self, _view: ViewState) -> str:
        return _(
            "No two full divisions by goods of one compiler for this choice: upload rows of "
            "commodity_trade for two years, with period, reporter, series, direction, code and "
            "value_usd of all goods (template on “Update data”)."
        )


GROWTH_BY_DIRECTION = GrowthByDirection()
GROWTH_BY_GOODS = GrowthByGoods()
