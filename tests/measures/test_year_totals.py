"""Year totals of markets: another row never lowers one, but by modelled months that are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period, month_count, parse
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.exports.effects import effects
from bordertrade.measures.own_money import in_own_money
from bordertrade.measures.recut import YearCut, cut_years
from bordertrade.measures.replacements import Replacement, replacements
from bordertrade.measures.selection import Selection, adding_up_to_most
from bordertrade.measures.year_totals import YearTotal, year_totals
from bordertrade.topics.goods.measure import CELL, counted
from bordertrade.topics.markets.measure import years as market_years
from bordertrade.topics.markets.measure.years import in_years
from bordertrade.vocabulary import EvidenceFloor
from tests import tables
from tests.measures.test_windows import MARKETS, RECORDS, distinct, published, rows

FORMAL = tables.FORMAL
GABD_2024 = ("gabd", "formal", "IR_TO_PK", "PK", 2024)
#: Months of three calendars, spans within a year of one and over the edge of another, parts of months.
PERIODS = (
    *("2024-05", "2024-06", "2024-07", "2024-08", "2025-03", "2025-06", "2025-07"),
    *("SH1403-03", "SH1403-04", "SH1403-05", "SH1403-12", "SH1404-01"),
    *("2024-07/2024-09", "2024-Q3", "2024-06/2024-08", "FY2024-25", "SH1403", "2024"),
    *("2024-07-10/2024-07-20", "SH1403-04/SH1403-06"),
)
VALUES = st.integers(0, 50).map(float)
FIGURES = st.dictionaries(st.sampled_from(PERIODS), VALUES, max_size=8)


def frame_of(figures: Iterable[tuple[str, float]]) -> pd.DataFrame:
    """Observed figures of one line, as the series of a market hands them on."""
    made = [
        {
            **{"period": text, "market": "gabd", "direction": "IR_TO_PK", "reporter": "PK"},
            **{"modelled": False, "value_low": value, "value": value, "value_high": value},
            **{"obs_status": "A", "evidence": "count", "source": "s", "converted": False},
            "start": pd.Timestamp(parse(text).start),
            "end": pd.Timestamp(parse(text).end),
            "months": month_count(parse(text)),
        }
        for text, value in figures
    ]
    return pd.DataFrame(made)


def years(figures: dict[str, float], calendar: Calendar) -> dict[str, float]:
    if not figures:
        return {}
    found, _refused = in_years(frame_of(figures.items()), calendar)
    return {row.period: row.value for row in rows_of(found)}


@settings(max_examples=40)
@given(FIGURES, FIGURES, st.sampled_from([Calendar.FISCAL, Calendar.SOLAR_HIJRI]))
def test_another_figure_never_lowers_a_year_of_another_calendar(
    old: dict[str, float], new: dict[str, float], calendar: Calendar
) -> None:
    before, after = years(old, calendar), years({**new, **old}, calendar)
    assert set(before) <= set(after)
    for year, value in before.items():
        assert after[year] >= value


@settings(max_examples=25)
@given(FIGURES, st.sampled_from([Calendar.FISCAL, Calendar.SOLAR_HIJRI]))
def test_no_day_counts_twice_in_a_year(figures: dict[str, float], calendar: Calendar) -> None:
    """And what is left out is never more than what stands in its place."""
    for year, value in years(figures, calendar).items():
        own = {text: figures[text] for text in figures if _home(text, calendar) == year}
        assert value == max(sum(own[text] for text in some) for some in _apart(list(own)))


@cache
def _home(text: str, calendar: Calendar) -> str:
    """The year that a figure alone counts for."""
    return next(iter(years({text: 1.0}, calendar)), "")


def _apart(periods: list[str]) -> list[tuple[str, ...]]:
    """All choices of periods that share no day: the slow way."""
    if not periods:
        return [()]
    first, rest = periods[0], periods[1:]
    clear = [each for each in rest if not parse(first).overlaps(parse(each))]
    return [*_apart(rest), *((first, *some) for some in _apart(clear))]


def test_a_small_quarter_does_not_undo_larger_months() -> None:
    months = {"2024-07": 10.0, "2024-08": 20.0}
    assert years({**months, "2024-07/2024-09": 5.0}, Calendar.FISCAL) == {"FY2024-25": 30.0}
    assert years({**months, "2024-07/2024-09": 31.0}, Calendar.FISCAL) == {"FY2024-25": 31.0}
    assert years({**months, "2024-07/2024-09": 30.0}, Calendar.FISCAL) == {"FY2024-25": 30.0}


def test_a_year_is_cut_from_what_touches_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a line of many years is cut anew, as a whole, for each of them."""
    cut: list[int] = []

    def counting(pieces: Sequence[Period], calendar: Calendar) -> tuple[YearCut, ...]:
        cut.append(len(pieces))
        return cut_years(pieces, calendar)

    monkeypatch.setattr(market_years, "cut_years", counting)
    months = {f"{year}-{month:02d}": 1.0 for year in range(1990, 2000) for month in range(1, 13)}
    found = years(months, Calendar.SOLAR_HIJRI)
    assert (sum(found.values()), max(cut)) == (120, 13)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 8), VALUES), max_size=8))
def test_of_overlapping_spans_those_stand_that_add_up_to_most(
    spans: list[tuple[int, int, float]],
) -> None:
    day = pd.Timestamp(2024, 1, 1)
    made = pd.DataFrame(
        [
            ("a", day + pd.Timedelta(days=s), day + pd.Timedelta(days=s + n), f"{s} {n}", value)
            for s, n, value in spans
        ],
        columns=["line", "start", "end", "period", "value"],
    ).astype(
        {
            "line": "str",
            "period": "str",
            "start": "datetime64[s]",
            "end": "datetime64[s]",
            "value": "float",
        }
    )
    kept = adding_up_to_most(made, ["line"], "value")
    days = kept[["start", "end"]].drop_duplicates().sort_values("start")
    assert not (days["start"] <= days["end"].shift()).any()
    if spans:
        assert kept["value"].sum() >= made.groupby(["start", "end"])["value"].sum().max()


# --- in a record ----------------------------------------------------------------------------------


def _lost(total: YearTotal, named: tuple[Replacement, ...]) -> float:
    """What the model had in the months of a year that observed rows newly stand for."""
    line = total.market, total.channel, total.direction
    own = [each for each in named if (each.market, each.channel, each.direction) == line]
    return sum(each.modelled_usd.central for each in own)


@given(old=st.lists(rows(), max_size=5), new=st.lists(rows(), min_size=1, max_size=4))
@settings(RECORDS, max_examples=8)
def test_adding_rows_lowers_no_year_but_by_named_modelled_months(
    dataset: Dataset, old: list[tables.Row], new: list[tables.Row]
) -> None:
    first, second = distinct(old), distinct([*new, *old])
    records = [published(dataset, *each) for each in (first, second)]
    _none_is_lower(*records)


def _key(total: YearTotal) -> tuple[str, str, str, str, int]:
    return total.market, total.channel, total.direction, total.reporter, total.year


def _none_is_lower(*records: Dataset) -> None:
    named = replacements(*records)
    before, after = ({_key(total): total for total in year_totals(each)} for each in records)
    for key, total in before.items():
        lost = _lost(total, named) * 1.000001
        assert lost or key in after, key
        if key in after:
            assert after[key].value.central >= total.value.central - lost - 1e-6, key


@pytest.mark.parametrize("longer", ["2024", "2024-07/2025-06", "FY2024-25"])
def test_a_longer_span_takes_nothing_from_the_years_of_the_months(
    dataset: Dataset, longer: str
) -> None:
    """A span counts for the year in which it ends, its months each for their own."""
    months = [FORMAL | {"period": f"2024-{month:02}", "value": "5000000"} for month in range(7, 13)]
    span = FORMAL | {"period": longer, "value": "1000000"}
    records = [published(dataset, *months), published(dataset, *months, span)]
    _none_is_lower(*records)
    (total,) = (each for each in year_totals(records[1]) if _key(each) == GABD_2024)
    assert total.value.central >= 30_000_000
    told = effects(*records)
    assert not any("not collected" in each.after for each in told)


@given(old=st.lists(rows(), max_size=5), new=st.lists(rows(), min_size=1, max_size=4))
@settings(RECORDS, max_examples=6)
def test_adding_rows_of_the_same_time_lowers_no_sum_of_goods(
    dataset: Dataset, old: list[tables.Row], new: list[tables.Row]
) -> None:
    """Over a chosen time: without one the months that are looked at move with the newest."""
    first, second = distinct(old), distinct([*new, *old])
    chosen = Selection(
        MARKETS,
        floor=EvidenceFloor.OBSERVED,
        start=calendars.parse("2019-01").start,
        end=calendars.parse("2026-12").end,
    )
    before, after = (
        counted(published(dataset, *each), chosen).groupby(CELL)["value"].sum().to_dict()
        for each in (first, second)
    )
    assert set(before) <= set(after)
    for key, value in before.items():
        assert after[key] >= value - 1e-6, key


def test_goods_whose_names_differ_by_a_sign_take_nothing_from_each_other(dataset: Dataset) -> None:
    """On 0.4.0 both had one code, so that one's months fell to the other's year."""
    low = FORMAL | {"period": "2024", "hs_code": "", "commodity": "Fe <60", "value": "5000000"}
    high = low | {"period": "2024-03", "commodity": "Fe >60", "value": "1000000"}
    year = Selection(
        MARKETS,
        floor=EvidenceFloor.OBSERVED,
        start=parse("2024").start,
        end=parse("2024").end,
    )
    found = counted(published(dataset, low, high), year)
    assert sorted(found["value"]) == [1_000_000, 5_000_000]


def test_a_smaller_span_in_its_own_money_takes_nothing_back(dataset: Dataset) -> None:
    own = FORMAL | {"currency": "PKR", "period": "2031-07", "value": "5000000"}
    wider = own | {"period": "2031-07/2031-09", "value": "1000000"}
    (before,) = in_own_money(published(dataset, own), Selection(MARKETS))
    (after,) = in_own_money(published(dataset, own, wider), Selection(MARKETS))
    assert after.value.central == before.value.central == 5_000_000
