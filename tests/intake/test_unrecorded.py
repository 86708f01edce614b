"""Words for nothing: 0 or not recorded, as a person says, for each column and word by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.intake import file_check as checker
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.file_check import Task
from bordertrade.intake.limits import Limits
from bordertrade.intake.references import References
from bordertrade.intake.report import ORIGINAL, CheckReport
from bordertrade.intake.unrecorded import Nothing, nothings

HEADER = (
    "period,market,reporter,direction,commodity,value,currency,quantity,unit,obs_status,"
    "evidence,source"
)

Check = Callable[..., CheckReport]


@pytest.fixture
def check(dataset: Dataset, tmp_path: Path) -> Check:
    """Check rows of goods, values, quantities and statuses."""

    def run(*rows: str, declared: Declaration | None = None) -> CheckReport:
        lines = [HEADER]
        for row in rows:
            goods, value, quantity, status = row.split(",")
            lines.append(
                f"2025-07,gabd,PK,IR_TO_PK,{goods},{value},USD,{quantity},t,{status},count,BR40282284"
            )
        return checked("\n".join(lines), "formal_trade", declared, dataset, tmp_path)

    return run


def checked(
    text: str, table: str, declared: Declaration | None, dataset: Dataset, folder: Path
) -> CheckReport:
    content = f"{text}\n".encode()
    (folder / ORIGINAL).write_bytes(content)
    known = References.of(dataset, date(2026, 1, 1))
    task = Task("a.csv", dataset.contract.tables[table], declared or Declaration(), known, Limits())
    return checker.check(folder, task, "")


def found(report: CheckReport, dataset: Dataset) -> list[Nothing]:
    return nothings(report, dataset.contract.tables["formal_trade"])


def by_goods(report: CheckReport) -> dict[str, tuple[float | None, float | None, str]]:
    rows = report.frame()
    return {
        row.commodity: (_number(row.value), _number(row.quantity), row.obs_status)
        for row in rows_of(rows)
    }


def _number(value: float) -> float | None:
    return None if value != value else value


def test_each_column_and_word_is_asked_about_by_itself(check: Check, dataset: Dataset) -> None:
    report = check("Dates,NIL,-,A", "Rice,nil ,4,A", "Fish,صفر,NIL,A", "Tea,n/a,3,A")
    assert report.accepted == 0
    asked = found(report, dataset)
    assert asked[0] == Nothing("value", ("NIL", "nil"), 2, True, True)
    assert set(asked[1:]) == {
        Nothing("quantity", ("-",), 1, True, True),
        Nothing("value", ("صفر",), 1, True, True),
        Nothing("quantity", ("NIL",), 1, True, True),
        Nothing("value", ("n/a",), 1, False, True),
    }


@pytest.mark.parametrize(
    "word", ["NIL", "nil", "None", "zero", "-", "صفر", "هیچ", "کچھ نہیں", "ندارد", "Nothing"]
)
def test_zero_is_said_for_all_that_are_alike(check: Check, dataset: Dataset, word: str) -> None:
    report = check(f"Dates,{word},5,A", f"Rice,{word},4,P", "Fish,7,1,A")
    assert report.accepted == 1
    (nothing,) = found(report, dataset)
    mended = check(
        f"Dates,{word},5,A",
        f"Rice,{word},4,P",
        "Fish,7,1,A",
        declared=Declaration(replacements=nothing.as_zero),
    )
    assert by_goods(mended) == {
        "Dates": (0.0, 5.0, "A"),
        "Rice": (0.0, 4.0, "P"),
        "Fish": (7.0, 1.0, "A"),
    }


@pytest.mark.parametrize("word", ["NIL", "صفر", "n/a", "نامعلوم", "—"])
def test_what_nobody_recorded_has_no_value_and_its_status_says_so(
    check: Check, dataset: Dataset, word: str
) -> None:
    rows = (f"Dates,{word},{word},A", "Rice,3,NIL,P", f"Tea,{word},,S", "Fish,7,1,A")
    report = check(*rows)
    declared = Declaration()
    for nothing in found(report, dataset):
        declared = replace(declared, unrecorded=nothing.as_unrecorded(declared))
    assert by_goods(check(*rows, declared=declared)) == {
        "Dates": (None, None, "L"),
        "Rice": (3.0, None, "P"),  # the value is there: only the quantity is not
        "Tea": (None, None, "S"),  # what the file says of the status stands
        "Fish": (7.0, 1.0, "A"),
    }


def test_a_missing_value_still_needs_a_status(check: Check) -> None:
    """Only the word that was said to mean it gives the status; an empty cell does not."""
    declared = Declaration(unrecorded={"value": ("NIL",)})
    report = check("Dates,NIL,1,A", "Rice,,1,A", declared=declared)
    assert (report.accepted, report.counts) == (1, {"value_missing": 1})


def test_a_required_number_is_never_unrecorded(dataset: Dataset, tmp_path: Path) -> None:
    table = dataset.contract.tables["exchange_rates"]
    row = dict.fromkeys(table.column_names, "")
    row |= {"id": "x", "period": "2025-07", "currency": "PKR", "lcu_per_usd": "NIL"}
    text = ",".join(row) + "\n" + ",".join(row.values())
    asked = nothings(checked(text, table.name, None, dataset, tmp_path), table)
    assert [(each.may_be_zero, each.may_be_unrecorded) for each in asked] == [(True, False)]


def test_what_was_said_is_kept_with_the_declaration() -> None:
    declared = Declaration(unrecorded={"value": ("NIL", "صفر")})
    assert Declaration.from_json(declared.as_json()) == declared
