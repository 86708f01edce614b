"""Translations: a catalogue made for the test, and every text with its places."""

import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bordertrade import words
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.problems import Problem
from bordertrade.words import catalogue, dates, glossary, labels, methods, numbers, problems
from tests.registry import MEASURES


def test_no_text_hides_in_another() -> None:
    """Extraction does not look into f-strings on Python 3.11: a text there is never translated."""
    hidden = [
        (path.name, call.lineno)
        for path in Path(words.__file__).parents[1].rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("_", "N_", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def pseudo(text: str) -> str:
    """The same text in brackets, its places kept."""
    return f"⟦{text}⟧"


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Persian and an Urdu catalogue of a few texts, in a folder of their own."""
    texts = ("{number} bn", "US${amount}", "US${low}–{high}", "Formal", "{start} – {end}")
    for language in ("fa", "ur"):
        made = Catalog(locale=language, domain=catalogue.DOMAIN)
        for text in texts:
            made.add(text, pseudo(text))
        made.add(("{count} month old", "{count} months old"), ("⟦{count} one⟧", "⟦{count} many⟧"))
        made.add("Informal", "")
        folder = tmp_path / language
        folder.mkdir()
        with (folder / "bordertrade.po").open("wb") as file:
            write_po(file, made)
    monkeypatch.setattr(catalogue, "LOCALE_FOLDER", tmp_path)
    catalogue.catalogue.cache_clear()
    yield
    words.use("en")
    catalogue.catalogue.cache_clear()


@pytest.mark.usefixtures("catalogues")
def test_texts_numbers_and_dates_in_another_language() -> None:
    assert words.languages() == ("en", "fa", "ur")
    words.use("fa")
    assert words.language() == "fa"
    assert labels.channel("formal") == "⟦Formal⟧"
    assert numbers.usd(1.25e9) == "⟦US$⟦1.25\u00a0bn⟧⟧"
    assert numbers.usd_range(Envelope(0.8e9, 1e9, 2.9e9)) == "⟦US$0.8–⟦2.9\u00a0bn⟧⟧"
    assert numbers.percent(1.0) == "100\u00a0%"
    assert dates.span(date(2024, 1, 1), date(2024, 2, 29)).startswith("⟦")
    assert catalogue.is_right_to_left()
    words.use("ur")
    assert [numbers.age(months) for months in (1, 7)] == ["⟦1 one⟧", "⟦7 many⟧"]


@pytest.mark.usefixtures("catalogues")
def test_a_text_without_translation_stays_english() -> None:
    words.use("fa")
    assert labels.channel("informal") == "Informal"
    assert labels.book("PK") == "Pakistan’s books"


@pytest.mark.usefixtures("catalogues")
def test_markets_are_called_what_their_rows_call_them(dataset: Dataset) -> None:
    rows = dataset["markets"].set_index("id")
    for language, column in (("en", "name"), ("ur", "name_ur"), ("fa", "name_fa"), ("ar", "name")):
        words.use(language)
        assert [labels.market(market) for market in rows.index] == rows[column].tolist()


@pytest.mark.usefixtures("catalogues")
def test_english_needs_no_catalogue() -> None:
    words.use("en")
    assert labels.channel("formal") == "Formal"
    assert not catalogue.is_right_to_left()
    words.use("ar")
    assert labels.channel("formal") == "Formal"


def test_a_text_without_values_is_left_as_it_is() -> None:
    assert words._("100 {sure}") == "100 {sure}"
    assert words._("100 {sure}", sure="%") == "100 %"
    assert words.N_("marked") == "marked"


#: What suspicions say besides.
DETAILS = (
    "chapter",
    "count",
    "first",
    "kind",
    "last",
    "money",
    "most",
    "number",
    "parts",
    "parts_sum",
    "rows",
    "share",
    "times",
    "typical",
    "unit",
    "whole",
    "whole_sum",
    "zeros",
)


def test_a_note_in_one_cell_is_told_as_a_note_and_not_as_cells_that_lack() -> None:
    details = {"found": "1", "expected": "8", "hint": "footer"}
    told = problems.sentence(Problem("cell_count", "formal_trade", 10, details=details))
    assert told == "line 10: the row is a note and holds no data. It is kept out; nothing is lost."


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", sorted(problems.codes()))
def test_every_fault_can_be_told(code: str) -> None:
    problem = Problem(
        code,
        "events",
        7,
        5,
        "date",
        "«found»",
        ("first", "second"),
        {"found": "3", "expected": "9"},
    )
    told = problems.sentence(problem)
    assert told.startswith("date, line 7: ")
    assert "{" not in told
    assert problems.reason(problem) in told
    assert problems.fix(problem) in told
    for text, filled in zip(
        problems._TEXTS[code], (problems.reason(problem), problems.fix(problem)), strict=True
    ):
        assert places(text) <= {"value", "expected", "column", "found", "expected_count", *DETAILS}
        for name, shown in (("value", "«found»"), ("expected", "first, second"), ("found", "3")):
            assert (name in places(text)) <= (shown in filled)
    assert problems.as_record(problem) == {
        "code": code,
        "severity": "error",
        "line": 7,
        "line_end": None,
        "record": 5,
        "column": "date",
        "sheet": None,
        "heading": None,
        "cell": None,
        "value": "«found»",
        "suggestion": "",
        "reason": problems.reason(problem),
        "fix": problems.fix(problem),
    }


@pytest.mark.parametrize("code", sorted(problems.codes()))
def test_a_fault_of_the_whole_file_can_be_told(code: str) -> None:
    assert problems.sentence(Problem(code, "events")) == (
        f"{problems.reason(Problem(code, 'events'))}. {problems.fix(Problem(code, 'events'))}"
    )


def test_a_long_list_of_codes_is_cut() -> None:
    expected = tuple(f"c{n}" for n in range(20))
    reason = problems.reason(Problem("not_in_list", "t", expected=expected))
    assert "c11 …" in reason
    assert "c12" not in reason


def test_a_period_out_of_form_is_shown_the_forms() -> None:
    reason = problems.reason(Problem("period_form", "t", value="1403/5"))
    assert all(form in reason for form in ("2024-Q3", "FY2024-25", "SH1403-05"))


@pytest.mark.parametrize(
    ("rows", "count", "text"),
    [(1, 0, "1 row read, 0 problems."), (20, 1, "20 rows read, 1 problem.")],
)
def test_a_summary_counts(rows: int, count: int, text: str) -> None:
    assert problems.summary(rows, count) == text


def test_a_code_without_label_stands_for_itself() -> None:
    assert labels.market("jalgai") == "jalgai"
    assert labels.book("") == "Book not stated"
    assert labels.direction("IR_TO_PK") == "Iran → Pakistan"


def test_every_measure_has_its_words() -> None:
    assert methods.METHODS.keys() == MEASURES.keys()
    assert all(each.title and each.formula and each.meaning for each in methods.METHODS.values())
    assert all(term and meaning for term, meaning in glossary.GLOSSARY)
