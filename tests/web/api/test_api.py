"""The API, asked directly: forms, keys, tags, limits, troubles."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import orjson
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from bordertrade.charts import CHART_NAMES
from bordertrade.dataset import Dataset
from bordertrade.shelf import Record
from bordertrade.store import Reason, Revision, Store, StoreUnavailable
from bordertrade.ui import cache
from bordertrade.view import DEFAULT, KEYS, choices_of, decode
from bordertrade.web.api import Limiter, api_routes, limiter
from bordertrade.web.api import app as door
from bordertrade.web.api.kept import Kept
from bordertrade.web.api.keys import VIEW_KEYS, expected, schema
from bordertrade.web.api.resources import RESOURCES
from tests.day import TODAY
from tests.web.asking import Answer, ask

MANY = 10**9


class Site:
    """The API alone, with a limiter of its own."""

    def __init__(self, limits: Limiter | None = None, shelf: Any = cache) -> None:
        self.app = Starlette(routes=api_routes(shelf, limits or Limiter(MANY, MANY), lambda: TODAY))

    def get(
        self, path: str, method: str = "GET", client: str = "1.2.3.4", **headers: str
    ) -> Answer:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(self.app, f"/api/v1{path}", told, method, client)

    def json(self, path: str) -> Any:
        return orjson.loads(self.get(path).body)


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


PATHS = [each.path.replace("{chart}", "f").replace("{table}", "targets") for each in RESOURCES] + [
    "/openapi.json"
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_a_tag_and_may_be_read_anywhere(path: str, site: Site) -> None:
    first = site.get(path)
    assert first.status == 200
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cache-control"] == "public, max-age=60, s-maxage=5"
    tag = first.headers["etag"]
    for asked in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        again = site.get(path, if_none_match=asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert site.get(path, if_none_match='"other"').status == 200
    head = site.get(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == first.headers["content-length"]


def test_large_answers_are_packed_for_who_takes_it(site: Site) -> None:
    for path in ("/series", "/tables/bilateral_trade.csv"):
        plain, packed = site.get(path), site.get(path, accept_encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) * 3 < len(plain.body)


def test_json_and_csv_hold_the_same(site: Site) -> None:
    for path in ("/series", "/target", "/mirror", "/charts/t", "/versions"):
        told = site.json(path)
        rows = told.get("rows", told.get("versions"))
        frame = pd.read_csv(io.BytesIO(site.get(f"{path}.csv").body), keep_default_na=False)
        assert [name for name in frame.columns if name in rows[0]] == list(rows[0])
        assert len(frame) == len(rows)
        for name in rows[0]:
            if all(isinstance(row[name], int) for row in rows):
                assert [row[name] for row in rows] == frame[name].tolist()


def test_the_form_by_suffix_or_by_what_is_accepted(site: Site) -> None:
    csv = site.get("/target.csv").body
    assert site.get("/target", accept="text/csv").body == csv
    assert site.get("/target", accept="text/csv, application/json;q=0.5").body == csv
    assert site.get("/target", accept="application/json").body == site.get("/target.json").body
    assert site.get("/target", accept="text/html, */*").headers["content-type"] == (
        "application/json"
    )
    assert "Accept" in site.get("/target").headers["vary"]


def test_a_mistake_is_named_and_nothing_is_answered(site: Site) -> None:
    answer = site.get("/series?market=paris&wrong=1&evidence=all&dir=x&dir=y")
    told = orjson.loads(answer.body)
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert {each["key"] for each in told["problems"]} == {"market", "wrong", "dir"}
    market = next(each for each in told["problems"] if each["key"] == "market")
    assert market["found"] == "paris"
    assert "gabd" in market["expected"]
    assert "rows" not in told


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/charts/zz", 404),
        ("/tables/a\nb.csv", 404),
        ("/tables/nothing", 404),
        ("/series?v=0123456789", 404),
        ("/series?v=broken", 400),
        ("/tables/targets?limit=0", 400),
        ("/tables/targets?limit=1001", 400),
        ("/tables/targets?offset=-1", 400),
        ("/tables/targets?market=gabd", 400),
        ("/versions?v=27b3f56356", 400),
    ],
)
def test_what_is_not_there_says_so(path: str, status: int, site: Site) -> None:
    answer = site.get(path)
    told = orjson.loads(answer.body)
    assert answer.status == told["status"] == status
    assert told["title"]
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_can_be_written(method: str, site: Site) -> None:
    answer = site.get("/series", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_browsers_may_ask_first(site: Site) -> None:
    answer = site.get("/series", "OPTIONS", origin="https://example.org")
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


def test_a_table_in_pages(site: Site) -> None:
    first = site.get("/tables/bilateral_trade?limit=50")
    assert 'rel="next"' in first.headers["link"]
    rows, at = [], 0
    while at < orjson.loads(first.body)["total"]:
        rows += site.json(f"/tables/bilateral_trade?limit=50&offset={at}")["rows"]
        at += 50
    assert rows == site.json("/tables/bilateral_trade?limit=1000")["rows"]
    last = site.get("/tables/bilateral_trade?limit=1000")
    assert "link" not in last.headers


def test_a_long_table_is_written_piece_by_piece(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = site.get("/tables/bilateral_trade.csv").body
    monkeypatch.setattr("bordertrade.web.api.resources._CHUNK_ROWS", 7)
    assert site.get("/tables/bilateral_trade.csv").body == whole


def test_the_package_holds_the_tables(site: Site, dataset: Dataset) -> None:
    with ZipFile(io.BytesIO(site.get("/package.zip").body)) as found:
        names = set(found.namelist())
    assert {"datapackage.json"} | {t.path for t in dataset.contract.tables.values()} <= names


# --- versions -------------------------------------------------------------------------------------


def test_frozen_links_lead_to_the_same_numbers(site: Site) -> None:
    live = site.json("/series?market=gabd")
    frozen = site.get("/series" + live["links"]["api_frozen"].partition("/series")[2])
    assert frozen.headers["cache-control"] == "public, max-age=86400, immutable"
    assert orjson.loads(frozen.body)["rows"] == live["rows"]
    assert live["links"]["page_live"].startswith("http://localhost/markets?market=gabd")


class Closed:
    """A shelf whose store cannot be reached; ``revision``: what was read of it before."""

    def __init__(self, dataset: Dataset, revision: Revision | None = None) -> None:
        self._dataset, self._revision = dataset, revision

    def record(self) -> Record:
        return Record(self._dataset, self._revision, unavailable=Reason.UNREACHABLE)

    def shipped(self) -> Dataset:
        return self._dataset

    def version(self, wanted: str, /) -> Dataset:
        raise StoreUnavailable(Reason.UNREACHABLE)

    def store(self) -> Store:
        raise StoreUnavailable(Reason.UNREACHABLE)


def test_without_a_store_the_known_record_is_answered(dataset: Dataset) -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    known = Revision(3, dataset.fingerprint, "publish", "zarina", at, "", "", "", {})
    site = Site(shelf=Closed(dataset, known))
    assert site.get("/target").status == 200
    for path in ("/versions", "/target?v=0123456789"):
        answer = site.get(path)
        assert (answer.status, answer.headers["retry-after"]) == (503, "60")


def test_f6_the_shipped_record_is_not_answered_as_the_published_one(dataset: Dataset) -> None:
    """On 0.4.0 a server that had never read its store answered with the shipped rows."""
    site = Site(shelf=Closed(dataset))
    answer = site.get("/target")
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    assert b"The published record cannot be read now" in answer.body
    assert site.get(f"/target?v={dataset.version}").status == 200, "asked for by its name"


def test_a_fault_of_ours_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> bytes:
        raise RuntimeError("secret")

    monkeypatch.setattr(door, "_made", fail)
    answer = Site().get("/target")
    assert answer.status == 500
    assert b"secret" not in answer.body


# --- limits ---------------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_who_asks_too_often_waits() -> None:
    clock = Clock()
    site = Site(Limiter(60, 3, clock))
    assert [site.get("").status for _ in range(5)] == [200, 200, 200, 429, 429]
    refused = site.get("")
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["ratelimit-remaining"] == "0"
    assert site.get("", client="5.6.7.8").status == 200
    clock.seconds = 1
    assert [site.get("").status for _ in range(2)] == [200, 429]
    clock.seconds = 1000
    assert [site.get("").status for _ in range(4)] == [200, 200, 200, 429]


def test_one_network_of_addresses_is_one_visitor() -> None:
    limits = Limiter(60, 1, Clock())
    assert limits.take("2001:db8::1").allowed
    assert not limits.take("2001:db8::2").allowed
    assert limits.take("2001:db8:0:1::1").allowed
    assert limits.take("::ffff:1.2.3.4").allowed
    assert limits.take("::ffff:1.2.3.5").allowed


def test_limits_from_the_environment() -> None:
    assert limiter({"BORDERTRADE_API_BURST": "2"}).take("a").limit == 2
    for wrong in ("0", "-1", "x", "1.5"):
        with pytest.raises(ValueError, match="above 0"):
            limiter({"BORDERTRADE_API_PER_MINUTE": wrong})


def test_kept_answers_are_bounded() -> None:
    kept, made = Kept(1000), []

    def make(size: int) -> bytes:
        made.append(size)
        return b"x" * size

    for key in "aab":
        kept.body(key, lambda: make(500))
    kept.body("a", lambda: make(500))
    kept.body("large", lambda: make(5000))
    kept.body("large", lambda: make(5000))
    assert made == [500, 500, 500, 5000, 5000]


# --- keys -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def known(dataset: Dataset) -> Any:
    return choices_of(dataset, CHART_NAMES)


def texts(found: dict[str, Any]) -> st.SearchStrategy[str]:
    if "enum" in found:
        return st.sampled_from(found["enum"])
    if "minimum" in found:
        return st.integers(found["minimum"], found["maximum"]).map(str)
    return st.from_regex(found["pattern"], fullmatch=True) if "pattern" in found else st.text()


@pytest.mark.parametrize("key", VIEW_KEYS)
def test_what_a_schema_allows_a_link_may_hold(key: str, known: Any) -> None:
    @given(texts(schema(key, known)))
    def allowed(text: str) -> None:
        parts = text.split("..")
        if key in {"time", "duty"} and len(parts) == 2 and _reversed(*parts):
            return
        view, fallbacks = decode({key: text}, known)
        assert not fallbacks
        assert view.version != "unreadable"

    allowed()
    assert expected(key, known)


def _reversed(first: str, last: str) -> bool:
    if first.isdigit() and last.isdigit():
        return int(first) > int(last)
    return first[0].isdigit() and last[0].isdigit() and first > last


def test_every_default_is_within_its_schema(known: Any) -> None:
    import re

    for key in KEYS:
        value = getattr(DEFAULT, key.field)
        if value in (None, "", ()):
            continue
        found, text = schema(key.key, known), key.format(value)
        assert text in found.get("enum", [text])
        assert re.fullmatch(found.get("pattern", ".*"), text)
