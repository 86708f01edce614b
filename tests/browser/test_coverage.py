"""The marks in greyscale, the calendars on a phone, and a chart's text on the clipboard."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from bordertrade.charts import COVERAGE, TARGET
from bordertrade.palette import Scheme, colour
from bordertrade.topics.coverage.figure.marks import MARKS, legend, marks
from tests.browser.server import Server
from tests.browser.visiting import Visit, visit

pytestmark = pytest.mark.browser

CALENDARS = ".bt-calendars figure"
_SIDE = 48  # px


def greys(page: Page, scheme: Scheme) -> dict[str, Image.Image]:
    """Each mark as the browser draws it on a page of that scheme, without its colours."""
    ground = colour("page", scheme)
    found = {}
    for state in MARKS:
        page.set_content(
            f'<body style="margin:0;background:{ground};color-scheme:{scheme}">'
            f'<svg width="{_SIDE}" height="{_SIDE}" viewBox="0 0 12 12">'
            f"{marks(state, [(0, 0)])}</svg></body>"
        )
        drawn = page.screenshot(clip={"x": 0, "y": 0, "width": _SIDE, "height": _SIDE})
        found[state] = Image.open(BytesIO(drawn)).convert("L")
    return found


@pytest.mark.parametrize("scheme", list(Scheme))
def test_marks_differ_without_colour(scheme: Scheme, browser: Browser) -> None:
    """No two may be mistaken: a tenth of the cell differs clearly, or most of the darker one."""
    page = browser.new_page()
    found = greys(page, scheme)
    page.close()
    ground = int(ImageStat.Stat(Image.new("L", (1, 1), colour("page", scheme))).mean[0])
    for state, image in found.items():
        ink = ink_of(image, ground)
        assert ink > 0.01, f"{state} cannot be seen"
    for one, other in combinations(found, 2):
        apart = share_over(ImageChops.difference(found[one], found[other]), 60)
        larger = max(ink_of(found[one], ground), ink_of(found[other], ground))
        assert apart > 0.5 * larger, f"{one} and {other} look alike: {apart:.3f}"
    inks = sorted(ink_of(image, ground) for image in found.values())
    assert inks[-1] > 5 * inks[0], "observed is heavy, not collected light"


def ink_of(image: Image.Image, ground: int) -> float:
    """The share of the cell that a mark clearly covers."""
    return share_over(ImageChops.difference(image, Image.new("L", image.size, ground)), 60)


def share_over(image: Image.Image, least: int) -> float:
    return sum(image.histogram()[least:]) / (image.width * image.height)


def test_a_phone_shows_two_calendars_in_a_row_that_can_be_read(
    browser: Browser, server: Server
) -> None:
    with visit(browser, server.base, width=390, height=844) as made:
        page = made.open("/coverage")
        boxes = [figure.bounding_box() for figure in page.locator(CALENDARS).all()]
        assert len(boxes) == 12
        first, second, third = boxes[:3]
        assert first
        assert second
        assert third
        assert first["y"] == second["y"] < third["y"]
        assert second["x"] > first["x"] + first["width"] - 1
        size = page.locator(f"{CALENDARS} text").first.bounding_box()
        assert size
        assert size["height"] >= 9
        banner = page.locator(".bt-banner").bounding_box()
        assert banner
        assert banner["height"] < 45, "one or two lines"
        assert made.errors == []


def test_a_mark_tells_its_months_when_touched(visitor: Visit) -> None:
    page = visitor.open("/coverage?market=mand")
    title = page.locator(f"{CALENDARS} path title").first
    expect(title).to_have_text("Observed: Apr 2019 – Jun 2019")
    assert page.locator(f"{CALENDARS} svg[role=img][aria-label]").count() == 4
    assert not [url for url in visitor.asked if "Plotly" in url]


def test_the_banner_leads_to_the_page_and_keeps_the_view(visitor: Visit) -> None:
    page = visitor.open("/markets?market=mand")
    page.locator(".bt-banner a").click()
    page.wait_for_url("**/coverage?market=mand")
    expect(page.locator(CALENDARS)).to_have_count(4)


@pytest.mark.parametrize(
    ("link", "name"), [("/target?reporter=PK", TARGET.name), ("/coverage", COVERAGE.name)]
)
def test_a_chart_is_copied_as_text_with_the_address_of_the_view(
    link: str, name: str, visitor: Visit
) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open(link)
    block = page.locator(f".st-key-chart_{name}")
    block.locator(f".st-key-share_{name} button").click()
    button = page.locator(".st-key-share_text button.copy")
    button.click()
    expect(button).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = copied.splitlines()
    assert lines[0] == block.locator(".bt-chart-title").inner_text()
    assert lines[2] == block.locator(".bt-sentence").inner_text()
    assert lines[-1] == f"{page.url}{'&' if '?' in link else '?'}chart={name}"
    expect(button).to_contain_text("Copy as text")
    assert visitor.errors == []


def test_the_legend_is_drawn_on_the_page(visitor: Visit) -> None:
    page = visitor.open("/coverage")
    keys = page.locator(".bt-coverage .bt-legend span")
    expect(keys).to_have_count(len(MARKS) + 1)
    assert legend(MARKS).count("<svg") == len(MARKS)
    for key in keys.all():
        box = key.locator("svg").bounding_box()
        assert box
        assert box["width"] >= 14
