"""Published estimates brought to a year and a unit, against the facts and a naive twin."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import (
    Bounds,
    Estimate,
    Measured,
    Shape,
    all_estimates,
    estimates,
    values_of_goods,
)
from bordertrade.topics.informal.measure.arithmetic import TOLERANCE, Check, arithmetic, weakest
from bordertrade.topics.informal.measure.summary import informal_summary
from bordertrade.vocabulary import Evidence, EvidenceFloor

AMOUNTS = (Measured.VOLUME, Measured.VALUE, Measured.REVENUE)


def by_id(dataset: Dataset) -> dict[str, Estimate]:
    return {each.id: each for each in all_estimates(dataset)}


def without(dataset: Dataset, table: str, id_: str) -> Dataset:
    rows = dataset[table]
    tables = {**dataset.tables, table: rows[rows["id"] != id_]}
    return replace(dataset, tables=MappingProxyType(tables))


# --- one estimate -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "low", "central", "high"),
    [
        ("fuel_2015_press", None, 255.5e6, None),
        ("fuel_all_borders_2019", 2.555e9, None, 3.65e9),
        ("fuel_all_borders_2020", None, None, 4.015e9),
        ("fuel_inquiry_2020", 250e9, None, None),
        ("fuel_loss_customs_2021", 100e9, None, 150e9),
        ("fuel_loss_senate_2022", None, 60e9, None),
        ("diesel_attock_2023", 3.002125e9, None, 3.431e9),
        ("diesel_ogra_2023", None, 1.7155e9, None),
        ("diesel_loss_ogra_2023", None, 122.4e9, None),
        ("fuel_fy24_band", 1.7e9, 2.8e9, 3.65e9),
        ("fuel_report_day_fy24", None, 3.65e9, None),
        ("fuel_report_year_fy24", None, 2.8e9, None),
        ("fuel_report_loss_fy24", None, 227e9, None),
        ("products_ocac_2024", None, 3.65e9, None),
        ("products_loss_ogra_2024", None, 119.292e9, None),
        ("oil_loss_prime_fy25", None, 270e9, None),
        ("fuel_loss_ocac_2025", None, 547.5e9, None),
    ],
)
def test_figures_a_year_as_the_facts_give_them(
    dataset: Dataset, id_: str, low: float | None, central: float | None, high: float | None
) -> None:
    found = by_id(dataset)[id_].yearly
    assert found is not None
    wanted = (low, central, high)
    for end, value in zip((found.low, found.central, found.high), wanted, strict=True):
        assert end == (None if value is None else pytest.approx(value))


def test_ogras_own_conversion_gives_the_litres_of_a_tonne(dataset: Dataset) -> None:
    row = dataset["assumptions"].set_index("id").loc["litres_per_tonne"]
    assert row["value"] == round(143e6 * 12 / (4000 * 365))
    assert row["source"] == "NEWS1068730"


def test_every_estimate_equals_its_twin(dataset: Dataset, data_folder: Path) -> None:
    """From the file itself, with every factor written out."""
    factors = {
        "litres/day": 365,
        "litres/year": 1,
        "tonnes/day": 1175 * 365,
        "PKR/day": 365,
        "PKR/month": 12,
        "PKR/year": 1,
    }
    with (data_folder / "informal_estimates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = by_id(dataset)
    assert {row["id"] for row in rows} == set(found)
    for row in rows:
        yearly = found[row["id"]].yearly
        if row["unit"] not in factors:
            assert yearly is None
            continue
        assert yearly is not None
        for end in ("low", "central", "high"):
            wanted = float(row[end]) * factors[row["unit"]] if row[end] else None
            assert getattr(yearly, end) == (None if wanted is None else pytest.approx(wanted))


def test_no_end_is_invented(dataset: Dataset) -> None:
    shapes = {id_: each.native.shape for id_, each in by_id(dataset).items()}
    assert shapes["fuel_inquiry_2020"] is Shape.AT_LEAST
    assert shapes["diesel_share_2023"] is Shape.AT_LEAST
    assert shapes["fuel_all_borders_2020"] is Shape.AT_MOST
    assert shapes["fuel_loss_ocac_2025"] is Shape.SINGLE
    assert shapes["fuel_loss_customs_2021"] is Shape.RANGE
    for each in all_estimates(dataset):
        if each.yearly:
            assert [end is None for end in (each.yearly.low, each.yearly.central)] == [
                end is None for end in (each.native.low, each.native.central)
            ]


def test_everybody_who_spoke_has_a_short_name_for_charts(dataset: Dataset) -> None:
    names = dataset["informal_estimates"]["said_by"]
    assert all(0 < len(name) <= 24 for name in names)
    unnamed = dataset["informal_estimates"].assign(said_by="")
    tables = {**dataset.tables, "informal_estimates": unnamed}
    found = all_estimates(replace(dataset, tables=MappingProxyType(tables)))
    assert all(each.said_by == each.method for each in found), "an upload may leave it empty"


def test_another_scope_or_a_repeat_does_not_count(dataset: Dataset) -> None:
    found = by_id(dataset)
    for id_ in ("fuel_all_borders_2019", "fuel_all_borders_2020", "oil_prime_fy25"):
        assert not found[id_].counts
    assert not found["fuel_all_borders_2020"].is_for_pakistan
    assert found["oil_prime_fy25"].repeats == "fuel_report_2023"
    assert not found["fuel_fy24_band"].counts, "our own composition is nobody's statement"
    assert found["fuel_report_2023"].counts
    assert found["fuel_report_year_fy24"].repeats == "fuel_report_2023"


def test_every_repeat_names_an_estimate_of_the_record(dataset: Dataset) -> None:
    found = by_id(dataset)
    assert {each.repeats for each in found.values() if each.repeats} <= set(found)


# --- money --------------------------------------------------------------------------------------


def test_rupees_at_the_mean_of_their_own_period(dataset: Dataset) -> None:
    found = by_id(dataset)
    inquiry = found["fuel_inquiry_2020"]
    assert inquiry.value_usd is not None
    assert inquiry.value_usd.given == pytest.approx((250e9 / 161.8385,))
    assert inquiry.value_usd.shape is Shape.AT_LEAST
    report = found["fuel_report_loss_fy24"]
    assert report.value_usd is not None
    assert report.rate is not None
    assert report.value_usd.low == pytest.approx(227e9 / 280.3561)
    assert report.value_usd.high == pytest.approx(227e9 / 278.5807)
    assert report.value_usd.ends[0] <= 816e6 * 1.001, "the press printed about US$816m"
    assert [each.period.text for each in report.rate.rates] == ["2023", "2024"]


@pytest.mark.parametrize("id_", ["fuel_loss_ocac_2025", "oil_loss_prime_fy25"])
def test_without_a_sourced_rate_there_is_no_dollar_figure(dataset: Dataset, id_: str) -> None:
    rates = dataset["exchange_rates"]
    early = rates[~rates["id"].str.match("pkr-(mid|hmrc)")]
    tables = {**dataset.tables, "exchange_rates": early}
    each = by_id(replace(dataset, tables=MappingProxyType(tables)))[id_]
    assert each.yearly is not None
    assert (each.value_usd, each.rate) == (None, None)


def test_volumes_are_valued_once_and_only_where_a_price_is_sourced(dataset: Dataset) -> None:
    result = values_of_goods(dataset)
    modelled = {each.id: each for each in result.rows if each.is_modelled}
    assert set(modelled) == {
        "diesel_attock_2023",
        "diesel_ogra_2023",
        "fuel_fy24_band",
        "fuel_report_2023",
        "fuel_report_day_fy24",
        "products_ocac_2024",
        "products_ogra_2024",
    }
    assert {each.id for each in result.left_out} == {
        "fuel_2015_press",
        "fuel_all_borders_2019",
        "fuel_all_borders_2020",
        "fuel_report_year_fy24",
        "oil_prime_fy25",
    }
    band = modelled["fuel_fy24_band"].value_usd
    assert band is not None
    assert (band.low, band.central, band.high) == pytest.approx((0.765e9, 1.82e9, 2.92e9))
    year = modelled["fuel_report_2023"]
    assert year.value_usd is not None
    assert year.value_usd.given == pytest.approx((2.81e9 * 0.45, 2.81e9 * 0.65, 2.81e9 * 0.8))
    assert year.value_pkr is not None
    assert year.value_pkr.low == pytest.approx(2.81e9 * 0.45 * 278.5807)
    assert year.value_pkr.high == pytest.approx(2.81e9 * 0.8 * 280.3561)


def test_a_value_in_dollars_stays_as_it_was_published(dataset: Dataset) -> None:
    value = by_id(dataset)["fuel_report_value_2023"]
    assert value.value_usd == Bounds(None, 1.02e9, None)
    assert value.value_pkr is not None
    assert value.value_pkr.central == pytest.approx(1.02e9 * 280.3561)
    assert not value.is_modelled


# --- evidence -------------------------------------------------------------------------------------


def test_the_floor_takes_away_what_we_made_and_then_what_is_no_count(dataset: Dataset) -> None:
    every = {e.id for e in estimates(dataset, Measured.VOLUME)}
    observed = {e.id for e in estimates(dataset, Measured.VOLUME, EvidenceFloor.OBSERVED)}
    assert every - observed == {"fuel_fy24_band"}
    for kind in AMOUNTS:
        assert estimates(dataset, kind, EvidenceFloor.COUNT) == ()
    pumps = estimates(dataset, Measured.OUTLETS, EvidenceFloor.COUNT)
    assert [each.id for each in pumps] == ["pumps_sealed_quetta_2025"]
    published = values_of_goods(dataset, EvidenceFloor.OBSERVED)
    assert [each.id for each in published.rows] == ["fuel_inquiry_2020", "fuel_report_value_2023"]


def test_the_answer_in_short(dataset: Dataset) -> None:
    every = informal_summary(dataset)
    assert every.litres_year == (1.7e9, 3.65e9)
    assert every.revenue_pkr == pytest.approx((60e9, 547.5e9))
    assert (every.is_band, every.removed) == (True, 0)
    assert dict(every.bodies)[Evidence.RATIO] == ("OGRA",)
    named = [name for _grade, names in every.bodies for name in names]
    assert len(named) == len(set(named))
    assert "Iranian officials" not in named, "they speak of all borders"
    observed = informal_summary(dataset, EvidenceFloor.OBSERVED)
    assert observed.litres_year == pytest.approx((1.7155e9, 3.65e9))
    assert (observed.is_band, observed.removed, observed.fuel) == (False, 1, None)
    counted = informal_summary(dataset, EvidenceFloor.COUNT)
    assert (counted.litres_year, counted.revenue_pkr, counted.shown) == (None, None, 0)
    assert counted.removed == every.shown


# --- bounds -----------------------------------------------------------------------------------------

_amounts = st.floats(0, 1e12)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, central, high = sorted(draw(st.tuples(_amounts, _amounts, _amounts)))
    ends = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()).filter(any))
    kept = [end if keep else None for end, keep in zip((low, central, high), ends, strict=True)]
    return Bounds(*kept)


@given(bounds(), st.tuples(_amounts, _amounts, _amounts))
def test_ends_stay_in_order_and_missing_ends_stay_missing(
    given_: Bounds, factor: tuple[float, float, float]
) -> None:
    by = Envelope(*sorted(factor))
    found = given_.times(by)
    assert list(found.given) == sorted(found.given)
    if given_.shape is Shape.SINGLE and not by.is_exact:
        assert found.shape is Shape.RANGE
    else:
        assert found.shape is given_.shape
        for end in ("low", "central", "high"):
            assert (getattr(found, end) is None) == (getattr(given_, end) is None)


# --- the arithmetic ---------------------------------------------------------------------------------


def checks(dataset: Dataset) -> dict[str, Check]:
    return {each.id: each for each in arithmetic(dataset)}


@pytest.mark.parametrize(
    ("id_", "left", "right", "ratio"),
    [
        ("day_and_year", 10e6 * 365, 2.8e9, 1.304),
        ("ogra_and_report", 4000 * 1175 * 365, 2.8e9, 1.632),
        ("ocac_and_report", 1.5e9 * 365, 227e9, 2.412),
        ("ocac_and_prime", 1.5e9 * 365, 270e9, 2.028),
        ("loss_a_litre", 227e9 / 2.8e9, 10.2e9 * 12 / (4000 * 1175 * 365), 1.136),
        ("ocac_a_litre", 1.5e9 / 10e6, 227e9 / 2.8e9, 1.850),
    ],
)
def test_pairs_that_should_agree(
    dataset: Dataset, id_: str, left: float, right: float, ratio: float
) -> None:
    check = checks(dataset)[id_]
    assert check.right is not None
    assert check.left.value == pytest.approx(left)
    assert check.right.value == pytest.approx(right)
    assert check.ratio == pytest.approx(ratio, abs=5e-4)
    assert check.closes is (ratio <= TOLERANCE)


def test_the_reports_day_and_year_agree_for_280_days(dataset: Dataset) -> None:
    assert checks(dataset)["day_and_year"].days == pytest.approx(280)


def test_rs_81_a_litre(dataset: Dataset) -> None:
    assert round(checks(dataset)["loss_a_litre"].left.value) == 81


def test_a_fifth_of_use_means_18_billion_litres_that_nobody_can_check(dataset: Dataset) -> None:
    check = checks(dataset)["ocac_share"]
    assert check.left.value == pytest.approx(18.25e9)
    assert (check.right, check.ratio, check.closes, check.days) == (None, None, None, None)


def test_the_weakest_number_is_the_oil_companies_day(dataset: Dataset) -> None:
    found = weakest(arithmetic(dataset))
    assert found is not None
    assert found.id == "ocac_and_report"
    assert found.left.estimates[0].id == "fuel_loss_ocac_2025"
    assert found.ratio == max(each.ratio or 0 for each in arithmetic(dataset))


def test_where_all_closes_nothing_is_weakest(dataset: Dataset) -> None:
    closing = tuple(each for each in arithmetic(dataset) if each.closes is not False)
    assert closing
    assert weakest(closing) is None


def test_a_check_goes_with_its_rows(dataset: Dataset) -> None:
    gone = without(dataset, "informal_estimates", "fuel_report_year_fy24")
    left = set(checks(gone))
    assert left == {"ocac_and_report", "ocac_and_prime", "ocac_share"}
    assert arithmetic(dataset, EvidenceFloor.COUNT) == ()
    assert len(arithmetic(dataset, EvidenceFloor.OBSERVED)) == len(arithmetic(dataset))


def test_without_the_conversion_tonnes_stay_tonnes(dataset: Dataset) -> None:
    changed = without(dataset, "assumptions", "litres_per_tonne")
    found = by_id(changed)["diesel_ogra_2023"]
    assert found.yearly is None
    assert found.native == Bounds(None, 4000.0, None)
    assert "ogra_and_report" not in checks(changed)


def test_every_check_names_sources_of_the_record(dataset: Dataset) -> None:
    known = set(dataset["sources"]["id"])
    for check in arithmetic(dataset):
        assert check.sources
        assert set(check.sources) <= known
    frame = pd.DataFrame([(c.id, c.left.value) for c in arithmetic(dataset)])
    assert frame[0].is_unique
