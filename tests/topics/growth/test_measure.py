"""Growth taken apart: the published figures, the exact sum, and every refusal."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.calendars import gregorian_year, parse
from bordertrade.dataset import Dataset
from bordertrade.topics.growth.measure import (
    CONTINUING,
    NEW,
    VANISHED,
    Decomposition,
    DecompositionError,
    decompose,
    growth_by_direction,
    growth_by_goods,
)
from bordertrade.vocabulary import Direction, EvidenceFloor, Reporter
from tests import tables

Part = tuple[str, str, float]
DOLLARS = st.integers(0, 10**12).map(float)


def taken_apart(before: list[Part], after: list[Part], **changes: object) -> Decomposition:
    settings = {
        "totals": (sum(part[2] for part in before), sum(part[2] for part in after)),
        "periods": (gregorian_year(2020), gregorian_year(2021)),
        "by": "goods",
        "reporter": "PK",
        "series": ("wits", "wits"),
    }
    return decompose(before, after, **(settings | changes))  # type: ignore[arg-type]


@given(
    before=st.dictionaries(st.sampled_from("abcdef"), DOLLARS),
    after=st.dictionaries(st.sampled_from("abcdef"), DOLLARS),
    totals=st.tuples(st.integers(1, 10**13).map(float), DOLLARS),
)
def test_parts_and_residual_are_the_headline_to_the_dollar(
    before: dict[str, float], after: dict[str, float], totals: tuple[float, float]
) -> None:
    found = taken_apart(
        [(code, code, value) for code, value in before.items()],
        [(code, code, value) for code, value in after.items()],
        totals=totals,
    )
    changes = [part.change_usd for part in found.parts]
    assert math.fsum([*changes, found.residual_usd]) == found.change_usd == totals[1] - totals[0]
    points = [part.points for part in found.parts]
    assert math.fsum([*points, found.residual_points]) == pytest.approx(
        found.growth, rel=1e-9, abs=1e-9 * max(1, *map(abs, points), abs(found.residual_points))
    )
    # the twin: each part by hand
    for part in found.parts:
        assert part.change_usd == after.get(part.code, 0) - before.get(part.code, 0)


def test_new_vanished_and_continuing_goods(dataset: Dataset) -> None:
    del dataset
    found = taken_apart(
        [("a", "A", 10.0), ("b", "B", 5.0), ("z", "Z", 0.0)],
        [("a", "A", 12.0), ("c", "C", 7.0), ("z", "Z", 1.0)],
    )
    assert {part.code: part.kind for part in found.parts} == {
        "a": CONTINUING,
        "b": VANISHED,
        "c": NEW,
        "z": NEW,
    }
    changes = [part.change_usd for part in found.parts]
    assert changes == [7, 2, 1, -5]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"totals": (0.0, 10.0)}, "base"),
        ({"totals": (-1.0, 10.0)}, "base"),
        ({"totals": (float("nan"), 10.0)}, "base"),
        ({"periods": (gregorian_year(2021), gregorian_year(2020))}, "order"),
        ({"periods": (gregorian_year(2020), gregorian_year(2020))}, "order"),
        ({"periods": (gregorian_year(2020), parse("FY2020-21"))}, "overlap"),
    ],
)
def test_growth_without_meaning_is_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(DecompositionError) as caught:
        taken_apart([("a", "A", 1.0)], [("a", "A", 2.0)], **changes)
    assert caught.value.reason == reason


# --- by direction ---------------------------------------------------------------------------------


def test_irans_book_from_sh1400_to_sh1403(dataset: Dataset) -> None:
    (found,) = growth_by_direction(dataset, (Reporter.IR,)).found
    assert (found.first.text, found.last.text) == ("SH1400", "SH1403")
    assert (found.before_usd, found.after_usd) == (1_573e6, 3_129e6)
    assert {part.code: part.change_usd for part in found.parts} == {
        Direction.IR_TO_PK: 1_162e6,
        Direction.PK_TO_IR: 394e6,
    }
    assert found.growth == pytest.approx(1_556 / 1_573)
    assert found.residual_usd == 0
    assert found.series == ("ir_customs", "ir_customs")
    assert found.grades == ("E", "")


def test_pakistans_book_stops_where_its_exports_do(dataset: Dataset) -> None:
    result = growth_by_direction(dataset, (Reporter.PK,))
    (found,) = result.found
    assert (found.first.text, found.last.text) == ("FY2019-20", "FY2023-24")
    assert {part.code: part.change_usd for part in found.parts} == {
        Direction.IR_TO_PK: 1_037e6 - 440e6,
        Direction.PK_TO_IR: 20_000 - 10_000,
    }
    assert [level.period.text for level in result.incomplete] == ["FY2024-25"]


def test_years_of_ones_own(dataset: Dataset) -> None:
    (found,) = growth_by_direction(dataset, (Reporter.IR,), since=2016, until=2023).found
    assert (found.first.text, found.last.text) == ("SH1394", "SH1401")
    assert found.change_usd == pytest.approx(1_488e6 + 841.8e6 - 635e6 - 226e6)


@pytest.mark.parametrize(
    ("since", "until", "reason"),
    [
        (1900, None, "year"),
        (None, 1900, "year"),
        (2025, None, "one_period"),
        (2025, 2023, "order"),
        (2014, 2015, "overlap"),
    ],
)
def test_years_that_cannot_be_compared_are_refused(
    dataset: Dataset, since: int | None, until: int | None, reason: str
) -> None:
    result = growth_by_direction(dataset, (Reporter.IR,), since, until)
    assert result.found == ()
    assert [each.error.reason for each in result.refused] == [reason]


def test_parts_of_different_compilers_are_refused(dataset: Dataset) -> None:
    """In 2014 Pakistan's imports come from WITS and its exports from the ITC."""
    result = growth_by_direction(dataset, (Reporter.PK,), since=2014)
    assert [(each.error.reason, each.error.detail) for each in result.refused] == [
        ("compilers", "2014")
    ]


def test_an_empty_book_is_refused(dataset: Dataset) -> None:
    result = growth_by_direction(tables.replaced(dataset, "bilateral_trade"))
    assert {each.error.reason for each in result.refused} == {"none"}


def test_a_base_of_nothing_is_refused(dataset: Dataset) -> None:
    rows = [
        tables.BOOK | {"period": year, "direction": way, "value_usd": value}
        for year, value in (("2019", "0"), ("2020", "5"))
        for way in ("PK_TO_IR", "IR_TO_PK")
    ]
    own = tables.replaced(dataset, "bilateral_trade", *rows)
    result = growth_by_direction(own, (Reporter.PK,), since=2019)
    assert [each.error.reason for each in result.refused] == ["base"]


# --- by goods -------------------------------------------------------------------------------------


def test_what_made_irans_exports_grow_from_1995_to_2005(dataset: Dataset) -> None:
    result = growth_by_goods(dataset, (Reporter.IR,))
    (found,) = result.found
    assert (found.first.text, found.last.text) == ("1995", "2005")
    assert (found.before_usd, found.after_usd) == (164.9e6, 408.7e6)
    rows = dataset["commodity_trade"]
    own = rows[(rows["reporter"] == "IR") & rows["series"].eq("unctad")]
    before, after = (
        own[own["period"] == year].set_index("code")["value_usd"] for year in ("1995", "2005")
    )
    for part in found.parts:
        assert part.change_usd == after.get(part.code, 0) - before.get(part.code, 0)
    assert found.residual_usd == (408.7e6 - after.sum()) - (164.9e6 - before.sum()) == -26_000
    assert [part.code for part in found.parts if part.kind == NEW] == ["4"]


def test_a_year_that_its_compiler_estimated_is_refused(dataset: Dataset) -> None:
    result = growth_by_goods(dataset, (Reporter.IR,))
    assert [(each.error.reason, each.error.detail) for each in result.refused] == [
        ("estimate", "2015")
    ]
    counted = growth_by_goods(dataset, (Reporter.IR,), floor=EvidenceFloor.COUNT)
    assert counted.refused == ()


def test_another_first_year_where_a_division_exists(dataset: Dataset) -> None:
    (found,) = growth_by_goods(dataset, (Reporter.PK,)).found
    assert (found.first.text, found.last.text) == ("2005", "2015")
    (longer,) = growth_by_goods(dataset, (Reporter.PK,), since=1995).found
    assert (longer.first.text, longer.last.text) == ("1995", "2015")
    (other,) = growth_by_goods(dataset, (Reporter.PK,), since=2022).found
    assert other.first.text == "2005"


def test_one_division_is_no_growth(dataset: Dataset) -> None:
    rows = dataset["commodity_trade"]
    kept = rows[~rows["period"].isin(["1995", "2015"])]
    own = tables._with(dataset, "commodity_trade", kept)
    result = growth_by_goods(own)
    assert result.found == ()
    assert {each.error.reason for each in result.refused} == {"one_period"}


def test_lines_never_mix_compilers_books_or_directions(dataset: Dataset) -> None:
    for each in growth_by_goods(dataset).found:
        assert each.series[0] == each.series[1]
        assert each.direction is not None
    ends = [each.last.end for each in growth_by_goods(dataset).found]
    assert ends == [date(2005, 12, 31), date(2015, 12, 31)]


def test_gains_come_first_then_losses_each_with_the_largest_first(dataset: Dataset) -> None:
    for found in (*growth_by_goods(dataset).found, *growth_by_direction(dataset).found):
        signs = [part.change_usd < 0 for part in found.parts]
        assert signs == sorted(signs)
        for one, other in pairwise(found.parts):
            if (one.change_usd < 0) == (other.change_usd < 0):
                assert abs(one.change_usd) >= abs(other.change_usd)
