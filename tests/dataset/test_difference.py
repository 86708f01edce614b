"""What differs between two versions, against a slow twin over plain rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Column, Dataset, Table, from_file
from bordertrade.dataset.difference import TableDifference, difference, table_difference
from bordertrade.dataset.fingerprint import canonical, table_digest
from tests.tables import BOOK, added, replaced

Row = tuple[str, str, float | None, bool | None]

TABLE = Table(
    name="small",
    path="small.csv",
    title="",
    description="",
    grain="",
    uploadable=True,
    columns=tuple(
        Column(name, kind, "", "")
        for name, kind in (
            ("period", "string"),
            ("market", "string"),
            ("value", "number"),
            ("preferred", "boolean"),
        )
    ),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024", "2025", ""]),
        st.sampled_from(["gabd", "mand"]),
        st.sampled_from([None, 0.0, -0.0, 1.5, 2.0]),
        st.sampled_from([True, False, None]),
    ),
    max_size=7,
)


def frame_of(rows: list[Row], checksum: str) -> pd.DataFrame:
    plain = pd.DataFrame(rows, columns=list(TABLE.column_names), index=range(2, len(rows) + 2))
    kinds = {"period": "str", "market": "str", "value": "float64", "preferred": "boolean"}
    return from_file(plain.astype(kinds), checksum)


def texts(row: Row) -> tuple[str, ...]:
    return tuple(canonical(value) for value in row)


def slow(before: list[Row], after: list[Row]) -> dict[str, object]:
    """Equal rows go in pairs; then those that share period and market; the rest stands alone."""
    old, new = [texts(row) for row in before], [texts(row) for row in after]
    unchanged = 0
    for row in list(old):
        if row in new:
            old.remove(row)
            new.remove(row)
            unchanged += 1
    cells = []
    for row in list(new):
        partner = next((each for each in old if each[:2] == row[:2]), None)
        if partner is None:
            continue
        old.remove(partner)
        new.remove(row)
        cells.append(
            [
                (*row[:2], name, was, now)
                for name, was, now in zip(TABLE.column_names, partner, row, strict=True)
                if was != now
            ]
        )
    return {
        "added": Counter(new),
        "removed": Counter(old),
        "unchanged": unchanged,
        "changed_rows": len(cells),
        "cells": sum(len(each) for each in cells),
    }


def told(found: TableDifference) -> dict[str, object]:
    def rows(frame: pd.DataFrame) -> Counter[tuple[str, ...]]:
        return Counter(tuple(map(canonical, row)) for row in frame.itertuples(index=False))

    return {
        "added": rows(found.added),
        "removed": rows(found.removed),
        "unchanged": found.unchanged,
        "changed_rows": found.changed_rows,
        "cells": len(found.changed),
    }


def without_repeats(rows: list[Row]) -> list[Row]:
    return list({texts(row)[:2]: row for row in rows}.values())


@given(ROWS, ROWS)
def test_a_difference_equals_its_slow_twin(before: list[Row], after: list[Row]) -> None:
    before, after = without_repeats(before), without_repeats(after)
    found = table_difference(TABLE, frame_of(before, "a"), frame_of(after, "b"))
    assert told(found) == slow(before, after)


@given(ROWS, ROWS)
def test_rows_that_repeat_a_key_are_counted_one_by_one(before: list[Row], after: list[Row]) -> None:
    old, new = frame_of(before, "a"), frame_of(after, "b")
    found = table_difference(TABLE, old, new)
    assert len(found.added) + found.changed_rows + found.unchanged == len(new)
    assert len(found.removed) + found.changed_rows + found.unchanged == len(old)
    assert found.unchanged == slow(before, after)["unchanged"]
    assert found.is_empty == (table_digest(old) == table_digest(new))


@given(ROWS, st.randoms())
def test_another_order_is_no_difference(rows: list[Row], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert table_difference(TABLE, frame_of(rows, "a"), frame_of(mixed, "b")).is_empty


def test_changed_cells_name_their_row_what_was_and_what_is() -> None:
    before = frame_of([("2024", "gabd", 1.0, True), ("2024", "mand", 5.0, None)], "a")
    after = frame_of([("2024", "mand", 5.0, True), ("2024", "gabd", None, False)], "b")
    found = table_difference(TABLE, before, after)
    assert found.changed.to_numpy().tolist() == [
        ["2024", "mand", "preferred", "", "true"],
        ["2024", "gabd", "value", "1", ""],
        ["2024", "gabd", "preferred", "true", "false"],
    ]
    assert found.changed.index.tolist() == [("b", 2), ("b", 3), ("b", 3)]
    assert found.changed_rows == 2


def test_added_and_removed_rows_keep_file_and_line() -> None:
    before = frame_of([("2024", "gabd", 1.0, True)], "a")
    after = frame_of([("2025", "gabd", 1.0, True)], "b")
    found = table_difference(TABLE, before, after)
    assert found.removed.index.tolist() == [("a", 2)]
    assert found.added.index.tolist() == [("b", 2)]
    assert (len(found.changed), found.unchanged) == (0, 0)


def test_columns_of_another_type_are_compared_as_they_are_written() -> None:
    before = frame_of([("2024", "gabd", 1.0, True)], "a")
    after = before.assign(value=["1"])
    assert table_difference(TABLE, before, after).is_empty


def test_two_versions_differ_in_the_tables_that_changed(dataset: Dataset) -> None:
    after = added(dataset, "bilateral_trade", BOOK | {"value_usd": "5", "period": "1901"})
    found = difference(dataset, after)
    assert list(found.tables) == ["bilateral_trade"]
    assert (found.added, found.removed, found.changed) == (1, 0, 0)
    assert (found.before, found.after) == (dataset.fingerprint, after.fingerprint)
    back = difference(after, dataset)
    assert (back.added, back.removed, back.changed) == (0, 1, 0)


def test_a_version_does_not_differ_from_itself_or_a_copy(dataset: Dataset) -> None:
    copied = {name: frame.copy() for name, frame in dataset.tables.items()}
    assert difference(dataset, dataset).is_empty
    assert difference(dataset, replace(dataset, tables=copied)).is_empty


def test_a_table_replaced_by_others(dataset: Dataset) -> None:
    after = replaced(dataset, "bilateral_trade", BOOK | {"value_usd": "5", "period": "1901"})
    found = difference(dataset, after).tables["bilateral_trade"]
    assert len(found.removed) == len(dataset["bilateral_trade"])
    assert found.unchanged == 0
