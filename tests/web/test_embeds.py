"""The card of a view on other people's pages, and the frame that shows it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.sharing.embedding import path_of, slug, snippet
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.view import ViewState
from bordertrade.words.markup import escape
from tests.day import TODAY
from tests.ui.publishing import grown
from tests.web.site import HOST, Shelf, Site, read

ADDRESS = f"http://{HOST}"


@pytest.fixture
def shelf(dataset: Dataset, tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(dataset, tmp_path / "store")
    yield made
    made.store().close()


@pytest.fixture(scope="module")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Shelf(dataset, tmp_path_factory.mktemp("store"))
    yield Site(made)
    made.store().close()


class _Frame(HTMLParser):
    told: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.told = dict(attrs)


def frame(markup: str) -> dict[str, str | None]:
    found = _Frame()
    found.feed(markup)
    return found.told


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path or "first")
def test_a_card_says_its_view_without_scripts(path: str, site: Site, dataset: Dataset) -> None:
    answer = site.get(f"/embed/{slug(path)}")
    assert answer.status == 200
    page = answer.body.decode()
    said = statement(subject_of(path, ViewState(), dataset, TODAY))
    for text in (said.title, said.sentence, said.basis, said.dated):
        assert escape(text) in page
    tags = read(page).tags
    assert "script" not in tags
    assert not re.search(r"\son\w+=", page)
    assert f'href="{ADDRESS}/{path}" target="_blank" rel="noopener"' in page
    assert len(answer.body) < 150_000


def test_only_cards_may_stand_on_other_peoples_pages(site: Site) -> None:
    policy = site.get("/embed/target").headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    for path in ("/target", "/feed.xml", "/preview/data.png", "/embed/nobody"):
        assert "frame-ancestors 'self'" in site.get(path).headers["content-security-policy"]


@pytest.mark.parametrize("name", ["t", "i", "m", "w"])
def test_a_card_draws_the_chart_that_was_asked_for(name: str, site: Site, dataset: Dataset) -> None:
    page = site.get(f"/embed/target?chart={name}").body.decode()
    done = subject_of("target", ViewState(chart=name), dataset, TODAY).done(CHARTS[name])
    assert f"<h1>{escape(done.title)}</h1>" in page
    assert page.count("<svg") >= 2, "one for a column, one for a phone"
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), "what is hidden must not hold the hatches of what is shown"
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_every_colour_of_a_drawing_has_a_dark_twin(site: Site) -> None:
    page = site.get("/embed/markets").body.decode()
    rules = page.split("prefers-color-scheme:dark")[1].split("</style>")[0]
    used = set(re.findall(r'(?:fill|stroke)="((?:#|rgb)[^"]+)"', page))
    assert used
    assert {each for each in used if f'="{each}"]' not in rules} == set()


def test_a_frozen_card_stays_and_a_live_one_follows(shelf: Shelf, dataset: Dataset) -> None:
    site = Site(shelf)
    subject = subject_of("markets", ViewState(chart="g"), dataset, TODAY)
    live, frozen = (
        str(frame(snippet(subject, ADDRESS, frozen=frozen))["src"]).removeprefix(ADDRESS)
        for frozen in (False, True)
    )
    kept, followed = site.get(frozen).body, site.get(live).body
    for value in ("1000000", "2000000", "3000000"):
        shelf.publish(grown(dataset, value=value))
    assert site.get(frozen).body == kept
    after = site.get(live).body.decode()
    assert after.encode() != followed
    assert "US$43\u00a0m" in after
    assert "Follows new data" in after
    assert "Always this version of the data, published" in kept.decode()


def test_an_unknown_version_shows_no_figures(site: Site) -> None:
    page = site.get("/embed/target?v=0123456789").body.decode()
    assert "0123456789" in page
    assert "US$" not in page
    assert "<svg" not in page
    assert site.get("/embed/target?v=0123456789").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "query", ['chart="><script>', "market=%3Csvg/onload=1%3E", "q=" + "x" * 3000]
)
def test_a_hostile_query_is_only_text(query: str, site: Site) -> None:
    plain = read(site.get("/embed/data").body.decode())
    assert read(site.get(f"/embed/data?{query}").body.decode()).tags == plain.tags


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("path", ["", "target", "data"])
def test_the_snippet_is_one_frame(path: str, frozen: bool, dataset: Dataset) -> None:
    view = ViewState(markets=("mand",), language="en")
    told = frame(snippet(subject_of(path, view, dataset, TODAY), ADDRESS, frozen=frozen))
    assert str(told["src"]).startswith(f"{ADDRESS}/embed/{path or 'overview'}?market=mand")
    assert (f"v={dataset.version}" in str(told["src"])) is frozen
    assert told["title"] == statement(subject_of(path, view, dataset, TODAY)).title
    assert told["loading"] == "lazy"
    assert told["width"] == "100%"
    assert 200 < int(str(told["height"])) <= 1200


@pytest.mark.parametrize("path", PLACES)
def test_names_lead_back_to_their_pages(path: str) -> None:
    assert path_of(slug(path)) == path


@pytest.mark.parametrize("name", ["", "nobody", "Overview", "markets/"])
def test_no_other_name_is_a_page(name: str) -> None:
    assert path_of(name) is None
