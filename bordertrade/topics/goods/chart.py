"""The chart of goods: what was observed, by kind."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.measures.own_money import in_money_of_its_own
from bordertrade.measures.selection import Selection
from bordertrade.topics.goods import words
from bordertrade.topics.goods.figure import goods_figure
from bordertrade.topics.goods.measure import GoodsResult, goods
from bordertrade.topics.goods.rows import behind_goods
from bordertrade.topics.goods.table import goods_table
from bordertrade.view import ViewState
from bordertrade.words import N_, _, dates, money
from bordertrade.words import exchange as exchange_words


def _goods(dataset: Dataset, view: ViewState) -> GoodsResult | None:
    return goods(dataset, _goods_wanted(dataset, view)) if view.markets != () else None


def _goods_wanted(dataset: Dataset, view: ViewState) -> Selection:
    """Goods that no rate brings into the chosen money are shown in their own."""
    return in_money_of_its_own(dataset, selecting.in_money(dataset, view))


def _goods_title(result: GoodsResult, _view: ViewState) -> str:
    """The title names the time: a bar without one could be a month or ten years."""
    unit = money.name(result.money)
    if result.span is None:
        return _("By goods, where somebody observed them, {money}", money=unit)
    span = dates.span(*result.span)
    if result.one_period or not result.newest_year:
        return _("By goods, {money}, {span}", money=unit, span=span)
    return _("By goods, {money}, each market’s newest twelve months", money=unit)


def _absence(_view: ViewState) -> str:
    return _("Choose at least one market.")


GOODS = Chart(
    name="g",
    file="goods",
    heading=N_("By goods"),
    measure=_goods,
    figure=lambda result, _view, look: goods_figure(result, look),
    title=_goods_title,
    sentence=lambda result, _view: words.goods(result),
    table=lambda result, _view: goods_table(result),
    sources=lambda result, _dataset: (*result.exchange.sources, *result.sources),
    caution=lambda result, _dataset: exchange_words.exchange(result.exchange),
    absence=_absence,
    newest=lambda result: result.newest,
    modelled=lambda _result: False,
    behind=lambda result, dataset, view: behind_goods(
        dataset, _goods_wanted(dataset, view), result
    ),
)
