"""A workbook read back with another library holds what was written, typed, and runs nothing."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.exports import workbook as module
from bordertrade.exports.source_list import source_list, sources_named
from bordertrade.exports.workbook import MOST_CHARACTERS, About, TooManyRowsError, workbook
from bordertrade.tables.whole_table import columns_explained, whole_table
from tests.exports.test_contract_csv import HARD, hard

ABOUT = About("What it is", date(2026, 11, 24), (("Version", "=abc"),), ("A note.",))
NOTHING = pd.DataFrame({"a": pd.Series([], dtype=str)})


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def made(rows: pd.DataFrame) -> openpyxl.Workbook:
    return read(workbook(rows, NOTHING, NOTHING, ABOUT))


TEXTS = [
    *HARD,
    "\t=1",
    "=1+1",
    "0701",
    "2024",
    "http://a.example",
    "TRUE",
    "1e5",
    "{=1}",
]


@pytest.mark.parametrize("large_from", [0, 20_000], ids=["row by row", "small"])
def test_o3_every_text_is_a_text(large_from: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE_ROWS", large_from)
    sheet = made(pd.DataFrame({"=head": TEXTS})).worksheets[0]
    head, *cells = [cell for (cell,) in sheet.iter_rows()]
    assert {cell.data_type for cell in (head, *cells)} == {"s"}
    assert head.value == "=head"
    assert [str(cell.value).replace("_x000D_", "\r") for cell in cells] == TEXTS


@settings(max_examples=30)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=20))
def test_any_text_can_be_written(texts: list[str]) -> None:
    sheet = made(pd.DataFrame({"a": texts})).worksheets[0]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2, max_row=len(texts) + 1)]
    assert {cell.data_type for cell in cells} == {"s"}


def test_each_kind_of_cell_keeps_its_kind_and_nothing_is_no_zero() -> None:
    day = date(2020, 12, 19)
    rows = pd.DataFrame(
        {
            "usd": [-2_000_000, 0, 12_345, 7],
            "share": [0.5, None, -1.25, 20_000.5],
            "year": pd.array([2024, None, 2026, 1], dtype="Int64"),
            "modelled": [True, False, True, False],
            "day": pd.Series([day, None, "about 2020", day], dtype=object),
            "mixed": pd.Series([True, 1, "=1", None], dtype=object),
        }
    )
    sheet = made(rows).worksheets[0]
    values = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    moment = datetime(2020, 12, 19)  # noqa: DTZ001 - as openpyxl reads a day
    assert values == [
        [-2_000_000, 0.5, 2024, True, moment, True],
        [0, None, None, False, None, 1],
        [12_345, -1.25, 2026, True, "about 2020", "=1"],
        [7, 20_000.5, 1, False, moment, None],
    ]
    assert [sheet.cell(2, column).data_type for column in range(1, 7)] == list("nnnbdb")
    assert sheet["F4"].data_type == "s"
    assert sheet["A2"].number_format == "#,##0"
    assert sheet["C2"].number_format == "General", "a year has no separator"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F5")


def test_a_text_too_long_for_a_cell_is_cut_and_counted() -> None:
    long, astral = "x" * (MOST_CHARACTERS + 1), "😀" * (MOST_CHARACTERS // 2 + 1)
    book = made(pd.DataFrame({"a": ["x" * MOST_CHARACTERS, long, astral]}))
    cells = [str(cell.value) for (cell,) in book.worksheets[0].iter_rows(min_row=2)]
    assert cells[0] == "x" * MOST_CHARACTERS
    assert cells[1] == "x" * (MOST_CHARACTERS - 1) + "…"
    assert cells[2].endswith("😀…")
    told = [str(row[1]) for row in book.worksheets[3].iter_rows(values_only=True)]
    assert sum("2 texts were longer" in text for text in told) == 1


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    with pytest.raises(TooManyRowsError, match="3 rows are more than a spreadsheet’s 2"):
        made(pd.DataFrame({"a": [1, 2, 3]}))


def test_the_same_rows_make_the_same_bytes() -> None:
    rows = pd.DataFrame({"a": ["x"], "b": [1]})
    assert workbook(rows, rows, rows, ABOUT) == workbook(rows, rows, rows, ABOUT)


def test_it_says_what_it_is() -> None:
    book = made(NOTHING)
    assert book.sheetnames == ["Data", "Dictionary", "Sources", "About"]
    lines = list(book.worksheets[3].iter_rows(values_only=True))
    assert lines[0][0] == "What it is"
    assert ("Version", "=abc") in lines
    assert ("Made on", "24 Nov 2026") in lines


def test_each_whole_table_is_in_its_workbook(dataset: Dataset) -> None:
    record = hard(dataset)
    for table in record.contract.tables.values():
        frame = record[table.name]
        rows = whole_table(table, frame, record)
        explained = columns_explained(table, record)
        assert list(explained.iloc[:, 0]) == list(rows.columns), table.name
        named = sources_named(frame, record)
        listed = source_list(record, named)
        assert set(listed.iloc[:, 0]) == set(named), table.name
        sheet = read(workbook(rows, explained, listed, ABOUT)).worksheets[0]
        heads, *cells = sheet.iter_rows(values_only=True)
        assert list(heads) == list(rows.columns)
        for name in frame.columns:
            if table.column(name).type == "date":
                continue
            place = heads.index(name)
            wanted = [None if v is pd.NA or v != v or v == "" else v for v in frame[name].tolist()]
            found = [row[place] for row in cells[: len(wanted)]]
            found = [v.replace("_x000D_", "\r") if isinstance(v, str) else v for v in found]
            assert found == wanted, (table.name, name)


def test_labels_stand_beside_codes_and_days_beside_periods(dataset: Dataset) -> None:
    table = dataset.contract.tables["formal_trade"]
    rows = whole_table(table, dataset["formal_trade"], dataset)
    first = rows.iloc[0]
    assert (first["market"], first["market_label"]) == ("mand", "Mand")
    assert (first["reporter"], first["reporter_label"]) == ("IR", "Iran’s books")
    assert first["period_start"] < first["period_end"]
