"""Value and quantity side by side under one period, and files of a single period."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.questions import effects
from bordertrade.intake.shapes.labels import alone_in, measured_in
from bordertrade.intake.shapes.shape import Turn, joined_header
from bordertrade.intake.understanding import Understanding
from bordertrade.words import problems as problem_words
from bordertrade.words import questions as question_words
from bordertrade.words import shapes as shape_words
from tests.intake.books import one
from tests.intake.office import Looks
from tests.intake.test_shapes import FILLS, answered, checked, codes, taken

TWO_ROWS = (
    "Market,Commodity,Jul-24,,Aug-24,\n"
    ",,Quantity (kg),Value (USD),Quantity (kg),Value (USD)\n"
    "Gabd,LPG,82000,34481,47993,16511\n"
    "Rimdan,Dates,4200,5100,,\n"
    "Kuhak,Rice,,770,60,90\n"
)
ROWS = [
    (3, "2024-07", "gabd", 34481, 82000, "kg"),
    (3, "2024-08", "gabd", 16511, 47993, "kg"),
    (4, "2024-07", "gabd", 5100, 4200, "kg"),
    (5, "2024-07", "chadgi", 770, None, "kg"),
    (5, "2024-08", "chadgi", 90, 60, "kg"),
]
COLUMNS = ("period", "market", "value", "quantity", "unit")


def read(look: Looks, content: bytes | str, dataset: Dataset, **answers: str) -> list[Any]:
    """Line and ``COLUMNS`` of the rows that are taken; the currency is that of the headings."""
    given = content.encode() if isinstance(content, str) else content
    fills = {name: text for name, text in FILLS.items() if name != "currency"}
    report = checked(given, look(given, declared=answered(fills, **answers)).declaration, dataset)
    return [
        tuple(None if cell != cell else cell for cell in row) for row in taken(report, *COLUMNS)
    ]


def test_value_and_quantity_under_one_month_are_one_row(look: Looks, dataset: Dataset) -> None:
    (question,) = look(TWO_ROWS).questions
    assert question.id == "periods_with_measures"
    told = question_words.label(question, question.answers[0])
    assert told == "Yes: each row has Quantity (kg), Value (USD) side by side"
    assert read(look, TWO_ROWS, dataset, periods_with_measures="turn") == ROWS


def test_what_turning_does_is_shown_before_it_is_done(look: Looks, dataset: Dataset) -> None:
    (question,) = look(TWO_ROWS).questions

    def again(key: str) -> Understanding:
        return look(TWO_ROWS, declared=answered(periods_with_measures=key))

    shown = {each.key: each for each in effects(question, again, dataset.contract, dataset.names())}
    cells = {cell.column: cell.value for cell in shown["turn"].cells}
    assert (cells["period"], cells["quantity"], cells["value"]) == ("2024-07", 82000, 34481)
    assert shape_words.shape(again("turn").declaration.shape) == (
        "2 lines of column names are joined; 4 columns become rows"
    )


@pytest.mark.parametrize(
    "text",
    [
        TWO_ROWS.replace("Market,Commodity,Jul", ",,Jul").replace("\n,,Q", "\nMarket,Commodity,Q"),
        TWO_ROWS.replace("Jul-24,,Aug-24,", "2024-25,,,").replace(
            "\n,,Q", "\n,,July,,August,\n,,Q"
        ),
    ],
    ids=["names below", "year above month"],
)
def test_headers_of_two_and_three_lines(look: Looks, dataset: Dataset, text: str) -> None:
    rows = read(look, text, dataset, periods_with_measures="turn")
    assert [row[1:2] + row[3:5] for row in rows] == [row[1:2] + row[3:5] for row in ROWS]


def test_totals_beside_measures_are_left_out_and_told(look: Looks, dataset: Dataset) -> None:
    text = (
        "Commodity,Jul-24,,Aug-24,,Total,\n,Qty (t),Value (Rs million),Qty (t),Value (Rs million),"
        "Qty (t),Value (Rs million)\nLPG,10,20,30,40,40,60\nRice,1,2,3,4,4,6\n"
    )
    found = look(text)
    assert [note.value for note in found.notes if note.code == "total_column"] == [
        *("Total Qty (t)", "Total Value (Rs million)")
    ]
    assert found.declaration.scales == {"value": 1_000_000}
    assert found.declaration.fills == {"currency": "PKR", "unit": "t"}


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ("Jul-24 Qty (kg),Jul-24 Value (USD)", [("2024-07", "", "1", "2")]),
        ("Qty Jul-24,Value Jul-24,Qty Aug-24,Value Aug-24", [("2024-07", "", "1", "2")]),
        ("وزن (کیلوگرم) آذر ۱۴۰۴,ارزش (دلار) آذر ۱۴۰۴", [("SH1404-09", "", "1", "2")]),
        (
            "July-March 2023-24 Quantity,July-March 2023-24 Value",
            [("2023-07/2024-03", "", "1", "2")],
        ),
        ("Value in 2024-M01,Value in 2024-M02", [("2024-01", "", "1"), ("2024-02", "", "2")]),
        ("Imports 2023,Exports 2023", [("2023", "Imports", "1"), ("2023", "Exports", "2")]),
        ("Rs. Million 2024,Thousand US $ 2024", [("2024", "", "1", "2")]),
    ],
)
def test_headings_of_a_period_and_a_measure(look: Looks, headings: str, rows: list[Any]) -> None:
    count = headings.count(",") + 1
    cells = ",".join(str(n) for n in range(1, count + 1))
    found = look(f"Market,Commodity,{headings}\nGabd,LPG,{cells}\nKuhak,Rice,{cells}\n")
    header = list(found.header)
    wanted = [at for at, name in enumerate(header) if at > 1 and name != "direction"]
    flow = header.index("direction") if "direction" in header else -1
    got = [
        (row[wanted[0]], row[flow] if flow > 0 else "", *(row[at] for at in wanted[1:]))
        for row in found.sample
    ]
    assert [tuple(row[: len(rows[0])]) for row in got[: len(rows)]] == rows


@pytest.mark.parametrize(
    "headings",
    [
        ["Commodity code HS 2012", "Description HS 2012"],
        ["Month", "Value (2023 prices)"],
        ["Jul-24 Value", "Jul-24 Value"],
        ["period", "market", "value"],
        ["Total trade", "Market of 2024"],
    ],
)
def test_other_headings_hold_no_measures_of_periods(headings: list[str]) -> None:
    assert measured_in(headings) is None


def test_a_finding_points_to_the_measure_of_its_cell(look: Looks, dataset: Dataset) -> None:
    text = TWO_ROWS.replace("47993", "many").replace("5100", "lots")
    declared = look(text, declared=answered(periods_with_measures="turn")).declaration
    report = checked(text.encode(), declared, dataset)
    told = [problem_words.sentence(each) for each in report.problems if each.is_error]
    assert told[0].startswith("quantity, line 3, under “Aug-24 Quantity (kg)”: found “many”")
    assert told[1].startswith("value, line 4, under “Jul-24 Value (USD)”: found “lots”")


def test_a_workbook_with_merged_headings(look: Looks, dataset: Dataset) -> None:
    lines = [[cell or None for cell in line.split(",")] for line in TWO_ROWS.strip().split("\n")]
    rows = [[int(cell) if cell and cell.isdecimal() else cell for cell in row] for row in lines]

    def change(made: Any) -> None:
        made["Data"].merge_cells("C1:D1")
        made["Data"].merge_cells("E1:F1")

    content = one(rows, change)
    taken_ = read(look, content, dataset, periods_with_measures="turn")
    assert [row[3:5] for row in taken_] == [row[3:5] for row in ROWS]
    bad = one([[*row[:4], "many", *row[5:]] if at == 2 else row for at, row in enumerate(rows)])
    declared = look(bad, declared=answered(periods_with_measures="turn")).declaration
    (problem,) = [each for each in checked(bad, declared, dataset).problems if each.is_error]
    assert problem_words.place(problem) == "sheet “Data”, cell E3"


def test_the_shape_comes_back_from_json(look: Looks) -> None:
    found = look(TWO_ROWS, declared=answered(periods_with_measures="turn")).declaration
    assert found.shape["turn"].beside == (("Value (USD)", (3, 5)),)
    assert Declaration.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_a_turn_written_by_an_earlier_release_is_read() -> None:
    old = {"column": "period", "measure": "value", "columns": [[2, "2024-01"]], "totals": []}
    given = {**Declaration().as_json(), "shape": {"turn": old}}
    assert Declaration.from_json(given).shape["turn"] == Turn("period", "value", ((2, "2024-01"),))


def test_an_answer_keeps_a_header_that_begins_above(look: Looks) -> None:
    text = "بازارچه ریمدان,,,\n,۱۴۰۲,,۱۴۰۳\nکالا,بهمن,اسفند,فروردین\nخرما,1,2,3\nبرنج,4,5,6\n"
    before, after = look(text), look(text, declared=answered(periods_as_columns="value"))
    assert after.sample == before.sample


def test_a_lower_heading_reaches_no_further_than_the_one_above() -> None:
    assert joined_header([["2024", "", "Total"], ["Jul", "", ""], ["Qty", "Value", "Qty"]]) == [
        *("2024 Jul Qty", "2024 Jul Value", "Total Qty")
    ]


# --- one period ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Azar 1404", "SH1404-09"),
        ("آذر ۱۴۰۴", "SH1404-09"),
        ("Nov-25", "2025-11"),
        ("2024-25", "FY2024-25"),
    ],
)
@pytest.mark.parametrize("is_book", [False, True])
def test_one_column_called_after_its_month_is_turned(
    look: Looks, dataset: Dataset, heading: str, period: str, is_book: bool
) -> None:
    rows = [["Market", "Commodity", heading], ["Gabd", "LPG", "120"], ["Kuhak", "Rice", "80"]]
    text = "".join(",".join(row) + "\n" for row in rows)
    content = one(rows) if is_book else text.encode()
    (question,) = look(content).questions
    assert (question.id, question.found) == ("period_as_column", heading)
    assert heading in question_words.sentence(question)
    found = look(content, declared=answered(period_as_column="value"))
    assert [
        (row[1], row[2])
        for row in taken(checked(content, found.declaration, dataset), "period", "value")
    ] == [
        (period, 120),
        (period, 80),
    ]


def test_one_column_called_after_a_month_without_its_year_asks_the_year(look: Looks) -> None:
    found = look("Market,Commodity,آذر\nGabd,LPG,120\nKuhak,Rice,80\n")
    assert codes(found) == ["period_as_column", "year_of_months"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Month", "Market", "Mar"],
        ["Market", "Value", "2024-05"],
        ["Commodity", "Quantity (t)", "Azar 1404"],
        ["Commodity", "Market"],
    ],
)
def test_a_period_beside_an_amount_or_a_month_is_no_column_of_figures(headings: list[str]) -> None:
    assert alone_in(headings) is None
