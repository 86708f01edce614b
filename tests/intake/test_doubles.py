"""Rows that would double a month: those that hold others, and the parts of one figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.exports.contract_csv import table_csv
from bordertrade.intake import check_file, wholes
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.file_check import Task, check
from bordertrade.intake.limits import Limits
from bordertrade.intake.references import References
from bordertrade.intake.report import ORIGINAL, CheckReport
from bordertrade.words import problems as problem_words
from bordertrade.words import questions as question_words
from tests.intake.office import Looks

TODAY = date(2026, 11, 24)
CASES = Path(__file__).parent / "cases"
HEADER = "period,market,reporter,direction,hs_code,commodity,value,currency,quantity,unit,obs_status,evidence,source\n"


def file_of(*goods: tuple[str, str, int], months: int = 1, quantity: bool = False) -> str:
    """Rows of (code, name, value) for some months; quantities are a thousandth, and odd."""
    return HEADER + "".join(
        f"2024-{month:02d},gabd,PK,IR_TO_PK,{code},{name},{value * month},USD,"
        f"{(value // 1000) if quantity else ''},{'t' if quantity else ''},A,count,BR40282284\n"
        for month in range(1, months + 1)
        for code, name, value in goods
    )


def checked(
    look: Looks, dataset: Dataset, folder: Path, content: str, **answers: str
) -> CheckReport:
    found = look(content, declared=Declaration().declare(answered=answers))
    assert found.questions == ()
    (folder / ORIGINAL).write_text(content, encoding="utf-8")
    table = dataset.contract.tables[found.tables[0]]
    task = Task("file.csv", table, found.declaration, References.of(dataset, TODAY), Limits())
    report = check(folder, task, "0" * 64)
    for problem in report.problems:
        assert "{" not in problem_words.sentence(problem)
    return report


def asked(look: Looks, content: str) -> dict[str, list[tuple[str, str]]]:
    """By code, the answers of each question with what they are about."""
    return {
        q.code: [(answer.key, answer.about) for answer in q.answers]
        for q in look(content).questions
        if q.code in ("rows_in_rows", "parts_of_one")
    }


#: Goods of one month; whether months are several, quantities given; all, parts, whole.
HOLDING = {
    "headings within a chapter": (
        [("27", "Fuels", 1500), ("2711", "LPG", 1000), ("2710", "Diesel", 500)],
        *(1, False, 3000, 1500, 1500),
    ),
    "three levels": (
        [("08", "Fruit", 900), ("0804", "Dates", 700), ("080410", "Fresh", 600)],
        *(1, False, 2200, 600, 900),
    ),
    "a chapter with more than is broken down": (
        [("25", "Stone", 1000), ("2523", "Cement", 300), ("10", "Cereals", 50)],
        *(1, False, 1350, 350, 1050),
    ),
    "words that are in no list": (
        [("2711", "LPG", 1_000_000), ("0804", "Dates", 500_000), ("", "Everything", 1_500_000)],
        *(1, False, 3_000_000, 1_500_000, 1_500_000),
    ),
    "no codes at all, month after month": (
        [("", "LPG", 1000), ("", "Dates", 500), ("", "Zusammen", 1500)],
        *(3, False, 18000, 9000, 9000),
    ),
    "quantities agree too": (
        [("2711", "LPG", 7000), ("0804", "Dates", 5000), ("9999", "Sum of both", 12000)],
        *(1, True, 24000, 12000, 12000),
    ),
    "a sum of chapters that are broken down themselves": (
        [("27", "Fuels", 1500), ("2711", "LPG", 1000), ("08", "Dates", 700), ("", "Σ", 2200)],
        *(1, False, 5400, 1700, 2200),
    ),
}


@pytest.mark.parametrize("name", HOLDING)
def test_rows_that_hold_others_are_asked_about_with_each_sum(
    look: Looks, dataset: Dataset, tmp_path: Path, name: str
) -> None:
    goods, months, quantity, every, parts, whole = HOLDING[name]
    content = file_of(*goods, months=months, quantity=quantity)
    assert asked(look, content) == {
        "rows_in_rows": [
            ("parts", f"{parts:,} USD"),
            ("whole", f"{whole:,} USD"),
            ("all", f"{every:,} USD"),
        ]
    }
    for key, total in (("parts", parts), ("whole", whole), ("all", every)):
        report = checked(look, dataset, tmp_path, content, rows_in_rows=key)
        assert report.frame()["value"].sum() == total
        assert report.rejected == 0
        assert not report.has_errors


@pytest.mark.parametrize(
    ("case", "codes"), [("02_nested_hs_levels", 3), ("03_total_in_other_words", 4)]
)
@pytest.mark.parametrize("key", ["parts", "whole"])
def test_no_month_of_the_cases_is_doubled(  # noqa: PLR0917 - fixtures and parameters
    look: Looks, dataset: Dataset, tmp_path: Path, case: str, codes: int, key: str
) -> None:
    content = (CASES / f"{case}.csv").read_text(encoding="utf-8")
    report = checked(look, dataset, tmp_path, content, rows_in_rows=key)
    assert set(report.frame().groupby("period")["value"].sum()) == {1_500_000}
    assert key == "whole" or report.accepted == codes


HONEST = {
    "goods of one level": [("2711", "LPG", 3000), ("0804", "Dates", 2000), ("1006", "Rice", 1000)],
    "small round figures": [("2711", "LPG", 3), ("0804", "Dates", 2), ("1006", "Rice", 1)],
    "equal figures": [("2711", "LPG", 500), ("0804", "Dates", 500)],
    "goods without codes": [("", "LPG", 812), ("", "Dates", 377), ("", "Rice", 1234)],
    "all goods in one row without a name": [("", "", 1500), ("2711", "LPG", 1000)],
    "codes of other lengths": [("27", "Fuels", 900), ("080410", "Dates", 333)],
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_are_asked_nothing(look: Looks, dataset: Dataset, name: str) -> None:
    content = file_of(*HONEST[name])
    assert asked(look, content) == {}
    report = check_file(content.encode(), dataset.contract.tables["formal_trade"], dataset, TODAY)
    assert (report.accepted, report.is_clean) == (len(HONEST[name]), True)


@pytest.mark.parametrize("name", ["formal_trade", "informal_trade", "commodity_trade"])
def test_the_record_holds_no_row_twice(look: Looks, dataset: Dataset, name: str) -> None:
    table = dataset.contract.tables[name]
    content = table_csv(table, dataset[name]).decode("utf-8-sig")
    if len(dataset[name]):
        assert look(content, table=name).questions == ()
    assert not wholes.held(table, dataset[name]).wholes.any()


def test_figures_by_chance_are_hardly_ever_taken_for_sums(dataset: Dataset) -> None:
    random, table = Random(5), dataset.contract.tables["formal_trade"]
    rows = pd.DataFrame(
        {
            **dict.fromkeys(("market", "reporter", "direction", "currency"), "x"),
            "period": [f"{at // 4}" for at in range(40_000)],
            "hs_code": [f"{random.randrange(1000, 9999)}" for _ in range(40_000)],
            "commodity": "Goods",
            "value": [float(random.randrange(1, 10_000_000)) for _ in range(40_000)],
            "quantity": float("nan"),
        }
    )
    assert wholes.held(table, rows).wholes.sum() <= 2


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    codes=st.lists(st.text("012", min_size=2, max_size=6), min_size=1, max_size=8, unique=True),
    cells=st.integers(1, 3),
)
def test_nested_codes_are_those_of_an_obvious_twin(
    dataset: Dataset, codes: list[str], cells: int
) -> None:
    rows = pd.DataFrame(
        [
            ["x", "x", "x", "x", str(cell), code, "n", 1.0, float("nan")]
            for cell in range(cells)
            for code in codes
        ],
        columns=[
            *("market", "reporter", "direction", "currency", "period"),
            *("hs_code", "commodity", "value", "quantity"),
        ],
    )
    found = wholes.held(dataset.contract.tables["formal_trade"], rows)
    held = [any(o != c and o.startswith(c) for o in codes) for c in codes]
    within = [any(o != c and c.startswith(o) for o in codes) for c in codes]
    assert found.wholes.tolist() == held * cells
    assert found.parts.tolist() == within * cells


def test_rows_below_the_head_are_told_and_kept_out(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    plain = "".join(
        f"{2000 + at // 12}-{at % 12 + 1:02d},{market},PK,IR_TO_PK,{code},,{at + 7},USD,,,A,count,BR40282284\n"
        for code in range(1000, 1003)
        for market in ("gabd", "mand", "chadgi")
        for at in range(300)
    )
    content = HEADER + plain + file_of(*HOLDING["headings within a chapter"][0])[len(HEADER) :]
    report = checked(look, dataset, tmp_path, content)
    (problem,) = report.problems
    assert (problem.code, problem.line, problem.is_error) == ("row_of_others", 2702, True)
    assert report.accepted == 2702
    report = checked(look, dataset, tmp_path, content, rows_in_rows="whole")
    assert (report.accepted, report.rejected) == (2701, 0)


# --- the parts of one figure ----------------------------------------------------------------------

PARTED = (
    "Month,Border market,Customs house,Reporter,Flow,HS code,Goods,Value,Currency,Quantity,Unit,"
    "Status,Evidence,Source\n"
)


def parted(*rows: tuple[str, str, str, str, str]) -> str:
    """Rows of (customs house, goods, value, currency, quantity)."""
    return PARTED + "".join(
        f"2024-01,Gabd,{house},PK,IR_TO_PK,2711,{goods},{value},{money},{quantity},t,A,count,"
        "BR40282284\n"
        for house, goods, value, money, quantity in rows
    )


THREE = parted(
    ("Gwadar", "LPG", "1250", "USD", "3"),
    ("Gabd", "lpg ", "2300", "USD", "4"),
    ("Turbat", "LPG", "990", "USD", "5"),
)
ID = "parts_of_one:Customs house"


def test_case_20_is_added_up_by_one_answer(look: Looks, dataset: Dataset, tmp_path: Path) -> None:
    content = (CASES / "20_parts_by_customs_house.csv").read_text(encoding="utf-8")
    (question,) = [q for q in look(content).questions if q.code == "parts_of_one"]
    assert (question.about, question.found) == ("Customs house", "Gwadar, Gabd, Turbat")
    assert question_words.sentence(question)
    report = added(look, dataset, tmp_path, content)
    assert report.frame()["value"].tolist() == [4540]
    assert (report.rows, report.accepted, report.rejected) == (3, 1, 0)


def added(look: Looks, dataset: Dataset, folder: Path, content: str) -> CheckReport:
    """The file with every question about columns answered by their first answer."""
    answers = {q.id: q.answers[0].key for q in look(content).questions}
    return checked(look, dataset, folder, content, **answers)


def test_quantities_are_added_and_goods_are_one_however_spelled(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    frame = added(look, dataset, tmp_path, THREE).frame()
    assert frame[["commodity", "value", "quantity"]].to_numpy().tolist() == [["LPG", 4540, 12]]


def test_the_same_part_twice_is_a_repeat_and_is_added_once(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    content = THREE + parted(("Gabd", "LPG", "2300", "USD", "4"))[len(PARTED) :]
    said = Declaration().declare(add_up=True)
    found = look(content, declared=said).declaration
    (tmp_path / ORIGINAL).write_text(content, encoding="utf-8")
    table = dataset.contract.tables["formal_trade"]
    task = Task("f.csv", table, found, References.of(dataset, TODAY), Limits())
    report = check(tmp_path, task, "0" * 64)
    assert report.frame()["value"].tolist() == [4540]
    assert report.counts["duplicate_row"] == 1


def test_equal_parts_of_two_houses_are_both_added(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    content = parted(("Gwadar", "LPG", "100", "USD", "3"), ("Gabd", "LPG", "100", "USD", "3"))
    frame = added(look, dataset, tmp_path, content).frame()
    assert frame[["value", "quantity"]].to_numpy().tolist() == [[200, 6]]


def test_a_quantity_that_one_part_lacks_is_not_known_of_the_sum(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    content = parted(("Gwadar", "LPG", "100", "USD", "3"), ("Gabd", "LPG", "50", "USD", ""))
    frame = added(look, dataset, tmp_path, content).frame()
    assert frame["value"].tolist() == [150]
    assert frame["quantity"].isna().all()


def test_parts_in_two_currencies_are_not_added(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    content = parted(("Gwadar", "LPG", "100", "USD", "3"), ("Gabd", "LPG", "500", "PKR", "3"))
    report = added(look, dataset, tmp_path, content)
    assert [(p.code, p.line, p.expected) for p in report.problems if p.is_error] == [
        ("conflicting_row", 2, ("3",)),
        ("conflicting_row", 3, ("2",)),
    ]
    assert report.accepted == 0


def test_rows_that_differ_in_no_left_out_column_are_not_asked_about(look: Looks) -> None:
    content = parted(("Gwadar", "LPG", "100", "USD", "3"), ("Gwadar", "LPG", "50", "USD", "3"))
    assert "parts_of_one" not in asked(look, content)
