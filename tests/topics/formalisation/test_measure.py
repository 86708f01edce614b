"""The lawful share and the revenue at stake: invariants, figures, and naive twins."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset, with_table
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.selection import Selection
from bordertrade.topics.formalisation.measure.revenue import at_stake, revenue, usual_rates
from bordertrade.topics.formalisation.measure.shares import (
    Formalisation,
    comparable,
    formalisation,
    national_share,
    newest_of_each,
    ratio,
)
from bordertrade.vocabulary import Channel, EvidenceFloor
from tests.measures.test_estimates import without

MARKETS = ("gabd", "mand", "chadgi")
EVERY = Selection(markets=MARKETS)
YEARS = replace(EVERY, calendar=Calendar.FISCAL)

_amounts = st.floats(0, 1e12, allow_subnormal=False)


@st.composite
def envelopes(draw: st.DrawFn) -> Envelope:
    return Envelope(*sorted(draw(st.tuples(_amounts, _amounts, _amounts))))


def naive(formal: float, informal: float) -> float | None:
    return formal / (formal + informal) if formal + informal > 0 else None


# --- the ratio ------------------------------------------------------------------------------------


@given(envelopes(), envelopes())
def test_the_ratio_is_in_order_between_nothing_and_all(
    formal: Envelope, informal: Envelope
) -> None:
    found = ratio(formal, informal)
    ends = [
        naive(formal.low, informal.high),
        naive(formal.central, informal.central),
        naive(formal.high, informal.low),
    ]
    if None in ends:
        assert found is None
        return
    assert found is not None
    assert 0 <= found.low <= found.central <= found.high <= 1
    assert [found.low, found.central, found.high] == pytest.approx(ends, abs=1e-12)


def test_the_low_takes_the_high_of_informal_trade_and_the_reverse() -> None:
    found = ratio(Envelope(10, 30, 60), Envelope(20, 30, 90))
    assert found is not None
    assert (found.low, found.central, found.high) == pytest.approx((0.1, 0.5, 0.75))


@pytest.mark.parametrize(
    ("formal", "informal"),
    [
        (Envelope(0, 0, 0), Envelope(0, 0, 0)),
        (Envelope(0, 0, 0), Envelope(0, 5, 9)),
        (Envelope(0, 5, 9), Envelope(0, 0, 0)),
    ],
)
def test_nothing_on_both_sides_is_no_share(formal: Envelope, informal: Envelope) -> None:
    assert ratio(formal, informal) is None


def test_all_lawful_is_one_and_all_smuggled_is_nought() -> None:
    some = Envelope(1, 2, 3)
    assert ratio(some, Envelope.exact(0)) == Envelope.exact(1)
    assert ratio(Envelope.exact(0), some) == Envelope.exact(0)


# --- by market and over time ------------------------------------------------------------------------


def test_every_month_equals_its_twin(dataset: Dataset) -> None:
    """Cell by cell from the cube, without the measure's own help."""
    cube = dataset.cube[(dataset.cube["direction"] == "IR_TO_PK") & ~dataset.cube["hidden"]]
    informal = {
        (row.market, row.period): row for row in rows_of(cube[cube["channel"] == "informal"])
    }
    wanted = {}
    for row in rows_of(cube[(cube["channel"] == "formal") & cube["value_usd"].notna()]):
        other = informal.get((row.market, row.period))
        if other is not None:
            wanted[row.market, row.reporter, row.period] = (
                naive(row.value_low_usd, other.value_high_usd),
                naive(row.value_usd, other.value_usd),
                naive(row.value_high_usd, other.value_low_usd),
            )
    found = {}
    for share in formalisation(dataset, EVERY).shares:
        assert share.ratio is not None
        three = (share.ratio.low, share.ratio.central, share.ratio.high)
        found[share.market, share.reporter, share.period.text] = three
    assert len(found) == 4 * 54
    assert set(found) == set(wanted)
    for key, three in found.items():
        assert three == pytest.approx(wanted[key])


def test_a_year_adds_its_months_before_it_divides(dataset: Dataset) -> None:
    months = formalisation(dataset, EVERY).of("three")
    years = {each.period.text: each for each in formalisation(dataset, YEARS).of("three")}
    year = years["FY2023-24"]
    inside = [each for each in months if year.period.contains(each.period)]
    assert len(inside) == year.months == 12
    for end in ("low", "central", "high"):
        formal = sum(getattr(each.formal_usd, end) for each in inside)
        informal = sum(getattr(each.informal_usd, end) for each in inside)
        assert getattr(year.formal_usd, end) == pytest.approx(formal)
        assert getattr(year.informal_usd, end) == pytest.approx(informal)
    assert year.informal_usd.low == pytest.approx(0.23e9, rel=0.02)
    assert year.informal_usd.central == pytest.approx(0.82e9, rel=0.02)
    assert year.informal_usd.high == pytest.approx(2.48e9, rel=0.02)


def test_half_a_year_says_so_and_a_whole_one_is_newest(dataset: Dataset) -> None:
    result = formalisation(dataset, YEARS)
    half = [each for each in result.shares if not each.whole]
    assert {(each.period.text, each.months) for each in half} == {("FY2020-21", 6)}
    newest = newest_of_each(result)
    assert [each.market for each in newest] == ["three", *MARKETS]
    assert {each.period.text for each in newest} == {"FY2024-25"}
    assert all(each.whole for each in newest)


def test_places_are_compared_in_the_year_that_was_estimated(dataset: Dataset) -> None:
    result = formalisation(dataset, YEARS)
    found = comparable(result)
    assert [each.market for each in found] == ["three", *MARKETS]
    assert {each.period.text for each in found} == {"FY2023-24"}
    gone = without(dataset, "informal_estimates", "fuel_fy24_band")
    assert {each.period.text for each in comparable(formalisation(gone, YEARS))} == {"FY2024-25"}
    assert comparable(formalisation(dataset, EVERY)) == newest_of_each(
        formalisation(dataset, EVERY)
    ), "no month is the estimate's year"


def test_the_three_together_only_beside_all_of_them(dataset: Dataset) -> None:
    one = formalisation(dataset, replace(EVERY, markets=("gabd",)))
    assert {each.market for each in one.shares} == {"gabd"}
    assert {each.market for each in formalisation(dataset, EVERY).shares} == {*MARKETS, "three"}
    assert formalisation(dataset, replace(EVERY, markets=())).shares == ()


def test_without_the_model_there_is_no_share_and_what_lacks_is_named(dataset: Dataset) -> None:
    found = formalisation(dataset, replace(EVERY, floor=EvidenceFloor.OBSERVED))
    assert (found.shares, found.national, found.disagreeing) == ((), None, None)
    assert ("gabd", Channel.INFORMAL) in found.lacking
    assert ("mand", Channel.FORMAL) not in found.lacking, "one span of Mand was observed"
    assert newest_of_each(found) == ()


def test_where_sources_disagree_the_ratio_above_one_is_told_not_cut(dataset: Dataset) -> None:
    assert formalisation(dataset, EVERY).disagreeing == 1.38
    late = replace(EVERY, start=calendars.parse("2023-07").start)
    assert formalisation(dataset, late).disagreeing == 1.2
    for share in formalisation(dataset, EVERY).shares:
        assert share.ratio is not None
        assert share.ratio.high <= 1


# --- observed rows --------------------------------------------------------------------------------


def _with(dataset: Dataset, table: str, *rows: dict[str, object]) -> Dataset:
    old = dataset[table]
    blank = {name: math.nan if kind.kind == "f" else "" for name, kind in old.dtypes.items()}
    added = pd.DataFrame([blank | row for row in rows])[list(old.columns)].astype(old.dtypes)
    changed = pd.concat([old, added], ignore_index=True)
    return with_table(dataset, table, changed, dataset.provenance[table])


def _formal(period: str, value: float, **more: object) -> dict[str, object]:
    return {
        "period": period,
        "market": "gabd",
        "reporter": "PK",
        "direction": "IR_TO_PK",
        "value": value,
        "currency": "USD",
        "obs_status": "A",
        "evidence": "count",
        "source": "NEWS1071531",
    } | more


def _informal(period: str, low: float, value: float, high: float) -> dict[str, object]:
    return {
        "period": period,
        "market": "gabd",
        "direction": "IR_TO_PK",
        "value_low": low,
        "value": value,
        "value_high": high,
        "currency": "USD",
        "method": "counted",
        "obs_status": "A",
        "evidence": "sample",
        "source": "NEWS1071531",
    }


def of_gabd(found: Formalisation, period: str) -> Any:
    (one,) = [s for s in found.of("gabd") if s.period.text == period and s.reporter == "PK"]
    return one


def test_observed_on_both_sides_is_a_share_at_the_higher_floor(dataset: Dataset) -> None:
    rows = (_formal("2024-03", 6e6), _formal("2024-03", 1e6, hs_code="1006", commodity="Rice"))
    changed = _with(dataset, "formal_trade", rows[0])
    changed = _with(changed, "informal_trade", _informal("2024-03", 2e6, 4e6, 14e6))
    found = formalisation(changed, replace(EVERY, floor=EvidenceFloor.OBSERVED))
    share = of_gabd(found, "2024-03")
    three = (share.ratio.low, share.ratio.central, share.ratio.high)
    assert three == pytest.approx((6 / 20, 6 / 10, 6 / 8))
    assert not share.is_modelled
    assert share.sources == ("NEWS1071531",)
    assert len(found.shares) == 1
    both = _with(changed, "formal_trade", rows[1])
    assert of_gabd(formalisation(both, EVERY), "2024-03").formal_usd.central == 6e6, (
        "a row for all goods is not added to its parts"
    )


def test_an_observed_quarter_meets_the_months_that_fill_it(dataset: Dataset) -> None:
    changed = _with(dataset, "formal_trade", _formal("2024-Q2", 9e6))
    found = formalisation(changed, EVERY)
    share = of_gabd(found, "2024-Q2")
    cube = changed.cube
    months = cube[
        cube["period"].isin(["2024-04", "2024-05", "2024-06"])
        & (cube["market"] == "gabd")
        & (cube["channel"] == "informal")
    ]
    assert len(months) == 3
    assert share.informal_usd.high == pytest.approx(months["value_high_usd"].sum())
    assert (share.formal_modelled, share.informal_modelled, share.months) == (False, True, 3)
    texts = {each.period.text for each in found.of("gabd")}
    assert not texts & {"2024-04", "2024-05", "2024-06"}
    assert "2024-04" not in {each.period.text for each in found.of("three")}


def test_what_the_other_channel_does_not_fill_to_the_day_has_no_share(dataset: Dataset) -> None:
    changed = _with(dataset, "formal_trade", _formal("SH1403-01", 9e6, reporter="IR"))
    found = formalisation(changed, EVERY)
    assert not [each for each in found.shares if each.reporter == "IR"]


def test_books_stand_side_by_side(dataset: Dataset) -> None:
    changed = _with(
        dataset,
        "formal_trade",
        _formal("2024-03", 6e6),
        _formal("2024-03", 60e6, reporter="IR"),
    )
    found = [s for s in formalisation(changed, EVERY).of("gabd") if s.period.text == "2024-03"]
    assert sorted((s.reporter, s.formal_usd.central) for s in found) == [("IR", 60e6), ("PK", 6e6)]


# --- the whole border -------------------------------------------------------------------------------


def test_the_whole_border_in_the_year_of_the_fuel_estimate(dataset: Dataset) -> None:
    found = national_share(dataset)
    assert found is not None
    assert found.period.text == "FY2023-24"
    assert found.formal_usd == Envelope.exact(1.037e9)
    assert found.ratio is not None
    assert found.ratio.low == pytest.approx(1.037 / (1.037 + 3.65 * 0.80))
    assert found.ratio.central == pytest.approx(1.037 / (1.037 + 2.8 * 0.65))
    assert found.ratio.high == pytest.approx(1.037 / (1.037 + 1.7 * 0.45))
    assert [f"{end:.2f}" for end in (found.ratio.low, found.ratio.high)] == ["0.26", "0.58"]


@pytest.mark.parametrize("floor", [EvidenceFloor.OBSERVED, EvidenceFloor.COUNT])
def test_an_assumed_price_is_no_observation(dataset: Dataset, floor: EvidenceFloor) -> None:
    assert national_share(dataset, floor) is None


def test_without_a_fuel_estimate_the_border_has_no_share(dataset: Dataset) -> None:
    assert national_share(without(dataset, "informal_estimates", "fuel_fy24_band")) is None


# --- revenue at stake -------------------------------------------------------------------------------


@given(envelopes(), st.integers(0, 100), st.integers(0, 100))
def test_revenue_is_in_order_and_its_ends_are_products(
    informal: Envelope, one: int, other: int
) -> None:
    low, high = sorted((one / 100, other / 100))
    found = at_stake(informal, low, high)
    assert found.low <= found.central <= found.high
    assert found.low == pytest.approx(informal.low * low)
    assert found.central == pytest.approx(informal.central * (low + high) / 2)
    assert found.high == pytest.approx(informal.high * high)


def test_revenue_of_the_border_and_the_markets_in_one_year(dataset: Dataset) -> None:
    found = revenue(dataset, EVERY, 0.12, 0.45)
    assert [each.market for each in found.stakes] == ["", "three", *MARKETS]
    assert {each.period.text for each in found.stakes} == {"FY2023-24"}
    border = found.of("")
    assert border is not None
    assert border.revenue_usd.low == pytest.approx(1.7e9 * 0.45 * 0.12)
    assert border.revenue_usd.central == pytest.approx(2.8e9 * 0.65 * 0.285)
    assert border.revenue_usd.high == pytest.approx(3.65e9 * 0.80 * 0.45)
    years = {each.market: each for each in formalisation(dataset, YEARS).shares}
    assert set(years) == {"three", *MARKETS}
    for stake in found.stakes[1:]:
        (share,) = [
            each
            for each in formalisation(dataset, YEARS).of(stake.market)
            if each.period.text == "FY2023-24"
        ]
        assert stake.revenue_usd.high == pytest.approx(share.informal_usd.high * 0.45)
    assert found.of("nowhere") is None


def test_what_others_published_stands_beside_and_repeats_nothing(dataset: Dataset) -> None:
    published = revenue(dataset, EVERY, 0.12, 0.45).published
    assert [each.id for each in published] == [
        "diesel_loss_ogra_2023",
        "fuel_report_loss_fy24",
        "fuel_report_loss_2023",
        "products_loss_ogra_2024",
        "oil_loss_prime_fy25",
        "fuel_loss_ocac_2025",
    ]


def test_nothing_is_at_stake_where_nothing_informal_is_told(dataset: Dataset) -> None:
    observed = replace(EVERY, floor=EvidenceFloor.OBSERVED)
    assert revenue(dataset, observed, 0.12, 0.45).stakes == ()


def test_the_usual_rates_reproduce_twelve_and_forty_five_percent(dataset: Dataset) -> None:
    found = usual_rates(dataset)
    assert found is not None
    assert (found.duties_pkr, found.goods_pkr) == (20.4e9, 163.5e9)
    assert found.at_customs == pytest.approx(20.4 / 163.5)
    middle = 280.3561 + (278.5807 - 280.3561) / 2
    assert found.of_fuel == pytest.approx(227e9 / (2.8e9 * 0.65 * middle), rel=1e-3)
    assert (round(found.at_customs * 100), round(found.of_fuel * 100)) == (12, 45)
    assert set(found.sources) == {"BR40282284", "PMM2024"}


def test_without_a_row_behind_them_there_are_no_usual_rates(dataset: Dataset) -> None:
    assert usual_rates(without(dataset, "informal_estimates", "fuel_report_loss_fy24")) is None


def test_every_number_is_finite(dataset: Dataset) -> None:
    for share in formalisation(dataset, YEARS).shares:
        for value in (share.formal_usd, share.informal_usd):
            assert all(math.isfinite(end) for end in (value.low, value.central, value.high))
