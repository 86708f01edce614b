"""What is remembered of a form, and when it holds for the next file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake.declaration import Declaration, Replacement
from bordertrade.intake.form_memory import (
    Recalled,
    form_of,
    lines_above,
    money_in,
    recalled,
    said_of,
    usual,
)
from tests.intake.books import one

SAID = Declaration(
    fills={"reporter": "IR", "currency": "IRT", "source": "BR40282284", "period": "2026-10"},
    answered={"scale_word:میلیون تومان": "millions"},
    unrecorded={"quantity": ("-",)},
    nulls=("n/a",),
    replacements=(Replacement("value", "NIL", "0"), Replacement("market", "Gobd", "gabd")),
)
MONEY = "ملیون تومان"


def taken(
    dataset: Dataset, memory: Recalled, money: str = MONEY, given: tuple[str, ...] = ()
) -> Recalled:
    table = dataset.contract.tables["formal_trade"]
    return recalled(json.loads(json.dumps(memory.as_texts())), table, money, given, dataset)


def test_what_was_said_comes_back_as_it_was(dataset: Dataset) -> None:
    memory = said_of(SAID, MONEY)
    assert taken(dataset, memory) == memory
    assert memory.fills == {"reporter": "IR", "currency": "IRT", "source": "BR40282284"}
    assert memory.zeros == (Replacement("value", "NIL", "0"),)
    assert memory.parts == {"nulls": ("n/a",), "unrecorded": {"quantity": ("-",)}}


@pytest.mark.parametrize("money", ["", "ریال ملیون", "ملیون"])
@pytest.mark.parametrize("currency", ["IRR", "IRT"])
def test_rials_and_tomans_hold_only_for_the_same_words(
    dataset: Dataset, money: str, currency: str
) -> None:
    memory = said_of(Declaration(fills={"currency": currency}), MONEY)
    assert "currency" not in taken(dataset, memory, money).fills
    assert taken(dataset, memory).fills == {"currency": currency}


def test_a_file_without_words_of_money_is_asked_for_rials_or_tomans_each_time(
    dataset: Dataset,
) -> None:
    memory = said_of(Declaration(fills={"currency": "IRR"}), "")
    assert taken(dataset, memory, "").fills == {}


def test_what_the_file_says_itself_is_not_recalled(dataset: Dataset) -> None:
    assert "reporter" not in taken(dataset, said_of(SAID, MONEY), given=("reporter",)).fills


def test_a_source_that_is_gone_is_not_recalled(dataset: Dataset) -> None:
    memory = said_of(Declaration(fills={"source": "GONE_2020"}), "")
    assert taken(dataset, memory).fills == {}


def test_what_an_earlier_release_remembered_is_read(dataset: Dataset) -> None:
    table = dataset.contract.tables["formal_trade"]
    assert recalled({"reporter": "PK"}, table, "", (), dataset).fills == {"reporter": "PK"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["کالا", "ارزش"], ["كالا", "ارزش "], True),
        (["Goods", "مهر ۱۴۰۴", "آبان ۱۴۰۴"], ["Goods", "آذر ۱۴۰۴"], True),
        (["Goods", "2026-09"], ["Goods", "2026-10", "2026-11"], True),
        (["Goods", "FY2024-25"], ["Goods", "FY2025-26"], True),
        (["Goods", "Value (Rs)"], ["Goods", "Value (rials)"], False),
        (["Goods", "Value"], ["Goods", "Value", "Weight"], False),
    ],
)
def test_a_form_is_its_headings_without_the_months(
    one: list[str], other: list[str], same: bool
) -> None:
    assert (form_of(one, "formal_trade") == form_of(other, "formal_trade")) is same
    assert form_of(one, "formal_trade") != form_of(one, "informal_trade")


def test_words_of_money() -> None:
    assert money_in(["مبالغ به ميليون ريال", "Goods"]) == money_in(["ارزش (میلیون ریال)"])
    assert money_in(["Value (Rs million)"]) != money_in(["Value (Rs)"])
    assert money_in(["Goods", "Month"]) == ""


def test_only_books_have_usual_answers(dataset: Dataset) -> None:
    tables = dataset.contract.tables
    assert usual(tables["formal_trade"], ["evidence"]) == {"obs_status": "A"}
    assert usual(tables["informal_trade"], []) == {}


def test_the_year_of_months_is_asked_each_time() -> None:
    answered = {"year_of_months": "1403", "periods_as_columns": "value"}
    said = said_of(Declaration().declare(answered=answered), "")
    assert said.answered == {"periods_as_columns": "value"}


def test_the_title_of_a_sheet_stands_above_its_header(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(one([["ارزش", "(میلیون ریال)"], [], ["Month", "Value"], [1, 2]]))
    assert lines_above(path, Declaration(sheet="Data", header_line=3)) == ["ارزش (میلیون ریال)"]
