"""Every text that a person reads goes through the catalogue.

A language is made up whose every text is the English one in brackets. What then stands on a
page outside brackets must be the data's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import write_po
from streamlit.testing.v1 import AppTest

from bordertrade import remembered
from bordertrade.charts import CHART_NAMES
from bordertrade.dataset import Dataset
from bordertrade.ui.registry import PAGES, PageEntry
from bordertrade.words import catalogue
from bordertrade.words.extraction import extracted
from tests.ui.app import opened
from tests.ui.bringing import GOOD, csv_of
from tests.ui.seen import texts

LANGUAGE = "eo"
_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_HASH = re.compile(r"[0-9a-f]{64}|[0-9a-f]{24}|[0-9a-f]{16}|[0-9a-f]{10}")
_WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The made-up language is the second one of the site, for this file."""
    found = extracted()
    for message in found:
        if isinstance(message.id, tuple):
            message.string = tuple(f"⟦{each}⟧" for each in message.id)
        elif message.id:
            message.string = f"⟦{message.id}⟧"
    found.locale = Locale.parse(LANGUAGE)
    folder = tmp_path_factory.mktemp("languages")
    file = folder / LANGUAGE / f"{catalogue.DOMAIN}.po"
    file.parent.mkdir()
    with file.open("wb") as out:
        write_po(out, found)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "LOCALE_FOLDER", folder)
        catalogue.catalogue.cache_clear()
        remembered.forget()
        yield
    catalogue.use(catalogue.SOURCE_LANGUAGE)
    catalogue.catalogue.cache_clear()
    remembered.forget()


@pytest.fixture(scope="module")
def own_words(dataset: Dataset) -> list[str]:
    """What the data say themselves: cells, and the contract's names, titles and meanings."""
    words: set[str] = set()
    for table in dataset.contract.tables.values():
        words |= {table.name, table.path, table.title, table.description, table.grain}
        for column in table.columns:
            words |= {column.name, column.title, column.description, column.unit, column.type}
            words |= set(column.enum)
        for name in dataset[table.name].columns:
            cells = [cell for cell in dataset[table.name][name] if isinstance(cell, str)]
            words |= {part for cell in cells for part in (cell, *cell.split("~"))}
    return sorted(filter(None, words), key=len, reverse=True)


@pytest.fixture(scope="module")
def short_words(dataset: Dataset) -> re.Pattern[str]:
    """Codes, units and the names of months: data too, but only as whole words."""
    months = Locale.parse(LANGUAGE).months["format"].values()
    words = {"km", *(name for form in months for name in form.values())}
    for table in dataset.contract.tables.values():
        for column in table.columns:
            words |= {*column.enum, *column.unit.split()}
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)
    return re.compile(rf"(?<!\w)({listed})(?!\w)")


Outside = Callable[[str], str]


@pytest.fixture(scope="module")
def outside(own_words: list[str], short_words: re.Pattern[str]) -> Outside:
    """What is left of a text without its bracketed parts and the data's own words."""

    def left(text: str) -> str:
        text = re.sub(r"<[^>]*>", " ", unbracketed(text))
        if _HASH.fullmatch(text.strip()):
            return ""
        for word in own_words:
            if not _WORD.search(text):
                return ""
            if len(word) > 3 or text.strip() == word:
                text = text.replace(word, " ")
        text = short_words.sub(" ", text)
        return text.strip() if _WORD.search(text) else ""

    return left


def unbracketed(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _INNERMOST.sub(" ", text)
    return text


def foreign(app: AppTest, outside: Outside) -> list[str]:
    """The texts of a page that did not come from the catalogue."""
    assert any("⟦" in text for text in texts(app))
    return sorted({left for text in texts(app, unbracketed) if (left := outside(text))})


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "first")
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"tab": "~".join(CHART_NAMES), "cal": "fy"},
        {"market": "none", "target": "usd8bn_2025", "v": "0123456789", "foo": "1"},
        {"cal": "sh", "evidence": "observed", "informal": "high", "table": "informal_trade"},
    ],
    ids=["usual", "tables", "empty", "observed"],
)
def test_every_text_goes_through_the_catalogue(
    page: PageEntry, query: dict[str, str], outside: Outside
) -> None:
    assert foreign(opened(page, lang=LANGUAGE, **query), outside) == []


@pytest.mark.usefixtures("bracketed")
def test_the_texts_of_an_upload_too(outside: Outside) -> None:
    app = opened("update", lang=LANGUAGE)
    rows = [GOOD, GOOD | {"period": "2025-05", "value": "much"}, GOOD | {"market": "xyzzy"}]
    app.file_uploader[0].set_value(("mine.csv", csv_of(*rows), "text/csv")).run()
    left = [re.sub(r"mine\.csv|much|xyzzy", "", text) for text in foreign(app, outside)]
    assert [text for text in left if _WORD.search(text)] == []


@pytest.mark.usefixtures("bracketed")
def test_the_texts_of_a_file_that_is_guessed_at_too(outside: Outside) -> None:
    export = Path(__file__).resolve().parents[1] / "samples" / "persian_export_cp1256.csv"
    app = opened("update", lang=LANGUAGE)
    app.file_uploader[0].set_value(("mine.csv", export.read_bytes(), "text/csv")).run()
    left = [re.sub(r"mine\\?\.csv|[^\x00-\x7f]", "", text) for text in foreign(app, outside)]
    assert [text for text in left if _WORD.search(text)] == []


def test_a_text_that_bypasses_the_catalogue_would_be_found(outside: Outside) -> None:
    assert outside("⟦Formal, ⟦Iran⟧⟧ · Gabd, 21 Apr 2021") == ""
    assert "Nobody" in outside("⟦Formal⟧ Nobody translated this")
    assert outside("yes") == "yes"
