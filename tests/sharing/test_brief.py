"""The brief: one page, the same bytes on the same day, with real text."""

from __future__ import annotations

import re
import zlib

import pytest

from bordertrade.dataset import Dataset
from bordertrade.sharing.brief import brief
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.subject import Subject, subject_of
from bordertrade.view import DEFAULT, ViewState
from tests.day import TODAY
from tests.hostile import hostile

ADDRESS = "https://trade.example.org/border"
VIEWS = [
    ("markets", DEFAULT.with_(markets=("gabd",))),
    ("scenario", DEFAULT.with_(fuel_formalised=50, more_markets=3, growth_change=5)),
    ("markets", DEFAULT.with_(chart="i")),
    ("mirror", DEFAULT.with_(chart="y")),
]


def _subject(dataset: Dataset, path: str, view: ViewState) -> Subject:
    return subject_of(path, view, dataset, TODAY)


def _pages(made: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", made))


def _lowest_text(made: bytes) -> float:
    """Points between the last line of text and the sheet's lower edge."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    content = b"".join(_plain(each) for each in streams)
    return min(float(y) for y in re.findall(rb"BT [\d.]+ (-?[\d.]+) Td", content))


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize(("path", "view"), [*((path, DEFAULT) for path in PLACES), *VIEWS], ids=str)
def test_a_brief_is_one_page_and_nothing_is_cut(
    dataset: Dataset, path: str, view: ViewState
) -> None:
    made = brief(_subject(dataset, path, view), ADDRESS)
    assert made.startswith(b"%PDF-")
    assert _pages(made) == 1
    assert _lowest_text(made) > 15
    assert b"/Lang" in made
    assert b"/ToUnicode" in made


def test_a_brief_is_the_same_whenever_it_is_made(dataset: Dataset) -> None:
    asked = _subject(dataset, "coverage", DEFAULT)
    assert brief(asked, ADDRESS) == brief(asked, ADDRESS)


@pytest.mark.parametrize("path", ["markets", "informal"])
def test_a_hostile_record_fits_on_its_page(dataset: Dataset, path: str) -> None:
    made = brief(_subject(hostile(dataset), path, DEFAULT), ADDRESS)
    assert _pages(made) == 1
    assert _lowest_text(made) > 15
    assert b"/JavaScript" not in made
