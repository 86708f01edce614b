"""The link is the view: back, forward, reload, in-page links, copying, and choosing."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from bordertrade.charts import FORMAL, TARGET
from bordertrade.dataset import Dataset
from bordertrade.exports.spreadsheet import csv_bytes
from bordertrade.measures.target import TargetBasis
from bordertrade.topics.target.measure.result import target_result
from bordertrade.topics.target.table import target_table
from tests.browser.visiting import Visit, active, choose, heading, menu, settle
from tests.ui.app import TITLES

pytestmark = pytest.mark.browser

CHART_TITLE = f".st-key-chart_{FORMAL.name} .bt-chart-title"
ALL = ["Gabd", "Mand", "Chadgi"]


def arrived(page: Page, link: str) -> None:
    """The address says so, and the page has been drawn for it."""
    expect(page).to_have_url(re.compile(re.escape(link) + "$"))
    settle(page)


def shows(page: Page, markets: list[str]) -> None:
    """The pills and the first chart's title name these markets."""
    title = page.locator(CHART_TITLE)
    expect(title).to_contain_text(f"Formal trade beside {', '.join(markets)}, US$")
    settle(page)
    assert active(page, "w_markets") == markets


def test_back_forward_and_reload_keep_view_and_widgets(visitor: Visit) -> None:
    page = visitor.open("/markets")
    shows(page, ALL)
    choose(page, "w_markets", "Gabd")
    arrived(page, "/markets?market=mand~chadgi")
    shows(page, ["Mand", "Chadgi"])

    menu(page, "Target")
    arrived(page, "/target?market=mand~chadgi")
    assert heading(page) == TITLES["target"]

    page.go_back()
    arrived(page, "/markets?market=mand~chadgi")
    shows(page, ["Mand", "Chadgi"])
    page.go_back()
    arrived(page, "/markets")
    shows(page, ALL)
    page.go_forward()
    arrived(page, "/markets?market=mand~chadgi")
    shows(page, ["Mand", "Chadgi"])

    page.reload()
    arrived(page, "/markets?market=mand~chadgi")
    shows(page, ["Mand", "Chadgi"])
    choose(page, "w_markets", "Chadgi")
    arrived(page, "/markets?market=mand")
    shows(page, ["Mand"])


def test_an_address_edited_by_hand_wins(visitor: Visit) -> None:
    page = visitor.open("/markets?market=gabd")
    shows(page, ["Gabd"])
    choose(page, "w_markets", "Mand")
    arrived(page, "/markets?market=gabd~mand")
    visitor.open("/markets?market=chadgi&cal=fy")
    shows(page, ["Chadgi"])
    expect(page.locator(CHART_TITLE)).to_contain_text("fiscal year")


def test_an_address_that_is_not_understood_says_so_until_something_is_chosen(
    visitor: Visit,
) -> None:
    page = visitor.open("/markets?market=xyz")
    expect(page.locator(".bt-warn")).to_contain_text("market=xyz")
    choose(page, "w_markets", "Gabd")
    arrived(page, "/markets?market=mand~chadgi")
    expect(page.locator(".bt-warn")).to_have_count(0)


def test_links_inside_a_page_lead_to_the_view_they_name(visitor: Visit) -> None:
    page = visitor.open("/")
    page.locator(".bt-card a", has_text="Mand").first.click()
    arrived(page, "/markets?market=mand")
    shows(page, ["Mand"])
    page.go_back()
    arrived(page, "/")
    assert heading(page) == TITLES[""]


def test_the_menu_carries_the_view_to_every_page(visitor: Visit) -> None:
    page = visitor.open("/markets?market=mand&evidence=observed")
    for title, path in (("Map", "map"), ("Data", "data"), ("Overview", ""), ("Markets", "markets")):
        menu(page, title)
        arrived(page, f"/{path}?market=mand&evidence=observed")
    shows(page, ["Mand"])


@pytest.mark.parametrize("link", ["/markets", "/?market=gabd"])
def test_copy_link_copies_the_address_of_the_view(link: str, visitor: Visit) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open(link)
    if link == "/markets":
        choose(page, "w_markets", "Gabd")
        arrived(page, "/markets?market=mand~chadgi")
    page.locator(".st-key-share_page button").click()
    button = page.locator(".st-key-share_link button.copy")
    button.click()
    expect(button).to_contain_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    expect(button).to_contain_text("Copy link")


def test_a_market_chosen_in_the_list_beside_the_map_is_chosen_everywhere(visitor: Visit) -> None:
    page = visitor.open("/map")
    page.locator(".st-key-choose_mand button").click()
    arrived(page, "/map?market=mand")
    assert active(page, "w_markets") == ["Mand"]
    menu(page, "Markets")
    arrived(page, "/markets?market=mand")
    shows(page, ["Mand"])


def test_the_years_slider_moves_both_ends(visitor: Visit) -> None:
    page = visitor.open("/markets?time=2022-01..2024-12")
    page.locator('[data-testid="stPopover"] button').first.click()
    ends = page.locator(".st-key-w_time").get_by_role("slider")
    expect(ends).to_have_count(2)
    ends.first.focus()
    page.keyboard.press("ArrowRight")
    arrived(page, "/markets?time=2023-01..2024-12")
    assert page.locator('[data-testid="stException"]').count() == 0


def test_a_chart_becomes_a_table_that_downloads_as_it_stands(
    visitor: Visit, dataset: Dataset
) -> None:
    page = visitor.open("/target")
    name = TARGET.name
    choose(page, f"w_tab_{name}", "Table")
    arrived(page, f"/target?tab={name}")
    expect(page.locator(f'.st-key-chart_{name} [data-testid="stDataFrame"]')).to_be_visible()
    expect(page.locator(f'.st-key-chart_{name} [data-testid="stPlotlyChart"]')).to_have_count(0)
    page.locator(f".st-key-dl_{name} button:visible").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-dl_chart_csv button:visible").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = target_table(target_result(dataset, TargetBasis("usd10bn_2029")))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(table.columns)
    assert len(rows) == len(table) + 1
    assert content == csv_bytes(table)
    assert waiting.value.suggested_filename == f"{TARGET.file}-{dataset.version}.csv"


@pytest.mark.parametrize("link", [f"/target?tab={TARGET.name}", "/data", "/sources"])
def test_o4_no_table_has_a_download_of_its_own(link: str, visitor: Visit) -> None:
    """It would write formulas as they stand; ours makes them harmless."""
    page = visitor.open(link)
    tables = page.locator('[data-testid="stDataFrame"]')
    expect(tables.first).to_be_visible()
    for table in tables.all():
        table.hover()
        tools = table.locator("xpath=ancestor::*[@data-testid='stFullScreenFrame'][1]").locator(
            '[data-testid="stElementToolbar"] button'
        )
        expect(tools.first).to_be_attached()
        names = [each.get_attribute("aria-label") or "" for each in tools.all()]
        assert any("earch" in name for name in names), names
        assert not any("ownload" in name or "CSV" in name for name in names), names


def test_r4_a_line_that_is_cut_comes_back_to_the_same_view(visitor: Visit) -> None:
    lines: list[WebSocketRoute] = []

    def pass_on(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    visitor.page.route_web_socket(re.compile("_stcore/stream"), pass_on)
    page = visitor.open("/markets?market=mand&evidence=observed")
    choose(page, "w_markets", "Gabd")
    link = "/markets?market=gabd~mand&evidence=observed"
    arrived(page, link)
    shows(page, ["Gabd", "Mand"])
    seen = page.locator('[data-testid="stMainBlockContainer"]').inner_text()
    lines[-1].close()
    for _moment in range(600):
        if len(lines) > 1:
            break
        page.wait_for_timeout(100)
    assert len(lines) > 1, "it calls again by itself"
    arrived(page, link)
    shows(page, ["Gabd", "Mand"])
    assert page.locator('[data-testid="stMainBlockContainer"]').inner_text() == seen
    choose(page, "w_markets", "Mand")
    arrived(page, "/markets?market=gabd&evidence=observed")
    shows(page, ["Gabd"])
