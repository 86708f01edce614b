"""Figures that hold others of the record: codes in codes, years beside their months."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake import NEED_REASON, Mode
from bordertrade.problems import Problem
from bordertrade.words import problems as words
from tests.intake.test_suspicions import odd
from tests.tables import FORMAL, Row, replaced

ROW = FORMAL | {"period": "2024-03", "market": "gabd", "direction": "IR_TO_PK", "currency": "USD"}
FUELS = ROW | {"hs_code": "27", "commodity": "Mineral fuels", "value": "900000"}
GASES = ROW | {"hs_code": "2711", "commodity": "Petroleum gases", "value": "640000"}
OILS = ROW | {"hs_code": "271019", "commodity": "Diesel", "value": "250000"}


def found(base: Dataset, rows: list[Row], code: str, mode: Mode = Mode.APPEND) -> list[Problem]:
    return [each for each in odd(base, rows, mode) if each.code == code]


@pytest.mark.parametrize(("there", "new"), [([FUELS], GASES), ([GASES], FUELS)])
def test_a_code_beside_one_that_holds_it_is_noticed(
    dataset: Dataset, there: list[Row], new: Row
) -> None:
    base = replaced(dataset, "formal_trade", *there)
    (problem,) = found(base, [new], "code_in_code")
    assert (problem.line, problem.column, problem.value) == (2, "hs_code", new["hs_code"])
    assert words.reason(problem) == (
        f"found {new['hs_code']}: 27 holds 2711, and both would be counted in the same month and "
        "market: 27 comes to 900,000 USD, its parts to 640,000 USD"
    )
    assert "code_in_code" in NEED_REASON


def test_the_parts_of_a_whole_are_added_once(dataset: Dataset) -> None:
    base = replaced(
        dataset, "formal_trade", GASES, OILS, OILS | {"hs_code": "2710", "commodity": "Oils"}
    )
    problems = found(base, [FUELS], "code_in_code")
    assert [each.details["parts_sum"] for each in problems if each.details["whole"] == "27"] == [
        "890,000"
    ]


def test_codes_are_named_whole_and_not_cut(dataset: Dataset) -> None:
    parts = [f"2710{number:06d}" for number in range(10, 18)]
    base = replaced(dataset, "formal_trade", *(OILS | {"hs_code": code} for code in parts))
    (problem,) = found(base, [FUELS], "code_in_code")
    assert problem.details["parts"] == f"{', '.join(parts[:6])} …"


@pytest.mark.parametrize(
    "changes",
    [
        {"period": "2024-04"},
        {"market": "mand"},
        {"direction": "PK_TO_IR"},
        {"reporter": "IR"},
        {"hs_code": "0804"},
        {"value": "", "obs_status": "L"},
    ],
)
def test_goods_of_another_cell_hold_nothing(dataset: Dataset, changes: Row) -> None:
    base = replaced(dataset, "formal_trade", FUELS)
    assert found(base, [GASES | changes], "code_in_code") == []


def test_codes_of_one_file_are_left_to_its_check_and_replaced_ones_are_gone(
    dataset: Dataset,
) -> None:
    empty = replaced(dataset, "formal_trade")
    assert found(empty, [FUELS, GASES], "code_in_code") == []
    base = replaced(dataset, "formal_trade", FUELS)
    assert found(base, [GASES], "code_in_code", Mode.PERIOD) == []


MONTHS = [
    GASES | {"period": f"2024-{month:02d}", "value": str(1000 * month)} for month in range(1, 13)
]
YEAR = GASES | {"period": "2024", "value": "78000"}


@pytest.mark.parametrize(
    ("there", "new", "line"),
    [(MONTHS, [YEAR], 2), ([YEAR], MONTHS[:3], 2), ([], [*MONTHS, YEAR], 2)],
    ids=["year on months", "months on year", "both in one file"],
)
def test_a_year_beside_its_months_is_noticed(
    dataset: Dataset, there: list[Row], new: list[Row], line: int
) -> None:
    base = replaced(dataset, "formal_trade", *there)
    (problem,) = found(base, new, "period_in_period")
    assert (problem.line, problem.value) == (line, "2024")
    parts = len(there) if len(there) > 1 else len([row for row in new if row is not YEAR])
    assert problem.details["count"] == str(parts)
    total = sum(1000 * month for month in range(1, parts + 1))
    assert f"the whole says 78,000, its parts (rows: {parts}) come to {total:,}" in words.reason(
        problem
    )
    assert "period_in_period" not in NEED_REASON


@pytest.mark.parametrize(
    ("year", "months"),
    [
        ("FY2023-24", ["2023-07", "2024-06"]),
        ("SH1403", ["SH1403-01", "SH1403-12"]),
        ("2024", ["2024-Q1", "2024-Q2"]),
        ("2024-Q1", ["2024-01", "2024-03"]),
    ],
)
def test_spans_of_any_calendar_hold_their_parts(
    dataset: Dataset, year: str, months: list[str]
) -> None:
    base = replaced(dataset, "formal_trade", *(GASES | {"period": month} for month in months))
    (problem,) = found(base, [YEAR | {"period": year}], "period_in_period")
    assert (problem.details["first"], problem.details["last"]) == tuple(months)


@pytest.mark.parametrize(
    "changes",
    [
        {"period": "2023"},
        {"market": "mand"},
        {"direction": "PK_TO_IR"},
        {"hs_code": "2710", "commodity": "Oils"},
        {"period": "2024-01"},
    ],
)
def test_a_year_of_something_else_holds_nothing(dataset: Dataset, changes: Row) -> None:
    base = replaced(dataset, "formal_trade", *MONTHS)
    assert found(base, [YEAR | changes], "period_in_period") == []
