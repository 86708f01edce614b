"""The concentration index: published shares, its bounds, and what divides nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.division import divisions
from bordertrade.measures.selection import Selection
from bordertrade.topics.concentration import words as concentration_words
from bordertrade.topics.concentration.measure import (
    GOODS,
    MARKETS,
    Concentration,
    concentration,
    herfindahl,
)
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter
from tests import tables

ALL = Selection(markets=("gabd", "mand", "chadgi"))
AMOUNTS = st.floats(0, 1e12)


def slowly(values: list[float]) -> float:
    """Shares one by one, squared and added."""
    whole = 0.0
    for value in values:
        whole += value
    squares = 0.0
    for value in values:
        squares += (value / whole) * (value / whole)
    return squares


@given(st.lists(st.floats(1, 1e12), min_size=1, max_size=20))
def test_the_index_lies_between_its_floor_and_one(values: list[float]) -> None:
    found = herfindahl([Envelope.exact(value) for value in values])
    assert found.is_exact
    assert found.central == pytest.approx(slowly(values))
    assert 1 / len(values) <= found.central <= 1 + 1e-12


@given(st.integers(1, 50), st.floats(1, 1e9))
def test_equal_parts_stand_on_the_floor(count: int, value: float) -> None:
    assert herfindahl([Envelope.exact(value)] * count).central == pytest.approx(1 / count)


RANGES = st.tuples(AMOUNTS, AMOUNTS, AMOUNTS).map(lambda ends: Envelope(*sorted(ends)))


@given(st.lists(RANGES, min_size=1, max_size=6), st.data())
def test_a_range_of_values_holds_every_index_within_it(
    values: list[Envelope], data: st.DataObject
) -> None:
    if not sum(value.central for value in values) > 0:
        with pytest.raises(ValueError, match="nothing"):
            herfindahl(values)
        return
    found = herfindahl(values)
    drawn = [data.draw(st.floats(value.low, value.high)) for value in values]
    assert found.low <= found.central <= found.high
    if sum(drawn) > 1e-3:
        assert found.low - 1e-9 <= slowly(drawn) <= found.high + 1e-9


def test_the_sections_of_unctad(dataset: Dataset) -> None:
    found = concentration(dataset, ALL)
    told = {(each.period, str(each.direction)): each for each in found.border}
    assert sorted(told) == [
        (year, way) for year in ("1995", "2005", "2015") for way in ("IR_TO_PK", "PK_TO_IR")
    ]
    fuels = told["1995", "IR_TO_PK"]
    assert (fuels.count, fuels.largest.name) == (9, "Mineral fuels")
    assert fuels.largest.share == pytest.approx(109_402 / 164_873)
    assert fuels.index.central == pytest.approx(0.4813, abs=5e-5)
    assert fuels.floor == pytest.approx(1 / 9)
    assert fuels.normalised == pytest.approx((0.4813 - 1 / 9) / (1 - 1 / 9), abs=1e-4)
    assert [each.period for each in found.border if each.estimated] == ["2015"]


def test_the_index_is_the_twin_of_the_table(dataset: Dataset) -> None:
    rows = dataset["commodity_trade"]
    for each in concentration(dataset, ALL).border:
        own = rows[
            (rows["period"] == each.period)
            & (rows["reporter"] == each.reporter)
            & (rows["direction"] == each.direction)
        ]
        assert each.index.central == pytest.approx(slowly(own["value_usd"].tolist()))
        assert sum(share.share for share in each.shares) == pytest.approx(1)
        assert each.count == (own["value_usd"] > 0).sum()


def test_rice_alone_divides_nothing(dataset: Dataset) -> None:
    found = concentration(dataset, ALL)
    partial = {each.period.text: each for each in found.partial}
    assert "SH1401" in partial
    assert partial["SH1401"].covered == pytest.approx(700 / 841.8)
    assert "83" in concentration_words.partial(partial["SH1401"])
    full = {(each.period.text, each.direction) for each in divisions(dataset) if each.is_full}
    assert not {(each.period.text, each.direction) for each in found.partial} & full


def test_estimates_of_the_compiler_stay_out_of_observations(dataset: Dataset) -> None:
    for floor in (EvidenceFloor.OBSERVED, EvidenceFloor.COUNT):
        found = concentration(dataset, Selection(markets=ALL.markets, floor=floor))
        assert len(found.border) == 5
        assert not any(each.estimated for each in found.border)


def test_a_listing_is_full_when_it_reaches_the_published_total(dataset: Dataset) -> None:
    rows = [tables.GOODS | {"code": code, "commodity": f"g{code}", "value_usd": value}
            for code, value in (("10", "60"), ("27", "40"))]  # fmt: skip
    own = tables.replaced(dataset, "commodity_trade", *rows)
    assert [each.is_full for each in divisions(own)] == [False]
    for total, full in (("100", True), ("101", True), ("110", False), ("90", False)):
        book = tables.added(own, "bilateral_trade", tables.BOOK | {"value_usd": total})
        assert [each.is_full for each in divisions(book)] == [full]


# --- at the markets -------------------------------------------------------------------------------


def test_the_shipped_markets_divide_nothing_and_say_what_is_missing(dataset: Dataset) -> None:
    found = concentration(dataset, ALL)
    assert found.markets == ()
    assert found.lonely == ("mand",)
    told = concentration_words.concentration(found)
    for word in ("formal_trade", "hs_code", "value", "Update data"):
        assert word in told


def at_markets(dataset: Dataset, *rows: tables.Row) -> tuple[Concentration, ...]:
    return concentration(tables.replaced(dataset, "formal_trade", *rows), ALL).markets


def test_goods_of_one_market(dataset: Dataset) -> None:
    rice, dates = {"hs_code": "1006", "value": "300"}, {"hs_code": "0804", "value": "100"}
    (found,) = at_markets(dataset, tables.FORMAL | rice, tables.FORMAL | dates)
    assert (found.by, found.market, found.count) == (GOODS, "gabd", 2)
    assert found.index == Envelope.exact(0.75**2 + 0.25**2)
    assert found.largest.code == "1006"
    (one,) = at_markets(dataset, tables.FORMAL | rice)
    assert (one.index, one.floor, one.normalised) == (Envelope.exact(1), 1, None)


def test_markets_are_compared_over_the_periods_they_share(dataset: Dataset) -> None:
    gabd, mand = tables.FORMAL | {"value": "300"}, tables.FORMAL | {"market": "mand"}
    later = gabd | {"period": "2024-08", "value": "9000"}
    (found,) = at_markets(dataset, gabd, mand, later)
    assert (found.by, found.period, found.count) == (MARKETS, "2024-07", 2)
    assert [share.code for share in found.shares] == ["gabd", "mand"]
    assert found.index == Envelope.exact(0.625)


def test_books_and_channels_are_never_mixed(dataset: Dataset) -> None:
    rows = [
        tables.FORMAL | {"hs_code": code, "reporter": book, "value": value}
        for book, code, value in (("PK", "10", "1"), ("PK", "27", "1"), ("IR", "10", "9"))
    ]
    found = at_markets(dataset, *rows)
    assert sorted((each.reporter, each.count) for each in found) == [("IR", 1), ("PK", 2)]
    pakistan = Selection(markets=("gabd",), reporters=(Reporter.PK,))
    own = concentration(tables.replaced(dataset, "formal_trade", *rows), pakistan)
    assert [each.reporter for each in own.markets] == ["PK"]


def test_informal_goods_have_a_range(dataset: Dataset) -> None:
    ends = {"value_low": "50", "value": "100", "value_high": "200"}
    rows = [tables.INFORMAL | {"hs_code": code} | ends for code in ("27", "10")]
    found = concentration(tables.replaced(dataset, "informal_trade", *rows), ALL).markets
    (goods,) = [each for each in found if each.by == GOODS and each.channel == "informal"]
    assert goods.index.low == 0.5 == goods.index.central
    assert goods.index.high == 1  # both shares at their highest: 0.8² + 0.8² is cut to 1


def test_the_model_never_enters(dataset: Dataset) -> None:
    empty = tables.replaced(dataset, "formal_trade")
    found = concentration(empty, Selection(markets=ALL.markets, directions=(Direction.IR_TO_PK,)))
    assert (found.markets, found.lonely) == ((), ())
