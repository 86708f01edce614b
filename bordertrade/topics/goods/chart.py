"""The chart of goods: what was observed, by kind."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.own_money import in_money_of_its_own
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.measures.selection import Selection
from bordertrade.topics.goods import words
from bordertrade.topics.goods.figure import goods_figure
from bordertrade.topics.goods.measure import GoodsResult, goods
from bordertrade.topics.goods.rows import behind_goods
from bordertrade.topics.goods.table import goods_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _, dates, money
from bordertrade.words import exchange as exchange_words


class ByGoods(Chart[GoodsResult]):
    """Each kind of goods that somebody observed."""

    name = "g"
    file = "goods"
    heading = N_("By goods")

    def measure(self, dataset: Dataset, view: ViewState) -> GoodsResult | None:
        return goods(dataset, _wanted(dataset, view)) if view.markets != () else None

    def figure(self, result: GoodsResult, _view: ViewState, look: Look) -> go.Figure:
        return goods_figure(result, look)

    def title(self, result: GoodsResult, _view: ViewState) -> str:
        """The title names the time: a bar without one could be a month or ten years."""
        unit = money.name(result.money)
        if result.span is None:
            return _("By goods, where somebody observed them, {money}", money=unit)
        span = dates.span(*result.span)
        if result.one_period or not result.newest_year:
            return _("By goods, {money}, {span}", money=unit, span=span)
        return _("By goods, {money}, each market’s newest twelve months", money=unit)

    def sentence(self, result: GoodsResult, _view: ViewState) -> str:
        return words.goods(result)

    def table(self, result: GoodsResult, _view: ViewState) -> pd.DataFrame:
        return goods_table(result)

    def sources(self, result: GoodsResult, _dataset: Dataset) -> tuple[str, ...]:
        return (*result.exchange.sources, *result.sources)

    def caution(self, result: GoodsResult, _dataset: Dataset) -> str:
        return exchange_words.exchange(result.exchange)

    def absence(self, _view: ViewState) -> str:
        return _("Choose at least one market.")

    def newest(self, result: GoodsResult) -> date | None:
        return result.newest

    def modelled(self, _result: GoodsResult) -> bool:
        return False

    def behind(self, result: GoodsResult, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_goods(dataset, _wanted(dataset, view), result)


def _wanted(dataset: Dataset, view: ViewState) -> Selection:
    """Goods that no rate brings into the chosen money are shown in their own."""
    return in_money_of_its_own(dataset, selecting.in_money(dataset, view))


GOODS = ByGoods()
