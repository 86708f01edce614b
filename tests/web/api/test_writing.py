"""Machines hand in drafts and publish them: with a token, and never with more than it allows."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from bordertrade import clock
from bordertrade.dataset import Dataset
from bordertrade.people import Role
from bordertrade.store import Store
from bordertrade.web.api import Limiter, api_routes, forms, writing
from tests.checks_here import check_here
from tests.ui.bringing import GOOD, csv_of
from tests.web.posting import Posted, form, object_, post
from tests.web.site import Shelf

MANY = 10**9
DRAFTS = "/api/v1/drafts"
SENT = ("june.csv", csv_of(GOOD))


class Office:
    """A server with a store of its own, and the tokens of an office."""

    def __init__(self, dataset: Dataset, folder: Path, *, two_publishers: bool = False) -> None:
        self.shelf = Shelf(dataset, folder)
        self.app = Starlette(
            routes=api_routes(
                self.shelf, Limiter(MANY, MANY), two_publishers=lambda: two_publishers
            )
        )
        self.hands_in = self.token("statistics", Role.CONTRIBUTOR)
        self.publishes = self.token("customs", Role.PUBLISHER)

    @property
    def store(self) -> Store:
        return self.shelf.store()

    def token(self, name: str, role: Role, days: int = 30) -> str:
        over = clock.now() + timedelta(days=days)
        return self.store.tokens.make(name, role, who="zarina", expires=over)[1]

    def draft(
        self, *files: tuple[str, bytes], token: str = "", fields: Any = (), **more: Any
    ) -> Posted:
        told = [("why", "figures of June"), *fields]
        headers, body = form(files or [SENT], told)
        return post(self.app, DRAFTS, _with(token or self.hands_in, headers), body, **more)

    def publish(self, version: str, token: str = "", **more: Any) -> Posted:
        given = {"why": "the figures of June are complete", **more.pop("said", {})}
        headers, body = object_(given)
        headers = _with(token or self.publishes, headers)
        return post(self.app, f"{DRAFTS}/{version}/publish", headers, body, **more)


def _with(token: str, headers: dict[str, str]) -> dict[str, str]:
    return {**headers, "authorization": f"Bearer {token}", "host": "trade.example"}


@pytest.fixture(scope="module")
def empty(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped record alone, to be copied."""
    folder = tmp_path_factory.mktemp("shipped") / "store"
    Shelf(dataset, folder).store().close()
    return folder


@pytest.fixture
def folder(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "store"))


@pytest.fixture(autouse=True)
def _no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    check_here(monkeypatch)


@pytest.fixture
def office(dataset: Dataset, folder: Path) -> Iterator[Office]:
    made = Office(dataset, folder)
    yield made
    made.store.close()


def is_problem(answer: Posted, status: int) -> bool:
    kind = answer.headers["content-type"]
    return (answer.status, kind) == (status, "application/problem+json")


# --- a month by machine ---------------------------------------------------------------------------


def test_a_machine_hands_in_a_draft_and_another_publishes_it(office: Office) -> None:
    made = office.draft()
    assert made.status == 201
    told = made.json
    (report,) = told["files"]
    assert (report["file"], report["rows"], report["accepted"]) == ("june.csv", 1, 1)
    assert report["changes"] == {"added": 1, "changed": 0, "removed": 0, "unchanged": 1}
    assert told["who"] == "token: statistics"
    (draft,) = office.store.drafts()
    assert told["link"] == f"http://trade.example/?v={draft.in_links}"
    assert (draft.version, draft.expires) == (told["version"], None)
    assert office.store.file(report["checksum"]) == SENT[1]

    done = office.publish(told["version"])
    assert done.status == 200
    assert done.json["revision"] == 2
    head = office.store.head()
    assert head is not None
    assert (head.version, head.who, head.file) == (draft.version, "token: customs", "june.csv")
    assert head.details["drafted_by"] == "token: statistics"
    assert head.details["files"][0]["added"] == 1
    assert is_problem(office.publish(told["version"]), 404)


def test_the_same_file_again_is_nothing_to_do(office: Office) -> None:
    office.publish(office.draft().json["version"])
    again = office.draft(fields=[("reason", "file_seen_before=sent twice by mistake")])
    assert (again.status, again.json["changes"]) == (200, False)
    assert office.store.drafts() == ()


def test_several_files_go_in_by_one_deed(office: Office) -> None:
    other = ("may.csv", csv_of(GOOD | {"period": "2025-05", "value": "1111111"}))
    told = office.draft(SENT, other).json
    assert {each["file"] for each in told["files"]} == {"june.csv", "may.csv"}
    done = office.publish(told["version"]).json
    assert done["file"] in {"june.csv~may.csv", "may.csv~june.csv"}


def test_it_says_what_the_command_line_says(office: Office) -> None:
    """Table, mapping, scale, one value for all rows: as in docs/command-line.md."""
    content = csv_of(GOOD | {"value": "7654"}).replace(b"value", b"Amount of money", 1)
    fields = [("table", "formal_trade"), ("map", "Amount of money=value"), ("scale", "1000")]
    told = office.draft(("own.csv", content), fields=fields).json
    (report,) = told["files"]
    assert report["declaration"]["scales"] == {"": 1000}
    assert "value" in report["declaration"]["columns"]
    assert report["unconfirmed"] == []
    assert told["changes"]


# --- what does not pass ---------------------------------------------------------------------------


def test_a_bad_row_stops_all_files_until_it_is_left_out(office: Office) -> None:
    bad = ("bad.csv", csv_of(GOOD | {"period": "2025-04"}, GOOD | {"period": "2025-13"}))
    answer = office.draft(SENT, bad)
    assert is_problem(answer, 422)
    assert answer.json["hindrance"] == "problems"
    report = next(each for each in answer.json["files"] if each["file"] == "bad.csv")
    assert report["rejected"] == 1
    assert any(each["line"] == 3 and each["column"] == "period" for each in report["problems"])
    assert office.store.drafts() == ()
    assert office.draft(SENT, bad, fields=[("good_rows", "true")]).status == 201


def test_a_guess_must_be_confirmed(office: Office) -> None:
    content = csv_of(GOOD).replace(b"value", b"Amount", 1)
    answer = office.draft(("own.csv", content))
    assert is_problem(answer, 422)
    assert answer.json["hindrance"] == "unconfirmed"
    assert office.draft(("own.csv", content), fields=[("yes", "true")]).status == 201


def test_every_mistake_in_the_form_is_named(office: Office) -> None:
    fields = [
        ("colour", "red"),
        ("scale", "x"),
        ("yes", "perhaps"),
        ("mode", "merge"),
        ("mode", ""),
    ]
    answer = office.draft(fields=fields)
    assert is_problem(answer, 400)
    assert {each["key"] for each in answer.json["problems"]} == {"colour", "scale", "yes", "mode"}
    headers, body = form([SENT], [])
    told = post(office.app, DRAFTS, _with(office.hands_in, headers), body)
    assert [each["key"] for each in told.json["problems"]] == ["why"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [([("table", "modelled_trade")], "formal_trade"), ([("map", "Nothing=value")], "Nothing")],
)
def test_what_does_not_fit_the_file_is_said(
    fields: list[tuple[str, str]], told: str, office: Office
) -> None:
    answer = office.draft(fields=fields)
    assert is_problem(answer, 400)
    assert told in answer.json["detail"]


def test_a_file_that_is_none_is_refused_in_a_report(office: Office) -> None:
    answer = office.draft(("june.csv", b"%PDF-1.7 and so on"))
    assert is_problem(answer, 422)
    assert answer.json["files"][0]["problems"][0]["code"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a\x00b.csv", "ن" * 200, "CON"])
def test_a_hostile_name_is_no_path(name: str, office: Office) -> None:
    (report,) = office.draft((name, SENT[1])).json["files"]
    assert "/" not in report["file"]
    assert "\x00" not in report["file"]
    assert len(report["file"]) <= 120


# --- the body -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/csv"}, 415),
        ({"content-length": ""}, 411),
        ({"transfer-encoding": "chunked"}, 411),
        ({"content-length": str(forms.MOST_BYTES + 1)}, 413),
        ({"content-length": "9" * 20}, 413),
        ({"content-length": "-1"}, 411),
    ],
)
def test_u5_a_body_is_bounded_before_a_byte_of_it_is_read(
    headers: dict[str, str], status: int, office: Office
) -> None:
    """For the door of machines."""
    told, body = form([SENT], [("why", "June")])
    answer = post(office.app, DRAFTS, _with(office.hands_in, {**told, **headers}), body)
    assert is_problem(answer, status)
    assert answer.taken == 0


def test_a_body_that_is_longer_than_it_said_is_cut_off(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 100)
    headers, body = form([SENT], [("why", "June")])
    lying = {**headers, "content-length": "50"}
    assert is_problem(post(office.app, DRAFTS, _with(office.hands_in, lying), body), 413)


def test_a_form_in_pieces_or_without_a_file_is_told(office: Office) -> None:
    headers, body = form([SENT], [("why", "June")])
    assert is_problem(post(office.app, DRAFTS, _with(office.hands_in, headers), body[:40]), 400)
    headers, body = form([], [("why", "June")])
    answer = post(office.app, DRAFTS, _with(office.hands_in, headers), body)
    assert is_problem(answer, 400)
    assert "no file" in answer.json["title"]


def test_only_so_many_are_checked_at_once(office: Office) -> None:
    answers: list[Posted] = []
    held = [post_slow(office, answers, left) for left in range(writing.AT_ONCE, 0, -1)]
    assert [each.status for each in answers] == [503]
    assert answers[0].headers["retry-after"] == "30"
    assert held[0] >= 200


def post_slow(office: Office, answers: list[Posted], left: int) -> int:
    """While one is being read, one more; the innermost finds no room."""
    if left != writing.AT_ONCE:
        return 200

    def inside(depth: int) -> None:
        if depth == 0:
            answers.append(office.draft())
            return
        _in_a_thread(lambda: office.draft(midway=_once(lambda: inside(depth - 1))))

    outer = office.draft(midway=_once(lambda: inside(writing.AT_ONCE - 1)))
    return outer.status


def _once(do: Any) -> Any:
    done: list[bool] = []

    def first() -> None:
        if not done:
            done.append(True)
            _in_a_thread(do)

    return first


def _in_a_thread(do: Any) -> None:
    """An event loop of its own, as another client has."""
    running = threading.Thread(target=do)
    running.start()
    running.join()


# --- tokens ---------------------------------------------------------------------------------------


def test_without_a_good_token_nothing_is_read(office: Office) -> None:
    headers, body = form([SENT], [("why", "June")])
    for given in ("", "Bearer ", "Bearer bt_000000000000_" + "0" * 64, "Basic eDp5", "Bearer ü"):
        own = {**headers, "authorization": given} if given else headers
        answer = post(office.app, DRAFTS, own, body)
        assert is_problem(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.taken == 0
    assert office.store.drafts() == ()


def test_a_token_of_another_secret_is_not_known(office: Office) -> None:
    altered = office.publishes[:-1] + ("0" if office.publishes[-1] != "0" else "1")
    assert is_problem(office.draft(token=altered), 401)


def test_a_contributor_does_not_publish(office: Office) -> None:
    version = office.draft().json["version"]
    answer = office.publish(version, token=office.hands_in)
    assert is_problem(answer, 403)
    assert "may not publish" in answer.json["title"]
    head = office.store.head()
    assert head is not None
    assert head.number == 1


def test_a_token_that_is_over_or_revoked_opens_nothing(office: Office) -> None:
    over = office.token("old", Role.PUBLISHER, days=-1)
    assert is_problem(office.draft(token=over), 403)
    office.store.tokens.revoke("customs", who="zarina")
    answer = office.draft(token=office.publishes)
    assert is_problem(answer, 403)
    assert "revoked" in answer.json["title"]


def test_a4_a_token_revoked_while_the_request_is_under_way_publishes_nothing(
    office: Office,
) -> None:
    """For machines: it is asked again in the transaction that publishes."""
    version = office.draft().json["version"]
    answer = office.publish(
        version, midway=lambda: office.store.tokens.revoke("customs", who="zarina") and None
    )
    assert is_problem(answer, 403)
    head = office.store.head()
    assert head is not None
    assert head.number == 1
    answer = office.draft(
        ("may.csv", csv_of(GOOD | {"period": "2025-05"})),
        midway=lambda: office.store.tokens.revoke("statistics", who="zarina") and None,
    )
    assert is_problem(answer, 403)
    assert [each.version for each in office.store.drafts()] == [version]


# --- publishing -----------------------------------------------------------------------------------


def test_p4_a_draft_of_an_older_record_is_a_conflict(office: Office, dataset: Dataset) -> None:
    """For machines."""
    first = office.draft().json["version"]
    second = office.draft(("may.csv", csv_of(GOOD | {"period": "2025-05"}))).json["version"]
    assert office.publish(first).status == 200
    answer = office.publish(second)
    assert is_problem(answer, 409)
    assert answer.json["head"]["revision"] == 2


def test_the_expected_revision_is_the_one_the_draft_was_made_from(office: Office) -> None:
    version = office.draft().json["version"]
    assert is_problem(office.publish(version, said={"expected": 7}), 409)
    assert office.publish(version, said={"expected": 1}).status == 200


@pytest.mark.parametrize(
    ("said", "key"),
    [({"why": " "}, "why"), ({"why": 3}, "why"), ({"expected": "1"}, "expected"), ({"x": 1}, "x")],
)
def test_what_is_not_understood_is_named(said: dict[str, Any], key: str, office: Office) -> None:
    answer = office.publish("0" * 64, said=said)
    assert is_problem(answer, 400)
    assert [each["key"] for each in answer.json["problems"]] == [key]


def test_a_draft_that_is_none_says_what_became_of_it(office: Office) -> None:
    for none in ("0" * 64, "dbb6", "..", "%", "x" * 300):
        assert is_problem(office.publish(none), 404)
    version = office.draft().json["version"]
    office.store.decline(version, who="zarina", why="May is missing")
    answer = office.publish(version)
    assert is_problem(answer, 410)
    assert "May is missing" in answer.json["detail"]


def test_where_two_must_look_nobody_publishes_their_own(dataset: Dataset, folder: Path) -> None:
    office = Office(dataset, folder, two_publishers=True)
    own = office.draft(token=office.publishes).json["version"]
    answer = office.publish(own)
    assert is_problem(answer, 403)
    assert "somebody else" in answer.json["title"]
    assert office.publish(own, token=office.token("ministry", Role.PUBLISHER)).status == 200
    office.store.close()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_only_post_is_possible_there(method: str, office: Office) -> None:
    answer = post(office.app, DRAFTS, {}, method=method)
    assert is_problem(answer, 405)
    assert answer.headers["allow"] == "POST"
