"""What is worked out once for each combination is the same as worked out for each row."""

from typing import Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset.rows import each, numbered

CELLS = st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from([1.0, 2.0, float("nan")]))


def frame(rows: list[tuple[str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "value"]).astype({"name": "str", "value": "float"})


@given(st.lists(CELLS, max_size=8))
def test_each_equals_a_loop(rows: list[tuple[str, float]]) -> None:
    made = each(frame(rows), ["name", "value"], lambda name, value: f"{name}:{value}")
    assert made.tolist() == [f"{name}:{value}" for name, value in rows]


@given(st.lists(CELLS, max_size=8))
def test_numbers_follow_the_first_appearance(rows: list[tuple[str, float]]) -> None:
    codes, first = numbered(frame(rows), ["name", "value"])
    shown = [str(row) for row in rows]
    known = list(dict.fromkeys(shown))
    assert codes.tolist() == [known.index(row) for row in shown]
    assert first.tolist() == [shown.index(row) for row in known]


@given(st.lists(CELLS, max_size=8))
def test_categories_are_numbered_as_their_texts(rows: list[tuple[str, float]]) -> None:
    coded = frame(rows).astype("category")
    assert [each.tolist() for each in numbered(coded, ["name", "value"])] == [
        each.tolist() for each in numbered(frame(rows), ["name", "value"])
    ]


@pytest.mark.parametrize("kind", ["int64", "category"])
def test_more_combinations_than_64_bits_can_count_are_told_apart(
    kind: Literal["int64", "category"],
) -> None:
    wide = pd.DataFrame(np.eye(80, dtype=np.int64)).astype(kind)
    codes, first = numbered(pd.concat([wide, wide], ignore_index=True), wide.columns)
    assert codes.tolist() == [*range(80), *range(80)]
    assert first.tolist() == [*range(80)]
