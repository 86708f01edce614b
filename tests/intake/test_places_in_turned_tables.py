"""Rows of turned tables: left out one by one, and what looks odd named with its line, column and sheet."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake import joining
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.merging import Mode
from bordertrade.intake.report import CheckReport
from bordertrade.words import problems as problem_words
from tests.intake.books import one
from tests.intake.office import Looks
from tests.intake.test_measures_beside import TWO_ROWS
from tests.intake.test_shapes import answered, checked, taken

WIDE = "Market,Commodity,Jul-24,Aug-24,Sep-24\nGabd,LPG,10,many,30\nKuhak,Rice,40,50,60\n"


def read(look: Looks, dataset: Dataset, content: str | bytes, **parts: Any) -> CheckReport:
    key = "periods_with_measures" if "Quantity" in str(content) else "periods_as_columns"
    value = "turn" if "Quantity" in str(content) else "value"
    found = look(content, declared=answered(None, **{key: value})).declaration
    given = content.encode() if isinstance(content, str) else content
    return checked(given, replace(found, **parts), dataset)


def values(report: CheckReport) -> list[tuple[int, str, float]]:
    return [(line, period, value) for line, period, value in taken(report, "period", "value")]


def test_a_line_left_out_is_all_its_columns(look: Looks, dataset: Dataset) -> None:
    report = read(look, dataset, WIDE, left_out=(2,))
    assert {line for line, *_more in values(report)} == {3}
    assert (report.rows, report.accepted, report.rejected) == (6, 3, 0)


@pytest.mark.parametrize("name", ["Aug-24", "D"])
def test_one_bad_cell_is_left_out_alone(look: Looks, dataset: Dataset, name: str) -> None:
    (problem,) = [each for each in read(look, dataset, WIDE).problems if each.is_error]
    assert problem.details["turned"] == "Aug-24"
    report = read(look, dataset, WIDE, left_out_cells=((2, name),))
    assert (report.accepted, report.rejected, report.has_errors) == (5, 0, False)
    assert [row[1] for row in values(report) if row[0] == 2] == ["2024-07", "2024-09"]


def test_a_cell_beside_another_is_left_out_with_its_row(look: Looks, dataset: Dataset) -> None:
    text = TWO_ROWS.replace("16511", "many")
    report = read(look, dataset, text, left_out_cells=((3, "Aug-24 Value (USD)"),))
    assert [row[1] for row in values(report) if row[0] == 3] == ["2024-07"]
    assert not report.has_errors


def test_what_was_to_be_left_out_and_is_not_there_is_told(look: Looks, dataset: Dataset) -> None:
    report = read(look, dataset, WIDE, left_out_cells=((2, "Oct-24"),))
    (told,) = [each for each in report.problems if each.code == "left_out_lost"]
    assert problem_words.sentence(told).startswith(
        "line 2: no row was made of a cell under “Oct-24”"
    )


def test_cells_left_out_come_back_from_json() -> None:
    declared = Declaration().declare(left_out_cells=((2, "Aug-24"),))
    assert Declaration.from_json(json.loads(json.dumps(declared.as_json()))) == declared
    old = {
        name: value for name, value in Declaration().as_json().items() if name != "left_out_cells"
    }
    assert Declaration.from_json(old) == Declaration()


# --- what looks odd -----------------------------------------------------------------------------

ODD = [
    ["Market", "HS code", "Commodity", "Jul-24", "Aug-24"],
    ["Gabd", "7701", "LPG", "10", "9000000000000"],
    ["Kuhak", "100630", "Rice", "8000000000000", "50"],
]


def odd(look: Looks, dataset: Dataset, content: bytes) -> list[str]:
    report = read(look, dataset, content)
    merged = joining.joined(dataset, report, Mode.APPEND).dataset
    found = joining.looked_at(dataset, report, Mode.APPEND, merged, (), {})
    wanted = ("larger_than_border", "unknown_chapter")
    return [problem_words.sentence(each) for each in found if each.code in wanted]


def test_what_looks_odd_names_line_and_column(look: Looks, dataset: Dataset) -> None:
    told = odd(look, dataset, "".join(",".join(row) + "\n" for row in ODD).encode())
    assert [each.split(":", maxsplit=1)[0] for each in told] == [
        "value, line 2, under “Aug-24”",
        "value, line 3, under “Jul-24”",
        "hs_code, line 2, under “HS code”",
        "hs_code, line 2, under “HS code”",
    ]


def test_what_looks_odd_in_a_workbook_names_sheet_and_cell(look: Looks, dataset: Dataset) -> None:
    told = odd(look, dataset, one(ODD))
    assert [each.split(":", maxsplit=1)[0] for each in told] == [
        "value, sheet “Data”, cell E2",
        "value, sheet “Data”, cell D3",
        "hs_code, sheet “Data”, cell B2",
        "hs_code, sheet “Data”, cell B2",
    ]


def test_a_month_that_is_there_hides_no_other_of_its_line(look: Looks, dataset: Dataset) -> None:
    """Of the months of a line one stands in the record already: the others are still looked at."""
    text = "Market,Commodity,Jul-24,Aug-24\nGabd,LPG,10,9000000000000\n"
    first = read(look, dataset, text, left_out_cells=((2, "Aug-24"),))
    base = joining.joined(dataset, first, Mode.APPEND).dataset
    report = read(look, dataset, text)
    merged = joining.joined(base, report, Mode.APPEND).dataset
    found = joining.looked_at(base, report, Mode.APPEND, merged, (), {})
    assert [
        (each.line, each.details["heading"]) for each in found if each.code == "larger_than_border"
    ] == [(2, "Aug-24")]
