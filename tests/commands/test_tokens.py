"""Tokens, the inbox and declining, at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.store import open_store
from tests.commands.calling import run
from tests.intake.books import one
from tests.ui.bringing import GOOD, csv_of

pytestmark = pytest.mark.usefixtures("shipped_store")


def test_a_token_is_made_listed_and_revoked() -> None:
    made = run("tokens", "make", "Gwadar  statistics", "--role", "publisher", "--json")
    assert made.exit is Exit.DONE
    assert (made.json["name"], made.json["role"]) == ("Gwadar statistics", "publisher")
    assert made.json["made_by"] == "Officer"
    text = made.json["token"]
    store = open_store()
    assert store.tokens.known(text).name == "Gwadar statistics"
    listed = run("tokens", "list")
    assert "Gwadar statistics" in listed.output
    assert text.rpartition("_")[2] not in listed.output
    gone = run("tokens", "revoke", "Gwadar statistics", "--json")
    assert gone.json["stands"] is False
    assert "revoked on" in run("tokens", "list").output
    store.close()


def test_it_is_shown_once_to_people_too() -> None:
    told = run("tokens", "make", "customs")
    assert told.output.startswith("bt_")
    assert "shown this once" in told.output
    assert "contributor" in told.output
    assert "good until" in told.output


@pytest.mark.parametrize("name", ["zarina@customs.example", " ", "x" * 61, "a\x1b[2J"])
def test_a_name_that_readers_may_not_see_is_refused(name: str) -> None:
    assert run("tokens", "make", name).exit is Exit.USAGE


def test_what_does_not_stand_is_said() -> None:
    assert run("tokens", "revoke", "nobody").exit is Exit.USAGE
    run("tokens", "make", "customs")
    told = run("tokens", "make", "customs")
    assert told.exit is Exit.USAGE
    assert "stands already" in told.errors
    assert run("tokens", "make", "long", "--days", 1000).exit is Exit.USAGE


def test_drafts_wait_in_the_inbox_until_published_or_declined(tmp_path: Path) -> None:
    assert "No draft waits." in run("inbox").output
    june, may = tmp_path / "june.csv", tmp_path / "may.csv"
    june.write_bytes(csv_of(GOOD))
    may.write_bytes(csv_of(GOOD | {"period": "2025-05", "value": "1111111"}))
    drafted = run("apply", june, "--why", "June", "--json").json
    one = drafted["version"]
    other = run("apply", may, "--why", "May", "--json").json["version"]
    told = run("inbox")
    assert told.output.index("June") < told.output.index("May"), "the longest waiting first"
    for part in ("Officer: June", "june.csv", "1 added, 0 changed, 0 removed", drafted["link"]):
        assert part in told.output
    assert run("publish", one, "--why", "June is complete").exit is Exit.DONE
    (waits,) = run("inbox", "--json").json["waiting"]
    assert (waits["version"], waits["moved_on"]) == (other, True)
    assert "moved on to revision 2" in run("inbox").output
    assert run("decline", other, "--why", "bring it again", "--json").json["version"] == other
    assert "No draft waits." in run("inbox").output
    store = open_store()
    declined = store.declined(other)
    assert declined is not None
    assert declined.why == "bring it again"
    store.close()
    assert run("decline", other, "--why", "again").exit is Exit.USAGE


def test_several_files_go_in_and_back_as_one_deed(tmp_path: Path) -> None:
    """A CSV and a workbook: one draft, one publish, one undo."""
    june, may = tmp_path / "june.csv", tmp_path / "may.xlsx"
    june.write_bytes(csv_of(GOOD))
    cells = GOOD | {"period": "2025-05", "value": "1111111"}
    may.write_bytes(one([list(cells), list(cells.values())]))
    before = run("versions", "--json").json["revisions"]
    told = run("apply", june, may, "--yes", "--publish", "--why", "two months", "--json")
    assert told.exit is Exit.DONE
    after = run("versions", "--json").json["revisions"]
    assert len(after) == len(before) + 1
    assert set(after[0]["file"].split("~")) == {"june.csv", "may.xlsx"}
    assert sum(each["added"] for each in after[0]["details"]["files"]) == 2
    undone = run("undo", "--why", "wrong months", "--json")
    assert undone.json["version"] == before[0]["version"]
