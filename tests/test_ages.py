"""Whatever speaks of the age of figures speaks of it anew each month, and says nothing else anew."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from bordertrade.dataset import Dataset
from bordertrade.sharing.brief import brief
from bordertrade.sharing.preview import card
from bordertrade.sharing.report import report
from bordertrade.sharing.subject import Subject, subject_of
from bordertrade.view import ViewState
from tests.browser.server import ROOT, UVICORN, serving
from tests.day import TODAY
from tests.ui.app import headings, opened, text
from tests.web.site import Shelf, Site

#: A month later in the same year: nothing but ages and days moves on.
LATER = date(2026, 12, 24)
ADDRESS = "https://trade.example"
Move = Callable[[date], None]
_AGES = re.compile(r"(\d+)(\smonths?\s(?:old|ago))")
_DAYS = re.compile(r"24\s(?:Nov|Dec)\s2026")


def ages(told: str) -> list[int]:
    return [int(count) for count, _ in _AGES.findall(told)]


def without_ages(told: str) -> str:
    """What stays as it is, whatever the day."""
    return _DAYS.sub("", _AGES.sub("", told))


def assert_aged(before: str, after: str, at_least: int = 1) -> None:
    """Each age is one month more, and nothing else has changed. A year that still runs has none."""
    assert len(ages(before)) >= at_least, before
    both = list(zip(ages(before), ages(after), strict=True))
    assert all(then + 1 == now or then == now == 0 for then, now in both), both
    assert sum(then + 1 == now for then, now in both) >= at_least
    assert without_ages(after) == without_ages(before)


def plain(markup: bytes | str) -> str:
    told = markup.decode() if isinstance(markup, bytes) else markup
    return " ".join(re.sub(r"<style.*?</style>|<[^>]*>", " ", told, flags=re.DOTALL).split())


def drawn(subject: Subject) -> str:
    return plain(card(subject))


def on_screen(subject: Subject) -> str:
    return plain(report(subject, ADDRESS))


def on_paper(subject: Subject) -> str:
    sheet = PdfReader(io.BytesIO(brief(subject, ADDRESS))).pages[0]
    return " ".join(sheet.extract_text().split())


@pytest.mark.parametrize("made", [drawn, on_screen, on_paper], ids=["card", "report", "brief"])
@pytest.mark.parametrize("path", ["", "markets", "mirror"])
def test_what_is_passed_on_says_its_age_on_the_day_it_is_made(
    made: Callable[[Subject], str], path: str, dataset: Dataset
) -> None:
    before, after = (subject_of(path, ViewState(), dataset, day) for day in (TODAY, LATER))
    assert_aged(made(before), made(after))


@pytest.mark.parametrize(("page", "at_least"), [("", 5), ("target", 3), ("markets", 1)])
def test_a_page_says_its_ages_on_the_day_it_is_opened(
    page: str, at_least: int, on_day: Move
) -> None:
    """The banner; on the first page also each book's year and how fresh the record is."""
    before = text(opened(page))
    on_day(LATER)
    assert_aged(before, text(opened(page)), at_least)


def test_coverage_reaches_to_the_month_that_it_is(on_day: Move) -> None:
    for day, month in ((TODAY, "Nov 2026"), (LATER, "Dec 2026")):
        on_day(day)
        assert any(heading.endswith(f"– {month}") for heading in headings(opened("coverage"), 3))


def test_a_running_site_tells_the_age_of_the_day_it_is_asked(
    dataset: Dataset, tmp_path: Path, on_day: Move
) -> None:
    """Embedded card, the picture of a preview and its words: nothing holds on to yesterday."""
    shelf = Shelf(dataset, tmp_path / "store")
    site = Site(shelf)
    before = plain(site.get("/embed/target").body)
    picture = site.get("/preview/target.png").body
    on_day(LATER)
    assert_aged(before, plain(site.get("/embed/target").body))
    assert site.get("/preview/target.png").body != picture
    shelf.store().close()


def test_servers_and_commands_of_tests_live_on_the_day_of_the_test(
    dataset: Dataset, tmp_path: Path, on_day: Move
) -> None:
    """Processes of their own: a server as its users start it, and the command line."""
    on_day(LATER)
    wanted = subject_of("target", ViewState(), dataset, LATER)
    with serving(UVICORN, tmp_path / "log.txt") as server:
        status, page = server.get("/embed/target")
    assert status == 200
    assert set(ages(plain(page))) == set(ages(drawn(wanted)))
    paper = tmp_path / "target.html"
    command = [sys.executable, "-m", "bordertrade", "report", "target", "-o", str(paper)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert ages(plain(paper.read_bytes())) == ages(on_screen(wanted))
