"""The table beside a chart holds the chart's rows, in words."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.selection import Selection
from bordertrade.measures.target import TargetBasis
from bordertrade.topics.markets import table as displayed
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.topics.target.measure.result import target_result
from bordertrade.topics.target.table import target_table
from bordertrade.vocabulary import Channel
from bordertrade.words import labels
from bordertrade.words.numbers import significant

MARKETS = ("gabd", "mand", "chadgi")
MONEY = ["Low (US$)", "Central (US$)", "High (US$)"]


def shown(value: float, modelled: bool) -> int:
    """Whole US$; a modelled figure only to the two figures it honestly has."""
    return round(significant(value) if modelled else value)


@pytest.mark.parametrize("channel", list(Channel))
def test_a_series_table_has_each_figure_once_and_each_state_without_a_value(
    dataset: Dataset, channel: Channel
) -> None:
    result = market_series(dataset, Selection(markets=MARKETS), channel)
    table = displayed.series_table(result)
    assert len(table) == len(result.frame) + len(result.states)
    figures, states = table.iloc[: len(result.frame)], table.iloc[len(result.frame) :]
    assert sorted(map(tuple, figures[MONEY].to_numpy().tolist())) == sorted(
        tuple(shown(value, row.modelled) for value in (low, row.value, high))
        for row in rows_of(result.frame)
        for low, high in [(row.value_low, row.value_high)]
    )
    order = [labels.market(market) for market in MARKETS]
    assert sorted(figures["Market"], key=order.index) == figures["Market"].tolist()
    assert states[MONEY].isna().all(axis=None)
    assert len(states) > 0


def test_a_totals_table_has_the_rows_of_the_chosen_markets(dataset: Dataset) -> None:
    totals = market_totals(dataset, Selection(markets=MARKETS))
    assert totals is not None
    table = displayed.totals_table(totals, ("mand",))
    own = [row for row in totals.rows if row.market == "mand"]
    assert table["Central (US$)"].tolist() == [
        shown(row.value.central, row.modelled) for row in own
    ]
    assert set(table["Market"]) == {"Mand"}


def test_a_target_table_has_history_newest_first_then_the_path(dataset: Dataset) -> None:
    result = target_result(dataset, TargetBasis("usd10bn_2029"))
    table = target_table(result)
    history = table.iloc[: len(result.history)]
    assert history["Year ends in"].tolist() == result.history["year"].tolist()[::-1]
    missing = history[history["Reads as"] == "no figure published"]
    assert missing["Level (US$)"].isna().all()
    assert (table["Reads as"] == "needed, not observed").sum() == sum(
        len(each.path()) - 1 for each in result.progress
    )
