"""Both books' years side by side, against the published figures and a day-by-day twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period
from bordertrade.dataset import Dataset
from bordertrade.measures.observation import Observation, observations
from bordertrade.topics.books.measure.pairs import mirror_pairs
from bordertrade.topics.books.measure.years import MirrorYears, YearPair, mirror_years
from bordertrade.vocabulary import Direction, Evidence, EvidenceFloor, ObsStatus, Reporter
from tests.measures.test_books import with_rows

IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR
both_ways = pytest.mark.parametrize("direction", [IN, OUT])


def figure(reporter: str, period: str, value_usd: float, direction: Direction = IN) -> Observation:
    return Observation(
        period=calendars.parse(period),
        reporter=reporter,
        series="press",
        direction=direction,
        value_usd=value_usd,
        preferred=True,
        obs_status=ObsStatus.NORMAL,
        evidence=Evidence.COUNT,
        sources=(),
        note="",
    )


def pair_of(result: MirrorYears, iran: str) -> YearPair:
    return next(pair for pair in result.pairs if pair.iran.period.text == iran)


# --- the published figures (facts README 1.1, 1.2) ----------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "iran", "pakistan", "asymmetry"), [(IN, 837, 185, 1.276), (OUT, 261, 43, 1.434)]
)
def test_the_mirror_of_2014(
    dataset: Dataset, direction: Direction, iran: float, pakistan: float, asymmetry: float
) -> None:
    pair = pair_of(mirror_years(dataset, direction), "2014")
    assert (pair.iran_usd, pair.pakistan_usd) == (iran * 1e6, pakistan * 1e6)
    assert {pair.iran.series, pair.pakistan.series} == {"itc"}
    assert pair.asymmetry == pytest.approx(asymmetry, abs=0.0005)
    assert pair.is_same_period
    assert pair.shared_months == pytest.approx(12, abs=0.01)
    assert pair.missed_months == 0


@pytest.mark.parametrize(
    ("fiscal", "solar", "pakistan", "iran"),
    [
        ("FY2021-22", "SH1400", 773.8, 1261),
        ("FY2022-23", "SH1401", 880, 1488),
        ("FY2023-24", "SH1402", 1037, 2053),
        ("FY2024-25", "SH1403", 1222, 2423),
    ],
)
def test_since_fy2021_22_irans_book_holds_once_and_a_half_to_twice_as_much(
    dataset: Dataset, fiscal: str, solar: str, pakistan: float, iran: float
) -> None:
    pair = pair_of(mirror_years(dataset, IN), solar)
    assert pair.pakistan.period.text == fiscal
    assert (pair.pakistan_usd, pair.iran_usd) == (pakistan * 1e6, iran * 1e6)
    assert pair.ratio == pytest.approx(iran / pakistan)
    assert 1.6 < (pair.ratio or 0) < 2


def test_fy2024_25_and_sh1403_share_eight_point_six_months(dataset: Dataset) -> None:
    newest = mirror_years(dataset, IN).newest
    assert newest is not None
    assert newest.shared_days == (date(2025, 3, 20) - date(2024, 7, 1)).days + 1 == 263
    assert f"{newest.shared_months:.1f}" == "8.6"
    assert f"{newest.missed_months:.1f}" == "3.4"
    assert newest.iran.obs_status is ObsStatus.NORMAL


@pytest.mark.parametrize(("solar", "iran"), [("SH1400", 312), ("SH1401", 841.8)])
def test_pakistans_zero_against_hundreds_of_millions_is_without_limit(
    dataset: Dataset, solar: str, iran: float
) -> None:
    pair = pair_of(mirror_years(dataset, OUT), solar)
    assert (pair.pakistan_usd, pair.iran_usd) == (0, iran * 1e6)
    assert pair.ratio is None
    assert pair.asymmetry == 2
    assert pair.margin_needed is None


def test_706_million_stand_on_irans_book_alone_beside_the_newest_zero(dataset: Dataset) -> None:
    result = mirror_years(dataset, OUT)
    since = {(o.reporter, o.period.text): o.value_usd for o in result.since}
    assert since == {
        ("IR", "SH1402-01/SH1402-07"): 352.64e6,
        ("PK", "FY2023-24"): 20_000,
        ("IR", "SH1403"): 706e6,
        ("IR", "SH1404-01/SH1404-03"): 281e6,
        ("PK", "2025-07"): 0,
    }
    near = result.next_to_nothing
    assert near is not None
    assert near.reporter is Reporter.PK
    assert near.figures[0].period.text == "FY2019-20"
    assert near.highest_usd == 20_000
    assert mirror_years(dataset, IN).next_to_nothing is None


# --- what is paired, and what stays alone ---------------------------------------------------------------


def days(period: Period) -> set[date]:
    return {period.start + timedelta(n) for n in range(period.days)}


def twin(dataset: Dataset, direction: Direction) -> set[tuple[str, float, str, float]]:
    """Every possible pair, ranked, taken one by one unless its days are already spoken for."""
    years = [
        o
        for o in observations(dataset)
        if o.direction is direction and o.reporter and o.period.is_full_year
    ]
    ranked = []
    for ours, theirs in product(years, years):
        if (ours.reporter, theirs.reporter) != ("PK", "IR"):
            continue
        kinds = (ours.period.calendar, theirs.period.calendar)
        shared = len(days(ours.period) & days(theirs.period))
        enough = 2 * shared >= min(ours.period.days, theirs.period.days)
        preferred = ours.preferred and theirs.preferred
        if ours.period == theirs.period and ours.series == theirs.series:
            ranked.append((0, -shared, ours, theirs))
        elif ours.period == theirs.period and preferred:
            ranked.append((1, -shared, ours, theirs))
        elif kinds == (Calendar.FISCAL, Calendar.SOLAR_HIJRI) and enough and preferred:
            ranked.append((2, -shared, ours, theirs))
        elif kinds == (Calendar.GREGORIAN, Calendar.SOLAR_HIJRI) and enough and preferred:
            ranked.append((3, -shared, ours, theirs))
    taken: dict[str, set[date]] = {"PK": set(), "IR": set()}
    found = set()
    for _rank, _shared, ours, theirs in sorted(ranked, key=lambda each: each[:2]):
        mine, yours = days(ours.period), days(theirs.period)
        if all(
            3 * len(own & taken[book]) < 2 * len(own) for book, own in (("PK", mine), ("IR", yours))
        ):
            taken["PK"] |= mine
            taken["IR"] |= yours
            found.add((ours.period.text, ours.value_usd, theirs.period.text, theirs.value_usd))
    return found


@both_ways
def test_pairs_are_those_of_the_day_by_day_twin(dataset: Dataset, direction: Direction) -> None:
    found = {
        (p.pakistan.period.text, p.pakistan.value_usd, p.iran.period.text, p.iran.value_usd)
        for p in mirror_years(dataset, direction).pairs
    }
    assert found == twin(dataset, direction)


@both_ways
def test_every_year_of_the_record_is_somewhere_once(dataset: Dataset, direction: Direction) -> None:
    result = mirror_years(dataset, direction)
    shown = [
        *(o for pair in result.pairs for o in pair.figures),
        *result.alone,
        *result.also,
    ]
    years = [
        o
        for o in observations(dataset)
        if o.direction is direction and o.reporter and o.period.is_full_year
    ]
    assert len(shown) == len(set(shown)) == len(years)
    assert set(shown) == set(years)
    assert all(o.preferred for o in result.alone)


@both_ways
def test_equal_periods_are_paired_as_in_the_mirror_measure(
    dataset: Dataset, direction: Direction
) -> None:
    result = mirror_years(dataset, direction)
    same = {(p.pakistan, p.iran) for p in result.pairs if p.is_same_period}
    assert same == {(p.pakistan, p.iran) for p in mirror_pairs(dataset, direction)}


@both_ways
def test_a_book_speaks_of_no_day_twice_over_a_third_of_a_year(
    dataset: Dataset, direction: Direction
) -> None:
    result = mirror_years(dataset, direction)
    for reporter in Reporter:
        own = result.book(reporter)
        assert [o.period for o in own] == sorted(o.period for o in own)
        for one, other in pairwise(own):
            assert 3 * one.period.overlap_days(other.period) < 2 * one.period.days


def test_years_on_one_book_are_no_zero_on_the_other(dataset: Dataset) -> None:
    result = mirror_years(dataset, OUT)
    alone = {(o.reporter, o.period.text) for o in result.alone}
    assert ("IR", "SH1403") in alone
    assert ("PK", "FY2024-25") not in {
        (o.reporter, o.period.text) for o in result.book(Reporter.PK)
    }
    assert {("PK", "2023"), ("PK", "2022"), ("IR", "SH1398")} <= {
        (o.reporter, o.period.text) for o in result.also
    }


@both_ways
def test_of_a_year_without_a_figure_the_longest_part_is_told(
    dataset: Dataset, direction: Direction
) -> None:
    result = mirror_years(dataset, direction)
    spans = [
        o
        for o in observations(dataset)
        if o.direction is direction and o.reporter and o.preferred and not o.period.is_full_year
    ]
    own = {"PK": Calendar.FISCAL, "IR": Calendar.SOLAR_HIJRI}
    longest: dict[tuple[str, str], int] = {}
    for o in spans:
        years = {calendars.year_holding(day, own[o.reporter]) for day in days(o.period)}
        spoken = {day for b in result.book(Reporter(o.reporter)) for day in days(b.period)}
        if len(years) == 1:
            (year,) = years
            if 3 * len(days(year) & spoken) < 2 * year.days:
                key = (o.reporter, year.text)
                longest[key] = max(longest.get(key, 0), o.period.days)
    found = {
        (o.reporter, calendars.recut(o.period, own[o.reporter]).text): o.period.days
        for o in result.parts
    }
    assert found == longest
    assert set(result.parts) <= set(spans)


def test_iran_published_eleven_months_of_sh1397_and_seven_of_sh1402(dataset: Dataset) -> None:
    into = {o.period.text: o.value_usd for o in mirror_years(dataset, IN).parts}
    assert into["SH1397-01/SH1397-11"] == 1128e6
    out = {o.period.text: o.value_usd for o in mirror_years(dataset, OUT).parts}
    assert out["SH1402-01/SH1402-07"] == 352.64e6


def test_full_counts_only(dataset: Dataset) -> None:
    def pressed(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(
            evidence=rows["evidence"].where(rows["period"] != "SH1403", str(Evidence.PRESS))
        )

    changed = with_rows(dataset, "bilateral_trade", pressed)
    counted = mirror_years(changed, IN, floor=EvidenceFloor.COUNT)
    assert counted.newest is not None
    assert counted.newest.iran.period.text == "SH1402"
    newest = mirror_years(changed, IN).newest
    assert newest is not None
    assert newest.iran.period.text == "SH1403"


def test_an_empty_book_has_no_mirror(dataset: Dataset) -> None:
    empty = with_rows(dataset, "bilateral_trade", lambda rows: rows[rows["reporter"] != "IR"])
    result = mirror_years(empty, IN)
    assert (result.pairs, result.newest, result.runs) == ((), None, ())
    assert {o.reporter for o in result.alone} == {"PK"}
    assert [(o.reporter, o.period.text) for o in result.since] == [("PK", "FY2024-25")]


@pytest.mark.parametrize(("direction", "margin"), [(Direction.TWO_WAY, 0.0), (IN, -0.1)])
def test_what_has_no_mirror_is_refused(
    dataset: Dataset, direction: Direction, margin: float
) -> None:
    with pytest.raises(ValueError, match="no mirror"):
        mirror_years(dataset, direction, margin)


def test_runs_are_cut_where_a_book_leaves_out_a_year(dataset: Dataset) -> None:
    runs = mirror_years(dataset, IN).runs
    assert [[p.iran.period.text for p in run] for run in runs][-1] == [
        "SH1400",
        "SH1401",
        "SH1402",
        "SH1403",
    ]
    assert sum(len(run) for run in runs) == len(mirror_years(dataset, IN).pairs)


# --- the arithmetic -----------------------------------------------------------------------------------

_USD = st.floats(0, 1e11, allow_subnormal=False)
_MARGIN = st.integers(0, 30).map(lambda percent: percent / 100)


@given(pakistan=_USD, iran=_USD, margin=_MARGIN, direction=st.sampled_from([IN, OUT]))
def test_gap_ratio_and_asymmetry_of_any_two_figures(
    pakistan: float, iran: float, margin: float, direction: Direction
) -> None:
    pair = YearPair(
        direction,
        figure("PK", "FY2024-25", pakistan, direction),
        figure("IR", "SH1403", iran, direction),
        margin,
    )
    into_pakistan = direction is IN
    net_pakistan = pakistan / (1 + margin) if into_pakistan else pakistan
    net_iran = iran if into_pakistan else iran / (1 + margin)
    assert pair.gap_usd == net_iran - net_pakistan
    assert pair.ratio == (net_iran / net_pakistan if net_pakistan > 0 else None)
    if net_iran + net_pakistan == 0:
        assert pair.asymmetry is None
    else:
        assert pair.asymmetry == pytest.approx(
            200 * (net_iran - net_pakistan) / (net_iran + net_pakistan) / 100
        )
        assert -2 <= (pair.asymmetry or 0) <= 2


@given(exporter=st.floats(1, 1e11), needed=st.floats(0, 0.3))
def test_taking_off_the_margin_that_is_needed_closes_the_gap(
    exporter: float, needed: float
) -> None:
    iran = figure("IR", "SH1403", exporter)
    pair = YearPair(IN, figure("PK", "FY2024-25", exporter * (1 + needed)), iran)
    assert pair.margin_needed == pytest.approx(needed, abs=1e-9)
    closed = replace(pair, margin=pair.margin_needed or 0.0)
    assert closed.gap_usd == pytest.approx(0, abs=1e-6 * exporter)


@both_ways
def test_freight_taken_off_the_smaller_figure_widens_the_gap(
    dataset: Dataset, direction: Direction
) -> None:
    plain, net = mirror_years(dataset, direction), mirror_years(dataset, direction, 0.2)
    for before, after in zip(plain.pairs, net.pairs, strict=True):
        assert after.margin_needed == before.margin_needed
        if before.margin_needed is not None and before.margin_needed < 0:
            assert abs(after.gap_usd) > abs(before.gap_usd)
    newest = mirror_years(dataset, IN).newest
    assert newest is not None
    assert newest.margin_needed == pytest.approx(1222 / 2423 - 1)


@pytest.mark.parametrize("direction", [IN, OUT])
def test_customs_declarations_and_bank_payments_share_no_line(
    dataset: Dataset, direction: Direction
) -> None:
    own = mirror_years(dataset, direction).book(Reporter.PK)
    fiscal = {o.series for o in own if o.period.calendar is Calendar.FISCAL}
    assert fiscal == {"pk_moc"}
    assert not any(o.series == "sbp" and o.period.is_full_year for o in own)
