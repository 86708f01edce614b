"""An old link says wherever it is shown that methods changed, with both figures; a new one does not."""

from __future__ import annotations

from typing import Any

import pytest

from bordertrade.dataset import Dataset
from bordertrade.exports.methods_changed import recounted
from bordertrade.measures.selection import Selection
from bordertrade.sharing import brief as briefs
from bordertrade.sharing.embedded import embedded
from bordertrade.sharing.head import head, told
from bordertrade.sharing.link_target import Opened, opened
from bordertrade.sharing.preview import card_of
from bordertrade.sharing.recounted import recount
from bordertrade.sharing.report.document import report
from bordertrade.sharing.reporting import short_letter
from bordertrade.sharing.subject import statement
from bordertrade.view import ViewState
from bordertrade.words import methods_changed
from bordertrade.words.markup import escape
from tests.day import TODAY
from tests.sharing.test_preview import texts
from tests.web.api.test_api import Site as Api
from tests.web.site import Shelf

ADDRESS = "https://trade.example.org"
MARKETS = ("gabd", "mand", "chadgi")
CHANGED_PAGES = sorted({page for each in methods_changed.CHANGED for page in each.pages})
SAID = methods_changed.sentence("0123456789", "markets")


@pytest.fixture(scope="module")
def shelf(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = Shelf(dataset, tmp_path_factory.mktemp("store"))
    yield made
    made.store().close()


def link_of(page: str, length: int, dataset: Dataset, shelf: Shelf, **query: str) -> Opened:
    return opened(page, {"v": dataset.fingerprint[:length], **query}, shelf, TODAY)


def test_the_sentence_is_that_of_old_links_and_of_pages_where_something_changed() -> None:
    assert "0.4.0" in SAID
    assert methods_changed.sentence("0123456789", "data") == ""
    for new in ("", "0123456789abcdef", "0123456789abcdef01234567"):
        assert methods_changed.sentence(new, "markets") == ""


@pytest.mark.parametrize("page", CHANGED_PAGES)
def test_head_picture_and_card_of_an_old_link_say_it(
    page: str, dataset: Dataset, shelf: Shelf
) -> None:
    old, new = (link_of(page, length, dataset, shelf) for length in (10, 16))
    assert SAID in told(old)[1]
    assert SAID not in told(new)[1]
    assert SAID in texts(card_of(old))
    assert SAID not in texts(card_of(new))
    assert escape(SAID) in embedded(old, ADDRESS)
    assert escape(SAID) not in embedded(new, ADDRESS)


def test_the_picture_of_an_old_link_is_that_of_the_old_link(dataset: Dataset, shelf: Shelf) -> None:
    """And so is its address: who follows it is told as well."""
    for length in (10, 16):
        tags = head(link_of("markets", length, dataset, shelf), ADDRESS).tags
        named = f"v={dataset.fingerprint[:length]}"
        for name in ("og:url", "og:image", "twitter:image"):
            (line,) = (each for each in tags.splitlines() if f'"{name}"' in each)
            assert line.partition('content="')[2].partition('"')[0].endswith(named)


def test_what_is_handed_out_of_an_old_link_is_a_new_one(dataset: Dataset, shelf: Shelf) -> None:
    subject = link_of("markets", 10, dataset, shelf).subject
    assert subject.frozen.endswith(f"v={dataset.fingerprint[:16]}")
    assert recount("markets", dataset, ViewState(version=dataset.version)) is None


@pytest.mark.parametrize("page", CHANGED_PAGES)
def test_a_report_gives_the_methods_and_both_figures(
    page: str, dataset: Dataset, shelf: Shelf
) -> None:
    old, new = (
        report(link_of(page, length, dataset, shelf).subject, ADDRESS).decode()
        for length in (10, 16)
    )
    figures = recounted(dataset, Selection(MARKETS))
    assert len(figures) >= 3
    wanted = [SAID, *methods_changed.changed_on(page)]
    wanted += [text for each in figures for text in (each.figure, each.then, each.now)]
    for text in wanted:
        assert escape(text) in old, text
    assert SAID not in new


@pytest.mark.parametrize("page", CHANGED_PAGES)
def test_a_brief_says_it_with_the_first_figures(
    page: str, dataset: Dataset, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    say = briefs._Sheet.say

    def noted(sheet: Any, text: str, *given: Any, **more: Any) -> None:
        written.append(text)
        say(sheet, text, *given, **more)

    monkeypatch.setattr(briefs._Sheet, "say", noted)
    for length in (10, 16):
        written.clear()
        made = briefs.brief(link_of(page, length, dataset, shelf).subject, ADDRESS)
        assert made.count(b"/Type /Page\n") == 1
        whole = "\n".join(written)
        assert (SAID in whole) == (length == 10)
        for each in recounted(dataset, Selection(MARKETS))[:2]:
            told_both = f"{each.then} then, {each.now} now"
            assert (told_both in whole) == (length == 10)


def test_a_message_and_a_letter_say_it(dataset: Dataset, shelf: Shelf) -> None:
    old, new = (link_of("markets", length, dataset, shelf).subject for length in (10, 16))
    assert SAID in statement(old).message
    assert SAID in short_letter(old, ADDRESS)
    assert SAID not in statement(new).message


def test_the_api_gives_methods_and_both_figures(dataset: Dataset, shelf: Shelf) -> None:
    """Also right after the same was asked for by its new link: they are not one answer."""
    api = Api(shelf=shelf)
    for path in ("/charts/d", "/series", "/target"):
        new = api.json(f"{path}?v={dataset.version}")
        old = api.json(f"{path}?v={dataset.fingerprint[:10]}")
        assert new["recounted"] is None
        assert api.json(path)["recounted"] is None
        assert old["recounted"]["sentence"] == SAID
        figures = recounted(dataset, Selection(MARKETS))
        assert [(e["figure"], e["then"], e["now"]) for e in old["recounted"]["figures"]] == [
            (each.figure, each.then, each.now) for each in figures
        ]
        assert old["rows"] == new["rows"]
    assert api.json(f"/mirror?v={dataset.fingerprint[:10]}")["recounted"] is None
