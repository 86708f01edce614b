"""The one-file report: whole, harmless, small, and with the numbers it speaks of."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from bordertrade.dataset import Dataset
from bordertrade.palette import partners
from bordertrade.sharing.filters import filters
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.report import report
from bordertrade.sharing.report.colours import adaptable, own_ids
from bordertrade.sharing.report.newest import MOST_ROWS, newest
from bordertrade.sharing.report.table import cell, html_table
from bordertrade.sharing.settings import settings
from bordertrade.sharing.subject import subject_of
from bordertrade.view import DEFAULT, ViewState, choices_of, decode
from bordertrade.words import numbers
from bordertrade.words.markup import escape
from tests.day import TODAY
from tests.hostile import hostile

ADDRESS = "https://trade.example.org/border"
MOST_BYTES = 500_000
QUERIES = [
    ("markets", {"market": "gabd", "channel": "formal"}),
    ("markets", {"cal": "solar_hijri", "cur": "toman"}),
    ("markets", {"time": "2021-01..2022-06", "dir": "IR_TO_PK"}),
    ("markets", {"market": "none"}),
    ("target", {"informal": "high", "end": "2035"}),
    ("target", {"evidence": "count", "reporter": "PK"}),
    ("mirror", {"cif": "10"}),
    ("formalisation", {"duty": "15..30"}),
    ("scenario", {"s_fuel": "50", "s_growth": "5", "s_markets": "3"}),
    ("", {"market": "mand", "evidence": "observed"}),
]
WHOLE: list[tuple[str, dict[str, str]]] = [(path, {}) for path in PLACES]


class _Reader(HTMLParser):
    """What a browser would do with the file."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"src", "xlink:href", "poster", "srcset"} or (tag == "link"):
                self.loaded.append(value or "")
            if name == "href" and tag == "a":
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _view(dataset: Dataset, query: dict[str, str]) -> ViewState:
    return decode(query, choices_of(dataset))[0]


def _read(made: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(made.decode("utf-8"))
    return reader


@pytest.mark.parametrize(("path", "query"), WHOLE + QUERIES)
def test_a_report_needs_nothing_but_itself(
    dataset: Dataset, path: str, query: dict[str, str]
) -> None:
    subject = subject_of(path, _view(dataset, query), dataset, TODAY)
    made = report(subject, ADDRESS)
    read = _read(made)
    assert len(made) < MOST_BYTES
    assert not {"script", "link", "iframe", "object", "embed"} & set(read.tags)
    assert all(each.startswith("data:") for each in read.loaded)
    assert not read.handlers
    assert b"@import" not in made
    assert all(each.startswith(b"url(#") for each in re.findall(rb"url\([^)]*", made))
    assert read.tags.count("h1") == 1
    assert len(read.ids) == len(set(read.ids))
    assert escape(ADDRESS + subject.frozen) in made.decode()
    assert subject.dataset.fingerprint in made.decode()


@pytest.mark.parametrize(("path", "query"), WHOLE + QUERIES)
def test_a_report_says_what_each_chart_says(
    dataset: Dataset, path: str, query: dict[str, str]
) -> None:
    subject = subject_of(path, _view(dataset, query), dataset, TODAY)
    made = report(subject, ADDRESS).decode()
    for chart in subject.shown:
        done = subject.done(chart)
        assert escape(done.title) in made
        assert escape(done.sentence) in made
        assert all(escape(note) in made for note in done.notes)
        assert all(escape(source.publisher) in made for source in done.sources)


def test_every_choice_stands_in_the_report(dataset: Dataset) -> None:
    """What the link says and what the report says of it are the same."""
    for path, query in QUERIES[:9]:
        view = _view(dataset, query)
        made = report(subject_of(path, view, dataset, TODAY), ADDRESS).decode()
        for name, told in (*filters(dataset, view), *settings(view)):
            assert f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" in made


@pytest.mark.parametrize(
    "changed",
    [
        {"base_year": 2020},
        {"end_year": 2031},
        {"since_year": 2019},
        {"cif_margin": 10},
        {"fuel_formalised": 20},
        {"growth_change": -3},
        {"more_markets": 2},
        {"markets_year": 2028},
        {"opening_days": 300},
        {"price_gap": 15},
    ],
)
def test_an_assumption_that_was_changed_is_named(changed: dict[str, int]) -> None:
    assert settings(DEFAULT) == ()
    [(_name, told)] = settings(DEFAULT.with_(**changed))
    assert str(abs(next(iter(changed.values())))) in told


def test_the_newest_number_of_the_target_stands_in_its_table(dataset: Dataset) -> None:
    subject = subject_of("target", DEFAULT, dataset, TODAY)
    made = report(subject, ADDRESS).decode()
    levels = re.findall(r"US\$([\d.]+\sbn) of goods", subject.done(subject.shown[0]).sentence)
    assert levels
    for level in levels:
        assert f'<td class="n">{level}</td>' in made


def test_a_long_table_keeps_the_newest_rows_and_one_of_every_line() -> None:
    months = pd.period_range("2015-01", periods=80, freq="M").astype(str)
    coded = pd.DataFrame({"market_code": "gabd", "period_code": months})
    old = pd.DataFrame({"market_code": ["mand"], "period_code": ["2001-01"]})
    kept = newest(pd.concat([old, coded], ignore_index=True))
    assert len(kept) == MOST_ROWS
    assert kept[0] == 0
    assert kept[1:] == list(range(81 - MOST_ROWS + 1, 81))
    assert newest(coded.head(MOST_ROWS)) == list(range(MOST_ROWS))


def test_a_cell_of_a_file_is_only_text() -> None:
    hostile = "</td><script>alert(1)</script>\u202e"
    rows = pd.DataFrame({hostile: [hostile, "b"], "same": [hostile, hostile], "n": [1.0, None]})
    made = html_table(rows, hostile)
    assert "<script" not in made
    assert "\u202e" not in made


@pytest.mark.parametrize("path", ["markets", "informal", "target", "coverage"])
def test_o1_a_hostile_record_stays_text(dataset: Dataset, path: str) -> None:
    attacked = hostile(dataset)
    subject = subject_of(path, DEFAULT, attacked, TODAY)
    made = report(subject, ADDRESS)
    read = _read(made)
    assert not {"script", "iframe", "link"} & set(read.tags)
    assert not read.handlers
    assert all(each.startswith("data:") for each in read.loaded)
    assert not any(each.startswith("javascript") for each in read.links)
    assert "\u202e" not in made.decode()
    assert len(made) < MOST_BYTES


def test_missing_is_a_dash_and_never_a_nought() -> None:
    assert cell(None) == cell(float("nan")) == numbers.MISSING
    assert cell(0) == "0"
    assert cell(2029) == "2029"


def test_colours_follow_the_page_and_ids_stay_apart() -> None:
    assert adaptable('fill="#0b6e69"') == 'fill="var(--c0b6e69)"'
    assert adaptable("rgb(11,110,105)") == "var(--c0b6e69)"
    assert "var(--c0b6e69) 50%" in adaptable("rgba(11,110,105,0.5)")
    assert adaptable("#123456") == "#123456"
    assert set(partners()) >= {"#0b6e69"}
    assert own_ids('<pattern id="h1"/><path fill="url(#h1)"/>', "a") == (
        '<pattern id="ah1"/><path fill="url(#ah1)"/>'
    )
