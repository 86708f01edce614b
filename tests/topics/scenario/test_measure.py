"""Scenarios against a year-by-year twin, their laws, and the published record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.fuel import assumption
from bordertrade.measures.pace import pace_between, starts
from bordertrade.measures.target import TargetBasis, progress, required_growth
from bordertrade.topics.scenario.measure.levers import (
    AT_REST,
    FURTHEST,
    OPENING_DAYS,
    REACH,
    Lever,
    Levers,
)
from bordertrade.topics.scenario.measure.paths import (
    HORIZON,
    Ground,
    Point,
    Reached,
    baseline_in,
    ground_of,
    informal_left_usd,
    level_in,
    pace_range,
    path,
    reached,
)
from bordertrade.topics.scenario.measure.result import BookScenario, scenario_result
from bordertrade.topics.scenario.measure.sensitivity import (
    NO_EFFECT,
    effect,
    effects,
    need,
    needs,
    swings,
)
from bordertrade.topics.scenario.measure.transit import ORDER, transit
from bordertrade.topics.target.measure.outlook import year_reached
from bordertrade.view import BOUNDS
from bordertrade.view import OPENING_DAYS as LINK_DAYS
from bordertrade.vocabulary import Direction, EvidenceFloor, InformalBasis, Reporter
from tests.measures.test_books import with_rows

BASIS = TargetBasis("usd10bn_2029")
ENDS = ("low", "central", "high")

shares = st.floats(-0.6, 1.5)
amounts = st.floats(0, 1e11)


def ranges(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Envelope]:
    return st.tuples(numbers, numbers, numbers).map(lambda three: Envelope(*sorted(three)))


settings_of_levers = st.builds(
    Levers,
    fuel_formalised=st.integers(*BOUNDS["fuel_formalised"]),
    growth_change=st.integers(*BOUNDS["growth_change"]),
    more_markets=st.integers(*BOUNDS["more_markets"]),
    markets_year=st.none() | st.integers(2020, 2055),
    opening_days=st.integers(*BOUNDS["opening_days"]),
    price_gap=st.integers(*BOUNDS["price_gap"]),
)


@pytest.fixture(scope="module")
def pakistan(dataset: Dataset) -> Ground:
    return ground(dataset, Reporter.PK)


def ground(dataset: Dataset, reporter: Reporter, basis: TargetBasis = BASIS) -> Ground:
    found = progress(dataset, reporter, basis)
    assert found is not None
    made = ground_of(dataset, found, basis)
    assert isinstance(made, Ground)
    return made


def book(dataset: Dataset, reporter: Reporter, levers: Levers = AT_REST) -> BookScenario:
    (found,) = scenario_result(dataset, replace(BASIS, reporters=(reporter,)), levers).books
    return found


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """Another growth, market, fuel, base, target and end year than the record's."""
    return {
        "growth": draw(ranges(shares)),
        "three": draw(ranges(amounts)),
        "litres": draw(ranges(amounts)),
        "base": draw(st.floats(1e6, 1e11)),
        "target": draw(st.floats(1e6, 1e12)),
        "end": draw(st.integers(2026, 2060)),
    }


def changed(given_: Ground, change: dict[str, Any]) -> Ground:
    """The same book with other numbers."""
    base = given_.progress.base
    (part,) = base.parts
    (market,) = given_.markets
    assert given_.fuel is not None
    return replace(
        given_,
        growth=change["growth"],
        markets=(replace(market, value_usd=change["three"]),),
        fuel=replace(
            given_.fuel, litres_year=change["litres"], price_usd_l=Envelope(0.45, 0.65, 0.8)
        ),
        progress=replace(
            given_.progress,
            base=replace(base, parts=(replace(part, value_usd=change["base"]),)),
            target_usd=change["target"],
            deadline_year=change["end"],
        ),
    )


# --- the slow twin -----------------------------------------------------------------------------------


def twin(ground: Ground, levers: Levers, end: str) -> list[float]:
    """One end of the path, year by year: grown one year at a time, markets and fuel by hand."""
    first, last = ground.first_year, max(HORIZON, ground.end_year)
    growth = max(-1.0, getattr(ground.growth, end) + levers.growth_change / 100)
    three = sum(getattr(each.value_usd, end) for each in ground.markets)
    other = {"low": "high", "central": "central", "high": "low"}[end]
    lost = sum(getattr(each.value_usd, other) for each in ground.markets)
    assert ground.fuel is not None
    price, litres = ground.fuel.price_usd_l, ground.fuel.litres_year
    fuel = getattr(price, end) * getattr(litres, end)
    pays = [1 + levers.price_gap / 100 * getattr(ground.elasticity, each) for each in ENDS]
    fuel *= sorted(max(0.0, each) for each in pays)[ENDS.index(end)]
    found, factor = [], 1.0
    for year in range(first, last + 1):
        trade = ground.base_usd
        if year > first:
            factor *= 1 + growth
            days = levers.opening_days / 250
            trade += (three if days >= 1 else lost) * (days - 1)
            if levers.markets_year is None or year >= levers.markets_year:
                trade += levers.more_markets * three / 3 * days
        steps = min(year, ground.end_year) - first
        declared = levers.fuel_formalised / 100 * steps / (ground.end_year - first)
        found.append(max(0.0, trade) * factor + fuel * declared)
    return found


@given(change=changes(), levers=settings_of_levers)
def test_a_path_is_what_the_slow_twin_says(
    pakistan: Ground, change: dict[str, Any], levers: Levers
) -> None:
    own = changed(pakistan, change)
    points = path(own, levers)
    assert [each.year for each in points] == list(range(2025, max(HORIZON, own.end_year) + 1))
    for end in ENDS:
        values = [getattr(each.value_usd, end) for each in points]
        assert values == pytest.approx(twin(own, levers, end), rel=1e-9)


@given(levers=settings_of_levers)
def test_the_books_of_the_record_too(dataset: Dataset, levers: Levers) -> None:
    for reporter in Reporter:
        found = book(dataset, reporter, levers)
        for end in ENDS:
            values = [getattr(each.value_usd, end) for each in found.path]
            assert values == pytest.approx(twin(found.ground, levers, end), rel=1e-9)


# --- zero change is the baseline ---------------------------------------------------------------------


@given(change=changes(), year=st.none() | st.integers(2020, 2055))
def test_levers_at_rest_are_the_baseline_exactly(
    pakistan: Ground, change: dict[str, Any], year: int | None
) -> None:
    own = changed(pakistan, change)
    at_rest = replace(AT_REST, markets_year=year)
    assert at_rest.moved() == ()
    points = path(own, at_rest)
    assert points == tuple(Point(each.year, baseline_in(own, each.year)) for each in points)
    for each in points:
        for end in ENDS:
            grown = own.base_usd * (1 + getattr(own.growth, end)) ** (each.year - own.first_year)
            assert getattr(each.value_usd, end) == grown
    assert effects(own, at_rest).whole == NO_EFFECT


def test_the_record_at_rest_is_the_baseline_of_the_target_page(dataset: Dataset) -> None:
    for reporter in Reporter:
        found = book(dataset, reporter)
        assert found.path == found.baseline
        assert found.reached == found.baseline_reached
        assert found.at_end_usd == found.baseline_at_end_usd
        base = found.ground
        assert found.reached.central == year_reached(
            base.base_usd, base.target_usd, base.growth.central, base.first_year
        )


# --- ranges and their order ------------------------------------------------------------------------


@given(change=changes(), levers=settings_of_levers)
def test_no_setting_turns_a_range_round_or_below_zero(
    pakistan: Ground, change: dict[str, Any], levers: Levers
) -> None:
    own = changed(pakistan, change)
    for year in (own.first_year, own.first_year + 1, own.end_year, HORIZON):
        for value in (level_in(own, levers, year), informal_left_usd(own, levers, year)):
            assert 0 <= value.low <= value.central <= value.high
    assert level_in(own, levers, own.first_year) == Envelope.exact(own.base_usd)


@given(
    change=changes(),
    levers=settings_of_levers,
    lever=st.sampled_from([Lever.GROWTH, Lever.FUEL, Lever.MARKETS, Lever.DAYS]),
    data=st.data(),
)
def test_more_of_a_lever_never_takes_trade_away(
    pakistan: Ground,
    change: dict[str, Any],
    levers: Levers,
    lever: Lever,
    data: st.DataObject,
) -> None:
    own = changed(pakistan, change)
    low, high = BOUNDS[lever]
    less, more = sorted(data.draw(st.tuples(st.integers(low, high), st.integers(low, high))))
    for year in (own.first_year + 1, own.end_year):
        before = level_in(own, replace(levers, **{lever: less}), year)
        after = level_in(own, replace(levers, **{lever: more}), year)
        for end in ENDS:
            assert getattr(before, end) <= getattr(after, end) * (1 + 1e-12)


@given(change=changes(), levers=settings_of_levers, data=st.data())
def test_a_narrower_price_gap_leaves_less_informal_fuel(
    pakistan: Ground, change: dict[str, Any], levers: Levers, data: st.DataObject
) -> None:
    own = changed(pakistan, change)
    gaps = st.integers(*BOUNDS["price_gap"])
    less, more = sorted(data.draw(st.tuples(gaps, gaps)))
    before = informal_left_usd(own, replace(levers, price_gap=less), own.end_year)
    after = informal_left_usd(own, replace(levers, price_gap=more), own.end_year)
    for end in ENDS:
        assert getattr(before, end) <= getattr(after, end) * (1 + 1e-12)


def test_the_price_gap_alone_moves_only_what_is_on_no_book(dataset: Dataset) -> None:
    at_rest, narrower = (
        book(dataset, Reporter.PK, each) for each in (AT_REST, Levers(price_gap=-100))
    )
    assert narrower.path == at_rest.path
    fuel = at_rest.ground.fuel_usd
    assert at_rest.informal_left_usd == fuel
    assert narrower.informal_left_usd == Envelope(0, 0, fuel.high / 2)


def test_all_fuel_declared_leaves_none_in_the_end_year_and_half_of_it_half_way(
    dataset: Dataset,
) -> None:
    found = book(dataset, Reporter.PK, Levers(fuel_formalised=100))
    own = found.ground
    assert found.informal_left_usd == Envelope.exact(0)
    assert found.at_end_usd.central - found.baseline_at_end_usd.central == pytest.approx(1.82e9)
    assert informal_left_usd(own, Levers(fuel_formalised=100), 2027).central == pytest.approx(
        0.91e9
    )
    assert informal_left_usd(own, Levers(fuel_formalised=100), 2040) == Envelope.exact(0)


def test_fewer_days_take_the_most_from_the_low_path(dataset: Dataset) -> None:
    own = ground(dataset, Reporter.PK)
    three = own.three_usd
    lost = effect(own, Levers(opening_days=200))
    factors = [(1 + getattr(own.growth, end)) ** 4 for end in ENDS]
    assert lost.low_usd == pytest.approx(-0.2 * three.high * factors[0])
    assert lost.high_usd == pytest.approx(-0.2 * three.low * factors[2])
    assert lost.span.low == lost.low_usd


# --- which lever matters most ------------------------------------------------------------------------


@given(change=changes(), levers=settings_of_levers)
def test_single_effects_and_what_they_do_together_sum_to_the_whole(
    pakistan: Ground, change: dict[str, Any], levers: Levers
) -> None:
    own = changed(pakistan, change)
    found = effects(own, levers)
    assert [lever for lever, _ in found.alone] == list(levers.moved())
    after, before = level_in(own, levers, own.end_year), baseline_in(own, own.end_year)
    for end in ENDS:
        parts = [getattr(each, f"{end}_usd") for _, each in found.alone]
        whole = getattr(after, end) - getattr(before, end)
        size = max(getattr(after, end), getattr(before, end), *map(abs, parts), 1)
        told = sum(parts) + getattr(found.together, f"{end}_usd")
        assert told == pytest.approx(whole, abs=1e-9 * size)


def test_one_lever_alone_leaves_nothing_to_do_together(dataset: Dataset) -> None:
    own = ground(dataset, Reporter.PK)
    for lever in Lever:
        found = effects(own, AT_REST.alone(lever, FURTHEST[lever]))
        assert found.together == NO_EFFECT
        assert found.largest is (None if lever is Lever.GAP else lever)


def test_the_widest_lever_comes_first_and_has_the_readers_setting(dataset: Dataset) -> None:
    levers = Levers(fuel_formalised=50, growth_change=5)
    for reporter, first in ((Reporter.PK, Lever.FUEL), (Reporter.IR, Lever.GROWTH)):
        own = ground(dataset, reporter)
        found = swings(own, levers)
        assert {each.lever for each in found} == set(Lever)
        widths = [
            abs(
                level_in(own, AT_REST.alone(each.lever, REACH[each.lever][1]), 2029).central
                - level_in(own, AT_REST.alone(each.lever, REACH[each.lever][0]), 2029).central
            )
            for each in found
        ]
        assert widths == sorted(widths, reverse=True)
        assert found[0].lever is first
        by_lever = {each.lever: each for each in found}
        assert by_lever[Lever.FUEL].own == effect(own, Levers(fuel_formalised=50))
        assert by_lever[Lever.DAYS].own == NO_EFFECT


def test_the_levers_fit_the_link_and_the_model(dataset: Dataset) -> None:
    assert assumption(dataset, "trailer_days_year") == Envelope.exact(OPENING_DAYS)
    assert LINK_DAYS == OPENING_DAYS
    for lever in Lever:
        low, high = BOUNDS[lever]
        assert FURTHEST[lever] == high
        least, most = REACH[lever]
        assert low <= least <= AT_REST.setting(lever) <= most <= high
    assert set(Lever) | {"markets_year"} == set(Levers.__dataclass_fields__)


# --- the question backwards --------------------------------------------------------------------------


@given(change=changes(), lever=st.sampled_from(list(Lever)))
def test_the_smallest_setting_is_the_first_of_all_that_reach(
    pakistan: Ground, change: dict[str, Any], lever: Lever
) -> None:
    own = changed(pakistan, change)
    found = need(own, AT_REST, lever)
    tried = range(AT_REST.setting(lever), FURTHEST[lever] + 1)
    for end, answer in (("high", found.best), ("central", found.central), ("low", found.worst)):
        enough = [
            each
            for each in tried
            if getattr(level_in(own, AT_REST.alone(lever, each), own.end_year), end)
            >= own.target_usd * (1 - 1e-9)
        ]
        assert answer == (enough[0] if enough else None)


def test_the_growth_needed_is_the_required_growth_less_the_pace(dataset: Dataset) -> None:
    for reporter, points in ((Reporter.PK, 47), (Reporter.IR, 8)):
        own = ground(dataset, reporter)
        short = required_growth(own.base_usd, own.target_usd, 4) - own.growth.central
        assert points - 1 < short * 100 <= points
        assert need(own, AT_REST, Lever.GROWTH).central == points


def test_what_no_lever_can_is_said_with_what_would_be_missing(dataset: Dataset) -> None:
    own = ground(dataset, Reporter.PK)
    by_lever = {each.lever: each for each in needs(own, AT_REST)}
    for lever in (Lever.FUEL, Lever.MARKETS, Lever.DAYS, Lever.GAP):
        found = by_lever[lever]
        assert (found.best, found.central, found.worst) == (None, None, None)
        level = level_in(own, AT_REST.alone(lever, FURTHEST[lever]), 2029)
        assert found.short_usd == Envelope.exact(10e9) - level
        assert found.short_usd.low > 0


def test_markets_that_open_after_the_end_year_reach_nothing(dataset: Dataset) -> None:
    own = ground(dataset, Reporter.PK)
    late, last = (
        Levers(more_markets=3, markets_year=2030),
        Levers(more_markets=3, markets_year=2029),
    )
    assert effect(own, late) == NO_EFFECT
    assert effect(own, last).central_usd > 0
    assert level_in(own, late, 2029) == baseline_in(own, 2029)
    assert level_in(own, late, 2030).central > baseline_in(own, 2030).central


# --- years, paces and the record ---------------------------------------------------------------------


def test_the_generous_end_of_every_reach_adds_more_than_any_other(dataset: Dataset) -> None:
    for reporter in Reporter:
        found = book(dataset, reporter)
        for lever in Lever:
            for setting in REACH[lever]:
                alone = level_in(found.ground, AT_REST.alone(lever, setting), 2029)
                assert alone.central <= found.everything_usd.central


def test_a_path_runs_to_a_later_end_year(dataset: Dataset) -> None:
    basis = replace(BASIS, end_year=2060, reporters=(Reporter.PK,))
    (found,) = scenario_result(dataset, basis, Levers(growth_change=-30)).books
    assert found.path[-1].year == 2060
    assert found.reached == Reached(None, None, None, until=2060)


def test_the_year_is_the_first_at_the_target_on_each_path() -> None:
    points = tuple(Point(2025 + i, Envelope(i, 2 * i, 4 * i)) for i in range(10))
    assert reached(points, 8) == Reached(early=2027, central=2029, late=2033, until=2034)
    assert reached(points, 30) == Reached(early=2033, central=None, late=None, until=2034)
    assert reached(points, 100) == Reached(None, None, None, until=2034)
    almost = (Point(2025, Envelope.exact(8 * (1 - 1e-12))),)
    assert reached(almost, 8).late == 2025


@pytest.mark.parametrize(
    ("reporter", "years"),
    [
        (Reporter.PK, Reached(2035, 2036, 2039, until=2050)),
        (Reporter.IR, Reached(2031, 2031, 2033, until=2050)),
    ],
)
def test_when_each_book_would_be_there(
    dataset: Dataset, reporter: Reporter, years: Reached
) -> None:
    found = book(dataset, reporter)
    assert found.reached == years
    assert found.path_shown[-1].year == years.late
    assert found.gap_usd == Envelope.exact(10e9) - found.at_end_usd


def test_the_range_of_the_pace_is_that_of_all_later_first_years(dataset: Dataset) -> None:
    for reporter in Reporter:
        own = ground(dataset, reporter)
        since = own.pace.first.period.end_year
        paces = [
            pace_between(each, own.pace.last)
            for each in starts(dataset, reporter, own.pace.last)
            if each.period.end_year >= since
        ]
        found = [p.growth for p in paces if p.growth and p.directions == own.pace.directions]
        assert len(found) >= 2
        assert own.growth == Envelope(min(found), own.pace.growth or 0, max(found))
    refused = replace(own.pace, growth=None, refusal="one_point")
    with pytest.raises(ValueError, match="refused"):
        pace_range(dataset, refused)


def test_a_book_takes_nothing_from_the_other(dataset: Dataset) -> None:
    for reporter, way in ((Reporter.PK, Direction.IR_TO_PK), (Reporter.IR, Direction.PK_TO_IR)):
        own = ground(dataset, reporter)
        assert [each.direction for each in own.markets] == [way]
        assert all(each.period == own.progress.base.period for each in own.markets)


@pytest.mark.parametrize("floor", [EvidenceFloor.OBSERVED, EvidenceFloor.COUNT])
def test_without_the_model_markets_and_days_move_nothing(
    dataset: Dataset, floor: EvidenceFloor
) -> None:
    own = ground(dataset, Reporter.PK, replace(BASIS, floor=floor))
    assert own.markets == ()
    levers = Levers(more_markets=3, opening_days=365)
    assert path(own, levers) == path(own, AT_REST)


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        (TargetBasis("usd8bn_2025"), "deadline"),
        (TargetBasis("usd5bn_2021"), "years"),
        (TargetBasis("usd1bn_2006", end_year=2029), "reached"),
    ],
)
def test_what_cannot_be_told_is_refused(dataset: Dataset, basis: TargetBasis, reason: str) -> None:
    result = scenario_result(dataset, basis, AT_REST)
    assert result.books == ()
    assert [each.reason for each in result.refused] == [reason, reason]
    assert result.last_year == 0


def test_one_year_alone_has_no_pace_and_no_scenario(dataset: Dataset) -> None:
    only = with_rows(dataset, "bilateral_trade", lambda rows: rows[rows["period"].eq("FY2024-25")])
    result = scenario_result(only, BASIS, AT_REST)
    assert [(each.progress.reporter, each.reason) for each in result.refused] == [
        (Reporter.PK, "no_pace")
    ]
    assert result.books == ()


def test_what_the_view_counts_as_informal_does_not_enter_the_base(dataset: Dataset) -> None:
    high = replace(BASIS, informal=InformalBasis.HIGH)
    assert scenario_result(dataset, high, AT_REST) == scenario_result(dataset, BASIS, AT_REST)


@pytest.mark.parametrize(
    ("table", "gone"),
    [("informal_estimates", "fuel_fy24_band"), ("assumptions", "scenario_gap_elasticity")],
)
def test_levers_without_figures_move_nothing(dataset: Dataset, table: str, gone: str) -> None:
    less = with_rows(dataset, table, lambda rows: rows[rows["id"] != gone])
    own = ground(less, Reporter.PK)
    gap = Levers(price_gap=-50)
    assert informal_left_usd(own, gap, 2029) == own.fuel_usd
    if table == "informal_estimates":
        assert path(own, Levers(fuel_formalised=100)) == path(own, AT_REST)


def test_transit_is_what_is_published_and_nothing_else(dataset: Dataset) -> None:
    found = transit(dataset)
    assert found.order is not None
    assert found.order.date_text == "2026-04-25"
    rows = dataset["crossing_activity"]
    rows = rows[(rows["indicator"] == "transit") & rows["value"].notna()]
    told = sorted((each.value, each.unit, each.period.text) for each in found.figures)
    assert told == sorted(zip(rows["value"], rows["unit"], rows["period"], strict=True))
    assert (773_282, "t", "SH1403-01/SH1403-08") in told
    assert set(found.sources) == {"AAJ330457541", *rows["source"]}
    without = with_rows(dataset, "events", lambda rows: rows[rows["id"] != ORDER])
    assert transit(without).order is None
