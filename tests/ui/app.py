"""Opening pages without a browser, and reading what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from bordertrade.ui.registry import PAGES, PageEntry

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "bordertrade" / "ui" / "shell.py"
# Each AppTest looks through all installed packages for components, which takes longer than a page.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
#: What each page calls itself, by its path.
TITLES = {
    "": "How far is the target?",
    "markets": "Gabd, Mand and Chadgi",
    "target": "The target and the road to it",
    "mirror": "One border, two books",
    "informal": "What is carried past customs",
    "formalisation": "How much of it is lawful?",
    "scenario": "What would it take?",
    "map": "The border on a map",
    "coverage": "What is known, and what is not",
    "data": "The record, row by row",
    "update": "Bring your own figures",
    "history": "What changed, when and why",
    "sources": "Sources and methods",
}
BY_PATH = {entry.path: entry for entry in PAGES}


def opened(page: str | PageEntry, **query: str) -> AppTest:
    """A page just opened by its link."""
    app = AppTest.from_file(SHELL, default_timeout=120)
    app.query_params = dict(query)
    return at_page(app, page)


def at_page(app: AppTest, page: str | PageEntry) -> AppTest:
    """The same visitor on another page, the address's query kept as the menu keeps it."""
    entry = page if isinstance(page, PageEntry) else BY_PATH[page]
    return app.switch_page(str(entry.script)).run()


def bodies(app: AppTest) -> list[str]:
    """Every piece of HTML on the page except the style sheet."""
    found = [str(element.proto.body) for element in app.get("html")]
    found += [element.value for element in app.markdown]
    return [body for body in found if not body.startswith("<style")]


def html(app: AppTest) -> str:
    return "\n".join(bodies(app))


def containers(app: AppTest) -> list[str]:
    """The ids of the containers that have a key; each ends with it."""
    waiting, found = [app.main], []
    while waiting:
        block = waiting.pop()
        waiting += [child for child in block.children.values() if isinstance(child, Block)]
        found.append(str(getattr(block.proto, "id", "")))
    return found


def text(app: AppTest) -> str:
    """What stands on the page, without its mark-up."""
    return unescape(re.sub(r"<[^>]*>", " ", html(app)))


def headings(app: AppTest, level: int) -> list[str]:
    found = re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", html(app), re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", each)) for each in found]


def notices(app: AppTest, kind: str) -> list[str]:
    """The texts of the notices of one kind: ``warn``, ``own``, ``error``."""
    found = re.findall(rf'<div class="bt-notice bt-{kind}"[^>]*>(.*?)</div>', html(app), re.DOTALL)
    return [unescape(each) for each in found]


def charts(app: AppTest) -> list[str]:
    """The charts that are drawn (not those shown as tables)."""
    return [_key(element.proto.id).removeprefix("fig_") for element in app.get("plotly_chart")]


def specs(app: AppTest) -> str:
    """What all charts of the page are drawn from, as text."""
    return "\n".join(str(element.proto.spec) for element in app.get("plotly_chart"))


def _key(element_id: str) -> str:
    """Streamlit's id ends with our key: "$$ID-<hash>-fig_target"."""
    return element_id.rsplit("-", 1)[-1]


def problems(app: AppTest) -> Iterator[str]:
    """Everything that must never be on a page."""
    yield from (element.message for element in app.exception)
    yield from notices(app, "error")
    if "Not official statistics" not in text(app):
        yield "the foot is missing: the page was not drawn to its end"
