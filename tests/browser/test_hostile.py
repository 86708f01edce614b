"""A record that attacks whoever shows it, put through every page, a chart's hover, an upload."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from bordertrade.dataset import Dataset
from bordertrade.store import open_store
from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import PATIENCE, Visit, publisher, settle, visit
from tests.hostile import FILE, HARM, OVERRIDE, PAYLOADS, hostile
from tests.ui.app import TITLES

pytestmark = pytest.mark.browser

SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,80}\.(csv|txt)")
#: What a page shows besides its usual view.
LINKS = {
    "markets": "markets?tab=g&evidence=observed",
    "data": "data?table=formal_trade&q=onerror",
}
ORIGINAL = b"=1+1\r\n"
WHO = f"{PAYLOADS[0]} {OVERRIDE}"
#: Of each page: a text of the record that it shows, as it stands in the record.
SHOWN = {
    "": "<img src=x onerror",
    "markets": "{name} {value} {0} {x!r} %{x} %{customdata}",
    "target": "$\\href{javascript:",
    "mirror": ":red[red]",
    "informal": "![](http://",
    "formalisation": "<script>window.hurt=3</script>",
    "scenario": "</text></svg>",
    "map": "'; DROP TABLE revisions",
    "history": '<img src=x onerror="window.hurt=1">',
}


@pytest.fixture(scope="module")
def attacked(
    tmp_path_factory: pytest.TempPathFactory, chromium: str, dataset: Dataset
) -> Iterator[Server]:
    """A server whose published record is hostile, published by somebody with a hostile name."""
    assert chromium
    log = tmp_path_factory.mktemp("attacked") / "log.txt"
    store = open_store(folder=log.parent / "store")
    first = store.save(dataset)
    store.publish(first, expected=0, who="shipped", why="", action="shipped")
    version = store.save(hostile(dataset))
    files = [{"file": FILE, "checksum": store.keep_file(ORIGINAL, FILE), "table": PAYLOADS[0]}]
    details = {"files": files, "reasons": {"a": PAYLOADS[1], "b": PAYLOADS[6]}}
    store.publish(
        version, expected=1, who=WHO, why=PAYLOADS[1], file=FILE, checksum="0" * 64, details=details
    )
    with serving(UVICORN, log, local=True) as started:
        yield started


@dataclass
class Victim:
    """A visitor, and whether anything that a text asked for has come true."""

    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    def is_unhurt(self) -> None:
        page = self.page
        found = [
            each.evaluate("it => it.outerHTML.slice(0, 300)") for each in page.locator(HARM).all()
        ]
        assert found == []
        assert page.evaluate("window.hurt") is None
        assert self.visit.outside() == []
        assert self.visit.errors == []
        assert page.locator(".bt-error").count() == 0
        assert OVERRIDE[0] not in page.locator("body").inner_text()


@pytest.fixture
def victim(browser: Browser, attacked: Server) -> Iterator[Victim]:
    with visit(browser, attacked.base) as made:
        yield Victim(made)


def test_the_attacks_work_where_texts_are_taken_for_markup(browser: Browser) -> None:
    """Otherwise the tests below would prove nothing."""
    page = browser.new_page()
    page.set_content(f"<p>{'<p>'.join(PAYLOADS)}")
    page.wait_for_function("window.hurt !== undefined")
    assert page.locator(HARM).count() >= 4
    page.close()


@pytest.mark.parametrize("path", list(TITLES), ids=lambda path: path or "first")
def test_o1_o2_a_page_shows_texts_as_texts(path: str, victim: Victim) -> None:
    page = victim.visit.open("/" + LINKS.get(path, path))
    expect(page.locator("h1").first).to_have_text(TITLES[path])
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    victim.is_unhurt()
    if path in SHOWN:
        assert SHOWN[path] in " ".join(page.locator("body").inner_text().split())


def test_o1_what_a_chart_tells_when_touched_is_text(victim: Victim) -> None:
    page = victim.visit.open("/markets?evidence=observed&market=gabd")
    chart = page.locator('[class*="st-key-fig_"]', has=page.locator(".ytick")).last
    chart.scroll_into_view_if_needed()
    bars = chart.locator(".points .point path, .points path")
    told = set()
    for place in range(min(6, bars.count())):
        bars.nth(place).hover(force=True)
        told.add(chart.locator(".hoverlayer").text_content())
    assert any(told), "nothing was told"
    assert chart.locator("svg a").count() == 0
    victim.is_unhurt()


def test_o5_downloads_have_names_of_ours_and_cells_that_do_not_run(victim: Victim) -> None:
    page = victim.visit.open("/data?table=informal_trade")
    page.locator(".st-key-dl_table_informal_trade button:visible").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-dl_table_csv button:visible").click()
    assert SAFE_NAME.fullmatch(waiting.value.suggested_filename)
    text = waiting.value.path().read_text("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert not re.search(r'(^|,)"?=', text, re.MULTILINE)
    assert OVERRIDE in text, "the data keep what a page does not show"


def test_o5_u10_an_original_is_given_back_under_a_name_of_ours(
    victim: Victim, attacked: Server
) -> None:
    page = publisher(victim.visit, attacked).open("/history")
    with page.expect_download() as waiting:
        page.locator('[class*="st-key-original_"] button').first.click()
    assert SAFE_NAME.fullmatch(waiting.value.suggested_filename)
    assert waiting.value.suggested_filename.endswith(".txt"), "no spreadsheet opens it"
    assert waiting.value.path().read_bytes() == ORIGINAL


def test_o1_files_that_attack_are_checked_and_told_of(victim: Victim, dataset: Dataset) -> None:
    page = victim.visit.open("/update")
    columns = list(dataset.contract.tables["formal_trade"].column_names)
    rows = [
        [f"2024-0{1 + place % 9}", text, "PK", text, *columns[5:]]
        for place, text in enumerate(PAYLOADS)
    ]
    page.set_input_files(
        'input[type="file"]', [_file(columns, rows), _file([*columns[:3], PAYLOADS[0]], rows)]
    )
    files = page.locator(".st-key-desk_chosen").get_by_role("radio")
    expect(files).to_have_count(2, timeout=PATIENCE / 2)
    settle(page)
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=PATIENCE)
    settle(page)
    assert "<img src=x onerror=window.hurt=10>" in page.locator("body").inner_text()
    victim.is_unhurt()


def _file(header: list[str], rows: list[list[str]]) -> FilePayload:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    name = FILE.replace("\r\n", " ")  # a browser sends no line break in a name
    return {"name": name, "mimeType": "text/csv", "buffer": out.getvalue().encode()}
