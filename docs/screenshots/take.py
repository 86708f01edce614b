"""Take the pictures, of the project as its users get it.

    python -m docs.screenshots.take                  # the few that README shows, into this folder
    python -m docs.screenshots.take --all [page ...] # each page at 1440 and 390 px, light and dark
    python -m docs.screenshots.take --upload         # a file from drop to undo, the same

The last two write into ``made/`` here, which git leaves out. Needs Debian's chromium and
poppler-utils. A server is started in the project's folder, where the theme lies, with a store of
its own.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.screenshots import upload
from tests.browser.server import ROOT, UVICORN, Server, serving
from tests.browser.visiting import FLAGS, settle

HERE = Path(__file__).parent
MADE = HERE / "made"
PAGES = {
    "overview": "",
    **{name: name for name in ("markets", "target", "mirror", "informal", "formalisation")},
    **{name: name for name in ("scenario", "map", "coverage", "data", "update", "history")},
    "sources": "sources",
}
SIZES = {1440: 1000, 390: 844}
SCHEMES = ("light", "dark")
#: What README shows of pages: the first screen.
FIRST_SCREENS = (
    *(("overview", 1440, "light"), ("markets", 1440, "light"), ("target", 1440, "dark")),
    *(("mirror", 1440, "light"), ("scenario", 1440, "dark"), ("map", 1440, "light")),
    ("overview", 390, "dark"),
)
#: Steps of an upload that README shows.
STEPS = ("2-asks", "4-compared")
_LONGEST = 14_000
_COLOURS = 256


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", nargs="*", metavar="page", choices=[*PAGES, []])
    asked.add_argument("--upload", action="store_true")
    given = asked.parse_args()
    MADE.mkdir(exist_ok=True)
    if given.all is None and not given.upload:
        readme()
    if given.all is not None:
        pages(given.all or list(PAGES))
    if given.upload:
        uploads()
    return 0


def readme() -> None:
    with _server() as server, _chromium() as browser:
        for name, width, scheme in FIRST_SCREENS:
            page = _opened(browser, f"{server.base}/{PAGES[name]}", width, scheme)
            _keep(page.screenshot(), HERE / f"{name}-{width}-{scheme}.png")
            page.context.close()
        _keep(_preview(server), HERE / "preview-mirror.png")
        _keep(_brief(), HERE / "brief.png")
        _upload(browser, server, 1440, "light", HERE, STEPS)


def pages(names: list[str]) -> None:
    with _server() as server, _chromium() as browser:
        for name in names:
            for width in SIZES:
                for scheme in SCHEMES:
                    page = _opened(browser, f"{server.base}/{PAGES[name]}", width, scheme)
                    _keep(_whole(page, width), MADE / f"{name}-{width}-{scheme}.png")
                    page.context.close()


def uploads() -> None:
    """Each with a store of its own: it remembers answers, and a first visit is to be seen."""
    for width in SIZES:
        for scheme in SCHEMES:
            with _server() as server, _chromium() as browser:
                _upload(browser, server, width, scheme, MADE)


@contextmanager
def _server() -> Iterator[Server]:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(UVICORN, Path(folder) / "log.txt", local=True) as server,
    ):
        yield server


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def _opened(browser: Browser, address: str, width: int, scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.evaluate("document.fonts.ready")
    if page.locator('[data-testid="stDeckGlJsonChart"]').count():
        page.wait_for_timeout(9_000)  # WebGL in software draws long after the canvas is there
    page.wait_for_timeout(1_000)
    return page


def _whole(page: Page, width: int) -> bytes:
    """The page however long, as if the screen were that high."""
    height = page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 60"
    )
    page.set_viewport_size({"width": width, "height": min(int(height), _LONGEST)})
    page.mouse.move(0, 0)
    settle(page)
    page.wait_for_timeout(1_500)
    picture = page.screenshot()
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    return picture


def _upload(  # noqa: PLR0913, PLR0917 - what is taken, how, and where it goes
    browser: Browser,
    server: Server,
    width: int,
    scheme: str,
    into: Path,
    steps: tuple[str, ...] = upload.STEPS,
) -> None:
    page = _opened(browser, server.link(), width, scheme)
    for step in upload.story(page, server.base):
        if step in steps:
            _keep(_whole(page, width), into / f"update-{step}-{width}-{scheme}.png")
    page.context.close()


def _preview(server: Server) -> bytes:
    """What a messenger shows of a link."""
    status, picture = server.get("/preview/mirror.png")
    assert status == 200
    return picture


def _brief() -> bytes:
    """The one page, as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "brief.pdf"
        command = [sys.executable, "-m", "bordertrade", "brief", "mirror", "-o", str(paper)]
        subprocess.run(command, cwd=ROOT, check=True)
        subprocess.run(["pdftoppm", "-r", "80", "-png", "-singlefile", paper, paper], check=True)
        return paper.with_name("brief.pdf.png").read_bytes()


def _keep(picture: bytes, path: Path) -> None:
    """In few colours: nothing on a page needs more, and a clone stays light."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
