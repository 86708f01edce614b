"""The letter about a number: what was shown, in which version, and where its rows stand."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bordertrade.charts import CHARTS, measured
from bordertrade.dataset import Dataset
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.sharing import reporting
from bordertrade.sharing.reporting import is_mailbox, letter, mail_link, short_letter
from bordertrade.sharing.subject import Subject, statement, subject_of
from bordertrade.view import ViewState
from tests.day import TODAY

ADDRESS = "https://trade.example.org"


def about(dataset: Dataset, path: str, **changes: object) -> Subject:
    return subject_of(path, ViewState().with_(**changes), dataset, TODAY)


@pytest.mark.parametrize(("path", "chart"), [("markets", "f"), ("target", "t"), ("informal", "v")])
def test_it_names_what_is_shown_and_the_rows_behind(
    path: str, chart: str, dataset: Dataset
) -> None:
    subject = about(dataset, path, chart=chart)
    told, said = letter(subject, ADDRESS), statement(subject)
    for part in (said.title, said.sentence, dataset.version, ADDRESS + subject.frozen):
        assert part in told
    behind = CHARTS[chart].behind(
        measured(CHARTS[chart], dataset, subject.view, TODAY), dataset, subject.view
    )
    assert isinstance(behind, RowsBehind)
    rows = behind.rows
    places = {
        f"{dataset.files[file].file}, line {line} · {file[:8]}"
        for file, line in zip(rows["file"], rows["line"], strict=True)
    }
    named = [each for each in told.splitlines() if each.startswith("    ") and " | " in each]
    assert named
    assert all(each.strip().split(" | ")[0] in places for each in named)


def test_the_newest_numbers_come_first(dataset: Dataset) -> None:
    told = letter(about(dataset, "markets", chart="f", markets=("mand",)), ADDRESS)
    numbers = [each for each in told.splitlines() if each.startswith("- ")]
    assert len(numbers) == reporting._NUMBERS
    assert "Jun 2025" in numbers[0]
    assert "more numbers stand on the page" in told


def test_without_a_chart_it_names_no_rows(dataset: Dataset) -> None:
    for path in ("", "map", "data"):
        subject = about(dataset, path)
        assert letter(subject, ADDRESS) == short_letter(subject, ADDRESS)


def test_a_choice_without_figures_can_be_reported_too(dataset: Dataset) -> None:
    told = letter(about(dataset, "markets", chart="f", markets=()), ADDRESS)
    assert dataset.version in told


def test_a_mail_holds_the_short_letter(dataset: Dataset) -> None:
    subject = about(dataset, "target", chart="t")
    parts = urlsplit(mail_link("data@trade.example.org", subject, ADDRESS))
    told = parse_qs(parts.query)
    assert (parts.scheme, parts.path) == ("mailto", "data@trade.example.org")
    assert told["body"] == [short_letter(subject, ADDRESS)]
    assert told["subject"][0].endswith(statement(subject).title)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("data@trade.example.org", True),
        ("", False),
        ("nobody", False),
        ("a@", False),
        ("@b", False),
        ("a@b, c@d", False),
        ("a@b?bcc=c@d", False),
        ("A <a@b>", False),
        ("a@b&body=x", False),
    ],
)
def test_only_one_mailbox_is_taken(given: str, taken: bool) -> None:
    assert is_mailbox(given) is taken
