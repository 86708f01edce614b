"""The markets' charts in another money and another calendar: numbers, axes, words and tables."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from bordertrade.calendars import Calendar
from bordertrade.charts import BALANCE, DIRECTIONS, FORMAL, GOODS, INFORMAL
from bordertrade.dataset import Dataset
from bordertrade.money import MoneyBasis
from bordertrade.palette import Scheme
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import money
from tests.figures.test_figures import amounts, drawn, traces
from tests.topics.markets.test_markets import FORMAL as ROW
from tests.topics.markets.test_markets import with_observed
from tests.topics.markets.test_years import ENDS

SERIES = [FORMAL, INFORMAL]
OTHERS = [each for each in MoneyBasis if each is not MoneyBasis.USD]
UNITS = {
    "pkr": r"−?Rs[\d.,]+(\u00a0(tn|bn|m|thousand))?",
    "irr": r"−?[\d.,]+(\u00a0(tn|bn|m|thousand))?\u00a0rials",
    "irr_open": r"−?[\d.,]+(\u00a0(tn|bn|m|thousand))?\u00a0rials",
    "irr_nima": r"−?[\d.,]+(\u00a0(tn|bn|m|thousand))?\u00a0rials",
    "toman": r"−?[\d.,]+(\u00a0(tn|bn|m|thousand))?\u00a0toman",
}

each_money = pytest.mark.parametrize("basis", OTHERS)


@pytest.fixture(scope="module")
def mixed(dataset: Dataset) -> Dataset:
    """One figure published in rupees beside the model's in US$."""
    rupees = {"period": "2022-07/2022-12", "currency": "PKR", "value": "130000000000"}
    return with_observed(dataset, ROW | rupees)


@each_money
@pytest.mark.parametrize("spec", [*SERIES, DIRECTIONS, BALANCE], ids=lambda spec: spec.name)
def test_axes_say_amounts_in_the_chosen_money(
    spec: Any, basis: MoneyBasis, dataset: Dataset
) -> None:
    _result, figure = drawn(spec, dataset, currency=basis)
    axes = [axis for axis in (*figure.select_xaxes(), *figure.select_yaxes()) if axis.ticktext]
    assert axes
    for axis in axes:
        for value, text in zip(axis.tickvals, axis.ticktext, strict=True):
            assert text == money.amount(value, basis, 3)
            assert re.fullmatch(UNITS[basis], text)


@each_money
@pytest.mark.parametrize("spec", SERIES, ids=lambda spec: spec.name)
def test_a_band_is_the_converted_result(spec: Any, basis: MoneyBasis, dataset: Dataset) -> None:
    result, figure = drawn(spec, dataset, currency=basis)
    centres = [t for t in traces(figure, "scatter") if "modelled" in (t.name or "")]
    found = sorted(y for t in centres for y in amounts(t.y) if not math.isnan(y))
    assert found == sorted(result.frame.loc[result.frame["modelled"], "value"])
    said = [text for t in centres for text in t.hovertext if text]
    assert said
    assert all("converted" in text and "US$" not in text for text in said)


@each_money
def test_bars_run_from_low_to_high_in_the_chosen_money(basis: MoneyBasis, dataset: Dataset) -> None:
    totals, figure = drawn(DIRECTIONS, dataset, currency=basis)
    found = sorted(
        (low, low + width)
        for bar in traces(figure, "bar")
        for low, width in zip(amounts(bar.base), amounts(bar.x), strict=True)
    )
    own = sorted((r.value.low, r.value.high) for r in totals.rows if r.market != "three")
    assert len(found) == len(own) > 0
    for mine, theirs in zip(found, own, strict=True):
        assert mine == pytest.approx(theirs)


def test_rupees_stand_as_published_beside_converted_figures(mixed: Dataset) -> None:
    result, figure = drawn(FORMAL, mixed, currency=MoneyBasis.PKR, markets=("gabd",))
    texts = [t for bar in traces(figure, "bar") for t in bar.hovertext]
    assert [("Rs130\u00a0bn" in text, "converted" in text) for text in texts] == [(True, False)]
    table = FORMAL.table(result, None)  # type: ignore[arg-type]
    rupees = table[table["Central (Pakistani rupees)"] == 130_000_000_000]
    assert rupees["Exchange"].tolist() == ["as published"]
    assert set(table["Exchange"].dropna()) == {"as published", "converted"}
    note = FORMAL.caution(result, mixed)
    assert (
        "Rs161.84–283.66 for a US dollar (official, means of Jan 2020 – Jun 2025)"
        in note.replace("\u00a0", " ")
    )
    assert "1 of " in note
    assert "IMF_ENDA" in FORMAL.sources(result, mixed)


def test_dollars_name_the_rate_of_what_was_published_in_rupees(mixed: Dataset) -> None:
    observed: dict[str, Any] = {"markets": ("gabd",), "evidence": EvidenceFloor.OBSERVED}
    result, _figure = drawn(FORMAL, mixed, Scheme.LIGHT, **observed)
    note = FORMAL.caution(result, mixed)
    assert "Rs204.87–280.36 for a US dollar (official, means of Jan 2022 – Dec 2023)" in note
    rupees, _figure = drawn(FORMAL, mixed, Scheme.LIGHT, currency=MoneyBasis.PKR, **observed)
    assert FORMAL.caution(rupees, mixed) == (
        "All figures stand as they were published: no exchange rate was needed."
    )


def test_dollars_alone_say_nothing_of_rates(dataset: Dataset) -> None:
    for spec in (FORMAL, DIRECTIONS, BALANCE, GOODS):
        result, _figure = drawn(spec, dataset)
        assert "dollar (" not in spec.caution(result, dataset)
        assert "IMF_ENDA" not in spec.sources(result, dataset)


def test_the_official_rial_warns(dataset: Dataset) -> None:
    official, _figure = drawn(INFORMAL, dataset, currency=MoneyBasis.IRR_OFFICIAL)
    told = INFORMAL.caution(official, dataset)
    assert "says nothing of trade after 2018" in told
    assert "No amount in rials for Jul 2023 – Jun 2025" in told
    open_market, _figure = drawn(INFORMAL, dataset, currency=MoneyBasis.IRR_OPEN)
    assert "says nothing of trade" not in INFORMAL.caution(open_market, dataset)


def test_toman_say_what_a_toman_is(dataset: Dataset) -> None:
    result, _figure = drawn(INFORMAL, dataset, currency=MoneyBasis.TOMAN)
    assert "A toman is ten rials." in INFORMAL.caution(result, dataset)


def test_months_without_a_rate_have_a_mark_of_their_own(dataset: Dataset) -> None:
    result, figure = drawn(INFORMAL, dataset, currency=MoneyBasis.IRR_OFFICIAL)
    (mark,) = [t for t in figure.data if t.name == "No exchange rate" and t.showlegend is not False]
    state = next(each for each in result.states if each.kind == "no_rate")
    assert list(mark.x[:2]) == [state.start, state.end]
    assert all(y in (0, None) for y in mark.y)


# --- calendars ------------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", SERIES, ids=lambda spec: spec.name)
def test_approximate_years_say_so_everywhere(spec: Any, dataset: Dataset) -> None:
    result, figure = drawn(spec, dataset, calendar=Calendar.SOLAR_HIJRI)
    about = result.frame["fit"] == "approximate"
    assert about.any()
    texts = [t for bar in traces(figure, "bar") for t in bar.text or ()]
    assert sum(text.startswith("≈") for text in texts) == about.sum()
    hovers = {t for bar in traces(figure, "bar") for t in bar.hovertext}
    assert sum("approximate: Apr–Mar" in text for text in hovers) > 0
    assert figure.layout.xaxis.title.text == "≈ approximate: Apr–Mar"
    table = spec.table(result, None)
    assert (table["Fit"] == "approximate: Apr–Mar").sum() == about.sum()
    assert "approximate: Apr–Mar" in spec.sentence(result, None)
    assert "(Apr–Mar)" in spec.caution(result, dataset)
    mixed_years = not about.all()
    assert ("Some years are exact" in spec.caution(result, dataset)) == mixed_years


def test_fiscal_years_say_that_they_are_exact(dataset: Dataset) -> None:
    result, figure = drawn(FORMAL, dataset, calendar=Calendar.FISCAL)
    assert not figure.layout.xaxis.title.text
    table = FORMAL.table(result, None)  # type: ignore[arg-type]
    assert set(table["Fit"].dropna()) == {"exact"}
    assert "pproximate" not in FORMAL.caution(result, dataset)


def test_months_have_no_column_of_fit_or_exchange(dataset: Dataset) -> None:
    result, _figure = drawn(FORMAL, dataset)
    table = FORMAL.table(result, None)  # type: ignore[arg-type]
    assert not {"Fit", "Exchange"} & set(table.columns)
    assert set(ENDS) <= set(result.frame.columns)
