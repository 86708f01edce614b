"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.exports.spreadsheet import csv_bytes, safe_cell

SIGNS = "=+-@＝＋－＠\t\r\n"
#: The one character that data keep for themselves is written out as "\\x1f".
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f"), max_size=30)
HOSTILE = st.builds(
    lambda blank, sign, rest: blank + sign + rest,
    st.sampled_from(["", " ", "\u00a0 "]),
    st.sampled_from(SIGNS),
    TEXT,
)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(TEXT | HOSTILE)
def test_no_cell_starts_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = safe_cell(text)
    starts = cell.lstrip(" \u00a0")[:1]
    if starts and starts in SIGNS:
        float(cell)
    assert cell in (text, f"'{text}")


@given(NUMBERS)
def test_o3_numbers_stay_numbers(number: float) -> None:
    assert safe_cell(repr(number)) == repr(number)


@pytest.mark.parametrize("text", ["-5", "-1.5e+06", "+92", "Gabd", "", "2025-06", "’quoted’"])
def test_harmless_cells_are_untouched(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        " =1",
        "\u00a0=1",
        "\t=1",
        "－1+1",
        "-5 ",
        "+92-300-1234567",
    ],
)
def test_o3_formulas_get_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@given(st.lists(st.tuples(TEXT, st.integers() | st.none()), max_size=8))
def test_rows_come_back_as_they_went(rows: list[tuple[str, int | None]]) -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series([text for text, _ in rows], dtype=object),
            "number": pd.Series([number for _, number in rows], dtype=object),
        }
    )
    head, *back = rows_of(csv_bytes(frame))
    assert head == ["text", "number"]
    assert back == [
        [safe_cell(text), "" if number is None else str(number)] for text, number in rows
    ]


def test_it_begins_with_a_mark_so_that_urdu_survives() -> None:
    content = csv_bytes(pd.DataFrame({"name": ["گبد", "چیدگی"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows_of(content)[1:] == [["گبد"], ["چیدگی"]]


def test_missing_is_empty_and_zero_is_zero() -> None:
    frame = pd.DataFrame({"value": [0.0, float("nan"), 2.5, -3.0], "text": ["", None, "a", "b"]})
    assert [row[0] for row in rows_of(csv_bytes(frame))] == ["value", "0", "", "2.5", "-3"]


def test_a_hostile_column_name_is_neutral_too() -> None:
    assert rows_of(csv_bytes(pd.DataFrame({"=1+1": [1]})))[0] == ["'=1+1"]


def test_every_shipped_table_is_written_without_python_in_it(dataset: Dataset) -> None:
    for name, table in dataset.tables.items():
        head, *rows = rows_of(csv_bytes(table))
        assert head == list(dataset.contract.tables[name].column_names)
        assert len(rows) == len(table)
        assert not any(re.match(r"np\.|Timestamp|<NA>|nan$|None$", c) for r in rows for c in r)
