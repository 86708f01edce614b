"""The page History: what was published, by whom and why, and what differs between any two."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade import clock
from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import difference
from bordertrade.exports.audit import audit_json, audit_table
from bordertrade.exports.effects import effects
from bordertrade.shelf import Trouble
from bordertrade.store import Action, Fault, Reason, Store, StoreUnavailable
from bordertrade.ui import cache, roles
from bordertrade.ui.history import books
from bordertrade.ui.history.listing import _AT_ONCE
from bordertrade.words import versions
from tests.hostile import OVERRIDE, hostile
from tests.ui.app import at_page, headings, html, notices, opened, problems, text
from tests.ui.publishing import CONTENT, WHO, ZARINA, grown, publish, upload

as_publisher = pytest.mark.usefixtures("publisher")


def keys(app: AppTest, start: str) -> list[str]:
    """The keys of all buttons that start so."""
    found = [*app.button, *app.get("download_button")]
    return [str(each.key) for each in found if str(each.key).startswith(start)]


def ask(app: AppTest, start: str, why: str | None) -> AppTest:
    """Press a deed's button and, with a reason, the one of its form."""
    (key,) = keys(app, f"ask_{start}")
    app.button(key=key).click().run()
    wish = key.removeprefix("ask_")
    if why is not None:
        app.text_input(key=f"why_{wish}").set_value(why).run()
    app.button(key=f"do_{wish}").click().run()
    return app


def actions(store: Store) -> list[str]:
    return [str(entry.action) for entry in store.audit()]


def cards(app: AppTest) -> list[str]:
    return [part.partition("</article>")[0] for part in html(app).split("<article")[1:]]


# --- what it tells --------------------------------------------------------------------------------


def test_each_revision_tells_who_when_why_and_from_which_file(
    own_store: Store, dataset: Dataset
) -> None:
    given = upload(own_store)
    revision = publish(own_store, grown(dataset), "figures of <June>", **given)
    app = opened("history")
    assert list(problems(app)) == []
    newest, first = cards(app)
    for part in (
        "Revision 2: Published",
        "current",
        versions.moment(revision.at),
        "“figures of &lt;June&gt;”",
        WHO,
        "june.csv, SHA-256 " + given["checksum"][:12],
        "Recorded trade at the crossings: 1 added, 0 changed, 0 removed",
        "3 rows with problems left out",
        "the port was closed in May",
        revision.version[:16],
    ):
        assert part in newest
    assert "Revision 1: Shipped with a release" in first
    assert "the release" in first
    assert "current" not in first
    assert f"revision 2, version {revision.version[:16]}, since" in text(app)


def test_it_says_where_versions_are_kept_and_names_the_place_only_to_publishers(
    own_store: Store, publisher: None
) -> None:
    place = own_store.where.place
    assert place in text(opened("history"))
    assert publisher is None


def test_a_reader_is_told_why_nothing_can_be_changed(own_store: Store, dataset: Dataset) -> None:
    publish(own_store, grown(dataset), "June", **upload(own_store))
    app = opened("history")
    assert own_store.where.place not in text(app)
    assert "Versions are kept on this server." in text(app)
    assert "nobody may publish" in text(app)
    for start in ("ask_", "do_", "original_"):
        assert keys(app, start) == []
    assert keys(app, "changed_2") == ["changed_2"]


def test_many_revisions_come_a_few_at_a_time(own_store: Store, dataset: Dataset) -> None:
    for number in range(_AT_ONCE + 2):
        publish(own_store, grown(dataset, value=str(1000 + number)), f"number {number}")
    app = opened("history")
    assert len(cards(app)) == _AT_ONCE
    assert app.button(key="older").label == "Show 3 older ones"
    app.button(key="older").click().run()
    assert len(cards(app)) == _AT_ONCE + 3
    assert keys(app, "older") == []


def test_without_the_store_it_says_so_and_stands(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StoreUnavailable(Reason.BUSY)

    monkeypatch.setattr(own_store, "audit", away)
    app = opened("history")
    assert "busy with another writer" in notices(app, "error")[0]
    assert headings(app, 2) == []
    assert list(app.exception) == []


def test_it_stands_also_when_the_version_of_the_link_does_not(
    own_store: Store, dataset: Dataset
) -> None:
    publish(own_store, grown(dataset), "June")
    app = opened("history", v="0123456789")
    assert "not kept here" in notices(app, "warn")[0]
    assert "All revisions" in headings(app, 2)
    assert "not kept here" in notices(opened("history", vs="0123456789"), "warn")[0]


# --- comparing ------------------------------------------------------------------------------------


def test_a_link_names_two_versions_and_shows_what_differs(
    own_store: Store, dataset: Dataset
) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    told = difference(dataset, mine)
    for query in (
        {"vs": dataset.version},
        {"v": mine.version, "vs": dataset.version},
        {"v": dataset.version, "vs": mine.version},  # the older one comes first all the same
    ):
        app = opened("history", **query)
        assert list(problems(app)) == []
        assert f"From revision 1 ({dataset.version}) to revision 2 ({mine.version})" in text(app)
        counts = [each.strip() for each in text(app).split("rows ")[1:4]]
        assert [each.split()[:2] for each in counts] == [
            ["added", str(told.added)],
            ["changed", str(told.changed)],
            ["removed", str(told.removed)],
        ]
        assert f"{len(effects(dataset, mine))} totals differ" in text(app)
        assert [each.label for each in app.expander] == [
            "Each total, before and after",
            "Recorded trade at the crossings: 1 added, 0 changed, 0 removed",
        ]
        (rows,) = (each.value for each in app.dataframe if "change" in each.value.columns)
        assert rows["change"].tolist() == ["added"]
        assert rows["value"].tolist() == ["7654321"]
        assert rows["file"].tolist() == ["own.csv"] or rows["file"].str.len().all()


def test_a_version_with_itself_differs_in_nothing(own_store: Store, dataset: Dataset) -> None:
    assert own_store
    assert "both hold the same rows" in text(opened("history", vs=dataset.version))


def test_after_an_undo_both_revisions_of_the_version_are_named(
    own_store: Store, dataset: Dataset
) -> None:
    publish(own_store, grown(dataset), "June")
    own_store.undo(expected=2, who="x", why="y")
    cache.look_again()
    told = text(opened("history", vs=dataset.version))
    assert f"From revision 1 ({dataset.version}) to revision 3 ({dataset.version})" in told
    assert "both hold the same rows" in told


def test_the_two_choices_stand_in_the_link(own_store: Store, dataset: Dataset) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    app = opened("history")
    assert "From revision" not in text(app)
    app.selectbox(key="w_versus").set_value(dataset.version).run()
    assert app.query_params == {"vs": dataset.version}
    assert "From revision 1" in text(app)
    app.selectbox(key="w_version").set_value(dataset.version).run()
    assert app.query_params == {"v": dataset.version, "vs": dataset.version}
    assert "made with version" in notices(app, "warn")[0]


def test_one_click_shows_what_a_revision_changed(own_store: Store, dataset: Dataset) -> None:
    first, second = grown(dataset), grown(dataset, value="8000000")
    publish(own_store, first, "June")
    publish(own_store, second, "June, corrected")
    app = opened("history")
    app.button(key="changed_2").click().run()
    assert app.query_params == {"v": first.version, "vs": dataset.version}
    assert "From revision 1" in text(app)
    app.button(key="changed_3").click().run()
    assert app.query_params == {"vs": first.version}
    assert "rows changed 1" in " ".join(text(app).replace("±", "").split())


def test_after_an_undo_each_revision_still_reads_forward(
    own_store: Store, dataset: Dataset
) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    own_store.undo(expected=2, who="x", why="y")
    cache.look_again()
    app = opened("history")
    app.button(key="changed_2").click().run()
    assert f"From revision 1 ({dataset.version}) to revision 2 ({mine.version})" in text(app)
    assert "rows added 1" in " ".join(text(app).replace("+", "").split())
    app.button(key="changed_3").click().run()
    assert f"From revision 2 ({mine.version}) to revision 3 ({dataset.version})" in text(app)
    assert "rows removed 1" in " ".join(text(app).replace("−", "").split())


def test_a_version_that_cannot_be_read_is_said_in_words(own_store: Store) -> None:
    assert own_store
    box = opened("history", v="not a version").selectbox(key="w_version")
    assert "A version that cannot be read" in box.options
    assert "unreadable" not in box.options


# --- changing -------------------------------------------------------------------------------------


@as_publisher
def test_undo_asks_for_a_reason_and_brings_the_record_back(
    own_store: Store, dataset: Dataset
) -> None:
    publish(own_store, grown(dataset), "June")
    app = ask(opened("history"), "undo", None)
    assert "Say why" in notices(app, "error")[0]
    assert len(own_store.revisions()) == 2
    app = opened("history")
    ask(app, "undo", "the figures were of last year")
    head = own_store.head()
    assert head is not None
    assert (head.number, head.version, head.action) == (3, dataset.fingerprint, Action.UNDO)
    assert (head.who, head.why) == ("local user: zarina", "the figures were of last year")
    assert f"version {dataset.version} now" in notices(app, "own")[0]
    assert "Same figures as" in cards(app)[0]
    assert "revision 1" in cards(app)[0]
    app.run()
    assert notices(app, "own") == [], "told once"


@as_publisher
def test_an_older_version_is_published_again(own_store: Store, dataset: Dataset) -> None:
    first = grown(dataset)
    publish(own_store, first, "June")
    publish(own_store, grown(dataset, value="1"), "a mistake")
    app = ask(opened("history"), f"restore_{first.version}", "it was right")
    head = own_store.head()
    assert head is not None
    assert (head.version, head.action, head.why) == (first.fingerprint, "restore", "it was right")
    assert "Revision 4: Published again" in cards(app)[0]


@as_publisher
def test_withdrawing_shows_the_reason_in_place_of_the_figures(
    own_store: Store, dataset: Dataset
) -> None:
    mine = grown(dataset)
    publish(own_store, mine, "June")
    app = ask(opened("history"), f"withdraw_{mine.version}", "rials, not dollars")
    assert actions(own_store)[:2] == ["undo", "withdraw"]
    assert cache.published().version == dataset.version
    withdrawn = next(card for card in cards(app) if "Revision 2" in card)
    assert "rials, not dollars" in withdrawn
    assert "bt-is-withdrawn" in withdrawn
    at_page(app, "markets")
    refused = opened("markets", v=mine.version)
    assert "“rials, not dollars”" in notices(refused, "warn")[0]


@as_publisher
def test_somebody_faster_is_noticed(own_store: Store, dataset: Dataset) -> None:
    publish(own_store, grown(dataset), "June")
    app = opened("history")
    app.button(key=keys(app, "ask_undo")[0]).click().run()
    publish(own_store, grown(dataset, value="5"), "July", action="publish")
    key = keys(app, "do_undo")[0]
    app.text_input(key="why_" + key.removeprefix("do_")).set_value("a reason").run()
    app.button(key=key).click().run()
    assert "meanwhile" in notices(app, "error")[0]
    assert len(own_store.revisions()) == 3


@as_publisher
def test_leaving_a_form_changes_nothing(own_store: Store, dataset: Dataset) -> None:
    publish(own_store, grown(dataset), "June")
    app = opened("history")
    app.button(key=keys(app, "ask_undo")[0]).click().run()
    app.button(key=keys(app, "leave_undo")[0]).click().run()
    assert keys(app, "do_") == []
    assert len(own_store.revisions()) == 2


def test_a3_who_may_not_publish_is_refused_at_the_click(
    own_store: Store, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was drawn for a publisher; the click comes from somebody who is none."""
    publish(own_store, grown(dataset), "June")
    with monkeypatch.context() as while_drawn:
        while_drawn.setattr(roles, "known_now", lambda: ZARINA)
        app = opened("history")
        app.button(key=keys(app, "ask_undo")[0]).click().run()
        key = keys(app, "do_undo")[0]
        app.text_input(key="why_" + key.removeprefix("do_")).set_value("a reason").run()
    app.button(key=key).click().run()
    assert "nobody may publish" in notices(app, "error")[0]
    assert len(own_store.revisions()) == 2


@as_publisher
def test_publishers_take_the_original_file(own_store: Store, dataset: Dataset) -> None:
    given = upload(own_store)
    publish(own_store, grown(dataset), "June", **given)
    publish(own_store, grown(dataset, value="1"), "unknown", file="lost.csv", checksum="0" * 64)
    app = opened("history")
    assert keys(app, "original_") == [f"original_2_{given['checksum'][:16]}"]
    assert own_store.file(given["checksum"]) == CONTENT
    labels = [each.proto.label.replace("\\", "") for each in app.get("download_button")]
    assert "Original file: june.csv" in labels


def beside(app: AppTest) -> str:
    """What stands beside the page's text: what is read of charts, tables and the map, and choices."""
    drawn = (*app.get("plotly_chart"), *app.get("deck_gl_json_chart"), *app.dataframe)
    told = [str(each.proto.alt) for each in drawn]
    told += [option for box in (*app.multiselect, *app.selectbox) for option in box.options]
    told += [str(each.proto.json) for each in app.get("deck_gl_json_chart")]
    return "".join(each.replace(json.dumps(OVERRIDE[0])[1:-1], OVERRIDE[0]) for each in told)


def test_o8_what_turns_writing_is_not_shown_and_stays_in_the_record_and_its_audit(
    own_store: Store, dataset: Dataset
) -> None:
    """Of the other places ``tests/browser/test_hostile.py`` tells."""
    attacking, why, file = hostile(dataset), f"June {OVERRIDE}", f"june {OVERRIDE}.csv"
    publish(own_store, attacking, why, file=file, checksum="0" * 64)
    for page in ("", "markets", "informal", "map", "data", "history", "sources"):
        app = opened(page, evidence="observed")
        assert OVERRIDE[1:] in html(app) or page not in {"informal", "history"}
        assert OVERRIDE[0] not in html(app)
        assert OVERRIDE[0] not in beside(app)
    told = {entry.revision: entry for entry in own_store.audit()}[2]
    assert (told.why, told.file) == (why, file)
    assert OVERRIDE in json.loads(audit_json((told,)))[0]["why"]
    kept = own_store.load(told.version, dataset.contract, dataset.folder)
    assert any(OVERRIDE in each for each in kept["informal_trade"]["commodity"])


# --- drafts ---------------------------------------------------------------------------------------


def drafted(store: Store, dataset: Dataset) -> tuple[Dataset, str]:
    """The draft, and what links call it."""
    mine = grown(dataset, value="4444444")
    made = store.add_draft(
        store.save(mine),
        base=1,
        who="visitor",
        why="please look",
        details=upload(store)["details"],
        expires=clock.now() + timedelta(hours=24),
    )
    return mine, made.in_links


def test_a_draft_is_nobodys_business_without_its_link(own_store: Store, dataset: Dataset) -> None:
    mine, link = drafted(own_store, dataset)
    app = opened("history")
    told = text(app) + "".join(str(each.value.to_dict()) for each in app.dataframe)
    assert mine.version not in told
    assert link not in html(app)
    assert "please look" not in told
    assert "Drafts" not in headings(app, 2)
    seen = opened("markets", v=link)
    at_page(seen, "history")
    assert "Drafts" in headings(seen, 2)
    assert "please look" in text(seen)
    assert keys(seen, "ask_") == []


@as_publisher
def test_a_publisher_sees_all_drafts_and_publishes_one(own_store: Store, dataset: Dataset) -> None:
    mine, _link = drafted(own_store, dataset)
    app = ask(opened("history"), f"publish_{mine.version}", "looked at it")
    head = own_store.head()
    assert head is not None
    assert (head.version, head.why, head.file) == (mine.fingerprint, "looked at it", "june.csv")
    assert "1 added" in cards(app)[0]
    assert own_store.drafts() == ()


@as_publisher
def test_a_draft_of_an_older_record_would_take_newer_figures_back(
    own_store: Store, dataset: Dataset
) -> None:
    mine, _link = drafted(own_store, dataset)
    publish(own_store, grown(dataset), "June")
    app = opened("history")
    assert "moved on to revision 2" in text(app)
    assert keys(app, "ask_publish") == []
    ask(app, f"discard_{mine.version}", "too late")
    assert own_store.drafts() == ()
    assert actions(own_store)[0] == "discard"


# --- the audit ------------------------------------------------------------------------------------


def test_the_audit_is_checked_when_asked(own_store: Store, dataset: Dataset) -> None:
    publish(own_store, grown(dataset), "June")
    books._faults.clear()
    app = opened("history")
    app.button(key="verify").click().run()
    assert "Everything is as it was written" in notices(app, "own")[0]


def test_the_audit_says_what_is_wrong_and_where(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (Fault("entry_changed", "17"), Fault("version_damaged", "ab" * 32, "events"))
    monkeypatch.setattr(own_store, "verify", lambda: found)
    books._faults.clear()
    app = opened("history")
    app.button(key="verify").click().run()
    books._faults.clear()
    assert "2 things are wrong:" in text(app)
    assert "Entry 17 of the audit was changed after it was written." in text(app)
    assert f"Version {'ab' * 8} is damaged: events." in text(app)


def test_the_audit_goes_home_as_table_and_as_json(own_store: Store, dataset: Dataset) -> None:
    publish(own_store, grown(dataset), "June “first”", **upload(own_store))
    entries = own_store.audit()
    table, told = audit_table(entries), json.loads(audit_json(entries))
    assert len(table) == len(told) == 2
    assert table["hash"].tolist() == [each["hash"] for each in told]
    assert told[0]["why"] == "June “first”"
    assert told[0]["details"]["files"][0]["added"] == 1
    assert json.loads(table["details"].iloc[0]) == told[0]["details"]
    assert keys(opened("history"), "dl_audit") == ["dl_audit_csv", "dl_audit_json"]


def test_every_action_and_fault_has_words() -> None:
    assert set(versions.ACTIONS) == set(Action)
    for code in versions._FAULTS:
        assert versions.fault(Fault(code, "3", "x")) != ""


def test_every_trouble_with_a_version_has_words() -> None:
    assert set(versions._TROUBLES) == set(Trouble) - {Trouble.WITHDRAWN}  # it has its own reason
    for trouble in versions._TROUBLES:
        assert "{" not in versions.trouble(trouble, "0123456789")
