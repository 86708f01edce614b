"""Citations: the frozen link, the version and both dates; BibTeX that a strict parser takes."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.sharing.citation import bibtex, latex, plain
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.subject import Subject, statement, subject_of
from bordertrade.view import ViewState
from tests.day import TODAY

PUBLISHED = date(2026, 11, 20)
ADDRESS = "https://trade.example.org/border"


def about(dataset: Dataset, path: str, **changes: object) -> Subject:
    return subject_of(path, ViewState().with_(**changes), dataset, TODAY)


# --- a small strict parser: braces balance, nothing outside them but names, "=" and "," ----------


def parsed(text: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of one entry. Raises ValueError for anything else."""
    start = re.match(r"@([a-z]+)\{([A-Za-z0-9-]+),\n", text)
    if start is None or not text.endswith("}\n"):
        raise ValueError(text)
    fields, place, end = {}, start.end(), len(text) - 2
    while place < end:
        name = re.compile(r" {2}([a-z]+) = \{").match(text, place)
        if name is None:
            raise ValueError(text[place:])
        close = closing(text, name.end())
        if text[close : close + 3] != "},\n" or name[1] in fields:
            raise ValueError(text[close:])
        fields[name[1]] = text[name.end() : close]
        place = close + 3
    return start[1], start[2], fields


def closing(text: str, place: int) -> int:
    """Where the brace that is open at ``place`` closes. An escaped brace counts too, as in BibTeX."""
    depth = 1
    for at in range(place, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError("a brace is open")


def read(text: str) -> str:
    """What LaTeX would set: the commands that ``latex`` may write, and no others."""
    words = {
        r"\textbackslash{}": "\\",
        r"\textasciitilde{}": "~",
        r"\textasciicircum{}": "^",
        r"\textbraceleft{}": "{",
        r"\textbraceright{}": "}",
        **{rf"\{sign}": sign for sign in "$&#%_"},
        "~": " ",
    }
    command = re.compile("|".join(re.escape(each) for each in words))
    assert not re.search(r"[\\${}&#%^_]", command.sub("", text)), text
    return command.sub(lambda found: words[found[0]], text)


@given(st.text())
@example("50 % of {US$} & more_~^\\#")
@example("}}, url = {https://elsewhere.example}")
def test_no_title_leaves_its_field(title: str) -> None:
    entry = f"@misc{{key,\n  title = {{{{{latex(title)}}}}},\n  year = {{2026}},\n}}\n"
    _kind, _key, fields = parsed(entry)
    assert set(fields) == {"title", "year"}
    assert fields["title"].startswith("{")
    told = read(fields["title"][1:-1])
    wanted = "".join(c for c in title if c.isprintable() or c.isspace())
    assert told.split() == wanted.split()


@pytest.mark.parametrize("path", PLACES)
def test_every_page_can_be_cited(path: str, dataset: Dataset) -> None:
    subject = about(dataset, path)
    kind, key, fields = parsed(bibtex(subject, ADDRESS, TODAY, PUBLISHED))
    assert (kind, key) == ("misc", f"bordertrade-{path or 'overview'}-{dataset.version}")
    assert fields["author"] == "{Border-market trade dashboard}"
    assert fields["version"] == dataset.version
    assert fields["year"] == "2026"
    assert fields["urldate"] == "2026-11-24"
    assert fields["url"] == ADDRESS + subject.frozen
    assert f"v={dataset.version}" in fields["url"]
    assert "of 20 Nov 2026" in read(fields["note"])
    assert read(fields["title"][1:-1]).split() == statement(subject).title.split()


@pytest.mark.parametrize("name", ["f", "t", "r", "v"])
def test_a_chart_is_cited_by_its_own_name(name: str, dataset: Dataset) -> None:
    subject = about(dataset, "markets", chart=name, markets=("mand",))
    told = plain(subject, ADDRESS, TODAY, PUBLISHED)
    assert told.startswith(f"Border-market trade dashboard. “{statement(subject).title}")
    assert f"Data version {dataset.version} of 20 Nov 2026. Accessed 24 Nov 2026." in told
    assert told.endswith(ADDRESS + subject.frozen)
    assert CHARTS[name].file in parsed(bibtex(subject, ADDRESS, TODAY))[1]


def test_a_version_that_nobody_published_has_no_date_of_its_own(dataset: Dataset) -> None:
    told = plain(about(dataset, "target"), ADDRESS, TODAY)
    assert f"Data version {dataset.version}. Accessed" in told


def test_a_question_keeps_its_mark(dataset: Dataset) -> None:
    assert "“How far is the target?” Data" in plain(about(dataset, ""), ADDRESS, TODAY)


def test_a_search_in_the_link_cannot_end_the_entry(dataset: Dataset) -> None:
    subject = about(dataset, "data", search="}, author = {Nobody}, \\x %#")
    fields = parsed(bibtex(subject, ADDRESS + "/{", TODAY))[2]
    assert fields["author"] == "{Border-market trade dashboard}"
    assert not set(fields["url"]) & set("{}\\ ")
