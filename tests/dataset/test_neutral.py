"""Cells that a spreadsheet would run: harmless outside, themselves again inside."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bordertrade.dataset.neutral import neutralised, restored

HOSTILE = st.builds(
    lambda quotes, blank, sign, rest: quotes + blank + sign + rest,
    st.sampled_from(["", "'", "''"]),
    st.sampled_from(["", " ", "\u00a0 "]),
    st.sampled_from("=+-@＝＋－＠\t\r\n"),
    st.text(max_size=10),
)


@given(st.text(max_size=20) | HOSTILE)
@example("'=1+1")
@example("'-5")
def test_each_text_comes_back_as_it_was(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(HOSTILE, HOSTILE)
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert (neutralised(one) == neutralised(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("-5", "-5"), ("'tis", "'tis"), ("@x", "'@x")],
)
def test_only_what_would_run_is_quoted(text: str, harmless: str) -> None:
    assert neutralised(text) == harmless
