"""The identity of data: what changes it and what does not."""

import hashlib
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.dataset.fingerprint import SHORT, canonical, fingerprint, table_digest

CELLS = st.tuples(
    st.text(max_size=5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)
ROWS = st.lists(CELLS, min_size=1, max_size=6)


def frame(rows: list[tuple[str, float, bool]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["text", "number", "truth"])


@given(st.data(), ROWS)
def test_the_order_of_rows_changes_nothing(
    data: st.DataObject, rows: list[tuple[str, float, bool]]
) -> None:
    other = data.draw(st.permutations(rows))
    assert table_digest(frame(rows)) == table_digest(frame(other))


@given(st.data(), ROWS)
def test_one_changed_cell_changes_it(
    data: st.DataObject, rows: list[tuple[str, float, bool]]
) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    text, number, truth = data.draw(CELLS)
    old = rows[at]
    changed = [(text, old[1], old[2]), (old[0], number, old[2]), (old[0], old[1], truth)]
    other = [*rows[:at], changed[data.draw(st.integers(0, 2))], *rows[at + 1 :]]
    same = sorted(map(_key, rows)) == sorted(map(_key, other))
    assert (table_digest(frame(rows)) == table_digest(frame(other))) == same


def _key(row: tuple[str, float, bool]) -> tuple[str, float, bool]:
    return row[0], row[1] + 0.0, row[2]


def test_a_row_more_changes_it() -> None:
    row = ("a", 1.0, True)
    assert table_digest(frame([row])) != table_digest(frame([row, row]))


def test_text_moved_to_the_next_cell_changes_it() -> None:
    one = pd.DataFrame([("a\x1fb", "c")], columns=["x", "y"])
    other = pd.DataFrame([("a", "b\x1fc")], columns=["x", "y"])
    assert table_digest(one) != table_digest(other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1e20, "100000000000000000000"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (math.nan, ""),
        (pd.NA, ""),
        ("", ""),
        ("5", "5"),
    ],
)
def test_one_text_for_one_value(value: object, text: str) -> None:
    assert canonical(value) == text


def _slowly(frame: pd.DataFrame) -> str:
    """The same digest, cell by cell in plain Python."""
    columns = [[canonical(value) for value in frame[name].tolist()] for name in frame.columns]
    rows = sorted(map("\x1f".join, zip(*columns, strict=True)))
    return hashlib.sha256("\x1e".join(["\x1f".join(frame.columns), *rows]).encode()).hexdigest()


NUMBER = st.none() | st.floats() | st.integers(-(2**53), 2**53).map(float)
TYPED = st.lists(
    st.tuples(
        st.none() | st.text("aیé😀\x1f\x1e\x00\n", max_size=4),
        NUMBER,
        st.none() | st.integers(-(10**18), 10**18),
        st.none() | st.booleans(),
        st.sampled_from(["x", True, 1, 1.0, None, math.nan]),
    ),
    max_size=12,
)


@given(TYPED)
def test_the_quick_way_agrees_with_the_slow_one(rows: list[tuple[object, ...]]) -> None:
    cells = list(zip(*rows, strict=True)) or [()] * 5
    kinds = ["str", "float64", "Int64", "boolean", "object"]
    typed = pd.DataFrame(
        {
            kind: pd.Series(list(values), dtype=kind)
            for kind, values in zip(kinds, cells, strict=True)
        }
    )
    assert table_digest(typed) == _slowly(typed)


def test_five_is_five() -> None:
    whole = pd.DataFrame({"n": pd.Series([5, None], dtype="Int64")})
    assert table_digest(whole) == table_digest(pd.DataFrame({"n": [5.0, math.nan]}))


def test_the_name_of_a_column_and_of_a_table_count() -> None:
    table = pd.DataFrame({"n": [5.0]})
    assert table_digest(table) != table_digest(pd.DataFrame({"m": [5.0]}))
    assert fingerprint({"a": table}) != fingerprint({"b": table})


def test_the_fingerprint_of_the_shipped_data(dataset: Dataset) -> None:
    shuffled = {name: table.iloc[::-1] for name, table in reversed(list(dataset.tables.items()))}
    assert fingerprint(shuffled) == dataset.fingerprint
    assert (len(dataset.fingerprint), dataset.version) == (64, dataset.fingerprint[:SHORT])
    rates = dataset["exchange_rates"].copy()
    rates.loc[rates.index[0], "lcu_per_usd"] += 0.01
    assert fingerprint({**dataset.tables, "exchange_rates": rates}) != dataset.fingerprint
