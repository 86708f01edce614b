"""Drafts that wait for a publisher: handed in, looked at, published, declined; who sees what."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade import clock
from bordertrade.dataset import Dataset
from bordertrade.exports.audit import audit_json, for_readers
from bordertrade.people import VISITOR, Person, Role, by
from bordertrade.sharing.series import revision_rows
from bordertrade.shelf import Trouble, look
from bordertrade.signing import Known
from bordertrade.store import FOLDER_VARIABLE, Store
from bordertrade.ui import cache, roles
from bordertrade.words import versions
from tests.checks_here import check_here
from tests.intake.books import one
from tests.release_0_4_0.made import CHADGI, GABD, unpacked
from tests.ui.app import headings, notices, opened, problems, text
from tests.ui.bringing import GOOD, applied, brought, click, csv_of, has
from tests.ui.conftest import forget
from tests.ui.publishing import grown, upload

ZARINA = Person("zarina@customs.example", "Zarina B.", Role.PUBLISHER)
OMID = Person("omid@ministry.example", "", Role.PUBLISHER)
SARA = Person("sara@statistics.example", "Sara", Role.CONTRIBUTOR)

SignIn = Callable[[Person], None]


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Whoever is at the page from now on."""
    check_here(monkeypatch)

    def put(person: Person) -> None:
        monkeypatch.setattr(roles, "known_now", lambda: Known(person))

    return put


def handed_in(store: Store, dataset: Dataset, who: Person = SARA, value: str = "4444444") -> str:
    version = store.save(grown(dataset, value=value))
    details = upload(store)["details"] | by(who)
    store.add_draft(version, base=1, who=who.id, why=f"worth {value}", details=details)
    return version


def decide(app: AppTest, deed: str, version: str, why: str) -> AppTest:
    wish = f"{deed}_{versions.short(version)}"
    app.button(key=f"ask_{wish}").click().run()
    app.text_input(key=f"why_{wish}").set_value(why).run()
    return app.button(key=f"do_{wish}").click().run()


def keys(app: AppTest, start: str) -> list[str]:
    return [str(each.key) for each in app.button if str(each.key).startswith(start)]


def seen(app: AppTest) -> str:
    return text(app) + "".join(str(each.value.to_dict()) for each in app.dataframe)


# --- the inbox ------------------------------------------------------------------------------------


def test_a_publisher_sees_what_waits_and_publishes_it(
    own_store: Store, dataset: Dataset, sign_in: SignIn
) -> None:
    first = handed_in(own_store, dataset)
    second = handed_in(
        own_store, dataset, Person("Gwadar customs house", "", Role.PUBLISHER), "5555555"
    )
    sign_in(ZARINA)
    app = opened("history")
    assert list(problems(app)) == []
    told = text(app)
    assert "Drafts that wait for a publisher" in headings(app, 2)
    assert told.index("worth 4444444") < told.index("worth 5555555"), "the longest waiting first"
    for part in (
        "Sara (sara@statistics.example)",
        "Gwadar customs house",
        "1 added, 0 changed, 0 removed",
        "june.csv",
    ):
        assert part in told
    assert len(keys(app, "changed_")) >= 2
    decide(app, "publish", first, "looked at it")
    head = own_store.head()
    assert head is not None
    assert (head.version, head.who, head.file) == (first, ZARINA.id, "june.csv")
    assert head.details["drafted_by"] == "Sara"
    assert "moved on to revision 2" in text(app), "the other was made from revision 1"
    assert keys(app, "ask_publish") == []
    assert f"ask_decline_{versions.short(second)}" in keys(app, "ask_")


def test_other_pages_point_to_it(own_store: Store, dataset: Dataset, sign_in: SignIn) -> None:
    handed_in(own_store, dataset)
    sign_in(ZARINA)
    for page in ("data", "update"):
        labels = [link.proto.label for link in opened(page).get("page_link")]
        assert "1 draft waits for a publisher" in labels
    sign_in(SARA)
    labels = [link.proto.label for link in opened("data").get("page_link")]
    assert not any("waits for a publisher" in label for label in labels)


def test_a_declined_draft_says_so_to_whoever_opens_its_link(
    own_store: Store, dataset: Dataset, sign_in: SignIn
) -> None:
    version = handed_in(own_store, dataset)
    (draft,) = own_store.drafts()
    sign_in(ZARINA)
    decide(opened("history"), "decline", version, "May is missing")
    assert own_store.drafts() == ()
    sign_in(VISITOR)
    app = opened("markets", v=draft.in_links)
    (told,) = notices(app, "warn")
    assert "was declined" in told
    assert "by Zarina B." in told
    assert "May is missing" in told
    assert app.get("plotly_chart") == []
    assert "@" not in seen(app)
    own_store.recover(grace=timedelta(seconds=-1))
    assert look(draft.in_links, cache).trouble is Trouble.DECLINED, "also when its rows are gone"
    told_by_rows = look(versions.short(version), cache).trouble
    assert told_by_rows is Trouble.UNKNOWN, "its rows do not tell its link"


# --- handing over ---------------------------------------------------------------------------------


def test_a_contributor_hands_over_by_link_and_a_publisher_publishes_there(
    own_store: Store, sign_in: SignIn
) -> None:
    sign_in(SARA)
    app = applied(brought(csv_of(GOOD)), "June from the office")
    assert headings(app, 2) == ["Your draft is ready"]
    assert "It waits for a publisher" in text(app)
    (draft,) = own_store.drafts()
    assert (draft.who, draft.expires) == (SARA.id, None)
    assert draft.details["by"] == "Sara"
    own = opened("history")
    assert "June from the office" in text(own)
    assert "a publisher" in text(own).split("Waits for")[1]
    assert keys(own, "ask_") == []

    sign_in(VISITOR)
    other = opened("markets", v=draft.in_links)
    assert "This draft waits for a publisher." in text(other)
    assert keys(other, "ask_") == []

    sign_in(ZARINA)
    theirs = opened("markets", v=draft.in_links)
    decide(theirs, "publish", draft.version, "June is complete")
    head = own_store.head()
    assert head is not None
    assert (head.version, head.why) == (draft.version, "June is complete")
    assert any("Published" in each for each in notices(theirs, "own"))


def test_where_two_must_look_the_author_waits_for_somebody_else(
    own_store: Store, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "needs_a_second", lambda: True)
    sign_in(ZARINA)
    app = brought(csv_of(GOOD))
    assert "Two people publish here" in text(app)
    assert not any(str(each.key) == "apply_way" for each in app.get("button_group"))
    applied(app, "June")
    (draft,) = own_store.drafts()
    own = opened("markets", v=draft.in_links)
    assert "waits for another publisher" in text(own)
    assert keys(own, "ask_") == [f"ask_decline_{versions.short(draft.version)}"]

    sign_in(OMID)
    theirs = opened("markets", v=draft.in_links)
    wish = f"publish_{versions.short(draft.version)}"
    theirs.button(key=f"ask_{wish}").click().run()
    theirs.text_input(key=f"why_{wish}").set_value("looked at it").run()
    sign_in(ZARINA)  # at the same tab, meanwhile
    theirs.button(key=f"do_{wish}").click().run()
    assert any("somebody other" in each for each in notices(theirs, "error"))
    sign_in(OMID)
    decide(opened("history"), "publish", draft.version, "looked at it")
    head = own_store.head()
    assert head is not None
    assert (head.version, head.who) == (draft.version, OMID.id)


def test_a_visitor_keeps_a_private_draft_of_a_day_that_waits_for_nobody(
    own_store: Store, sign_in: SignIn
) -> None:
    sign_in(VISITOR)
    app = applied(brought(csv_of(GOOD)), "to try it")
    assert "It is kept until" in text(app)
    (draft,) = own_store.drafts()
    assert draft.expires is not None
    assert draft.expires - clock.now() <= timedelta(hours=24)
    assert "7654321" in seen(opened("data", table="formal_trade", q="7654321", v=draft.in_links))
    assert "to try it" not in seen(opened("history")), "another tab does not list it"
    sign_in(SARA)
    assert "to try it" not in seen(opened("history"))
    sign_in(ZARINA)
    told = opened("history")
    assert "Drafts that wait for a publisher" not in headings(told, 2)
    assert "to try it" in text(told)
    assert keys(told, "ask_discard") != []


# --- several files --------------------------------------------------------------------------------


def test_several_files_are_one_deed_and_one_undo(
    own_store: Store, dataset: Dataset, sign_in: SignIn
) -> None:
    """A CSV and a workbook, dropped at once: one preview, one publish, one undo."""
    sign_in(ZARINA)
    cells = GOOD | {"period": "2025-05", "value": "1111111"}
    may = one([list(cells), list(cells.values())])
    app = brought(("june.csv", csv_of(GOOD)), ("may.xlsx", may))
    while has(app, "confirm_"):
        click(app, "confirm_")
    assert text(app).count("added, 0 changed, 0 removed") == 1, "the other file in one line"
    applied(app, "two months")
    head = own_store.head()
    assert head is not None
    assert head.number == 2
    assert set(head.file.split("~")) == {"june.csv", "may.xlsx"}
    rows = cache.version(head.version)["formal_trade"]
    assert {7654321.0, 1111111.0} <= set(rows["value"])
    click(app, "undo")
    back = own_store.head()
    assert back is not None
    assert (back.number, back.version) == (3, dataset.fingerprint)


# --- what readers see of people -------------------------------------------------------------------


def test_readers_see_names_or_roles_and_never_an_address(
    own_store: Store, dataset: Dataset, sign_in: SignIn
) -> None:
    version = handed_in(own_store, dataset)
    draft = own_store.draft(version)
    assert draft is not None
    own_store.publish(
        version, expected=1, who=ZARINA.id, why="June", details={**draft.details, **by(ZARINA)}
    )
    own_store.undo(expected=2, who=OMID.id, why="counted twice", details=by(OMID))
    own_store.withdraw(version, who="cli@office.example", why="wrong")
    sign_in(VISITOR)
    app = opened("history")
    told = seen(app)
    assert "Zarina B." in told
    assert "a publisher" in told
    assert "@" not in told
    assert "@" not in text(opened("markets", v=versions.short(version)))
    entries = own_store.audit()
    taken = json.loads(audit_json(map(for_readers, entries)))
    assert "@" not in json.dumps(taken)
    assert {each["hash"] for each in taken} == {each.hash for each in entries}
    assert "@" not in json.dumps(revision_rows(entries))
    sign_in(ZARINA)
    assert "Zarina B. (zarina@customs.example)" in seen(opened("history"))


def test_a_name_that_is_an_address_is_not_shown_either(own_store: Store, dataset: Dataset) -> None:
    careless = Person("sub-1", "zarina@customs.example", Role.PUBLISHER)
    version = own_store.save(grown(dataset))
    revision = own_store.publish(
        version, expected=1, who=careless.id, why="June", details=by(careless)
    )
    assert "@" not in versions.who(revision)


# --- a store of 0.4.0 -----------------------------------------------------------------------------


def test_a_store_of_0_4_0_opens_with_its_drafts_and_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign_in: SignIn
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(unpacked(tmp_path, "uploaded")))
    forget()
    sign_in(ZARINA)
    app = opened("history")
    assert list(problems(app)) == []
    waits = text(app).split("Drafts that wait for a publisher")[1].split("Compare two versions")[0]
    assert "Chadgi, March to October 2025" in waits
    assert "Chamber of commerce, Panjgur" in waits
    assert "8 added" in waits
    sign_in(VISITOR)
    assert look(CHADGI[:10], cache).draft is not None
    assert look(GABD[:10], cache).published is not None
    assert "This draft waits for a publisher." in text(opened("markets", v=versions.short(CHADGI)))
    cache.store().close()
    forget()
