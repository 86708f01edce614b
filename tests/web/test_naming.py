"""What the addresses of previews, pictures, cards and the API call a version or a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from bordertrade.dataset import Dataset
from bordertrade.store import Draft
from tests.ui.publishing import grown
from tests.web.api.test_api import Site as Api
from tests.web.site import Shelf, Site


@pytest.fixture
def shelf(dataset: Dataset, tmp_path: Path) -> Iterator[Shelf]:
    """The shipped record was published, and another after it."""
    made = Shelf(dataset, tmp_path / "store")
    made.publish(grown(dataset))
    yield made
    made.store().close()


def drafted(shelf: Shelf, dataset: Dataset) -> Draft:
    return shelf.store().add_draft(shelf.store().save(dataset), base=2, who="a visitor", why="")


@pytest.mark.parametrize("length", [10, 16])
def test_f9_a_strangers_draft_takes_no_published_link_from_anybody(
    length: int, shelf: Shelf, dataset: Dataset
) -> None:
    """A draft whose id begins as that of a published version, older or current."""
    site, api = Site(shelf), Api(shelf=shelf)
    for victim in (dataset, shelf.record().dataset):
        asked = f"v={victim.fingerprint[:length]}"
        before = site.head_of(f"/markets?{asked}").metas["description"]
        assert victim.version in before
        rows = api.json(f"/charts/d?{asked}")["rows"]
        theirs = grown(dataset, value="1234567")
        hit = victim.fingerprint[:length] + theirs.fingerprint[length:]
        drafted(shelf, replace(theirs, fingerprint=hit))
        assert site.head_of(f"/markets?{asked}").metas["description"] == before
        assert api.get(f"/charts/d?{asked}").status == 200
        assert api.json(f"/charts/d?{asked}")["rows"] == rows


def test_nobody_opens_a_draft_by_its_rows(shelf: Shelf, dataset: Dataset) -> None:
    mine = grown(dataset, value="1234567")
    draft, api = drafted(shelf, mine), Api(shelf=shelf)
    assert api.get(f"/charts/d?v={draft.in_links}").status == 200
    for length in (10, 16, 24, 64):
        assert api.get(f"/charts/d?v={mine.fingerprint[:length]}").status == 404


def test_what_is_made_of_a_drafts_link_keeps_its_name(shelf: Shelf, dataset: Dataset) -> None:
    draft = drafted(shelf, grown(dataset, value="1234567"))
    asked = f"v={draft.in_links}"
    head = Site(shelf).head_of(f"/markets?market=gabd&{asked}")
    for name in ("og:url", "og:image", "twitter:image"):
        assert asked in head.metas[name], name
    answer = Api(shelf=shelf).get(f"/charts/d?{asked}")
    links = orjson.loads(answer.body)["links"]
    assert asked in links["page_frozen"]
    assert asked in links["api_frozen"]
    assert Api(shelf=shelf).get(links["api_frozen"].partition("/api/v1")[2]).status == 200
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("length", [10, 16, 64])
def test_a_published_versions_frozen_links_are_those_of_today(
    length: int, shelf: Shelf, dataset: Dataset
) -> None:
    """However the version was asked for."""
    asked = f"v={dataset.fingerprint[:length]}"
    links = Api(shelf=shelf).json(f"/charts/d?{asked}")["links"]
    assert f"v={dataset.fingerprint[:16]}" in links["page_frozen"].partition("?")[2].split("&")
