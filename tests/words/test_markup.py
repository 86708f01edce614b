"""Texts of others in HTML and in Markdown labels."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.words.markup import escape, plain

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXT = st.text() | st.text(alphabet="<>&\"'*_`[]()!:$\\/-@w. \n" + TURNING)


@given(TEXT)
def test_escaped_text_reads_as_it_was_but_turns_nothing(text: str) -> None:
    safe = escape(text)
    assert not set(safe) & set("<>\"'" + TURNING)
    assert html.unescape(safe) == "".join(c for c in text if c not in TURNING)


def test_marks_of_direction_that_persian_needs_stay() -> None:
    assert escape("می\u200cرود \u200e5\u200f") == "می\u200cرود \u200e5\u200f"


@given(TEXT)
def test_in_a_label_no_sign_stands_unescaped(text: str) -> None:
    unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain(text))
    assert not re.search(r"[!-/:-@\[-`{-~\n]", unescaped)


@given(TEXT)
def test_a_label_reads_as_the_text_on_one_line(text: str) -> None:
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text)).replace("\u2060", "")
    turned = "".join(c for c in text if c not in TURNING)
    assert read == " ".join(turned.split()).replace("\u2060", "")


@pytest.mark.parametrize(
    "text", [":material/delete:", ":smile:", "http://a.invalid", "www.a.invalid", "a@b.invalid"]
)
def test_what_streamlit_finds_in_plain_text_is_not_found(text: str) -> None:
    """Icons, emoji and addresses are looked for after the Markdown is read."""
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text))
    assert text not in read
    assert read.replace("\u2060", "") == text
