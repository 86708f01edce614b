"""Tables that are not one row a datum: known by their form, asked about, turned and joined."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake import jobs
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.questions import effects
from bordertrade.intake.references import References
from bordertrade.intake.report import CheckReport
from bordertrade.intake.shapes.labels import periods_in
from bordertrade.intake.shapes.shape import Shape, Turn, joined_header, with_year
from bordertrade.intake.understanding import Understanding
from bordertrade.words import problems as problem_words
from tests.intake.books import book, one
from tests.intake.office import Looks

FILLS = {
    "reporter": "PK",
    "direction": "IR_TO_PK",
    "currency": "USD",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
}
MONTHS = "Market,Commodity,Jul-24,Aug-24,Sep-24,Total\n"
WIDE = MONTHS + "Gabd,LPG,82644,34481,47993,165118\nRimdan,Dates,49731,,33318,83049\n"


def said(**parts: Any) -> Declaration:
    return Declaration().declare(**parts)


def answered(fills: dict[str, str] | None = None, **answers: str) -> Declaration:
    known = {code.replace("__", ":"): key for code, key in answers.items()}
    return said(answered=known, fills=FILLS if fills is None else fills)


def checked(content: bytes, declaration: Declaration, dataset: Dataset) -> CheckReport:
    table = dataset.contract.tables["formal_trade"]
    known = References.of(dataset)
    return jobs.start(content, "given", table, declaration.confirmed(), known).result()


def taken(report: CheckReport, *columns: str) -> list[tuple[Any, ...]]:
    frame = report.frame()
    return [
        (int(line), *row) for line, *row in frame[list(columns)].itertuples(index=True, name=None)
    ]


def codes(found: Understanding) -> list[str]:
    return [each.code for each in found.questions]


# --- months, years, markets as columns ----------------------------------------------------------


def test_months_as_columns_are_turned_after_a_question(look: Looks, dataset: Dataset) -> None:
    found = look(WIDE)
    (question,) = found.questions
    assert question.id == "periods_as_columns"
    assert question.found == "Jul-24, Aug-24, Sep-24"
    assert [each.key for each in question.answers] == ["value", "quantity", "as_it_is"]
    assert "total_column" in [note.code for note in found.notes], "what is left out is told"

    def again(key: str) -> Understanding:
        return look(WIDE, declared=answered(periods_as_columns=key))

    done = effects(question, again, dataset.contract, dataset.names())
    shown = {each.key: {cell.column: cell.value for cell in each.cells} for each in done}
    assert shown["value"]["period"] == "2024-07"
    assert shown["value"]["value"] == 82644
    assert shown["quantity"]["quantity"] == 82644
    report = checked(WIDE.encode(), again("value").declaration, dataset)
    assert taken(report, "period", "market", "value") == [
        (2, "2024-07", "gabd", 82644),
        (2, "2024-08", "gabd", 34481),
        (2, "2024-09", "gabd", 47993),
        (3, "2024-07", "gabd", 49731),
        (3, "2024-09", "gabd", 33318),
    ]
    assert report.counts == {"turned_blank": 1}


HEADINGS = [
    ("فروردین ۱۴۰۳,اردیبهشت ۱۴۰۳", ["SH1403-01", "SH1403-02"]),
    ("جولائی 2024,اگست 2024", ["2024-07", "2024-08"]),
    ("1403/01,1403/02", ["SH1403-01", "SH1403-02"]),
    ("۱۴۰۳/۰۱,۱۴۰۳/۰۲", ["SH1403-01", "SH1403-02"]),
    ("2022-23,2023-24", ["FY2022-23", "FY2023-24"]),
    ("FY2023,FY2024", ["FY2022-23", "FY2023-24"]),
    ("2023,2024", ["2023", "2024"]),
    ("سال ۱۴۰۲,سال ۱۴۰۳", ["SH1402", "SH1403"]),
    ("2024-07-01,2024-08-01", ["2024-07", "2024-08"]),
    ("Q1 2024,Q2 2024", ["2024-Q1", "2024-Q2"]),
    ("2024-11,2024-12", ["2024-11", "2024-12"]),
]


@pytest.mark.parametrize(("headings", "periods"), HEADINGS)
def test_headings_of_many_forms_are_periods(look: Looks, headings: str, periods: list[str]) -> None:
    found = look(f"Market,Commodity,{headings}\nGabd,LPG,1,2\nRimdan,Dates,3,4\n")
    assert [row[2] for row in found.sample[:2]] == periods
    assert codes(found) == ["periods_as_columns"]


def test_a_longer_period_beside_shorter_ones_is_their_sum() -> None:
    labels = periods_in(["Market", "Nov 2024", "Dec 2024", "2024"])
    assert labels is not None
    assert (dict(labels.texts), labels.totals) == ({1: "2024-11", 2: "2024-12"}, (3,))


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-01", "gabd", "2024-01"],
        ["1250", "1403", "900"],
        ["Market", "Month", "May"],
        ["2019", "2024"],
    ],
)
def test_data_and_other_names_are_no_wide_heading(cells: list[str]) -> None:
    assert periods_in(cells) is None


def test_markets_as_columns_are_turned(look: Looks, dataset: Dataset) -> None:
    text = "Month,Commodity,Gabd,Mand\n2024-07,LPG,10,20\n2024-08,LPG,30,40\n"
    assert codes(look(text)) == ["markets_as_columns"]
    found = look(text, declared=answered(markets_as_columns="value"))
    report = checked(text.encode(), found.declaration, dataset)
    assert taken(report, "period", "market", "value") == [
        (2, "2024-07", "gabd", 10),
        (2, "2024-07", "mand", 20),
        (3, "2024-08", "gabd", 30),
        (3, "2024-08", "mand", 40),
    ]


def test_a_finding_points_to_the_turned_column(look: Looks, dataset: Dataset) -> None:
    text = WIDE.replace("34481", "many")
    report = checked(
        text.encode(),
        look(text, declared=answered(periods_as_columns="value")).declaration,
        dataset,
    )
    (problem,) = [each for each in report.problems if each.is_error]
    assert problem_words.sentence(problem).startswith("value, line 2, under “Aug-24”: found “many”")


YEARS = [
    ("Trade of 1403", "فروردین,اردیبهشت", ["SH1403-01", "SH1403-02"]),
    ("Jul-Jun 2024-25", "December,January", ["2024-12", "2025-01"]),
    ("Report for 2024", "Jan,Feb", ["2024-01", "2024-02"]),
]


@pytest.mark.parametrize(("title", "headings", "periods"), YEARS)
def test_months_take_their_year_from_the_title(
    look: Looks, title: str, headings: str, periods: list[str]
) -> None:
    found = look(f"{title}\nMarket,Commodity,{headings}\nGabd,LPG,1,2\n")
    assert [row[2] for row in found.sample] == periods
    assert codes(found) == ["periods_as_columns"]


def test_a_year_that_nothing_says_is_asked(look: Looks) -> None:
    text = "بازارچه,کالا,فروردین,اردیبهشت\nریمدان,خرما,1,2\n"
    assert codes(look(text)) == ["periods_as_columns", "year_of_months"]
    found = look(text, declared=answered(periods_as_columns="value", year_of_months="1403"))
    assert [row[2] for row in found.sample] == ["SH1403-01", "SH1403-02"]
    assert found.questions == ()


@pytest.mark.parametrize(
    ("label", "year", "period"),
    [
        ("SH--01", "1403", "SH1403-01"),
        ("--07", "FY2024-25", "2024-07"),
        ("--06", "FY2024-25", "2025-06"),
        ("--06", "2024", "2024-06"),
        ("2023-01", "2024", "2023-01"),
    ],
)
def test_a_year_makes_a_month(label: str, year: str, period: str) -> None:
    assert with_year(label, year) == period


# --- header rows --------------------------------------------------------------------------------


def test_two_lines_of_names_are_joined(look: Looks, dataset: Dataset) -> None:
    text = (
        "Market,Commodity,2024,,,2025,,\n,,Oct,Nov,Dec,Jan,Feb,Mar\n"
        "Gabd,LPG,10,20,30,40,50,60\nRimdan,Dates,11,21,31,41,51,61\n"
    )
    (question,) = look(text).questions
    assert question.code == "periods_as_columns"
    found = look(text, declared=answered(periods_as_columns="value"))
    report = checked(text.encode(), found.declaration, dataset)
    assert [row[1] for row in taken(report, "period")[:6]] == [
        *("2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03")
    ]
    assert (report.rows, report.accepted, report.has_errors) == (12, 12, False)
    assert taken(report, "value")[0] == (3, 10)


def test_a_year_above_persian_months_gives_them_their_year(look: Looks) -> None:
    text = (
        "صادرات بازارچه ریمدان,,,\n,۱۴۰۲,,۱۴۰۳\nکالا,بهمن,اسفند,فروردین\nخرما,1,2,3\nبرنج,4,5,6\n"
    )
    found = look(text)
    assert [row[-2] for row in found.sample[:3]] == ["SH1402-11", "SH1402-12", "SH1403-01"]
    assert found.declaration.header_line == 2
    assert found.declaration.fills["market"] == "gabd", "the title still tells the market"


def test_two_lines_of_other_names_are_asked_about(look: Looks) -> None:
    text = (
        "Month,Market,Value,,Quantity,\n,,Amount,Currency,Weight,Unit\n2024-07,Gabd,10,USD,20,t\n"
    )
    assert codes(look(text)) == ["two_header_rows"]
    found = look(text, declared=answered(two_header_rows="join"))
    assert found.header[2:4] == ("Value Amount", "Value Currency")
    found = look(text, declared=answered(two_header_rows="first"))
    assert found.header[2:4] == ("Value", "") if found.header else found.refusal


def test_an_upper_name_reaches_over_blanks() -> None:
    assert joined_header([["Market", "2024", "", "Note"], ["", "Oct", "Nov", ""]]) == [
        *("Market", "2024 Oct", "2024 Nov", "Note")
    ]


# --- blanks, parts, an index --------------------------------------------------------------------

BLANKS = (
    "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source\n"
    "2024-07,gabd,PK,IR_TO_PK,Dates,1,USD,A,count,BR40282284\n"
    ",,PK,IR_TO_PK,LPG,2,USD,A,count,BR40282284\n"
    ",,PK,IR_TO_PK,Rice,3,USD,A,count,BR40282284\n"
    "2024-08,mand,PK,IR_TO_PK,Dates,4,USD,A,count,BR40282284\n"
    ",,PK,IR_TO_PK,LPG,5,USD,A,count,BR40282284\n"
)


def test_blanks_below_a_text_are_filled_if_a_person_says_so(look: Looks, dataset: Dataset) -> None:
    (question,) = look(BLANKS).questions
    assert question.id == "fill_down:period, market"
    filled = look(BLANKS, declared=said(answered={question.id: "fill"}))
    report = checked(BLANKS.encode(), filled.declaration, dataset)
    assert taken(report, "period", "market") == [
        (2, "2024-07", "gabd"),
        (3, "2024-07", "gabd"),
        (4, "2024-07", "gabd"),
        (5, "2024-08", "mand"),
        (6, "2024-08", "mand"),
    ]
    left = look(BLANKS, declared=said(answered={question.id: "leave"}))
    assert checked(BLANKS.encode(), left.declaration, dataset).accepted == 2


@pytest.mark.parametrize("first", [0, 1])
def test_a_column_that_counts_the_rows_is_left_out(look: Looks, first: int) -> None:
    lines = BLANKS.replace(",,PK", "2024-09,gabd,PK").strip().split("\n")
    text = "\n".join([f",{lines[0]}", *(f"{first + n},{line}" for n, line in enumerate(lines[1:]))])
    found = look(text)
    assert found.refusal is None
    assert found.questions == ()
    assert [note.code for note in found.notes] == ["index_column"]
    other = look(text.replace(f"\n{first},", "\n7,"))
    assert other.refusal is not None
    assert other.refusal.code == "column_unnamed"


def test_a_year_and_a_month_are_joined(look: Looks, dataset: Dataset) -> None:
    text = BLANKS.replace(",,PK", "2024-09,gabd,PK").replace("period,", "year,month,")
    text = text.replace("2024-07", "1403,فروردین").replace("2024-08", "1403,2")
    text = text.replace("2024-09", "1403,03")
    (question,) = look(text).questions
    found = look(text, declared=said(answered={question.id: "join"}))
    report = checked(text.encode(), found.declaration, dataset)
    assert {row[1] for row in taken(report, "period")} == {"SH1403-01", "SH1403-02", "SH1403-03"}


# --- the shape as a value -----------------------------------------------------------------------


def test_a_shape_comes_back_from_json() -> None:
    turn = Turn("period", "value", ((2, "SH--01"), (3, "SH--02")), (4,))
    parts = {
        "header_rows": 2,
        "fill_down": (0, 1),
        "turn": turn,
        "year": "1403",
        "paired": (("period", (5, 6)),),
    }
    declared = Declaration().declare(shape=parts, sheet="آمار")
    assert Declaration.from_json(json.loads(json.dumps(declared.as_json()))) == declared
    assert Shape.of(parts).turn == Turn(
        "period", "value", ((2, "SH1403-01"), (3, "SH1403-02")), (4,)
    )


def test_a_shape_of_another_file_is_not_obeyed(look: Looks) -> None:
    turn = Turn("period", "value", ((40, "2024-01"), (41, "2024-02")))
    found = look(BLANKS, declared=said(shape={"turn": turn, "fill_down": ()}))
    assert found.header[0] == "period"
    assert found.declaration.shape.get("turn") is None


def test_many_wide_rows_take_little_memory(look: Looks, dataset: Dataset, tmp_path: Path) -> None:
    months = [f"{month}-{year}" for year in (2022, 2023, 2024) for month in ("Jan", "Feb", "Mar")]
    text = f"Market,Commodity,{','.join(months)}\n" + "".join(
        f"Gabd,Goods {n},{','.join(str(n + m) for m in range(9))}\n" for n in range(20_000)
    )
    found = look(text, declared=answered(periods_as_columns="value"))
    report = checked(text.encode(), found.declaration, dataset)
    assert (report.rows, report.accepted) == (180_000, 180_000)
    assert report.peak_bytes < 400_000_000


# --- workbooks ----------------------------------------------------------------------------------

PERSIAN_TITLE = "ارزش صادرات بازارچه‌ها در سال ۱۴۰۳ (میلیون ریال)"
PERSIAN = book(
    {
        "راهنما": [["این پرونده از گمرک است"]],
        "آمار": [
            [PERSIAN_TITLE],
            [],
            ["بازارچه", "کالا", "فروردین", "اردیبهشت", "خرداد", "جمع"],
            ["ریمدان", "خرما", "۱۲۳٫۵", "۲۰۰", "۳۰۰", "۶۲۳٫۵"],
            ["کوهک", "برنج", "۱۲۳", None, "۳۰۰", "۴۲۳"],
        ],
    }
)
ASKED = f"scale_word:{PERSIAN_TITLE}"


def test_a_persian_workbook_with_months_as_columns(look: Looks, dataset: Dataset) -> None:
    found = look(PERSIAN)
    assert found.declaration.sheet == "آمار"
    assert "sheets_left" in [note.code for note in found.notes]
    fills = {**FILLS, "currency": "IRR", "reporter": "IR"}
    known = {"periods_as_columns": "value", ASKED: "millions"}
    done = look(PERSIAN, declared=said(answered=known, fills=fills))
    report = checked(PERSIAN, done.declaration, dataset)
    assert taken(report, "period", "value") == [
        (4, "SH1403-01", 123_500_000),
        (4, "SH1403-02", 200_000_000),
        (4, "SH1403-03", 300_000_000),
        (5, "SH1403-01", 123_000_000),
        (5, "SH1403-03", 300_000_000),
    ]


def test_several_sheets_with_tables_are_asked_about(look: Looks) -> None:
    rows = [line.split(",") for line in BLANKS.replace(",,PK", "2024-09,gabd,PK").split("\n")[:2]]
    text = book({"Notes": [["hello"]], "May": rows, "June": rows})
    (question,) = look(text).questions
    assert (question.id, question.found) == ("sheet", "May, June")
    key = question.answers[1].key
    assert look(text, declared=said(answered={"sheet": key})).declaration.sheet == "June"
    assert look(text, declared=said(sheet="June")).questions == ()
    refusal = look(text, declared=said(sheet="July")).refusal
    assert refusal is not None
    assert (refusal.code, refusal.expected) == ("sheet_unknown", ("Notes", "May", "June"))


def test_merged_cells_are_filled_if_a_person_says_so(look: Looks, dataset: Dataset) -> None:
    lines = BLANKS.strip().split("\n")
    rows = [[cell or None for cell in line.split(",")] for line in lines]

    def change(made: Any) -> None:
        for column in "AB":
            made["Data"].merge_cells(f"{column}2:{column}4")
            made["Data"].merge_cells(f"{column}5:{column}6")

    content = one(rows, change)
    assert codes(look(content)) == ["merged_cells"]
    filled = look(content, declared=answered({}, merged_cells="fill"))
    report = checked(content, filled.declaration, dataset)
    assert [row[1:] for row in taken(report, "period", "market")] == [
        ("2024-07", "gabd"),
        ("2024-07", "gabd"),
        ("2024-07", "gabd"),
        ("2024-08", "mand"),
        ("2024-08", "mand"),
    ]


def test_hidden_rows_are_told_and_can_be_left_out(look: Looks, dataset: Dataset) -> None:
    rows = [
        line.split(",") for line in BLANKS.replace(",,PK", "2024-09,gabd,PK").strip().split("\n")
    ]

    def change(made: Any) -> None:
        made["Data"].row_dimensions[3].hidden = True

    content = one(rows, change)
    (question,) = look(content).questions
    assert (question.code, question.found) == ("hidden_rows", "1")
    # Read, the hidden row contradicts the last one, and both are kept out.
    for key, lines in (("read", [2, 4, 5]), ("leave_out", [2, 4, 5, 6])):
        found = look(content, declared=answered({}, hidden_rows=key))
        report = checked(content, found.declaration, dataset)
        assert [row[0] for row in taken(report, "period")] == lines


def test_findings_of_a_workbook_name_sheet_and_cell(look: Looks, dataset: Dataset) -> None:
    rows = [
        line.split(",") for line in BLANKS.replace(",,PK", "2024-09,gabd,PK").strip().split("\n")
    ]
    rows[2][5], rows[3][5], rows[4][4] = "many", "=1+1", "#REF!"
    content = one(rows)
    report = checked(content, look(content).declaration, dataset)
    told = [problem_words.sentence(each) for each in report.problems]
    assert told[0].startswith("value, sheet “Data”, cell F3: found “many”")
    assert told[1].startswith("value, sheet “Data”, cell F4: found the formula =1+1 without")
    assert told[2].startswith("commodity, sheet “Data”, cell E5: found #REF!")
    record = problem_words.as_record(report.problems[0])
    assert (record["sheet"], record["cell"], record["line"]) == ("Data", "F3", 3)
    assert (report.rows, report.accepted, report.rejected) == (5, 2, 3)


def test_numbers_of_a_workbook_need_no_guess(look: Looks, dataset: Dataset) -> None:
    """1.234 as a number is no thousand, also beside texts with a decimal comma."""
    header = BLANKS.split("\n", maxsplit=1)[0].split(",")
    row = ["2024-07", "gabd", "PK", "IR_TO_PK", "Dates", 0, "USD", "A", "count", "BR40282284"]
    content = one([header, *([*row[:4], f"Dates {n}", n, *row[6:]] for n in (1.234, 12.5))])
    found = look(content)
    assert found.declaration.unconfirmed == ()
    assert taken(checked(content, found.declaration, dataset), "value") == [(2, 1.234), (3, 12.5)]
    mixed = one([header, *([*row[:4], f"Dates {n}", n, *row[6:]] for n in ("1.250,5", 12.5))])
    found = look(mixed)
    assert taken(checked(mixed, found.declaration, dataset), "value") == [(2, 1250.5), (3, 12.5)]
