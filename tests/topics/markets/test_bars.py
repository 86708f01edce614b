"""Bars of the markets: hatched where modelled, each under its own book, whatever else is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import plotly.graph_objects as go
import pytest

from bordertrade.charts import BALANCE, DIRECTIONS
from bordertrade.dataset import Dataset
from bordertrade.figures.legend import legend_html
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.topics.markets import words as markets_words
from bordertrade.vocabulary import Channel
from bordertrade.words import labels, money
from bordertrade.words import totals as totals_words
from tests import tables
from tests.figures.test_figures import MARKETS, amounts, drawn, traces

#: Seven months that Iran's book counted: more than the model is left with in one direction.
MONTHS = ("2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03")
IRAN = tables.FORMAL | {"reporter": "IR"}


@pytest.fixture(scope="module", params=[MARKETS, *((m,) for m in MARKETS)], ids="+".join)
def uploaded(request: pytest.FixtureRequest, dataset: Dataset) -> Dataset:
    """Both directions on Iran's book, seen in some months at all markets or at one of them."""
    flows = product(request.param, ("IR_TO_PK", "PK_TO_IR"))
    rows = [
        IRAN
        | {
            "market": market,
            "direction": direction,
            "value": str(1_000_000 + 1_000 * place),
            "period": month,
        }
        for place, (market, direction) in enumerate(flows)
        for month in MONTHS
    ]
    return tables.added(dataset, "formal_trade", *rows)


def bars(figure: go.Figure) -> Iterator[tuple[float, float, str, bool]]:
    """(start, end, name in the legend, hatched) of each bar."""
    for bar in traces(figure, "bar"):
        hatched = bar.marker.pattern.shape is not None
        for base, width in zip(amounts(bar.base), amounts(bar.x), strict=True):
            yield base, base + width, bar.name, hatched


def assert_drawn_as_it_is(row: MarketTotal, figure: go.Figure, sign: int = 1) -> None:
    start = 0.0 if row.value.is_exact else sign * row.value.low
    ends = pytest.approx((start, sign * row.value.high))
    ((name, hatched),) = [
        (name, hatched) for *found, name, hatched in bars(figure) if tuple(found) == ends
    ]
    assert hatched == row.modelled
    assert ("modelled" in name, "observed" in name) == (row.modelled, not row.modelled)
    assert labels.direction(row.direction) in name
    books = [book for book in ("PK", "IR") if labels.book(book) in name]
    assert books == ([row.reporter] if row.reporter else [])


def test_each_bar_by_direction_is_drawn_as_its_own_figures_are(uploaded: Dataset) -> None:
    totals, figure = drawn(DIRECTIONS, uploaded)
    rows = [row for row in totals.rows if row.market in MARKETS]
    assert len(list(bars(figure))) == len(rows)
    assert {row.modelled for row in rows} == {True, False}
    for row in rows:
        assert_drawn_as_it_is(row, figure)


def test_each_bar_of_the_balance_is_drawn_as_its_own_figures_are(uploaded: Dataset) -> None:
    (_totals, balances), figure = drawn(BALANCE, uploaded)
    sides = [(each.exports, 1) for each in balances] + [(each.imports, -1) for each in balances]
    rows = [(row, sign) for row, sign in sides if row is not None]
    assert len(list(bars(figure))) == len(rows) == 2 * len(MARKETS)
    assert {row.modelled for row, _sign in rows} == {True, False}
    for row, sign in rows:
        assert_drawn_as_it_is(row, figure, sign)


@pytest.mark.parametrize("spec", [DIRECTIONS, BALANCE], ids=lambda spec: spec.name)
def test_no_two_entries_of_the_legend_share_a_name(spec: Any, uploaded: Dataset) -> None:
    _result, figure = drawn(spec, uploaded)
    names = [bar.name for bar in traces(figure, "bar")]
    assert len(set(names)) == len(names) > 1
    for name in names:
        assert name in legend_html(figure)


def test_markets_keep_their_order_whatever_is_observed(uploaded: Dataset) -> None:
    _result, figure = drawn(BALANCE, uploaded)
    assert list(figure.layout.yaxis.categoryarray) == [labels.market(each) for each in MARKETS]


# --- the same in words ----------------------------------------------------------------------------


def test_the_words_of_a_direction_on_two_books_name_each(uploaded: Dataset) -> None:
    totals, _figure = drawn(DIRECTIONS, uploaded)
    twice = 0
    for market in MARKETS:
        lines = markets_words.market_lines(totals, market)
        assert len(set(lines)) == len(lines)
        told = dict.fromkeys(line.split(": ")[0] for line in lines)
        both = [head for head in told if head.startswith("Formal, Iran → Pakistan, ")]
        assert len(both) in (0, 2)
        twice += len(both)
        for line, row in zip(lines, formal(totals, market), strict=False):
            assert (labels.book(row.reporter) in line) == bool(both)
    assert twice > 0


def formal(totals: MarketTotals, market: str) -> tuple[MarketTotal, ...]:
    return totals.of(market, Channel.FORMAL)


def test_the_words_of_the_balance_name_the_book_of_each_side(uploaded: Dataset) -> None:
    (_totals, balances), _figure = drawn(BALANCE, uploaded)
    told = markets_words.balances(balances)
    for each in balances:
        assert each.imports
        assert each.exports
        into, out = (
            f"{money.amount_range(side.value, side.money)} on {labels.book(side.reporter)}"
            + f" ({totals_words.total_period(side)})"
            for side in (each.imports, each.exports)
        )
        name = labels.market(each.market)
        assert f"{name}: into Pakistan {into}, out of Pakistan {out}." in told
