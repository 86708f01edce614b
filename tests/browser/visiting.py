"""A visitor in Chromium: opening a page, waiting for its end, and noting what went on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.browser.server import Server

#: All network but loopback is cut; WebGL is drawn in software, and pages are put together without it:
#: that takes half as long.
FLAGS = [
    "--no-sandbox",
    "--no-proxy-server",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-gpu-compositing",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
#: Milliseconds until something that should appear counts as missing.
PATIENCE = 60_000
#: A deep link makes Streamlit look for a server below it first: two 404s that mean nothing.
_PROBES = ("/_stcore/health", "/_stcore/host-config")
#: The browser logs some breaches of the Content-Security-Policy and not others: all become errors.
_TELL_BREACHES = """document.addEventListener('securitypolicyviolation', breach =>
  console.error('CSP', breach.violatedDirective, breach.blockedURI, breach.sample))"""
#: Streamlit draws each link twice, for mice and for fingers, and shows one.
MENU = ".st-key-menu a:visible"
_CHART = '[data-testid="stPlotlyChart"]'
_MAP = '[data-testid="stDeckGlJsonChart"]'


@dataclass
class Visit:
    """A tab, with every address it asked for and every error it logged."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def note_message(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        if message.type == "error" and not where.endswith(_PROBES):
            self.errors.append(f"{message.text} ({where})")

    def open(self, link: str) -> Page:
        """Go to a link and wait for the end of the page."""
        self.page.goto(self.base + link)
        settle(self.page)
        return self.page

    def outside(self) -> list[str]:
        """What was asked of anybody but our server."""
        ours = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.asked if not url.startswith(ours)]


@contextmanager
def visit(browser: Browser, base: str, width: int = 1280, height: int = 900) -> Iterator[Visit]:
    """A new visitor with an empty cache."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_TELL_BREACHES)
    made = Visit(context.new_page(), base)
    made.page.on("request", made.note_request)
    made.page.on("console", made.note_message)
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    try:
        yield made
    finally:
        context.close()


def publisher(made: Visit, server: Server) -> Visit:
    """The visitor, after opening the link that the server's terminal shows."""
    made.open(server.link().removeprefix(server.base))
    return made


def settle(page: Page) -> None:
    """Wait for what a page ends with: its foot, its run, its charts."""
    page.wait_for_selector(".bt-foot")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    for chart in page.locator(_CHART).all():
        expect(chart.locator(".main-svg").first).to_be_attached(timeout=PATIENCE)
    for canvas in page.locator(_MAP).all():
        expect(canvas.locator("canvas").first).to_be_visible(timeout=PATIENCE)


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


def active(page: Page, key: str) -> list[str]:
    """The chosen options of pills or segments."""
    found = page.locator(f'.st-key-{key} button[data-selected="true"]')
    return [text.strip() for text in found.all_inner_texts()]


def choose(page: Page, key: str, option: str) -> None:
    page.locator(f".st-key-{key} button", has_text=option).first.click()


def menu(page: Page, title: str) -> None:
    """Go to another page by the menu."""
    page.locator(MENU).get_by_text(title, exact=True).click()


def colours(page: Page, selector: str) -> list[int]:
    """How many pixels each colour of an element has, the commonest first."""
    picture = Image.open(BytesIO(page.locator(selector).first.screenshot())).convert("RGB")
    counted = picture.getcolors(maxcolors=picture.width * picture.height) or []
    return sorted((count for count, _colour in counted), reverse=True)
