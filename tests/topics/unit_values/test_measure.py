"""Unit values: planted faults are found, honest prices are left alone, nothing is left out."""

from __future__ import annotations

import math
import statistics
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bordertrade.dataset import Dataset, with_table
from bordertrade.dataset.lineage import lines
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.selection import Selection
from bordertrade.topics.unit_values.measure import (
    ALONE,
    IMPLAUSIBLE,
    LITRE,
    PLAUSIBLE,
    TONNE,
    UnitValues,
    chosen_unit_values,
    unit_values,
)
from bordertrade.vocabulary import Channel, EvidenceFloor
from tests import tables

RICE = tables.FORMAL | {"hs_code": "1006", "commodity": "Rice", "unit": "t"}


def priced(*usd: float, **changes: str) -> list[tables.Row]:
    """Rows of ten tonnes each at these prices a tonne."""
    return [RICE | {"value": repr(float(price) * 10), "quantity": "10"} | changes for price in usd]


def of(dataset: Dataset, *rows: tables.Row) -> UnitValues:
    return unit_values(tables.replaced(dataset, "formal_trade", *rows))


def verdicts(result: UnitValues) -> dict[float, str]:
    return {
        round(row.unit_value_usd, 6): row.verdict
        for row in rows_of(result.frame[result.frame["market"] != ""])
    }


def slowly(prices: list[float]) -> list[str]:
    """One price after the other against all: Iglewicz and Hoaglin by hand."""
    if len(prices) < 2:
        return [ALONE]
    logs = [math.log(price) for price in prices]
    median = statistics.median(logs)
    mad = statistics.median([abs(x - median) for x in logs])
    told = []
    for x in logs:
        bad = abs(x - median) > math.log(10)
        if len(prices) >= 5 and mad > 0:
            bad = abs(0.6745 * (x - median) / mad) > 3.5
        told.append(IMPLAUSIBLE if bad else PLAUSIBLE)
    return told


@given(
    prices=st.lists(
        st.sampled_from([1.0, 2.0, 5.0, 400.0, 450.0, 500.0, 550.0, 9_000.0]),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=30)
def test_verdicts_are_those_of_the_rule_by_hand(prices: list[float], dataset: Dataset) -> None:
    frame = of(dataset, *priced(*prices)).frame
    assert frame["verdict"].tolist() == slowly(frame["unit_value_usd"].tolist())
    assert sorted(frame["unit_value_usd"]) == pytest.approx(sorted(prices))


HONEST = [430.0, 440.0, 445.0, 452.0, 455.0, 460.0, 470.0]


def test_planted_faults_are_found_and_nothing_else(dataset: Dataset) -> None:
    """Kilograms written as tonnes, a nought too many, rupees written as dollars."""
    faults = [0.45, 4_520.0, 452.0 * 280]
    found = verdicts(of(dataset, *priced(*HONEST, *faults)))
    assert {price for price, told in found.items() if told == IMPLAUSIBLE} == set(faults)


def test_honest_prices_raise_no_alarm(dataset: Dataset) -> None:
    random = np.random.default_rng(7)
    for count in (2, 3, 4, 5, 12, 40):
        prices = np.exp(random.normal(math.log(450), 0.15, count)).clip(330, 620)
        assert of(dataset, *priced(*prices)).flagged.empty


def test_nothing_is_changed_or_left_out(dataset: Dataset) -> None:
    rows = priced(*HONEST, 0.45)
    own = tables.replaced(dataset, "formal_trade", *rows)
    result = unit_values(own)
    assert len(result.frame) == len(rows) == len(own["formal_trade"])
    assert sorted(result.frame["line"]) == sorted(lines(own["formal_trade"]))
    assert sorted(result.frame["value_usd"]) == sorted(own["formal_trade"]["value"])


@pytest.mark.parametrize(
    ("prices", "flagged"),
    [
        ([450.0], set()),
        ([450.0, 4_600.0], set()),  # ten times apart: which of the two is wrong?
        ([450.0, 470.0, 4_800.0], {4_800.0}),
        ([450.0, 470.0, 4_000.0], set()),
        ([450.0, 450.0, 450.0, 450.0, 900.0], set()),  # MAD = 0: twice is no slip of a unit
        ([450.0, 450.0, 450.0, 450.0, 45_000.0], {45_000.0}),
    ],
)
def test_few_or_equal_prices_are_flagged_beyond_ten_times(
    dataset: Dataset, prices: list[float], flagged: set[float]
) -> None:
    result = of(dataset, *priced(*prices))
    assert set(result.flagged["unit_value_usd"].round(6)) == flagged
    assert result.frame["score"].isna().all()
    assert (set(result.frame["verdict"]) == {ALONE}) is (len(prices) == 1)


@pytest.mark.parametrize(
    ("quantity", "unit", "base", "price"),
    [
        ("10", "t", TONNE, 450.0),
        ("10000", "kg", TONNE, 450.0),
        ("10000", " KG ", TONNE, 450.0),
        ("10000000", "g", TONNE, 450.0),
        ("0.01", "kt", TONNE, 450.0),
        ("10000", "litres", LITRE, 0.45),
        ("10", "m3", LITRE, 0.45),
        ("9", "trucks", "trucks", 500.0),
    ],
)
def test_masses_and_volumes_are_brought_together_and_never_crossed(
    dataset: Dataset, quantity: str, unit: str, base: str, price: float
) -> None:
    (row,) = rows_of(
        of(dataset, RICE | {"value": "4500", "quantity": quantity, "unit": unit}).frame
    )
    assert row.base_unit == base
    assert row.unit_value_usd == pytest.approx(price)


@pytest.mark.parametrize(
    "change",
    [
        {"quantity": ""},
        {"quantity": "0"},
        {"value": "0"},
        {"unit": ""},
        {"unit": "US$"},
        {"unit": "litres/day"},
    ],
)
def test_what_cannot_be_divided_is_counted_not_guessed(
    dataset: Dataset, change: dict[str, str]
) -> None:
    result = of(dataset, RICE | {"value": "4500", "quantity": "10"} | change)
    assert result.frame.empty
    assert (result.rows["formal_trade"], result.without["formal_trade"]) == (1, 1)


def test_a_range_stays_a_range(dataset: Dataset) -> None:
    ends = {"value_low": "900", "value": "1000", "value_high": "2000"}
    row = tables.INFORMAL | ends | {"commodity": "Diesel", "quantity": "1000", "unit": "l"}
    own = tables.replaced(tables.replaced(dataset, "formal_trade"), "informal_trade", row)
    (found,) = rows_of(unit_values(own).frame)
    assert (found.low_usd, found.unit_value_usd, found.high_usd) == (0.9, 1.0, 2.0)
    assert found.channel == Channel.INFORMAL


def test_directions_places_and_goods_are_compared_apart(dataset: Dataset) -> None:
    rows = [
        *priced(450.0, 460.0),
        *priced(45_000.0, direction="PK_TO_IR"),
        *priced(45_000.0, hs_code="0804"),
    ]
    assert of(dataset, *rows).flagged.empty
    border = tables.GOODS | {
        "code": "1006",
        "commodity": "Rice",
        "value_usd": "4500000",
        "quantity": "1",
        "unit": "t",
    }
    both = tables.added(tables.replaced(dataset, "formal_trade", *rows), "commodity_trade", border)
    own = unit_values(both).frame
    assert own.loc[own["market"] == "", "verdict"].tolist() == [ALONE]


def test_the_shipped_record_has_one_unit_value(dataset: Dataset) -> None:
    (row,) = rows_of(unit_values(dataset).frame)
    assert (row.market, row.verdict) == ("mand", ALONE)
    assert row.unit_value_usd == pytest.approx(40e6 / 43_500)
    assert unit_values(dataset).without["commodity_trade"] > 40


def test_a_choice_is_judged_among_all(dataset: Dataset) -> None:
    rows = [*priced(*HONEST), *priced(0.45, market="mand", evidence="press")]
    own = tables.replaced(dataset, "formal_trade", *rows)
    mand = chosen_unit_values(own, Selection(markets=("mand",)))
    assert mand.frame["verdict"].tolist() == [IMPLAUSIBLE]
    assert mand.frame["observations"].tolist() == [8]
    counted = Selection(markets=("gabd", "mand"), floor=EvidenceFloor.COUNT)
    assert chosen_unit_values(own, counted).flagged.empty
    assert chosen_unit_values(own, Selection(markets=())).frame.empty


def test_rupees_are_divided_in_dollars(dataset: Dataset) -> None:
    row = RICE | {"value": "2800000", "currency": "PKR", "quantity": "10", "period": "2023-08"}
    (found,) = rows_of(of(dataset, row).frame)
    assert found.low_usd <= found.unit_value_usd <= found.high_usd
    assert 800 < found.unit_value_usd < 1_200


def test_a_hundred_thousand_rows_take_seconds(dataset: Dataset) -> None:
    one = tables.replaced(dataset, "formal_trade", *priced(450.0))["formal_trade"]
    many = one.take(np.zeros(100_000, dtype=int)).reset_index(drop=True)
    random = np.random.default_rng(1)
    many["value"] = np.exp(random.normal(8.4, 0.2, len(many)))
    own = with_table(dataset, "formal_trade", many, dataset.provenance["formal_trade"])
    before = time.process_time()
    result = unit_values(own)
    assert time.process_time() - before < 8
    assert len(result.frame) == len(many)
    again = time.process_time()
    assert unit_values(own) is result
    assert time.process_time() - again < 0.1
