"""Links as a messenger's crawler reads them: the page's head and the picture, without scripts."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette

from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.preview import beginning
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.ui.warm import index
from bordertrade.view import ViewState, link
from bordertrade.web import pictures, previews
from bordertrade.web.pictures import Pictures
from bordertrade.web.policy import inline_scripts
from tests.day import TODAY
from tests.ui.publishing import grown
from tests.web.asking import ask
from tests.web.site import HOST, PLAIN, Head, Shelf, Site, path_of, read

GUARDED = ("/static/js/a.js", "/_stcore/health", "/media/x.png", "/component/a", "/nobody")
HOSTILE = (
    'market="><script>alert(1)</script>',
    "q=%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E&table=nobody",
    "v=%22%3E%3Csvg%20onload%3D1%3E",
    "chart=%00%ff&goods=%0d%0aset-cookie:a=b",
    "=&&&;;%%%&market",
    "market=" + "x" * 3000,
    "time=9999-99..0000-00&duty=1..x&end=-1&lang=%D8%A7",
)


@pytest.fixture(scope="module")
def still(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A store that nobody publishes into."""
    made = Shelf(dataset, tmp_path_factory.mktemp("store"))
    yield made
    made.store().close()


@pytest.fixture(scope="module")
def site(still: Shelf) -> Site:
    return Site(still)


@pytest.fixture
def shelf(dataset: Dataset, tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(dataset, tmp_path / "store")
    yield made
    made.store().close()


def drawn(answer_body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(answer_body))


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path or "first")
def test_every_page_says_what_it_shows(path: str, site: Site, dataset: Dataset) -> None:
    head = site.head_of(f"/{path}")
    said = statement(subject_of(path, ViewState(), dataset, TODAY))
    assert head.metas["og:title"] == head.metas["twitter:title"] == said.title
    assert head.title.startswith(said.title)
    description = head.metas["description"]
    assert description.startswith(beginning(said.sentence, 600))
    assert dataset.version in description
    assert head.metas["og:description"] == head.metas["twitter:description"] == description
    assert head.metas["twitter:card"] == "summary_large_image"
    assert head.metas["og:url"] == head.links["canonical"] == f"http://{HOST}/{path}"
    assert path_of(head.metas["og:image"]).startswith(f"/preview/{path or 'overview'}.png")
    assert head.links["alternate"] == f"http://{HOST}/feed.xml"


@pytest.mark.parametrize("name", CHARTS)
def test_the_numbers_of_a_description_are_those_of_its_chart(
    name: str, site: Site, dataset: Dataset
) -> None:
    view = ViewState(chart=name)
    head = site.head_of(link("target", view))
    done = subject_of("target", view, dataset, TODAY).done(CHARTS[name], Scheme.DARK)
    assert head.metas["og:title"] == done.title
    assert head.metas["description"].startswith(beginning(done.sentence, 600))


def test_amounts_of_a_description_stand_in_the_table(site: Site, dataset: Dataset) -> None:
    """The gap between the books, told and tabulated."""
    view = ViewState(chart="m")
    told = site.head_of(link("mirror", view)).metas["description"]
    table = subject_of("mirror", view, dataset, TODAY).done(CHARTS["m"]).table
    tabulated = {
        round(each / 1e6)
        for each in table.select_dtypes("number").to_numpy().ravel().tolist()
        if each == each
    }
    amounts = [round(float(each) * 1000) for each in re.findall(r"US\$([\d.]+)\sbn", told)]
    assert len(amounts) == 3
    assert set(amounts) <= tabulated


def test_the_page_is_streamlits_own_with_its_one_script(site: Site) -> None:
    page = site.get("/target?market=mand").body.decode()
    for script in inline_scripts(index()):
        assert script in page
    assert re.findall(r'src="[^"]+"', page) == re.findall(r'src="[^"]+"', index())
    assert page.count("<title>") == 1
    policy = site.get("/target").headers["content-security-policy"]
    assert policy == site.get("/static/x").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("path", GUARDED)
def test_what_is_no_page_is_left_alone(path: str, site: Site) -> None:
    assert site.get(path).body.decode() == PLAIN
    assert site.get("/target", method="POST").body != site.get("/target").body


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", ["", "markets", "data"])
def test_a_hostile_query_is_only_text(path: str, query: str, site: Site) -> None:
    clean = read(site.get(f"/{path}").body.decode())
    answer = site.get(f"/{path}?{query}")
    assert answer.status == 200
    head = read(answer.body.decode())
    assert head.tags.count("script") <= clean.tags.count("script")
    assert "svg" not in head.tags
    assert set(inline_scripts(index())) <= set(inline_scripts(answer.body.decode()))
    assert "set-cookie" not in answer.headers
    assert "alert(1)" not in head.metas["og:image"]


def test_what_is_too_long_for_a_link_is_streamlits(site: Site) -> None:
    assert site.get("/target?q=" + "x" * 5000).body.decode() == PLAIN
    assert site.get("/preview/target.png?q=" + "x" * 5000).status == 404


@pytest.mark.parametrize("host", ['a"><script>alert(1)</script>', "x y", "*", "ü.example"])
def test_a_hostile_host_is_only_text(host: str, site: Site) -> None:
    page = site.get("/target", {"Host": host}).body.decode()
    assert "<script>alert" not in page


def test_a_reason_cannot_end_the_data(site: Site, dataset: Dataset) -> None:
    body = site.get("/").body.decode()
    inside = body.split('application/ld+json">')[1].split("</script>")[0]
    assert not set("<>&") & set(inside)
    assert json.loads(inside)["version"] == dataset.version


def test_head_answers_like_get_and_unchanged_pages_are_not_sent_again(site: Site) -> None:
    got = site.get("/target")
    asked = site.get("/target", method="HEAD")
    assert asked.headers["etag"] == got.headers["etag"]
    assert asked.headers["content-length"] == str(len(got.body))
    again = site.get("/target", {"If-None-Match": got.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert "max-age=0, s-maxage=5," in got.headers["cache-control"]
    packed = site.get("/target", {"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(got.body) / 2


@pytest.mark.parametrize("base", ["/trade", "/a/b"])
def test_below_a_base_path_everything_lies_below_it(base: str, still: Shelf) -> None:
    site = Site(still, base)
    head = site.head_of("/target?reporter=PK")
    start = f"http://{HOST}{base}"
    assert head.metas["og:url"] == f"{start}/target?reporter=PK"
    image = head.metas["og:image"].removeprefix(start)
    assert site.get(image).headers["content-type"] == "image/png"
    assert site.get("/feed.xml").headers["content-type"] == "application/atom+xml"
    assert site.get("/embed/target").status == 200
    assert site.get("").body.decode() == PLAIN, "Streamlit sends them to the slash"
    assert ask(site.app, "/target").body.decode() == PLAIN


def test_a_failure_costs_the_preview_and_never_the_page(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(previews, "head", broken)
    with caplog.at_level(logging.ERROR, "bordertrade"):
        assert site.get("/target?reporter=IR").body.decode() == PLAIN
    assert "without its preview" in caplog.text


# --- versions ----------------------------------------------------------------------------------------


def test_a_frozen_link_stays_and_a_live_one_follows(shelf: Shelf, dataset: Dataset) -> None:
    site = Site(shelf)
    chart, frozen = "/markets?chart=g", f"/markets?chart=g&v={dataset.version}"
    before, picture = site.head_of(frozen), site.get(_image(site.head_of(frozen))).body
    assert before.metas["description"] == site.head_of(chart).metas["description"]
    for value in ("1000000", "2000000", "3000000"):
        shelf.publish(grown(dataset, value=value))
    after = site.head_of(frozen)
    assert (after.title, after.metas) == (before.title, before.metas)
    assert site.get(_image(after)).body == picture
    live = site.head_of(chart)
    assert live.metas["description"] != before.metas["description"]
    assert live.metas["og:image"] != before.metas["og:image"]
    assert "US$43\u00a0m" in live.metas["description"], "40 m and the 3 m published last"


def _image(head: Head) -> str:
    return path_of(head.metas["og:image"])


@pytest.mark.parametrize("version", ["0123456789", "cut", ""], ids=["unknown", "cut", "empty"])
def test_a_version_that_cannot_be_shown_shows_no_numbers(
    version: str, site: Site, dataset: Dataset
) -> None:
    head = site.head_of(f"/target?v={version}")
    assert "US$" not in "".join(head.metas.values())
    assert dataset.version not in head.metas["description"]
    assert head.data == ""
    assert head.metas["robots"] == "noindex"
    answer = site.get(_image(head))
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")


def test_a_withdrawn_version_says_so(shelf: Shelf, dataset: Dataset) -> None:
    site = Site(shelf)
    wrong = grown(dataset, value="1000000")
    shelf.publish(wrong)
    frozen = f"/markets?v={wrong.version}"
    assert "US$" in site.head_of(frozen).metas["description"]
    shelf.store().withdraw(wrong.fingerprint, who="zarina", why="typed <b>twice</b>")
    head = site.head_of(frozen)
    assert "withdrawn" in head.metas["description"]
    assert "typed <b>twice</b>" in head.metas["description"]
    assert "US$" not in head.metas["description"]


# --- pictures ----------------------------------------------------------------------------------------


def test_the_picture_is_one_for_messengers(site: Site) -> None:
    answer = site.get(_image(site.head_of("/target")))
    picture = drawn(answer.body)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(answer.body) < 600_000, "WhatsApp takes no larger ones"
    assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50
    again = site.get(_image(site.head_of("/target")), {"If-None-Match": answer.headers["etag"]})
    assert again.status == 304


def test_how_long_a_picture_may_be_kept(site: Site, dataset: Dataset) -> None:
    live = site.get("/preview/data.png").headers["cache-control"]
    frozen = site.get(f"/preview/data.png?v={dataset.version}").headers["cache-control"]
    assert live == "public, max-age=60, s-maxage=5"
    assert "immutable" in frozen


@pytest.mark.parametrize("path", ["nobody", "..%2f..%2fetc", "", "Overview"])
def test_there_are_pictures_of_pages_only(path: str, site: Site) -> None:
    assert site.get(f"/preview/{path}.png").body in (b"Not Found", PLAIN.encode())


def test_a_picture_is_drawn_once_and_too_many_wait_elsewhere(
    still: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def rasterise(svg: str) -> bytes:
        made.append(svg)
        return b"png"

    drawing = Pictures(still, lambda: TODAY, rasterise)
    app = Starlette(routes=[drawing.route()])
    for _ in range(3):
        assert ask(app, "/preview/data.png").body == b"png"
    assert len(made) == 1
    monkeypatch.setattr(pictures, "_MOST_WAITING", 0)
    busy = ask(app, "/preview/sources.png")
    assert (busy.status, busy.headers["retry-after"]) == (503, "5")
    assert ask(app, "/preview/data.png").status == 200, "what is kept needs no turn"
