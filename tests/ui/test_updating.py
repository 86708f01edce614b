"""The page Update data: five steps from a file to a version and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from bordertrade.dataset import Dataset
from bordertrade.intake import jobs, template
from bordertrade.intake.jobs import JobFailed
from bordertrade.intake.template import MADE_UP
from bordertrade.store import FOLDER_VARIABLE, Reason, Revision, StoreUnavailable
from bordertrade.ui import cache
from bordertrade.ui.updating import applying, rules
from tests.ui.app import containers, headings, notices, opened, problems, text
from tests.ui.bringing import (
    GOOD,
    applied,
    bring,
    brought,
    checked,
    click,
    csv_of,
    has,
    is_open,
    published_value,
)

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue"
UPLOADABLE = [table.name for table in cache.shipped().contract.uploadable()]
BAD = GOOD | {"period": "2025-05", "value": "much"}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own for each test."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "store"))
    _forget()
    yield
    _forget()


def _forget() -> None:
    for cached in (cache.store, cache._head, cache._versions):
        cached.clear()


def head() -> Revision:
    found = cache.store().head()
    assert found is not None
    return found


# --- step 1 ---------------------------------------------------------------------------------------


def test_before_a_file_the_page_says_how_large_and_that_nothing_changes() -> None:
    app = opened("update")
    assert "up to 5 MB each" in app.file_uploader[0].label
    assert "Nothing changes before you say so in step 5" in text(app)
    assert "python -m bordertrade check" in text(app)
    assert headings(app, 2) == ["Drop the file"]


@pytest.mark.usefixtures("publisher")
def test_who_may_publish_may_send_larger_files() -> None:
    assert "up to 50 MB each" in opened("update").file_uploader[0].label


@pytest.mark.parametrize("table", UPLOADABLE)
def test_each_table_has_a_template_and_its_codes(table: str) -> None:
    app = opened("update")
    app.selectbox(key="template_table").set_value(table).run()
    keys = [each.key for each in app.get("download_button")]
    assert f"template_{table}" in keys
    assert f"codes_{table}" in keys


@pytest.mark.parametrize("table", UPLOADABLE)
def test_a_template_sent_back_unchanged_changes_nothing(table: str, dataset: Dataset) -> None:
    app = brought(template(dataset.contract.tables[table], dataset))
    if len(dataset[table]):
        assert any("Nothing to do" in each for each in notices(app, "own"))
    else:
        assert MADE_UP in text(app), "a made-up row is refused by its source"
    assert not is_open(app)


def test_tables_that_only_the_model_writes_are_not_offered() -> None:
    options = opened("update").selectbox(key="template_table").options
    assert cache.shipped().contract.tables["modelled_trade"].title not in options


def test_a_file_is_taken_away_again() -> None:
    app = brought(csv_of(GOOD))
    click(app, "fold_1")
    click(app, "drop_")
    assert headings(app, 2) == ["Drop the file"]


def test_a_file_name_is_shown_as_text_and_never_as_a_path() -> None:
    app = brought(("../../<img src=x>.csv", csv_of(GOOD)))
    assert "<img src=x>.csv · " in text(app).replace("\xa0", " ")
    assert ".." not in text(app).split("<img")[0].rsplit("Drop the file", 1)[-1]


# --- step 2 ---------------------------------------------------------------------------------------


def test_a_file_in_the_contracts_form_asks_nothing() -> None:
    app = brought(csv_of(GOOD))
    assert not has(app, "confirm_")
    assert "UTF-8, parted by commas, 16 columns" in text(app)


@pytest.mark.usefixtures("publisher")
@pytest.mark.parametrize(
    "guessed",
    [
        "017-header-persian",
        "021-cp1256-persian",
        "060-point-and-three-digits",
        "076-gregorian-in-solar-hijri",
    ],
)
def test_u12_what_is_guessed_must_be_confirmed_before_anything_is_applied(guessed: str) -> None:
    """Names of columns, an encoding, a decimal mark, a calendar."""
    app = brought((CATALOGUE / f"{guessed}.csv").read_bytes())
    assert "confirm what was guessed" in text(app)
    assert "guessed" in text(app)
    assert not is_open(app), "the results are shown, the button waits"
    assert "read, all good" in text(app)
    click(app, "confirm_")
    assert "confirm what was guessed" not in text(app)
    assert is_open(app)


@pytest.mark.usefixtures("publisher")
def test_what_was_confirmed_is_remembered_for_the_next_file() -> None:
    content = (CATALOGUE / "017-header-persian.csv").read_bytes()
    click(brought(content), "confirm_")
    again = brought(content.replace(b"1250000", b"1250001"))
    assert "remembered" in " ".join([text(again), *_labels(again)]) or not has(again, "confirm_")


@pytest.mark.usefixtures("publisher")
def test_answers_are_recalled_for_the_next_file_and_must_be_confirmed() -> None:
    content = _without("evidence", _without("reporter", csv_of(GOOD)))
    app = brought(content)
    for column, code in (("reporter", "IR"), ("evidence", "sample")):
        asked = next(
            each for each in (*app.selectbox, *app.radio) if str(each.key).endswith(f"_{column}")
        )
        asked.set_value(code).run()
        checked(app)
    applied(click(app, "confirm_"))
    again = brought(content.replace(b"7654321", b"7654322"))
    (asked,) = [each for each in again.selectbox if str(each.key).endswith("_reporter")]
    assert (asked.value, asked.label) == ("IR", "Reporter · remembered from your last file")
    assert "3 things were guessed" in text(again), "the table is the third"
    assert not is_open(again), "nothing is applied silently"
    click(again, "confirm_")
    assert is_open(again)


def test_an_anonymous_visitor_teaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    taught: list[object] = []
    monkeypatch.setattr(cache.store(), "remember_mapping", lambda *args: taught.append(args))
    click(brought((CATALOGUE / "017-header-persian.csv").read_bytes()), "confirm_")
    assert taught == []


def _labels(app: object) -> list[str]:
    return [each.label for each in app.selectbox]  # type: ignore[attr-defined]


def test_what_the_file_does_not_say_is_asked_once_for_all_rows() -> None:
    rows = [{name: cell for name, cell in GOOD.items() if name != "currency"}]
    content = csv_of(*rows).replace(b",currency", b"").replace(b",7654321,,", b",7654321,")
    app = brought(content)
    asked = next(
        each for each in (*app.selectbox, *app.radio) if str(each.key).endswith("_currency")
    )
    assert any("toman" in option for option in asked.options)
    assert "answer what is asked" in text(app)
    asked.set_value("IRT").run()
    checked(app)
    assert "answer what is asked" not in text(app)
    assert "1 row read, all good" in text(app)


def _without(name: str, content: bytes) -> bytes:
    """The same file without a column."""
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    out = io.StringIO()
    writer = csv.DictWriter(out, [each for each in rows[0] if each != name], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("column", ["obs_status", "evidence"])
def test_each_choice_says_when_it_is_right(column: str) -> None:
    app = brought(_without(column, csv_of(GOOD)))
    asked = next(
        each for each in (*app.selectbox, *app.radio) if str(each.key).endswith(f"_{column}")
    )
    codes = cache.shipped().contract.tables["formal_trade"].column(column).enum
    assert len(asked.options) == len(codes)
    assert all(": " in option for option in asked.options)


def test_imports_wait_for_the_reporter_and_are_no_error_before() -> None:
    app = brought(_without("reporter", csv_of(GOOD | {"direction": "واردات"})))
    assert "once you say whose books these are" in text(app)
    assert "واردات → expected" not in text(app)
    asked = next(
        each for each in (*app.selectbox, *app.radio) if str(each.key).endswith("_reporter")
    )
    asked.set_value("PK").run()
    assert "once you say whose books these are" not in text(checked(app))


def test_as_many_things_are_said_to_be_guessed_as_stand_out() -> None:
    app = brought((CATALOGUE / "017-header-persian.csv").read_bytes())
    found = re.search(r"(\d+) things? w(?:as|ere) guessed", text(app))
    assert found is not None
    marked = [key for key in containers(app) if re.search(r"-(say|column)_.*_guessed$", key)]
    assert int(found[1]) == len(marked) > 1


def test_a_reload_is_said_to_lose_the_files() -> None:
    assert "reloading it starts again" not in text(opened("update"))
    assert "reloading it starts again" in text(brought(csv_of(GOOD)))


@pytest.mark.parametrize(
    ("written", "told", "kept"),
    [
        ("1404-05-09", "1404-05-09 is 2025-07-31", "2025-07-31"),
        ("۱۴۰۴/۰۵/۰۹", "is 2025-07-31", "2025-07-31"),
        ("2025-07", "", "2025-07"),
        ("1404-05", "Solar Hijri month or year lies in two", ""),
        ("soon", "Write the date as", ""),
    ],
)
def test_a_source_may_be_dated_in_either_calendar(written: str, told: str, kept: str) -> None:
    app = brought(_without("source", csv_of(GOOD)))
    for field, value in (("publisher", "Customs"), ("title", "Statement"), ("date", written)):
        key = f"source_{field}_"
        next(each for each in app.text_input if str(each.key).startswith(key)).set_value(value)
    app.run()
    if kept:
        assert told in text(app)
    click(app, "add_source_")
    assert (f"CUSTOMS_{kept.replace('-', '')}" in text(app)) == bool(kept)
    assert kept or told in text(app)


def test_values_are_shown_as_found_and_as_read() -> None:
    app = brought(csv_of(GOOD | {"period": "SH1403-05", "value": "۱۲۳۴۵۶۷"}))
    click(app, "fold_2")
    assert "SH1403-05 (22 Jul 2024 – 21 Aug 2024)" in text(app)
    assert "1,234,567" in text(app)


def test_a_person_may_overrule_the_table() -> None:
    app = brought(csv_of(GOOD))
    click(app, "fold_2")
    chosen = next(each for each in (*app.selectbox, *app.radio) if str(each.key).endswith("_table"))
    chosen = next(each for each in app.selectbox if str(each.key).startswith("part_"))
    chosen.set_value("informal_trade").run()
    checked(app)
    assert "answer what is asked" in text(app), "informal trade needs a method"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("001-zero-bytes", "empty"),
        ("002-only-blanks", "empty"),
        ("051-xls", "XLS"),
        ("051-pdf", "PDF"),
        ("052-html", "HTML"),
        ("011-duplicate-column", "twice"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(name: str, told: str) -> None:
    app = brought((CATALOGUE / f"{name}.csv").read_bytes())
    (refusal,) = [n for n in notices_of(app, "stop") if "mine.csv" in n]
    assert told.casefold() in refusal.casefold()
    assert not has(app, "apply")


def test_where_no_heading_is_known_a_person_points_to_the_line() -> None:
    titled = "Customs house\nMonthly statement\n\nThe month;The worth;Post\n2025-07;12,5;gabd\n"
    app = brought(titled.encode())
    (lines,) = [each for each in app.radio if str(each.key).startswith("header_of_")]
    assert lines.value is None
    assert [option.split(":")[0] for option in lines.options] == [
        f"line {number}" for number in (1, 2, 4, 5)
    ]
    lines.set_value(4).run()
    checked(app)
    assert not notices_of(app, "stop")
    assert "the column names are on line 4" in text(app)
    assert {each.label for each in app.selectbox} >= {"“The month” is", "“Post” is"}
    assert "name the column below" in text(app)
    wrong = next(
        each for each in (*app.selectbox, *app.radio) if str(each.key).endswith("_header_line")
    )
    assert wrong.value == 4


def notices_of(app: object, kind: str) -> list[str]:
    return notices(app, kind)  # type: ignore[arg-type]


# --- step 3 ---------------------------------------------------------------------------------------


def test_a_bad_row_names_place_fault_and_cure() -> None:
    app = brought(csv_of(GOOD, BAD))
    told = text(app)
    assert "line 3, value" in told
    assert "much" in told
    assert "expected a number" in told
    keys = [str(each.key) for each in app.get("download_button")]
    assert [key.split("_")[0] for key in keys if key.startswith(("rej", "find", "orig"))] == [
        "rejects",
        "findings",
        "original",
    ]


def test_many_findings_are_counted_by_kind_and_column() -> None:
    rows = [GOOD | {"period": f"2024-{month:02}", "value": "x"} for month in range(1, 6)]
    app = brought(
        csv_of(
            GOOD,
            *rows,
            GOOD | {"period": "2024-07", "quantity": "y", "unit": "t"},
            GOOD | {"period": "2024-08", "quantity": "z", "unit": "t"},
        )
    )
    counted = " ".join(text(app).split("How many of each kind")[1].split())
    assert "5 value" in counted
    assert "2 quantity" in counted


@pytest.mark.usefixtures("publisher")
def test_bad_rows_stay_out_only_when_the_person_says_so() -> None:
    app = brought(csv_of(GOOD, BAD))
    assert not is_open(app)
    next(each for each in app.checkbox if str(each.key).startswith("agree_")).check().run()
    assert is_open(app)
    applied(app)
    assert published_value()
    assert not published_value("2025-05")


TOTAL = GOOD | {"period": "Total", "market": ""}
NOTE = {"period": "Figures are provisional"}


@pytest.mark.usefixtures("publisher")
def test_totals_that_agree_and_notes_stay_out_without_a_question() -> None:
    app = brought(csv_of(GOOD, TOTAL, NOTE))
    assert not any(str(each.key).startswith("agree_") for each in app.checkbox)
    assert is_open(app)
    assert "2 rows hold no data of their own" in text(click(app, "fold_3"))


@pytest.mark.usefixtures("publisher")
def test_a_folded_check_counts_no_total_among_rows_that_are_left_out() -> None:
    app = brought(csv_of(GOOD, TOTAL, NOTE))
    assert "3 rows read, 2 hold no data" in text(app)


def test_a_total_that_disagrees_is_asked_about() -> None:
    app = brought(csv_of(GOOD, TOTAL | {"value": "7000000"}, NOTE))
    assert not is_open(app)
    assert "Leave out the 1 row with problems" in _tick(app).label
    assert "It says 7,000,000, but the rows make 7,654,321" in text(app)


@pytest.mark.usefixtures("publisher")
def test_rows_are_left_out_one_by_one() -> None:
    app = brought(csv_of(GOOD, BAD, BAD | {"period": "2025-04"}))
    assert not is_open(app)
    click(app, "leave_")
    assert not is_open(app)
    click(app, "leave_")
    assert is_open(app)
    assert "Left out by you" in text(click(app, "fold_3"))


@pytest.mark.usefixtures("publisher")
def test_a_suggestion_mends_every_row_by_one_click() -> None:
    rows = [GOOD | {"market": "Gbad"}, GOOD | {"market": "Gbad", "period": "2025-05"}]
    app = brought(csv_of(*rows))
    assert not is_open(app)
    click(app, "fix_")
    assert is_open(app)
    assert "2 rows read, all good" in text(app)


@pytest.mark.usefixtures("publisher")
def test_all_rows_rejected_cannot_be_applied() -> None:
    app = brought((CATALOGUE / "099-all-rows-rejected.csv").read_bytes())
    assert "Nothing can be applied" in " ".join(notices_of(app, "stop"))
    assert not any(str(each.key).startswith("agree_") for each in app.checkbox)
    assert not is_open(app)


def test_a_click_redoes_no_check(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    real = jobs.start

    def counting(*args: object, **kwargs: object) -> object:
        started.append("start")
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "start", counting)
    app = brought(csv_of(GOOD, BAD))
    click(app, "fold_2")
    next(each for each in app.checkbox if str(each.key).startswith("agree_")).check().run()
    app.run()
    assert started == ["start"]


def test_a_check_that_stopped_says_why_and_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> object:
        raise JobFailed("cancelled")

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "start", refuse)
        app = brought(csv_of(GOOD))
        assert notices(app, "warn")[0].startswith("Stopped; nothing was kept or changed.")
        assert "the check stopped" in text(app)
    click(app, "again_")
    assert "1 row read, all good" in text(app)


# --- step 4 ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("publisher")
def test_the_preview_counts_rows_and_shows_totals_before_and_after() -> None:
    app = brought(csv_of(GOOD, GOOD | {"period": "2025-05", "value": "1000000"}))
    assert "added 2" in " ".join(text(app).split())
    assert "What people will see" in text(app)
    assert "Gabd" in text(app).split("What people will see")[1]


@pytest.mark.usefixtures("publisher")
def test_the_preview_shows_the_files_own_total_and_what_enters() -> None:
    app = brought(csv_of(GOOD, TOTAL, NOTE))
    shown = text(app)
    assert "The file’s own total says 7,654,321 (line 3)" in shown
    assert "the rows that enter come to 7,654,321" in shown


def test_rupees_without_a_rate_are_the_first_that_step_4_says() -> None:
    app = brought(csv_of(GOOD | {"currency": "PKR", "period": "2026-10"}))
    (told,) = notices(app, "warn")
    assert told.startswith("There is no exchange rate for PKR in 2026-10")
    shown = text(app)
    assert shown.index("no exchange rate") < shown.index("What people will see")


def test_replacing_the_table_says_how_many_rows_go(dataset: Dataset) -> None:
    app = brought(csv_of(GOOD))
    next(iter(app.segmented_control)).set_value("table").run()
    assert f"removed {len(dataset['formal_trade'])}" in " ".join(text(app).split())


@pytest.mark.usefixtures("publisher")
def test_an_odd_figure_goes_on_only_with_a_reason() -> None:
    applied(brought((CATALOGUE / "history.csv").read_bytes()))
    app = brought((CATALOGUE / "070-thousand-times-history.csv").read_bytes())
    assert "odd thing" in text(app)
    assert not is_open(app)
    field = next(each for each in app.text_input if str(each.key).startswith("reason_"))
    field.set_value("yes").run()
    assert not is_open(app), "one word is no reason"
    field = next(each for each in app.text_input if str(each.key).startswith("reason_"))
    field.set_value("the customs house confirmed it").run()
    assert is_open(app)
    applied(app)
    assert "the customs house confirmed it" in str(head().details)


# --- step 5 ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("publisher")
def test_publish_is_seen_by_all_and_undone_by_one_click(dataset: Dataset) -> None:
    app = brought(csv_of(GOOD))
    before = head()
    applied(app, "June from the customs house")
    assert headings(app, 2) == ["Published"]
    assert published_value()
    revision = head()
    assert (revision.why, revision.file) == ("June from the customs house", "mine.csv")
    assert revision.number == before.number + 1
    click(app, "undo")
    assert headings(app, 2) == ["Undone"]
    assert head().version == before.version == dataset.fingerprint
    assert not published_value()


@pytest.mark.usefixtures("publisher")
def test_a_version_without_a_reason_is_not_made() -> None:
    app = brought(csv_of(GOOD))
    before = head()
    click(app, "apply")
    assert "Say why" in text(app)
    assert head() == before


@pytest.mark.usefixtures("publisher")
def test_u10_the_original_is_kept_as_it_came() -> None:
    content = csv_of(GOOD)
    applied(brought(content))
    assert cache.store().file(head().checksum) == content


@pytest.mark.usefixtures("publisher")
def test_the_same_file_again_is_nothing_to_do() -> None:
    applied(brought(csv_of(GOOD)))
    before = head()
    app = brought(csv_of(GOOD))
    (told,) = [each for each in notices(app, "own") if "Nothing to do" in each]
    assert before.version[:16] in told
    assert not has(app, "apply")


@pytest.mark.usefixtures("publisher")
def test_a_file_that_was_undone_comes_in_again_without_a_reason() -> None:
    click(applied(brought(csv_of(GOOD))), "undo")
    undone = head()
    app = brought(csv_of(GOOD))
    assert f"taken back in revision {undone.number}" in " ".join(notices(app, "warn"))
    assert is_open(app)
    applied(app)
    again = brought(csv_of(GOOD))
    assert any("Nothing to do: this file is already" in each for each in notices(again, "own"))


@pytest.mark.usefixtures("publisher")
def test_the_preview_says_which_modelled_months_give_way() -> None:
    told = text(brought(csv_of(GOOD)))
    assert "observed rows now stand in the place of 1 modelled month (Jun 2025)" in told


def test_a_visitor_makes_a_draft_and_is_told_why_no_more() -> None:
    app = brought(csv_of(GOOD))
    assert "nobody may publish" in text(app)
    applied(app)
    assert headings(app, 2) == ["Your draft is ready"]
    assert not published_value()
    (draft,) = cache.store().drafts()
    assert draft.expires is not None
    seen = opened("data", table="formal_trade", q="7654321", v=draft.in_links)
    assert 7654321 in seen.dataframe[0].value["value"].tolist()


def test_a_visitors_drafts_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "DRAFTS_AT_ONCE", 0)
    app = applied(brought(csv_of(GOOD)))
    assert "try again later" in text(app)
    assert cache.store().drafts() == ()


def test_publishing_is_refused_at_the_click_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "_way", lambda: "publish")
    before = head() if cache.store().head() else None
    app = applied(brought(csv_of(GOOD)))
    assert headings(app, 2)[-1] == "Apply"
    assert before is None or head() == before
    assert not published_value()


@pytest.mark.usefixtures("publisher")
def test_somebody_faster_is_named_and_the_file_goes_onto_the_newer_one() -> None:
    slow = brought(csv_of(GOOD))
    applied(brought(csv_of(GOOD | {"period": "2025-05", "value": "1111111"})), "I was faster")
    field = next(each for each in slow.text_input if str(each.key).startswith("apply_why"))
    field.set_value("mine").run()
    checked(slow)
    assert "I was faster" in " ".join(notices(slow, "warn"))
    assert "What changed meanwhile" in text(slow)
    assert not is_open(slow)
    click(slow, "accept_newer")
    applied(slow, "mine")
    assert published_value()
    assert published_value("1111111")


def _tick(app: AppTest) -> Checkbox:
    return next(each for each in app.checkbox if str(each.key).startswith("agree_"))


def _published_meanwhile(slow: AppTest, *rows: dict[str, str]) -> None:
    applied(brought(csv_of(*rows)), "I was faster")
    slow.run()
    checked(slow)


@pytest.mark.usefixtures("publisher")
def test_the_word_on_bad_rows_holds_when_somebody_else_publishes() -> None:
    slow = brought(csv_of(GOOD, BAD))
    _tick(slow).check().run()
    assert is_open(slow)
    _published_meanwhile(slow, GOOD | {"period": "2025-05", "value": "1111111"})
    assert not is_open(slow)
    waits = text(slow).split("The button below waits for this:")[1]
    assert "Apply onto the newer one" in waits
    assert "mend or leave out" not in waits
    click(slow, "accept_newer")
    assert is_open(slow)
    assert "The button below waits" not in text(slow)


@pytest.mark.usefixtures("publisher")
def test_the_word_on_bad_rows_is_asked_anew_when_others_are_bad() -> None:
    app = brought(csv_of(GOOD, BAD, BAD | {"period": "2025-04"}))
    _tick(app).check().run()
    assert is_open(app)
    click(app, "fold_3")
    click(app, "leave_")
    assert not _tick(app).value
    assert not is_open(app)
    assert "mend or leave out" in text(app).split("The button below waits for this:")[1]
    _tick(app).check().run()
    assert is_open(app)
    _tick(app).uncheck().run()
    assert not is_open(app)


@pytest.mark.usefixtures("publisher")
def test_a_full_disk_is_told_and_nothing_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    app = brought(csv_of(GOOD))

    def full(*_args: object, **_kwargs: object) -> str:
        raise StoreUnavailable(Reason.FULL)

    monkeypatch.setattr(cache.store(), "save", full)
    applied(app)
    assert "No space is left where versions are kept" in " ".join(notices(app, "stop"))
    assert not published_value()


@pytest.mark.usefixtures("publisher")
def test_data_about_persons_are_not_published() -> None:
    content = csv_of(GOOD | {"note": "42101-1234567-1"})
    app = brought(content.replace(b"note", b"CNIC", 1))
    assert "may not be published" in text(app)
    step_2 = text(app).split("Row by row")[0]
    assert "the column “CNIC” promises data about persons, which are never published" in step_2
    assert step_2.split("Each column")[1].count("promises data about persons") == 1
    assert "Nothing to do" not in text(app)
    assert "42101-1234567-1" not in step_2, "what may not be published is not shown either"
    assert not is_open(app)


def test_nothing_is_asked_of_a_file_about_persons() -> None:
    content = _without("source", csv_of(GOOD)).replace(b"commodity", b"CNIC", 1)
    app = brought(content)
    assert "please say" not in text(app)
    assert "answer what is asked" not in text(app)
    assert not has(app, "confirm_")


# --- several files --------------------------------------------------------------------------------


@pytest.mark.usefixtures("publisher")
def test_of_several_files_each_suspicion_names_its_own() -> None:
    rupees = GOOD | {"period": "2026-10", "currency": "PKR"}
    alone = brought(csv_of(rupees))
    assert any(told.startswith("There is no exchange rate") for told in notices_of(alone, "warn"))
    both = brought(csv_of(rupees), ("other.csv", csv_of(GOOD | {"period": "2025-04"})))
    assert any(told.startswith("mine.csv: there is no") for told in notices_of(both, "warn"))


@pytest.mark.usefixtures("publisher")
def test_several_files_become_one_version_and_may_point_to_each_other(dataset: Dataset) -> None:
    columns = dataset.contract.tables["sources"].column_names
    own = dict.fromkeys(columns, "") | {
        "id": "GWADAR2025",
        "title": "Monthly statement",
        "publisher": "Gwadar customs house",
        "date": "2025-07",
        "url": "https://example.org/statement",
        "accessed": "2025-08-01",
        "licence": "figures quoted with attribution",
    }
    out = io.StringIO()
    csv.writer(out).writerows([columns, [own[name] for name in columns]])
    trade = csv_of(GOOD | {"source": "GWADAR2025"})
    before = head().number if cache.store().head() else 0
    app = brought(("trade.csv", trade), ("sources.csv", out.getvalue().encode()))
    names = [option.replace("\\", "") for option in app.radio(key="desk_chosen").options]
    assert "trade.csv: ready" in names
    applied(app)
    assert headings(app, 2) == ["Published"]
    assert published_value()
    assert head().number <= before + 2
    assert head().file == "sources.csv~trade.csv"


def test_another_file_after_one_was_applied_starts_afresh() -> None:
    app = applied(brought(csv_of(GOOD)))
    click(app, "another")
    assert headings(app, 2) == ["Drop the file"]
    bring(app, csv_of(GOOD | {"period": "2025-04"}))
    assert list(problems(app)) == []
