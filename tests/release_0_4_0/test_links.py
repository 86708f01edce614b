"""Frozen links made by 0.4.0 give their old numbers, or the page says which method changed and
shows both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.exports.methods_changed import figures_then_and_now, recounted
from bordertrade.measures.selection import Selection
from bordertrade.measures.shared_window import SharedTotal, shared_window
from bordertrade.sharing.places import PLACES
from bordertrade.store import FOLDER_VARIABLE
from bordertrade.ui import cache
from bordertrade.view import ViewState
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import methods_changed, money
from tests.release_0_4_0.made import CHADGI, GABD, SHIPPED, VERSIONS, answers, unpacked
from tests.ui.app import html, notices, opened, problems, text
from tests.ui.conftest import forget
from tests.web.api.test_api import Site as Api
from tests.web.site import Shelf, Site

MARKETS = ("gabd", "mand", "chadgi")
TOLD = answers()
#: Charts whose figures are counted otherwise since then.
CHANGED = {"b", "d", "x"}


@pytest.fixture(scope="module")
def shelf(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = Shelf(dataset, unpacked(tmp_path_factory.mktemp("left"), "uploaded"))
    yield made
    made.store().close()


def of(version: str, start: str = "/") -> dict[str, Any]:
    return {
        link: told
        for link, told in TOLD.items()
        if f"v={version[:10]}" in link and link.startswith(start)
    }


def place_of(chart: str) -> set[str]:
    return {path for path, place in PLACES.items() if CHARTS[chart] in place.charts}


def same(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> bool:
    """Row by row; a column that is new says nothing else of the old ones."""
    return len(then) == len(now) and all(
        {name: new.get(name) for name in old} == old for old, new in zip(then, now, strict=True)
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_the_api_gives_the_old_rows_but_where_a_method_is_said_to_have_changed(
    version: str, shelf: Shelf
) -> None:
    api, differing = Api(shelf=shelf), set()
    asked = {
        link: told
        for link, told in of(version).items()
        if link.startswith(("/charts/", "/series?", "/target?", "/mirror?"))
        and isinstance(told, list)
    }
    assert len(asked) == 98
    for link, then in asked.items():
        if not same(then, api.json(link)["rows"]):
            differing.add(link.partition("?")[0].removeprefix("/charts/"))
    assert differing <= CHANGED
    said = {page for each in methods_changed.CHANGED for page in each.pages}
    for chart in differing:
        assert place_of(chart) <= said, chart


def test_what_changed_is_really_seen_in_these_links(shelf: Shelf) -> None:
    """Otherwise the list above would hold names that nothing needs."""
    api = Api(shelf=shelf)
    for chart in CHANGED:
        links = [link for link in TOLD if link.startswith(f"/charts/{chart}?")]
        assert any(not same(TOLD[link], api.json(link)["rows"]) for link in links), chart


@pytest.mark.parametrize("version", VERSIONS)
def test_the_heads_of_pages_say_what_they_said(version: str, shelf: Shelf) -> None:
    site = Site(shelf)
    for path in PLACES:
        link = f"/{path}?v={version[:10]}"
        if path not in {page for each in methods_changed.CHANGED for page in each.pages}:
            today = TOLD[link].replace(version[:10], version[:16])
            assert site.head_of(link).metas["description"] == today
        assert version[:10] in site.head_of(link).metas["description"]


def ends(row: SharedTotal) -> list[int]:
    """US$ as charts show them: modelled ones in two figures."""
    told = (row.value.low, row.value.central, row.value.high)
    return [round(float(f"{end:.2g}") if row.modelled else end) for end in told]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("floor", ["", "observed"])
def test_the_way_of_0_4_0_still_gives_its_numbers(version: str, floor: str, shelf: Shelf) -> None:
    """What is set beside today's figures is what 0.4.0 answered."""
    query = f"&evidence={floor}" if floor else ""
    chosen = Selection(MARKETS, floor=EvidenceFloor(floor) if floor else EvidenceFloor.ALL)
    found = shared_window(shelf.version(version), chosen)
    now = [
        (row.market, str(row.channel), str(row.direction), row.reporter, row.months, *ends(row))
        for row in (found.rows if found else ())
    ]
    then = [
        (
            *(row[name] for name in ("market", "channel", "direction", "reporter", "months")),
            *(row[f"{end}_usd"] for end in ("low", "central", "high")),
        )
        for row in TOLD[f"/charts/d?v={version[:10]}{query}"]
    ]
    assert sorted(now) == sorted(then)


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages serve the store that 0.4.0 left."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(unpacked(tmp_path / "store", "uploaded")))
    forget()
    yield
    cache.store().close()
    forget()


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("page", ["", "markets", "target", "map", "scenario"])
def test_an_old_link_opens_with_both_figures_where_a_method_changed(page: str) -> None:
    app = opened(page, v=SHIPPED[:10])
    assert list(problems(app)) == []
    assert any("27b3f56356" in notice for notice in notices(app, "warn"))
    for sentence in methods_changed.changed_on(page):
        assert sentence in text(app)
    if page == "markets":
        record = cache.version(SHIPPED)
        table = figures_then_and_now(recounted(record, Selection(MARKETS)))
        assert len(table)
        for told in (*table["Up to 0.4.0"], *table["Now"]):
            assert told in text(app)


@pytest.mark.usefixtures("served")
def test_the_old_amount_stands_on_the_page_as_0_4_0_gave_it() -> None:
    """Mand's imports over the window that Gabd's new months moved: 10 of 12 months."""
    then = next(
        row
        for row in TOLD[f"/charts/d?v={GABD[:10]}"]
        if (row["market"], row["channel"], row["direction"]) == ("mand", "formal", "IR_TO_PK")
    )
    assert then["months"] == 10
    app = opened("markets", v=GABD[:10])
    assert list(problems(app)) == []
    found = shared_window(cache.version(GABD), Selection(MARKETS))
    assert found is not None
    (row,) = (
        each
        for each in found.rows
        if (each.market, str(each.channel), str(each.direction)) == ("mand", "formal", "IR_TO_PK")
    )
    amount = money.amount_range(row.value, ViewState().currency)
    assert ends(row)[2] == then["high_usd"]
    assert f"{amount} (10 of the months of Sep 2024 – Aug 2025)" in text(app)


@pytest.mark.usefixtures("served")
def test_the_draft_of_an_old_link_opens_and_history_tells_all(dataset: Dataset) -> None:
    app = opened("markets", v=CHADGI[:10])
    assert list(problems(app)) == []
    assert any("draft" in notice for notice in notices(app, "own"))
    past = opened("history")
    assert list(problems(past)) == []
    for why in ("Gabd, July 2024 to August 2025", "Mand to be counted again"):
        assert why in html(past)
