"""Money: the published spans, the rates used, and no dollar figure without a sourced rate."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Period, parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import rates_of
from bordertrade.envelope import Envelope
from bordertrade.money import (
    Currency,
    MoneyBasis,
    NoRateError,
    Rate,
    RateType,
    conversion,
    usd_factor,
)

Rates = Sequence[Rate]
Ends = tuple[float, float, float]


def rate(text: str, value: float, currency: Currency = Currency.PKR) -> Rate:
    kind = RateType.OFFICIAL if currency is Currency.PKR else RateType.OPEN_MARKET
    return Rate(f"r-{text}", parse(text), currency, kind, value, "SOURCE")


def million(rupees: float, period: str, rates: Sequence[Rate]) -> tuple[int, int, int]:
    usd = usd_factor(Currency.PKR, parse(period), rates).usd_per_unit * rupees
    return round(usd.low / 1e6), round(usd.central / 1e6), round(usd.high / 1e6)


@pytest.mark.parametrize(
    ("rupees", "period", "low", "high"),
    [(130.0e9, "2022-07/2022-12", 464, 635), (163.5e9, "2023-07/2023-12", 583, 587)],
)
def test_the_published_rupee_totals(
    dataset: Dataset, rupees: float, period: str, low: int, high: int
) -> None:
    found = million(rupees, period, rates_of(dataset["exchange_rates"]))
    assert (found[0], found[2]) == (low, high)
    assert low < found[1] < high


def test_the_rates_of_the_neighbouring_years_are_named(dataset: Dataset) -> None:
    factor = usd_factor(Currency.PKR, parse("2022-07/2022-12"), rates_of(dataset["exchange_rates"]))
    assert [rate.id for rate in factor.rates] == ["pkr-official-2022", "pkr-official-2023"]


def test_a_year_has_its_own_mean() -> None:
    rates = [rate("2021", 160), rate("2022", 200), rate("2023", 280)]
    factor = usd_factor(Currency.PKR, parse("2022"), rates)
    assert factor.usd_per_unit == Envelope.exact(1 / 200)
    assert factor.rates == (rates[1],)


def test_a_dollar_is_a_dollar_without_any_rate() -> None:
    factor = usd_factor(Currency.USD, parse("1950"), [])
    assert (factor.usd_per_unit, factor.rates) == (Envelope.exact(1), ())


@pytest.mark.parametrize("period", ["SH1402", "2023", "FY2022-23", "SH1401-05", "2023-Q2"])
def test_a_toman_is_ten_rials_at_the_open_market(dataset: Dataset, period: str) -> None:
    rates = rates_of(dataset["exchange_rates"])
    rial = usd_factor(Currency.IRR, parse(period), rates)
    toman = usd_factor(Currency.IRT, parse(period), rates)
    assert toman.usd_per_unit == rial.usd_per_unit * 10
    assert toman.rates == rial.rates
    assert all(each.rate_type is RateType.OPEN_MARKET for each in rial.rates)


def test_the_official_rial_only_when_asked_for(dataset: Dataset) -> None:
    rates = rates_of(dataset["exchange_rates"])
    official = usd_factor(Currency.IRR, parse("2022"), rates, RateType.OFFICIAL)
    assert official.usd_per_unit == Envelope.exact(1 / 42_000)
    assert usd_factor(Currency.IRR, parse("2022"), rates).usd_per_unit == Envelope.exact(
        1 / 309_289
    )


@pytest.mark.parametrize(
    ("currency", "period"),
    [
        (Currency.PKR, "2026-10"),
        (Currency.PKR, "FY2026-27"),
        (Currency.PKR, "1999"),
        (Currency.IRR, "SH1390"),
        (Currency.IRT, "2026-10"),
    ],
)
def test_no_sourced_rate_no_dollar_figure(
    dataset: Dataset, currency: Currency, period: str
) -> None:
    with pytest.raises(NoRateError, match=period):
        usd_factor(currency, parse(period), rates_of(dataset["exchange_rates"]))


def test_a_rate_of_another_currency_or_of_nothing_is_no_rate() -> None:
    rates = [rate("2024", 280), rate("2024", 0, Currency.IRR)]
    with pytest.raises(NoRateError):
        usd_factor(Currency.IRR, parse("2024"), rates)


# --- the basis ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "nima"),
    [("2018-11", 88_394), ("2024", 444_539), ("SH1403", 505_108), ("2025-10", 695_928)],
)
def test_nima_is_a_basis_of_its_own(dataset: Dataset, period: str, nima: float) -> None:
    rates = rates_of(dataset["exchange_rates"])
    found = usd_factor(Currency.IRR, parse(period), rates, RateType.NIMA)
    assert found.usd_per_unit == Envelope.exact(1 / nima)
    assert {each.rate_type for each in found.rates} == {RateType.NIMA}


@pytest.mark.parametrize("period", ["2018-10", "2025-11", "2026-08", "SH1404"])
def test_where_nima_is_not_known_the_open_market_stands_in(dataset: Dataset, period: str) -> None:
    rates = rates_of(dataset["exchange_rates"])
    found = usd_factor(Currency.IRR, parse(period), rates, RateType.NIMA)
    assert found == usd_factor(Currency.IRR, parse(period), rates)
    assert {each.rate_type for each in found.rates} == {RateType.OPEN_MARKET}


@pytest.mark.parametrize("period", ["2023-02", "2023-08"])
def test_a_month_missing_in_nima_lies_between_its_years(dataset: Dataset, period: str) -> None:
    found = usd_factor(
        Currency.IRR, parse(period), rates_of(dataset["exchange_rates"]), RateType.NIMA
    )
    assert [each.rate_type for each in found.rates] == [RateType.NIMA] * 2
    assert not found.usd_per_unit.is_exact


def test_a_basis_moves_the_leg_of_the_file_alone(dataset: Dataset) -> None:
    rates = rates_of(dataset["exchange_rates"])
    month = parse("2024-06")
    usual = conversion(Currency.IRR, month, MoneyBasis.USD, rates)
    nima = conversion(Currency.IRR, month, MoneyBasis.USD, rates, RateType.NIMA)
    assert 1 / usual.factor.central == pytest.approx(595_517)
    assert 1 / nima.factor.central == pytest.approx(422_739)
    as_written = conversion(Currency.IRR, month, MoneyBasis.IRR_OPEN, rates, RateType.NIMA)
    assert not as_written.converted


@pytest.mark.parametrize(
    ("period", "rupees"),
    [("2025", 281.53), ("FY2025-26", 281.36), ("2026-01/2026-09", 278.84), ("2024", 278.5807)],
)
def test_the_rupee_reaches_2026(dataset: Dataset, period: str, rupees: float) -> None:
    """The means of HMRC's points; for 2024 the one that the IMF published."""
    found = usd_factor(Currency.PKR, parse(period), rates_of(dataset["exchange_rates"]))
    assert 1 / found.usd_per_unit.central == pytest.approx(rupees)


def test_a_mean_over_days_comes_before_a_point(dataset: Dataset) -> None:
    rates = rates_of(dataset["exchange_rates"])
    both = [r.id for r in rates if r.currency == "PKR" and r.period.text == "2025-03"]
    assert both == ["pkr-mid-2025-03", "pkr-hmrc-2025-03"]
    (used,) = usd_factor(Currency.PKR, parse("2025-03"), reversed(rates)).rates
    assert used.id == "pkr-mid-2025-03"
    (point,) = usd_factor(Currency.PKR, parse("2025-08"), rates).rates
    assert (point.id, point.days) == ("pkr-hmrc-2025-08", 1)


def test_a_solar_month_lies_between_the_rates_of_its_two_months(dataset: Dataset) -> None:
    """SH1403-05 is 22 July to 21 August 2024: 10 days of one month and 21 of the next."""
    found = usd_factor(Currency.IRR, parse("SH1403-05"), rates_of(dataset["exchange_rates"]))
    july, august = 588_452, 596_532
    assert 1 / found.usd_per_unit.high == pytest.approx(july)
    assert 1 / found.usd_per_unit.low == pytest.approx(august)
    assert 1 / found.usd_per_unit.central == pytest.approx((10 * july + 21 * august) / 31)


RATE = st.floats(1, 2e6)


@given(st.lists(RATE, min_size=3, max_size=3))
def test_monthly_rates_that_tile_a_period_give_its_mean_by_days(values: list[float]) -> None:
    months = ["2024-01", "2024-02", "2024-03"]
    rates = [rate(text, value) for text, value in zip(months, values, strict=True)]
    factor = usd_factor(Currency.PKR, parse("2024-Q1"), [*rates, rate("2023", 1), rate("2025", 9)])
    days = [31, 29, 31]
    mean = math.fsum(v * d for v, d in zip(values, days, strict=True)) / 91
    assert factor.usd_per_unit.is_exact
    assert 1 / factor.usd_per_unit.central == pytest.approx(mean)
    assert factor.rates == tuple(rates)


def test_months_with_a_gap_do_not_stand_for_the_whole() -> None:
    months = [rate("2024-01", 270), rate("2024-03", 280)]
    with pytest.raises(NoRateError):
        usd_factor(Currency.PKR, parse("2024-Q1"), months)


def test_months_of_two_calendars_never_tile_together() -> None:
    gregorian = [rate(f"2024-{n:02d}", 500_000 + n, Currency.IRR) for n in (4, 5, 6)]
    hijri = [rate(f"SH1403-{n:02d}", 900_000, Currency.IRR) for n in (2, 3)]
    factor = usd_factor(Currency.IRR, parse("2024-Q2"), [*hijri, *gregorian])
    assert factor.rates == tuple(gregorian)
    # 31 + 31 + 29 days, as many as the quarter has, but two of the parts overlap
    mixed = [rate("SH1403-02", 1, Currency.IRR), rate("2024-05", 2, Currency.IRR)]
    period = parse("2024-04-01/2024-06-01")
    assert sum(each.period.days for each in mixed) == period.days
    with pytest.raises(NoRateError):
        usd_factor(Currency.IRR, period, mixed)


def periods() -> st.SearchStrategy[Period]:
    return st.one_of(
        st.builds(calendars.month, st.integers(2010, 2020), st.integers(1, 12)),
        st.builds(calendars.hijri_month, st.integers(1390, 1399), st.integers(1, 12)),
        st.builds(calendars.fiscal_year, st.integers(2011, 2020)),
        st.builds(calendars.hijri_year, st.integers(1390, 1398)),
    )


@given(
    st.dictionaries(st.integers(2008, 2022), RATE, min_size=2),
    st.dictionaries(st.integers(1388, 1400), RATE),
    periods(),
)
def test_a_range_of_annual_means_spans_the_neighbours_and_nothing_else(
    gregorian: dict[int, float], hijri: dict[int, float], period: Period
) -> None:
    rates = [rate(str(year), value, Currency.IRR) for year, value in gregorian.items()]
    rates += [rate(f"SH{year}", value, Currency.IRR) for year, value in hijri.items()]
    try:
        factor = usd_factor(Currency.IRR, period, rates)
    except NoRateError:
        middles = [each.period.middle for each in rates]
        assert not min(middles) <= period.middle <= max(middles)
        return
    usd = factor.usd_per_unit
    assert usd.low <= usd.central <= usd.high
    used = [1 / each.lcu_per_usd for each in factor.rates]
    assert (usd.low, usd.high) == (min(used), max(used))
    # no other annual mean lies between the two that were used
    first, last = factor.rates[0].period.middle, factor.rates[-1].period.middle
    assert first - timedelta(1) <= period.middle <= last + timedelta(1)
    assert not [r for r in rates if first < r.period.middle < last]


@given(RATE, st.integers(-3, 3), periods())
def test_rates_a_hair_apart_still_make_a_range(value: float, hairs: int, period: Period) -> None:
    other = value
    for _ in range(abs(hairs)):
        other = math.nextafter(other, math.inf if hairs > 0 else 0)
    rates = [rate("2009", value, Currency.IRR), rate("2022", other, Currency.IRR)]
    usd = usd_factor(Currency.IRR, period, rates).usd_per_unit
    assert usd.low <= usd.central <= usd.high


def test_half_way_between_two_middles_the_rate_is_half_way() -> None:
    rates = [rate("2021", 100), rate("2022", 300)]
    usd = usd_factor(Currency.PKR, parse("2021-12-31/2022-01-01"), rates).usd_per_unit
    assert 1 / usd.central == pytest.approx(200, rel=0.01)
    assert (usd.low, usd.high) == (1 / 300, 1 / 100)


# --- into the money of the reader's choice --------------------------------------------------------

BASES = list(MoneyBasis)
OF_BASIS = {
    "usd": "USD",
    "pkr": "PKR",
    "irr": "IRR",
    "irr_nima": "IRR",
    "irr_open": "IRR",
    "toman": "IRT",
}


def billion(value: float, currency: Currency, period: str, money: MoneyBasis, rates: Rates) -> Ends:
    found = conversion(currency, parse(period), money, rates).factor * value
    return found.low / 1e9, found.central / 1e9, found.high / 1e9


def test_gwadars_rupees_stay_rupees_and_are_the_published_dollars(dataset: Dataset) -> None:
    rates = rates_of(dataset["exchange_rates"])
    half = "2022-07/2022-12"
    assert billion(130.0e9, Currency.PKR, half, MoneyBasis.PKR, rates) == (130.0, 130.0, 130.0)
    low, central, high = billion(130.0e9, Currency.PKR, half, MoneyBasis.USD, rates)
    assert (round(low * 1000), round(high * 1000)) == (464, 635)
    assert low < central < high


@pytest.mark.parametrize("money", BASES)
def test_what_is_in_the_money_already_is_left_as_it_was_written(money: MoneyBasis) -> None:
    own = Currency(OF_BASIS[money])
    found = conversion(own, parse("1950"), money, [])
    assert (found.factor, found.rates, found.converted) == (Envelope.exact(1), (), False)


def test_rials_and_tomans_differ_by_ten_whatever_the_rates() -> None:
    year = parse("2090")
    for money in (MoneyBasis.IRR_OFFICIAL, MoneyBasis.IRR_OPEN):
        tens = conversion(Currency.IRT, year, money, [])
        assert (tens.factor * 7, tens.converted) == (Envelope.exact(70), False)
    tenth = conversion(Currency.IRR, year, MoneyBasis.TOMAN, [])
    assert (tenth.factor * 70, tenth.converted) == (Envelope.exact(7), False)


@pytest.mark.parametrize("period", ["2023", "2022-07/2022-12", "2024-03", "SH1402"])
@pytest.mark.parametrize("currency", [Currency.USD, Currency.PKR])
def test_a_toman_is_a_tenth_of_the_open_rial(
    dataset: Dataset, currency: Currency, period: str
) -> None:
    rates = rates_of(dataset["exchange_rates"])
    rials = conversion(currency, parse(period), MoneyBasis.IRR_OPEN, rates)
    tomans = conversion(currency, parse(period), MoneyBasis.TOMAN, rates)
    for end in ("low", "central", "high"):
        assert getattr(rials.factor, end) == pytest.approx(10 * getattr(tomans.factor, end))
    assert rials.rates == tomans.rates


@pytest.mark.parametrize(
    ("currency", "period", "money", "missing"),
    [
        (Currency.USD, "2026-11", MoneyBasis.PKR, MoneyBasis.PKR),
        (Currency.PKR, "2026-11", MoneyBasis.USD, MoneyBasis.PKR),
        (Currency.PKR, "2026-11", MoneyBasis.TOMAN, MoneyBasis.PKR),
        (Currency.USD, "2024-03", MoneyBasis.IRR_OFFICIAL, MoneyBasis.IRR_OFFICIAL),
        (Currency.USD, "2010", MoneyBasis.IRR_OPEN, MoneyBasis.IRR_OPEN),
        (Currency.USD, "2010", MoneyBasis.IRR_NIMA, MoneyBasis.IRR_OPEN),
        (Currency.IRT, "2010", MoneyBasis.PKR, MoneyBasis.IRR_OPEN),
    ],
)
def test_the_leg_without_a_rate_is_named(
    dataset: Dataset, currency: Currency, period: str, money: MoneyBasis, missing: MoneyBasis
) -> None:
    with pytest.raises(NoRateError) as caught:
        conversion(currency, parse(period), money, rates_of(dataset["exchange_rates"]))
    assert caught.value.money is missing


def days(text: str) -> set[int]:
    period = parse(text)
    return set(range(period.start.toordinal(), period.end.toordinal() + 1))


def slow_days(own: Rates, period: Period) -> list[tuple[str, float]] | None:
    """For each day of a period the Gregorian month it lies in and that month's rate."""
    monthly: dict[str, float] = {}
    for each in own:
        if len(each.period.text) == len("2024-01") and "H" not in each.period.text:
            monthly.setdefault(each.period.text, each.lcu_per_usd)
    texts = [date.fromordinal(day).isoformat()[:7] for day in sorted(days(period.text))]
    return [(t, monthly[t]) for t in texts] if set(texts) <= monthly.keys() else None


def slow_per_dollar(code: str, kind: str, period: Period, rates: Rates) -> Ends | None:
    """Units for a dollar: (fewest, straight line, most) of the means that bracket a period."""
    if code == "USD":
        return 1.0, 1.0, 1.0
    if code == "IRT":
        rials = slow_per_dollar("IRR", kind, period, rates)
        return rials and (rials[0] / 10, rials[1] / 10, rials[2] / 10)
    own = [r for r in rates if r.currency == code and r.rate_type == kind]
    own.sort(key=lambda r: -1e9 if r.days is None else -r.days)  # the best of a period first
    for each in own:
        if (each.period.start, each.period.end) == (period.start, period.end):
            return each.lcu_per_usd, each.lcu_per_usd, each.lcu_per_usd
    day_by_day = slow_days(own, period)
    if day_by_day:
        mean = sum(rate for _, rate in day_by_day) / len(day_by_day)
        if all(days(text) <= days(period.text) for text, _ in day_by_day):
            return mean, mean, mean
        return min(rate for _, rate in day_by_day), mean, max(rate for _, rate in day_by_day)
    return slow_bracket(own, period) or (
        slow_per_dollar(code, "open_market", period, rates) if kind == "nima" else None
    )


def slow_bracket(own: Rates, period: Period) -> Ends | None:
    best = {r.period: r for r in reversed(own)}.values()
    yearly = [(r.period.middle.toordinal(), r.lcu_per_usd) for r in best if r.period.days > 360]
    at = period.middle.toordinal()
    left = [pair for pair in yearly if pair[0] <= at]
    right = [pair for pair in yearly if pair[0] >= at]
    if not left or not right:
        return None
    (x0, y0), (x1, y1) = max(left, key=lambda p: p[0]), min(right, key=lambda p: p[0])
    line = y0 if x0 == x1 else y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return min(y0, y1), line, max(y0, y1)


@given(
    st.sampled_from(list(Currency)),
    st.sampled_from(BASES),
    st.one_of(
        st.builds(calendars.month, st.integers(2009, 2027), st.integers(1, 12)),
        st.builds(calendars.gregorian_year, st.integers(1998, 2027)),
        st.builds(calendars.hijri_month, st.integers(1390, 1406), st.integers(1, 12)),
        st.builds(calendars.fiscal_year, st.integers(1999, 2027)),
    ),
    st.lists(st.integers(0, 10**13), min_size=3, max_size=3).map(sorted),
)
def test_a_conversion_equals_its_slow_twin(
    dataset: Dataset, currency: Currency, money: MoneyBasis, period: Period, ends: list[int]
) -> None:
    rates = rates_of(dataset["exchange_rates"])
    own = slow_per_dollar(
        currency, "official" if currency == "PKR" else "open_market", period, rates
    )
    kind = {"pkr": "official", "irr": "official", "irr_nima": "nima"}.get(money, "open_market")
    into = slow_per_dollar(OF_BASIS[money], kind, period, rates)
    unneeded = {currency[:2], OF_BASIS[money][:2]} == {"IR"} or currency == OF_BASIS[money]
    try:
        found = conversion(currency, period, money, rates)
    except NoRateError:
        assert not unneeded
        assert own is None or into is None
        return
    value = found.factor * Envelope(*map(float, ends))
    assert value.low <= value.central <= value.high
    assert found.converted != unneeded
    if unneeded:
        tens = {
            ("IRR", "toman"): 0.1,
            **{("IRT", rials): 10 for rials in ("irr", "irr_nima", "irr_open")},
        }
        wanted = [each * tens.get((str(currency), str(money)), 1) for each in ends]
    else:
        assert own
        assert into
        dollars = (ends[0] / own[2], ends[1] / own[1], ends[2] / own[0])
        wanted = [usd * rate for usd, rate in zip(dollars, into, strict=True)]
    assert [value.low, value.central, value.high] == pytest.approx(wanted)
    crosses = {each.currency for each in found.rates}
    assert crosses <= {Currency.PKR, Currency.IRR}
