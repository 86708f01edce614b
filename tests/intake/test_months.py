"""Days that stand for months: asked about, never added to a modelled month without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import UPLOADED, Dataset, provenance_of
from bordertrade.dataset.cells import CellError
from bordertrade.intake import Mode, merge, suspicions
from bordertrade.intake.declaration import DateOrder, Declaration
from bordertrade.intake.file_check import Task, check
from bordertrade.intake.limits import Limits
from bordertrade.intake.periods import read_period
from bordertrade.intake.references import References
from bordertrade.intake.report import ORIGINAL, CheckReport
from tests.intake.office import Looks
from tests.tables import FORMAL, Row, read_rows

TODAY = date(2026, 11, 24)
CASES = Path(__file__).parent / "cases"
HEADER = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source\n"


def file_of(*days: str) -> str:
    return HEADER + "".join(
        f"{day},gabd,PK,IR_TO_PK,LPG,{1000 + at},USD,A,count,BR40282284\n"
        for at, day in enumerate(days)
    )


def answers(look: Looks, content: str) -> list[str]:
    asked = [q for q in look(content).questions if q.code == "dates_for_months"]
    return [answer.key for each in asked for answer in each.answers]


BY_THE_DAY = {
    "month ends": ("31/01/2024", "29/02/2024", "31/03/2024"),
    "month ends of a database": ("2024-01-31T00:00:00", "2024-02-29T00:00:00"),
    "first days as written by hand": ("1-Jan-2024", "1-Feb-2024", "1-Mar-2024"),
    "the contract's own days": ("2024-01-31", "2024-02-29"),
}
ASKED_FOR_BOTH = {
    "first days of an American sheet": ("1/1/2024", "2/1/2024", "3/1/2024"),
    "first days of a European sheet": ("01.04.2024", "01.05.2024", "01.06.2024"),
}
NO_MONTHS = {
    "days of one month": ("14/01/2024", "15/01/2024", "16/01/2024"),
    "a month end and a day": ("31/01/2024", "15/02/2024"),
    "one day alone": ("31/01/2024",),
    "spans": ("2024-01-31/2024-01-31", "2024-02-29/2024-02-29"),
    "months": ("2024-01", "2024-02"),
}


@pytest.mark.parametrize("name", BY_THE_DAY)
def test_days_that_all_end_or_begin_a_month_are_asked_about(look: Looks, name: str) -> None:
    assert answers(look, file_of(*BY_THE_DAY[name])) == ["months", "days"]


@pytest.mark.parametrize("name", ASKED_FOR_BOTH)
def test_where_the_order_is_open_each_is_an_answer(look: Looks, name: str) -> None:
    found = answers(look, file_of(*ASKED_FOR_BOTH[name]))
    assert found == ["months", "day_first", "month_first"]


@pytest.mark.parametrize("name", NO_MONTHS)
def test_other_days_are_not_asked_about(look: Looks, name: str) -> None:
    assert answers(look, file_of(*NO_MONTHS[name])) == []


@pytest.mark.parametrize("case", ["11_month_end_dates", "12_first_of_month_us"])
def test_the_answer_makes_twelve_months_of_twelve_days(
    look: Looks, dataset: Dataset, tmp_path: Path, case: str
) -> None:
    content = (CASES / f"{case}.csv").read_text(encoding="utf-8")
    said = Declaration().declare(answered={"dates_for_months:period": "months"})
    found = look(content, declared=said)
    assert (found.questions, found.declaration.unconfirmed) == ((), ())
    assert found.declaration.months
    periods = checked(dataset, tmp_path, content, found.declaration).frame()["period"].tolist()
    assert periods == [f"2024-{month:02d}" for month in range(1, 13)]


def checked(dataset: Dataset, folder: Path, content: str, how: Declaration) -> CheckReport:
    (folder / ORIGINAL).write_text(content, encoding="utf-8")
    table = dataset.contract.tables["formal_trade"]
    return check(
        folder, Task("file.csv", table, how, References.of(dataset, TODAY), Limits()), "0" * 64
    )


def test_a_solar_hijri_day_stands_for_its_own_month(
    look: Looks, dataset: Dataset, tmp_path: Path
) -> None:
    content = file_of("1403/01/31", "1403/02/31", "1403/07/30")
    asked = look(content)
    assert [q.code for q in asked.questions] == ["dates_for_months"]
    said = Declaration().declare(answered={asked.questions[0].id: "months"})
    found = look(content, declared=said).declaration
    periods = checked(dataset, tmp_path, content, found).frame()["period"].tolist()
    assert periods == ["SH1403-01", "SH1403-02", "SH1403-07"]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("202401", "2024-01"),
        ("2024M02", "2024-02"),
        ("20240301", "2024-03"),
        ("2024-04-30 00:00:00", "2024-04"),
        ("140305", "SH1403-05"),
        ("۲۰۲۴۱۲", "2024-12"),
    ],
)
def test_months_of_databases_are_taken_or_suggested(text: str, month: str) -> None:
    with pytest.raises(CellError) as fault:
        read_period(text, None)
    assert fault.value.suggestion == month
    calendar = Calendar.SOLAR_HIJRI if month.startswith("SH") else Calendar.GREGORIAN
    if len(text) < 8:
        assert read_period(text, calendar) == month


@pytest.mark.parametrize("text", ["202413", "202400", "2024M13", "20241301", "1234567"])
def test_numbers_that_are_no_months_are_none(text: str) -> None:
    with pytest.raises(CellError) as fault:
        read_period(text, Calendar.GREGORIAN, DateOrder.YEAR_FIRST)
    assert fault.value.suggestion == ""


def codes(dataset: Dataset, *periods: str) -> list[tuple[str, int | None]]:
    rows: list[Row] = [FORMAL | {"period": each} for each in periods]
    table, frame = dataset.contract.tables["formal_trade"], read_rows(dataset, "formal_trade", rows)
    origin = provenance_of("up.csv", b"up", UPLOADED, len(rows))
    after = merge(dataset, table, frame, Mode.APPEND, origin).dataset
    found = suspicions(dataset, table, frame, Mode.APPEND, after)
    return [(each.code, each.line) for each in found if each.code == "span_beside_model"]


def test_days_beside_a_modelled_month_need_a_reason(dataset: Dataset) -> None:
    assert codes(dataset, "2023-01-31/2023-01-31") == [("span_beside_model", 2)]
    assert codes(dataset, "2023-01-15/2023-03-31") == [("span_beside_model", 2)]


@pytest.mark.parametrize("period", ["2023-01", "2023-01-01/2023-01-31", "SH1401-11", "2023-Q1"])
def test_whole_periods_stand_in_the_place_of_the_model(dataset: Dataset, period: str) -> None:
    assert codes(dataset, period) == []


def test_days_of_a_month_that_is_observed_too_are_no_addition_to_the_model(
    dataset: Dataset,
) -> None:
    assert codes(dataset, "2023-01", "2023-01-31/2023-01-31") == []
