"""Pakistan's imports from Iran in three calendars, and the causes that they rule out."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from bordertrade import calendars
from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.measures.recut import Fit
from bordertrade.topics.books.measure.causes import Cause, Verdict, mirror_causes
from bordertrade.topics.books.measure.import_years import CALENDARS, ImportYears, import_years
from bordertrade.topics.books.measure.years import mirror_years
from bordertrade.topics.books.words.causes import CAUSES, VERDICTS
from bordertrade.vocabulary import Direction
from tests.measures.test_books import with_rows

IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR


@pytest.fixture(scope="module")
def result(dataset: Dataset) -> ImportYears:
    found = import_years(dataset)
    assert found is not None
    return found


def values(result: ImportYears, calendar: Calendar) -> dict[str, float | None]:
    return {each.period.text: each.sum.value for each in result.years[calendar]}


def test_fiscal_years_close_on_the_published_totals(result: ImportYears) -> None:
    fiscal = values(result, Calendar.FISCAL)
    assert {name: f"{(value or 0) / 1e6:.1f}" for name, value in fiscal.items()} == {
        "FY2019-20": "440.0",
        "FY2020-21": "513.6",
        "FY2021-22": "773.8",
        "FY2022-23": "880.0",
        "FY2023-24": "1037.3",
        "FY2024-25": "1222.0",
    }
    assert {each.fit for each in result.years[Calendar.FISCAL]} == {Fit.EXACT}


def test_calendar_years_close_within_a_percent_on_what_was_published_for_them(
    result: ImportYears,
) -> None:
    exact = result.of(Fit.EXACT, Calendar.GREGORIAN)
    assert [each.period.text for each in exact] == ["2022", "2023"]
    for each in exact:
        assert each.published
        for published in each.published:
            assert each.sum.value == pytest.approx(published.value_usd, rel=0.01)


def test_one_solar_hijri_year_can_be_made_and_the_others_are_refused(result: ImportYears) -> None:
    (made,) = result.of(Fit.APPROXIMATE, Calendar.SOLAR_HIJRI)
    assert made.period.text == "SH1402"
    # April 2023 to March 2024, month by month
    months = [56.3, 90, 64.6, 150.1, 73, 86.5, 88.4, 89.2, 104.2, 86.2, 95.6]
    assert made.sum.value == pytest.approx(sum(months) * 1e6)
    others = [each for each in result.years[Calendar.SOLAR_HIJRI] if each is not made]
    assert {each.fit for each in others} == {Fit.REFUSED}


def test_whichever_way_the_months_fall_irans_figure_is_out_of_reach(result: ImportYears) -> None:
    assert [each.period.text for each in result.exceeded] == ["SH1401", "SH1402", "SH1403"]
    for each in result.exceeded:
        assert each.iran is not None
        touching = [p for p in result.pieces if p.period.overlaps(each.period)]
        assert each.iran.value_usd > sum(piece.value_usd for piece in touching)
    assert [each.period.text for each in result.within] == ["SH1400"]


def test_half_a_published_year_is_not_a_published_half(
    dataset: Dataset, result: ImportYears
) -> None:
    halved = dataset["import_blocks"].query("basis == 'half_of_year'")
    assert len(halved) == 1
    assert calendars.parse(halved["period"].item()) not in {p.period for p in result.pieces}
    assert values(result, Calendar.GREGORIAN)["2021"] is None


def test_a_new_fiscal_year_joins_and_an_old_one_does_not_overlap(dataset: Dataset) -> None:
    def added(rows: pd.DataFrame) -> pd.DataFrame:
        new = rows[(rows["period"] == "FY2024-25")].assign(period="FY2025-26", value_usd=1.5e9)
        return pd.concat([rows, new], ignore_index=True)

    found = import_years(with_rows(dataset, "bilateral_trade", added))
    assert found is not None
    assert values(found, Calendar.FISCAL)["FY2025-26"] == 1.5e9
    assert [p.basis for p in found.pieces].count("annual") == 3
    for before, after in pairwise(found.pieces):
        assert before.period.end < after.period.start


def test_without_pieces_there_is_nothing_to_recut(dataset: Dataset) -> None:
    bare = with_rows(dataset, "import_blocks", lambda rows: rows.iloc[:0])
    bare = with_rows(bare, "bilateral_trade", lambda rows: rows.iloc[:0])
    assert import_years(bare) is None


def test_calendars_come_in_one_order(result: ImportYears) -> None:
    assert tuple(result.years) == CALENDARS


# --- causes -------------------------------------------------------------------------------------------


def causes(dataset: Dataset) -> dict[str, Cause]:
    into, out = mirror_years(dataset, IN), mirror_years(dataset, OUT)
    return {each.id: each for each in mirror_causes(into, out, import_years(dataset))}


def test_freight_and_the_years_cannot_explain_the_gap_here(dataset: Dataset) -> None:
    found = causes(dataset)
    assert found["freight"].verdict is Verdict.CANNOT
    assert found["years"].verdict is Verdict.CANNOT
    assert found["unrecorded"].verdict is Verdict.LIKELY
    order = [list(Verdict).index(each.verdict) for each in found.values()]
    assert order == sorted(order)


def test_with_other_figures_they_could(dataset: Dataset) -> None:
    def nearly_equal(rows: pd.DataFrame) -> pd.DataFrame:
        own = rows["reporter"].eq("IR") & rows["direction"].eq("IR_TO_PK")
        rows.loc[own & rows["period"].eq("SH1403"), "value_usd"] = 1.15e9
        return rows

    found = causes(with_rows(dataset, "bilateral_trade", nearly_equal))
    assert found["freight"].verdict is Verdict.POSSIBLE
    assert found["years"].verdict is Verdict.POSSIBLE
    blank = with_rows(dataset, "bilateral_trade", lambda rows: rows.iloc[:0])
    assert causes(blank)["freight"].verdict is Verdict.POSSIBLE
    assert causes(blank)["years"].verdict is Verdict.POSSIBLE


def test_every_cause_has_words_for_its_verdict_and_sources_that_exist(dataset: Dataset) -> None:
    known = set(dataset["sources"]["id"])
    found = causes(dataset)
    assert set(found) == set(CAUSES)
    assert set(VERDICTS) == set(Verdict)
    for cause in found.values():
        assert cause.verdict in CAUSES[cause.id].why
        assert set(cause.sources) <= known
        assert cause.sources or "No evidence seen" in CAUSES[cause.id].why[cause.verdict]
