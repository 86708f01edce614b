"""The feed of published versions, the markup of the record, and what robots read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from bordertrade.dataset import Dataset
from bordertrade.sharing.places import PLACES
from bordertrade.store import Reason, StoreUnavailable
from tests.ui.publishing import grown
from tests.web.site import HOST, Shelf, Site, path_of

ATOM = "{http://www.w3.org/2005/Atom}"
DETAILS = {
    "files": [{"file": "june.csv", "table": "formal_trade", "added": 3, "changed": 1, "removed": 0}]
}


@pytest.fixture
def shelf(dataset: Dataset, tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(dataset, tmp_path / "store")
    made.publish(grown(dataset, value="1000000"), "June <b>&</b> \x0b\x1b[31mJuly", details=DETAILS)
    made.publish(grown(dataset, value="2000000"), "corrected")
    yield made
    made.store().close()


@pytest.fixture
def site(shelf: Shelf) -> Site:
    return Site(shelf)


def entries(site: Site) -> list[Xml.Element]:
    return Xml.fromstring(site.get("/feed.xml").body).findall(f"{ATOM}entry")


def text(of: Xml.Element, name: str) -> str:
    return of.findtext(f"{ATOM}{name}") or ""


def href(of: Xml.Element, rel: str) -> str:
    return next(
        each.get("href", "") for each in of.findall(f"{ATOM}link") if each.get("rel") == rel
    )


def test_the_feed_is_atom(site: Site) -> None:
    answer = site.get("/feed.xml")
    assert answer.headers["content-type"] == "application/atom+xml"
    root = Xml.fromstring(answer.body)
    assert root.tag == f"{ATOM}feed"
    assert href(root, "self") == f"http://{HOST}/feed.xml"
    for part in (root, *root.findall(f"{ATOM}entry")):
        assert text(part, "id").startswith("urn:uuid:")
        assert text(part, "title")
        assert datetime.fromisoformat(text(part, "updated")).tzinfo is not None
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [text(each, "id") for each in (root, *root.findall(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids)) == 4


def test_it_tells_what_changed_newest_first_and_names_nobody(site: Site, shelf: Shelf) -> None:
    newest, middle, first = entries(site)
    assert text(newest, "summary").startswith("corrected")
    assert "June <b>&</b> [31mJuly" in text(middle, "summary")
    assert "3 added, 1 changed, 0 removed" in text(middle, "summary")
    assert "Shipped" in text(first, "title")
    assert b"zarina" not in site.get("/feed.xml").body
    for entry, revision in zip((newest, middle, first), shelf.store().revisions(), strict=True):
        frozen = path_of(href(entry, "alternate"))
        assert frozen == f"/?v={revision.version[:16]}"
        assert revision.version[:16] in site.head_of(frozen).metas["description"]


def test_ids_stay_when_more_is_published(site: Site, shelf: Shelf, dataset: Dataset) -> None:
    before = [text(each, "id") for each in entries(site)]
    shelf.publish(grown(dataset, value="3000000"))
    after = [text(each, "id") for each in entries(site)]
    assert after[1:] == before
    assert after[0] not in before


def test_what_was_withdrawn_says_so_and_drafts_are_nobodys(
    site: Site, shelf: Shelf, dataset: Dataset
) -> None:
    wrong = shelf.store().revisions()[1].version
    shelf.store().withdraw(wrong, who="zarina", why="typed twice")
    draft = shelf.store().save(grown(dataset, value="9"))
    shelf.store().add_draft(draft, base=4, who="zarina", why="secret")
    body = site.get("/feed.xml").body.decode()
    assert "secret" not in body
    assert draft[:10] not in body
    _newest, middle, _first = entries(site)
    assert "withdrawn" in text(middle, "title")
    assert "typed twice" in text(middle, "summary")
    assert href(middle, "alternate") == f"http://{HOST}/history"


def test_what_a_reader_has_is_not_sent_again(site: Site, shelf: Shelf, dataset: Dataset) -> None:
    answer = site.get("/feed.xml")
    tag, day = answer.headers["etag"], answer.headers["last-modified"]
    assert site.get("/feed.xml", {"If-None-Match": tag}).status == 304
    assert site.get("/feed.xml", {"If-Modified-Since": day}).status == 304
    assert site.get("/feed.xml", {"If-None-Match": '"x"', "If-Modified-Since": day}).status == 200
    assert site.get("/feed.xml", {"If-Modified-Since": "no day"}).status == 200
    assert site.get("/feed.xml", method="HEAD").headers["etag"] == tag
    shelf.publish(grown(dataset, value="3000000"))
    assert site.get("/feed.xml", {"If-None-Match": tag}).status == 200


def test_a_store_that_cannot_be_asked_is_asked_later(
    site: Site, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise StoreUnavailable(Reason.UNREACHABLE)

    monkeypatch.setattr(shelf.store(), "audit", down)
    answer = site.get("/feed.xml")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert b"secret" not in answer.body


# --- schema.org ----------------------------------------------------------------------------------------


def test_the_record_describes_itself(site: Site, shelf: Shelf) -> None:
    told = json.loads(site.head_of("/target").data)
    record = shelf.record()
    assert (told["@type"], told["version"]) == ("Dataset", record.dataset.version)
    assert record.revision is not None
    assert told["datePublished"] == record.revision.at.date().isoformat()
    assert told["license"]["url"].startswith("https://creativecommons.org/")
    assert 50 <= len(told["description"]) <= 5000, "what search engines of data take"
    start, end = told["temporalCoverage"].split("/")
    assert start < end
    assert {"Value", "Quantity"} <= {each["name"] for each in told["variableMeasured"]}


def test_its_downloads_are_there(site: Site, shelf: Shelf) -> None:
    told = json.loads(site.head_of("/").data)
    links = [each["contentUrl"] for each in told["distribution"]]
    assert len(links) == len(shelf.record().dataset.tables)
    answer = site.get(path_of(links[0]))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/csv")


def test_robots_find_every_page(site: Site) -> None:
    assert f"Sitemap: http://{HOST}/sitemap.xml" in site.get("/robots.txt").body.decode()
    root = Xml.fromstring(site.get("/sitemap.xml").body)
    found = {each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert found == {f"http://{HOST}/{path}" for path in PLACES if path != "update"}
