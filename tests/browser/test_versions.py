"""Links that name a version, in real browsers: the same numbers for all, or none and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bordertrade.charts import FORMAL
from bordertrade.dataset import Dataset
from bordertrade.store import Store, open_store
from tests.browser.server import UVICORN, Server, serving
from tests.browser.visiting import Visit, publisher, settle, visit
from tests.ui.app import TITLES
from tests.ui.publishing import grown, publish

pytestmark = pytest.mark.browser

SENTENCE = f".st-key-chart_{FORMAL.name} .bt-sentence"
WARNING = ".st-key-version .bt-notice"
#: Tabs that load while somebody publishes.
TABS = 20


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A server of this module's own: what is published here, no other test shall see."""
    assert chromium
    with serving(UVICORN, tmp_path_factory.mktemp("versions") / "log.txt", local=True) as started:
        yield started


@pytest.fixture(scope="module")
def store(alone: Server) -> Iterator[Store]:
    """Its store, as another process of the same place sees it."""
    found = open_store(folder=alone.store)
    yield found
    found.close()


@pytest.fixture
def two(browser: Browser, alone: Server) -> Iterator[tuple[Visit, Visit]]:
    with visit(browser, alone.base) as one, visit(browser, alone.base) as other:
        yield one, other


def numbers(page: Page) -> str:
    """All that a page says between masthead and foot."""
    return page.locator('[data-testid="stMainBlockContainer"]').inner_text()


def agree(one: Page, other: Page) -> None:
    """Both say the same once the words of their charts are drawn, which come last."""
    for _moment in range(100):
        if numbers(one) == numbers(other):
            return
        one.wait_for_timeout(100)
    assert numbers(one) == numbers(other)


def foot(page: Page) -> str:
    return page.locator(".bt-foot").inner_text()


def test_l4_the_same_link_shows_the_same_numbers_until_it_may_show_none(
    two: tuple[Visit, Visit], store: Store, dataset: Dataset
) -> None:
    """L4, then L2, then L3, as three people live it: two who look and one who publishes."""
    one, other = two
    mine = grown(dataset)
    publish(store, mine, "June")
    link = f"/markets?evidence=observed&v={mine.version}"
    first = one.open(link)
    expect(first.locator(SENTENCE)).to_contain_text("US$7.654\u00a0m")
    assert first.locator(WARNING).count() == 0
    before = numbers(first)

    newer = grown(dataset, value="8888888")
    publish(store, newer, "June, corrected")
    second = other.open(link)
    expect(second.locator(WARNING)).to_contain_text(f"made with version {mine.version}")
    expect(second.locator(WARNING)).to_contain_text(newer.version)
    assert second.locator(SENTENCE).inner_text() == first.locator(SENTENCE).inner_text()
    first.reload()
    settle(first)
    agree(first, second)
    assert numbers(first) != before, "the notice is new"

    second.get_by_role("link", name="See what changed").click()
    second.wait_for_url(f"**/history?evidence=observed&v={mine.version}&vs={newer.version}")
    settle(second)
    expect(second.locator(".bt-ask").first).to_contain_text("From revision 2")
    expect(second.locator(".bt-counts")).to_contain_text("rows changed")
    second.locator(".st-key-to_current button").click()
    second.wait_for_url(re.compile(r"/history\?evidence=observed&vs="))

    store.withdraw(mine.fingerprint, who="zarina", why="counted twice")
    for page in (first, second):
        page.goto(one.base + link)
        settle(page)
        expect(page.locator(WARNING)).to_contain_text("was withdrawn on")
        expect(page.locator(WARNING)).to_contain_text("counted twice")
        assert "US$" not in numbers(page)
        assert page.locator("h1").count() == 0
    first.locator(".st-key-to_current button").click()
    expect(first.locator("h1")).to_have_text(TITLES["markets"])
    expect(first.locator(SENTENCE)).to_contain_text("US$8.889\u00a0m")
    assert one.errors == other.errors == []


def test_a_frozen_link_keeps_its_numbers(
    two: tuple[Visit, Visit], store: Store, dataset: Dataset
) -> None:
    one, other = two
    mine = grown(dataset, value="5555555")
    publish(store, mine, "June")
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = one.open("/markets?evidence=observed")
    expect(page.locator(SENTENCE)).to_contain_text("US$5.556\u00a0m")
    page.locator(".st-key-share_page button").click()
    page.locator(".st-key-share_kind label", has_text="Keeps these numbers").click()
    expect(page.locator(".st-key-share_link input.field")).to_have_value(re.compile(mine.version))
    page.locator(".st-key-share_link button.copy").click()
    expect(page.locator(".st-key-share_link button.copy")).to_contain_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{one.base}/markets?evidence=observed&v={mine.version}"

    publish(store, grown(dataset, value="6666666"), "June again")
    kept = other.open(copied.removeprefix(one.base))
    expect(kept.locator(SENTENCE)).to_contain_text("US$5.556\u00a0m")
    page.reload()
    settle(page)
    expect(page.locator(SENTENCE)).to_contain_text("US$6.667\u00a0m")


def test_whoever_sits_at_the_server_undoes_and_everybody_sees_it(
    two: tuple[Visit, Visit], alone: Server, store: Store, dataset: Dataset
) -> None:
    one, other = two
    mine = grown(dataset, value="4444444")
    publish(store, mine, "a mistake")
    page = publisher(one, alone).open("/history")
    page.locator('[class*="st-key-ask_undo_"] button').click()
    page.locator('[class*="st-key-why_undo_"] input').fill("it was a mistake")
    page.locator('[class*="st-key-do_undo_"] button').click()
    expect(page.locator(".bt-own")).to_contain_text("Undone: everybody sees version")
    settle(page)
    head = store.head()
    assert head is not None
    assert (head.action, head.why) == ("undo", "it was a mistake")
    assert head.who.startswith("local user: ")
    assert head.version[:16] in foot(other.open("/"))
    assert one.errors == []


def test_p9_no_reader_sees_two_revisions_at_once(
    browser: Browser, alone: Server, store: Store, dataset: Dataset
) -> None:
    """Twenty tabs load while one publishes; each shows one version, whole."""
    versions = [_with_rows(dataset, count) for count in range(1, 5)]
    rows = {each.version: len(each["formal_trade"]) for each in versions}
    for each in versions:
        publish(store, each, "to and fro")
    with visit(browser, alone.base) as made:
        wait_for(made, versions[-1].version)
        pages = [made.page.context.new_page() for _ in range(TABS)]
        for number, page in enumerate(pages):
            page.goto(f"{alone.base}/data?table=formal_trade", wait_until="commit")
            publish(store, versions[number % len(versions)], "to and fro")
        seen = [told(page) for page in pages]
    for version, chosen, line in seen:
        count = rows[version]
        assert chosen.endswith(f"({count})")
        assert line.startswith(f"{count} row{'s' if count > 1 else ''} of {count} ")


def told(page: Page) -> tuple[str, str, str]:
    """The version at the foot, the table with its count of rows, and the line below the rows."""
    settle(page)
    assert page.locator(".bt-error").count() == 0
    version = foot(page).rpartition("Data version ")[2].strip()
    chosen = page.locator(".st-key-w_table input").input_value()
    return version, chosen, page.locator(".st-key-foot_table .bt-source").inner_text()


def wait_for(visitor: Visit, version: str) -> None:
    """The server follows what another process published within a second or so."""
    page = visitor.open("/data")
    for _ in range(20):
        if version in foot(page):
            return
        page.wait_for_timeout(500)
        page.reload()
        settle(page)
    raise AssertionError(version)


def _with_rows(dataset: Dataset, count: int) -> Dataset:
    """The record with some more rows: their number tells the version."""
    made = dataset
    for month in range(1, count + 1):
        made = grown(made, period=f"2024-{month:02}")
    return made
