"""Cells that a spreadsheet would run: harmless outside, themselves again inside."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bordertrade.dataset.neutral import neutralised, restored

SIGNS = "=+-@＝＋－＠\t\r\n\x00"
BLANKS = ["", " ", "\u00a0 ", "\u3000", "\u200f", "\u202e", "\ufeff", "\u200b", "\x0b", "\x1f"]
HOSTILE = st.builds(
    lambda quotes, blank, sign, rest: quotes + blank + sign + rest,
    st.sampled_from(["", "'", "''"]),
    st.sampled_from(BLANKS),
    st.sampled_from(SIGNS),
    st.text(max_size=10),
)
TEXTS = st.text(max_size=20) | HOSTILE


@given(TEXTS)
@example("'=1+1")
@example("'-5")
@example("'' =1")
@example("'")
@example("")
def test_each_text_comes_back_as_it_was(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(TEXTS)
@example("\u202e=1")
@example("\ufeff\u200b@x")
def test_what_a_spreadsheet_sees_first_is_never_a_sign(text: str) -> None:
    """Told without the code's own pattern: whatever prints nothing is skipped."""
    seen = neutralised(text).lstrip("".join({c for c in text if is_blank(c)} - set("\t\r\n\x00")))
    if seen and seen[0] in SIGNS:
        float(seen)


def is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


@given(HOSTILE, HOSTILE)
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert (neutralised(one) == neutralised(other)) == (one == other)


@given(TEXTS)
def test_a_text_survives_the_csv_module_both_ways(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(["first", neutralised(text)])
    ((_first, back),) = csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)
    assert restored(back) == text


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("-5", "-5"),
        ("'tis", "'tis"),
        ("@x", "'@x"),
        ("\x00=1", "'\x00=1"),
        ("\u200e＝1", "'\u200e＝1"),
        ("-", "'-"),
        ("--", "'--"),
        ("a=1", "a=1"),
        ("۵-", "۵-"),
    ],
)
def test_only_what_would_run_is_quoted(text: str, harmless: str) -> None:
    assert neutralised(text) == harmless
