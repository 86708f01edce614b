"""Yesterday's links: each still means the view that it meant when it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.charts import CHART_NAMES
from bordertrade.dataset import Dataset
from bordertrade.sharing.places import PLACES
from bordertrade.view import DEFAULT, KEYS, Choices, choices_of, decode, encode, link, migrations
from bordertrade.view.migrations import migrated

FOLDER = Path(__file__).parent / "links"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def choices(dataset: Dataset) -> Choices:
    return choices_of(dataset, CHART_NAMES)


def _read() -> Iterator[tuple[str, str]]:
    """Each link as it was sent, and what it meant: the fields that differ from the usual view."""
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                sent, _, meant = line.partition(" -> ")
                yield sent, meant


KEPT = list(_read())


def meaning(text: str, choices: Choices) -> str:
    """The view of a link, field by field, as ``tests/links`` writes it."""
    view, fallbacks = decode(dict(parse_qsl(urlsplit(text).query)), choices)
    assert fallbacks == (), text
    fields = ((key.field, getattr(view, key.field)) for key in KEYS)
    told = [
        f"{name}={','.join(value) if isinstance(value, tuple) else value}"
        for name, value in fields
        if value != getattr(DEFAULT, name)
    ]
    return "; ".join(told) or "the usual view"


def test_links_of_every_version_are_kept() -> None:
    assert [file.stem for file in FILES] == ["0.1", "0.2", "0.3"]
    assert len(KEPT) > 60


@pytest.mark.parametrize(("sent", "meant"), KEPT)
def test_a_link_means_what_it_meant(sent: str, meant: str, choices: Choices) -> None:
    assert urlsplit(sent).path.removeprefix("/") in PLACES
    assert meaning(sent, choices) == meant


@pytest.mark.parametrize(("sent", "_meant"), KEPT)
def test_it_is_written_today_so_that_it_means_the_same(
    sent: str, _meant: str, choices: Choices
) -> None:
    view, _ = decode(dict(parse_qsl(urlsplit(sent).query)), choices)
    again = link(urlsplit(sent).path.removeprefix("/"), view)
    assert meaning(again, choices) == meaning(sent, choices)


def test_every_key_has_a_link_that_was_sent() -> None:
    """``chart`` is younger than the last version."""
    sent = {key for text, _ in KEPT for key, _ in parse_qsl(urlsplit(text).query)}
    assert {key.key for key in KEYS} - sent == {"chart"}


def test_migrations_lead_to_what_is_known_today(choices: Choices) -> None:
    names = {key.key for key in KEYS}
    assert not names & set(migrations.KEYS), "an old key must not be in use again"
    assert set(migrations.KEYS.values()) <= names
    for key, codes in migrations.CODES.items():
        for old, new in codes.items():
            assert decode({key: new}, choices)[1] == ()
            assert old not in codes.values()
            assert decode({key: old}, choices) == decode({key: new}, choices)


def test_todays_word_counts_before_yesterdays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(migrations.KEYS, "place", "market")
    monkeypatch.setitem(migrations.CODES, "market", {"gwadar": "gabd"})
    assert migrated({"place": "gwadar~mand"}) == {"market": "gabd~mand"}
    assert migrated({"market": "mand", "place": "gwadar"}) == {"market": "mand"}
    assert migrated({"place": "gwadar", "market": "mand"}) == {"market": "mand"}


@given(st.dictionaries(st.text(), st.text()))
def test_migrating_twice_changes_nothing_more(query: dict[str, str]) -> None:
    assert migrated(migrated(query)) == migrated(query)


def test_what_is_written_today_needs_no_migration() -> None:
    written = encode(DEFAULT.with_(tables=CHART_NAMES, chart="f", markets=("mand",)))
    assert migrated(written) == written
