"""Which files the rows of a table come from."""

from __future__ import annotations

from bordertrade.dataset import Dataset
from bordertrade.exports.file_list import file_list, files_behind, files_sentence
from tests.tables import added
from tests.ui.publishing import ROW


def test_a_shipped_table_comes_from_one_file(dataset: Dataset) -> None:
    for name in dataset.contract.tables:
        ((file, rows),) = files_behind(dataset, name)
        assert (file, rows) == (dataset.provenance[name], len(dataset[name]))


def test_a_table_that_grew_tells_each_file_with_its_rows(dataset: Dataset) -> None:
    mine = added(dataset, "formal_trade", ROW)
    (first, many), (second, one) = files_behind(mine, "formal_trade")
    assert {first.file: many, second.file: one} == {"formal_trade.csv": 1, "own.csv": 1}
    assert files_sentence(mine, "formal_trade") == (
        f"formal_trade.csv (shipped, 1 row, SHA-256 {first.checksum[:12]}), "
        f"own.csv (uploaded, 1 row, SHA-256 {second.checksum[:12]})"
    )


def test_all_rows_of_all_tables_are_accounted_for(dataset: Dataset) -> None:
    mine = added(dataset, "formal_trade", ROW)
    rows = file_list(mine, mine.contract.tables)
    assert len(rows) == len(dataset.contract.tables) + 1
    assert rows["Rows"].sum() == sum(len(frame) for frame in mine.tables.values())


def test_many_files_are_counted_not_listed(dataset: Dataset) -> None:
    mine = dataset
    for number in range(5):
        mine = added(mine, "formal_trade", ROW | {"value": str(number + 1)})
    found = files_behind(mine, "formal_trade")
    assert files_sentence(mine, "formal_trade").count("SHA-256") == min(3, len(found))
