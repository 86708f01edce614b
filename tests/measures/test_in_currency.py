"""The markets in another money: only rows that cross a rate change, and no rate means no figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.calendars import parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import rates_of
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import latest_level
from bordertrade.measures.in_currency import COLUMNS, exchange, shown
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.selection import Selection, chosen
from bordertrade.money import CURRENCY_OF, Currency, MoneyBasis, NoRateError, conversion
from bordertrade.topics.goods.measure import goods
from bordertrade.topics.markets.measure.balance import market_balances
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, Reporter
from bordertrade.words.exchange import exchange as sentence
from tests.topics.markets.test_markets import FORMAL, INFORMAL, MARKETS, with_observed

BASES = list(MoneyBasis)
NATIVE = ["value_low", "value", "value_high"]
HALF = "2022-07/2022-12"
ROWS = [
    FORMAL | {"period": HALF, "currency": "PKR", "value": "130000000000"},
    FORMAL | {"period": "2023", "currency": "USD", "value": "1234567.89", "market": "mand"},
    FORMAL | {"period": "SH1402-05", "currency": "IRR", "value": "70", "reporter": "IR"},
    FORMAL | {"period": "SH1402-05", "currency": "IRT", "value": "7", "direction": "PK_TO_IR"},
    INFORMAL
    | {
        "period": "2024-02",
        "currency": "PKR",
        "value_low": "100",
        "value": "200.25",
        "value_high": "900",
    },
    FORMAL | {"period": "2025-03", "currency": "PKR", "value": "50", "market": "chadgi"},
]


@pytest.fixture(scope="module")
def until_2024(dataset: Dataset) -> Dataset:
    """The record with the rupee's yearly means alone: they end with 2024."""
    rates = dataset["exchange_rates"]
    early = rates[~rates["id"].str.match("pkr-(mid|hmrc)")]
    return replace(dataset, tables=MappingProxyType({**dataset.tables, "exchange_rates": early}))


@pytest.fixture(scope="module")
def mixed_until_2024(until_2024: Dataset) -> Dataset:
    return with_observed(until_2024, *ROWS)


@pytest.fixture(scope="module")
def mixed(dataset: Dataset) -> Dataset:
    return with_observed(dataset, *ROWS)


def observed(dataset: Dataset, money: MoneyBasis) -> dict[tuple[str, str], Any]:
    """The observed rows by period and native currency."""
    rows = shown(dataset, Selection(MARKETS, floor=EvidenceFloor.OBSERVED, money=money))
    return {(row.period, row.currency): row for row in rows_of(rows)}


def ends(row: Any) -> tuple[float, float, float]:
    return row.value_low, row.value, row.value_high


@pytest.mark.parametrize("money", BASES)
def test_rows_in_the_chosen_money_equal_the_file(mixed: Dataset, money: MoneyBasis) -> None:
    code = CURRENCY_OF[money]
    found = observed(mixed, money)
    own = [row for row in ROWS if row["currency"] == code]
    assert own
    for row in own:
        low, high = (row.get(end) or row["value"] for end in ("value_low", "value_high"))
        wanted = (float(low), float(row["value"]), float(high))
        assert ends(found[row["period"], code]) == wanted
        assert not found[row["period"], code].converted


def test_gwadars_rupees_in_rupees_and_in_dollars(mixed: Dataset) -> None:
    assert ends(observed(mixed, MoneyBasis.PKR)[HALF, "PKR"]) == (130e9, 130e9, 130e9)
    low, central, high = ends(observed(mixed, MoneyBasis.USD)[HALF, "PKR"])
    assert (round(low / 1e6), round(high / 1e6)) == (464, 635)
    assert low < central < high


def test_rials_and_tomans_need_no_rate_between_them(mixed: Dataset) -> None:
    tomans, rials = (observed(mixed, m) for m in (MoneyBasis.TOMAN, MoneyBasis.IRR_OPEN))
    august = "SH1402-05"
    assert ends(tomans[august, "IRR"]) == pytest.approx((7, 7, 7), abs=0.005)
    assert ends(rials[august, "IRT"]) == (70, 70, 70)
    assert not tomans[august, "IRR"].converted
    assert not rials[august, "IRT"].converted


def test_official_and_open_rials_differ_only_where_a_row_crosses_the_rial(mixed: Dataset) -> None:
    official, open_market = (
        shown(mixed, Selection(MARKETS, money=money))
        for money in (MoneyBasis.IRR_OFFICIAL, MoneyBasis.IRR_OPEN)
    )
    both = official["value"].notna() & open_market["value"].notna()
    same = (official[NATIVE] == open_market[NATIVE]).all(axis=1)
    iranian = official["currency"].isin(["IRR", "IRT"])
    assert (both & iranian).any()
    assert same[both & iranian].all()
    assert not same[both & ~iranian].any()
    assert (both & ~iranian).any()


@pytest.mark.parametrize("money", BASES)
def test_what_is_not_converted_is_the_same_in_every_money_it_stands_in(
    mixed: Dataset, money: MoneyBasis
) -> None:
    """Switching the basis changes converted rows and no others: not their number, not their order."""
    rows = shown(mixed, Selection(MARKETS, money=money))
    plain = chosen(mixed, Selection(MARKETS))
    assert list(rows.columns) == COLUMNS
    assert rows.index.equals(plain.index)
    kept = rows[~rows["converted"] & rows["value"].notna()]
    rials = ("irr", "irr_nima", "irr_open")
    tens = {("IRR", "toman"): 10.0, **{("IRT", each): 0.1 for each in rials}}
    for row in rows_of(kept.assign(native=plain.loc[kept.index, "value"])):
        factor = tens.get((row.currency, str(money)), 1.0)
        assert row.value * factor == pytest.approx(row.native, abs=0.005)
        assert row.rates == ""


def test_toman_is_a_tenth_of_open_rials_in_every_row(mixed: Dataset) -> None:
    tomans, rials = (
        shown(mixed, Selection(MARKETS, money=money))
        for money in (MoneyBasis.TOMAN, MoneyBasis.IRR_OPEN)
    )
    for end in NATIVE:
        assert (tomans[end] * 10).tolist() == pytest.approx(rials[end].tolist(), nan_ok=True)


def test_dollars_are_the_cubes_own(mixed: Dataset) -> None:
    rows = shown(mixed, Selection(MARKETS))
    plain = chosen(mixed, Selection(MARKETS))
    for end in NATIVE:
        assert rows[end].tolist() == pytest.approx(plain[f"{end}_usd"].tolist(), nan_ok=True)


def factor_of(
    dataset: Dataset, currency: Currency, period: str, money: MoneyBasis
) -> Envelope | NoRateError:
    try:
        rates = rates_of(dataset["exchange_rates"])
        return conversion(currency, parse(period), money, rates).factor
    except NoRateError as error:
        return error


@given(
    st.sampled_from(BASES),
    st.sampled_from(list(Currency)),
    st.sampled_from(["2023", "2024-03", "FY2022-23", "SH1402", "SH1402-05", HALF, "2025-03"]),
    st.lists(st.integers(0, 10**12), min_size=3, max_size=3).map(sorted),
)
def test_a_range_stays_in_order_and_is_value_times_factor(
    dataset: Dataset, money: MoneyBasis, currency: Currency, period: str, given_ends: list[int]
) -> None:
    low, central, high = map(str, given_ends)
    row = INFORMAL | {"value_low": low, "value": central, "value_high": high}
    record = with_observed(dataset, row | {"period": period, "currency": str(currency)})
    found = observed(record, money)[period, str(currency)]
    factor = factor_of(dataset, currency, period, money)
    if isinstance(factor, NoRateError):
        assert found.lacks == factor.money
        assert all(end != end for end in ends(found))
        return
    value = factor * Envelope(*map(float, given_ends))
    assert ends(found) == pytest.approx((value.low, value.central, value.high))
    assert found.value_low <= found.value <= found.value_high
    assert found.lacks == ""


def test_without_a_rate_there_is_no_figure_and_the_rows_are_named(
    mixed_until_2024: Dataset,
) -> None:
    mixed = mixed_until_2024
    selection = Selection(MARKETS, money=MoneyBasis.PKR)
    rows = shown(mixed, selection)
    told = exchange(mixed, rows, MoneyBasis.PKR)
    (missing,) = told.unpriced
    late = rows[rows["value"].isna() & rows["lacks"].ne("")]
    assert missing.lacks is MoneyBasis.PKR
    assert missing.figures == len(late) > 0
    assert missing.spans == ((date(2024, 7, 1), date(2025, 6, 30)),)
    assert [rate.id for rate in missing.known] == ["pkr-official-2000", "pkr-official-2024"]
    # the rupee row of March 2025 needs no rate, so it stands in its own money alone
    assert observed(mixed, MoneyBasis.PKR)["2025-03", "PKR"].value == 50
    in_dollars = exchange(mixed, shown(mixed, Selection(MARKETS)), MoneyBasis.USD)
    assert [(each.lacks, each.figures) for each in in_dollars.unpriced] == [(MoneyBasis.PKR, 1)]


def test_an_absence_lacks_no_rate(dataset: Dataset) -> None:
    closed = FORMAL | {"period": "2025-03", "currency": "PKR", "value": "", "obs_status": "S"}
    record = with_observed(dataset, closed)
    assert observed(record, MoneyBasis.USD)["2025-03", "PKR"].lacks == ""


def test_the_rates_used_and_the_counts(mixed: Dataset) -> None:
    rows = shown(mixed, Selection(MARKETS, floor=EvidenceFloor.OBSERVED, money=MoneyBasis.PKR))
    told = exchange(mixed, rows, MoneyBasis.PKR)
    used = {each for cell in rows["rates"] for each in cell.split("~") if each}
    assert {rate.id for rate in told.rates} == used
    assert "pkr-official-2023" in used
    assert told.sources == ("BONBAST", "IMF_ENDA")
    assert (told.converted, told.as_written) == (3, 3)
    dollars = exchange(mixed, shown(mixed, Selection(("gabd",))), MoneyBasis.USD)
    assert {str(rate.currency) for rate in dollars.rates} == {"PKR", "IRR"}


# --- the measures that stand on it ----------------------------------------------------------------


@pytest.mark.parametrize("money", BASES)
@pytest.mark.parametrize("channel", Channel)
def test_a_series_in_any_money_has_its_rows_in_order(
    mixed: Dataset, money: MoneyBasis, channel: Channel
) -> None:
    found = market_series(mixed, Selection(MARKETS, money=money), channel)
    assert found.money is money
    assert len(found.frame) > 0
    assert (found.frame["value_low"] <= found.frame["value"]).all()
    assert (found.frame["value"] <= found.frame["value_high"]).all()


def test_months_without_a_rate_are_told_apart_from_what_nobody_collected(
    until_2024: Dataset,
) -> None:
    found = market_series(until_2024, Selection(("mand",), money=MoneyBasis.PKR), Channel.INFORMAL)
    kinds = {state.kind: (state.start, state.end) for state in found.states}
    assert kinds["no_rate"] == (date(2024, 7, 1), date(2025, 6, 30))
    assert kinds["not_collected"][1] == date(2020, 12, 31)
    assert found.frame["end"].max().date() == date(2024, 6, 30)


def test_twelve_months_end_where_the_money_ends(until_2024: Dataset) -> None:
    dataset = until_2024
    rupees = market_totals(dataset, Selection(MARKETS, money=MoneyBasis.PKR))
    assert rupees is not None
    assert rupees.money is MoneyBasis.PKR
    (year,) = [row for row in rupees.of("gabd", Channel.FORMAL) if row.reporter == "PK"]
    assert year.window == (date(2023, 7, 1), date(2024, 6, 30))
    (missing,) = rupees.exchange.unpriced
    assert missing.spans == ((date(2024, 7, 1), date(2025, 6, 30)),)
    (gabd,) = [r for r in rupees.of("gabd", Channel.INFORMAL) if r.converted]
    months = shown(dataset, Selection(("gabd",), (Channel.INFORMAL,), money=MoneyBasis.PKR))
    months = months[months["period"].between("2023-07", "2024-06")]
    assert gabd.value == Envelope(*months[NATIVE].sum())
    with pytest.raises(ValueError, match="pkr"):
        _ = gabd.value_usd


def test_a_balance_stands_in_the_money_of_its_sides(dataset: Dataset) -> None:
    rupees = FORMAL | {"period": "2023", "currency": "PKR"}
    record = with_observed(
        dataset,
        rupees | {"value": "900", "period": "2023-05"},
        rupees | {"value": "250", "period": "2023-05", "direction": "PK_TO_IR"},
    )
    selection = Selection(("gabd",), floor=EvidenceFloor.OBSERVED, money=MoneyBasis.PKR)
    totals = market_totals(record, selection)
    assert totals is not None
    (gabd,) = market_balances(totals, ("gabd",))
    assert gabd.balance == Envelope.exact(-650)


def test_goods_stand_in_the_chosen_money(dataset: Dataset) -> None:
    rice = FORMAL | {"period": HALF, "currency": "PKR", "commodity": "Rice", "value": "5000"}
    found = goods(with_observed(dataset, rice), Selection(MARKETS, money=MoneyBasis.PKR))
    assert found.frame[["goods", "value", "converted"]].to_numpy().tolist() == [
        ["rice", 5000, False]
    ]
    assert found.exchange.rates == ()


def test_nothing_in_dollars_moves(mixed: Dataset) -> None:
    """The headline and the pages that speak of US$ never see the choice."""
    before = market_totals(mixed, Selection(MARKETS))
    level = latest_level(mixed, Reporter.PK)
    for money in BASES:
        market_totals(mixed, Selection(MARKETS, money=money))
        assert latest_level(mixed, Reporter.PK) == level
    assert market_totals(mixed, Selection(MARKETS)) == before
    selection = Selection(MARKETS, directions=(Direction.IR_TO_PK,))
    for money in BASES:
        other = chosen(mixed, replace(selection, money=money))
        assert other.equals(chosen(mixed, selection))


# --- the basis ------------------------------------------------------------------------------------


def test_rials_at_nima_and_where_it_is_not_known_at_the_open_market(dataset: Dataset) -> None:
    months = [FORMAL | {"period": text, "value": "1000"} for text in ("2024-06", "2026-08")]
    record = with_observed(dataset, *months)
    nima = observed(record, MoneyBasis.IRR_NIMA)
    assert nima["2024-06", "USD"].value == pytest.approx(1000 * 422_739)
    assert nima["2024-06", "USD"].rates == "irr-nima-2024-06"
    assert nima["2026-08", "USD"].value == pytest.approx(1000 * 1_882_929)
    assert nima["2026-08", "USD"].rates == "irr-open-2026-08"
    both = exchange(
        record,
        shown(record, Selection(MARKETS, floor=EvidenceFloor.OBSERVED, money=MoneyBasis.IRR_NIMA)),
        MoneyBasis.IRR_NIMA,
    )
    assert "the open-market rate stands in" in sentence(both)
    assert "NIMA, buying" in sentence(both)


def test_the_basis_of_a_file_moves_its_dollars_and_nothing_else(dataset: Dataset) -> None:
    row = FORMAL | {"period": "2024-06", "currency": "IRR", "value": "595517000000"}
    plain, nima = (with_observed(dataset, row | {"rate_basis": basis}) for basis in ("", "nima"))
    assert observed(plain, MoneyBasis.USD)["2024-06", "IRR"].value == pytest.approx(1e6)
    moved = observed(nima, MoneyBasis.USD)["2024-06", "IRR"]
    assert moved.value == pytest.approx(1e6 * 595_517 / 422_739)
    for money in (MoneyBasis.IRR_OPEN, MoneyBasis.IRR_NIMA, MoneyBasis.TOMAN):
        both = [observed(each, money)["2024-06", "IRR"].value for each in (plain, nima)]
        assert both[0] == both[1]
