"""Whom the porter knows, over a real store and a real file of secrets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bordertrade import clock
from bordertrade.people import VISITOR, Role, Secrets
from bordertrade.signing import Obstacle, Porter
from bordertrade.store import Reason, SignIns, Store, StoreUnavailable, open_store

AUTH = '[auth]\nclient_id = "x"\nredirect_uri = "https://trade.example/oauth2callback"\n'
LISTED = AUTH + '[people]\npublishers = ["zarina@customs.example"]\nhours = 8\n'
ZARINA = {
    "iss": "https://login.example",
    "sub": "17",
    "email": "zarina@customs.example",
    "email_verified": True,
    "name": "Zarina B.",
    "at_hash": "not kept",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_text(LISTED)
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(folder=tmp_path / "store")
    yield made
    made.close()


@pytest.fixture
def porter(file: Path, store: Store) -> Porter:
    return Porter(secrets=Secrets(file), sign_ins=lambda: store.sign_ins)


def test_a4_the_list_of_this_moment_counts(porter: Porter, file: Path) -> None:
    secret = porter.arrived(ZARINA)
    known = porter.known(secret)
    assert (known.person.id, known.person.role) == ("zarina@customs.example", Role.PUBLISHER)
    assert known.obstacle is None
    file.write_text(LISTED.replace("publishers", "contributors"))
    assert porter.known(secret).obstacle is Obstacle.CONTRIBUTOR
    file.write_text(LISTED.replace("zarina", "somebody"))
    assert porter.known(secret).obstacle is Obstacle.NOT_LISTED
    assert porter.known(secret).person.role is Role.READER
    file.write_text("")
    assert porter.known(secret).obstacle is Obstacle.NOBODY, "nobody can sign in any more"


def test_a5_what_was_ended_stays_ended(porter: Porter, store: Store) -> None:
    one, other, third = (porter.arrived(ZARINA) for _each in range(3))
    porter.end(one)
    assert porter.known(one).obstacle is Obstacle.ENDED
    assert porter.known(other).obstacle is None
    assert store.sign_ins.end_all("zarina@customs.example") == 2
    assert {porter.known(each).person for each in (one, other, third)} == {VISITOR}
    assert porter.known(porter.arrived(ZARINA)).obstacle is None, "they may sign in again"


def test_a6_a_sign_in_holds_for_its_hours(porter: Porter, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: start)
    secret = porter.arrived(ZARINA)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=7.9))
    assert porter.known(secret).obstacle is None
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=8))
    assert porter.known(secret) == (known := porter.known(secret))
    assert (known.person, known.obstacle) == (VISITOR, Obstacle.TOO_OLD)


@pytest.mark.parametrize("secret", ["x", "local.x", "'; drop table sign_in", "\udcff"])
def test_a7_a_made_up_secret_is_nobodys(secret: str, porter: Porter) -> None:
    assert porter.known(secret).person == VISITOR


def test_no_secret_is_asked_to_sign_in(porter: Porter) -> None:
    assert porter.known("").obstacle is Obstacle.SIGN_IN


def test_a_list_or_a_store_that_cannot_be_read_gives_nobody_a_role(
    porter: Porter, file: Path
) -> None:
    secret = porter.arrived(ZARINA)
    file.write_text("[people]\npublishers = 5\n" + AUTH)
    assert porter.known(secret).obstacle is Obstacle.UNKNOWN_NOW
    file.write_text(LISTED)

    def gone() -> SignIns:
        raise StoreUnavailable(Reason.UNREACHABLE)

    alone = Porter(secrets=Secrets(file), sign_ins=gone)
    assert alone.known(secret).obstacle is Obstacle.UNKNOWN_NOW
    assert alone.known("").obstacle is Obstacle.SIGN_IN


def test_only_what_is_needed_is_kept(porter: Porter, store: Store, file: Path) -> None:
    file.write_text(LISTED + 'role_claim = "realm.roles"\n')
    secret = porter.arrived({**ZARINA, "realm": {"roles": ["x"]}})
    (kept,) = store.sign_ins.all()
    assert set(kept.told) == {"iss", "sub", "email", "email_verified", "name", "realm"}
    assert secret not in str(kept)
    assert porter.is_over_tls()


def test_seen_is_noted_now_and_then_and_old_rows_go(
    porter: Porter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    for minutes, seen in ((0, 0), (4, 0), (6, 6), (8, 6)):
        monkeypatch.setattr(clock, "now", lambda at=start + timedelta(minutes=minutes): at)
        if not minutes:
            secret = porter.arrived(ZARINA)
        porter.known(secret)
        assert store.sign_ins.all()[0].seen == start + timedelta(minutes=seen)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=91))
    porter.arrived(ZARINA)
    assert len(store.sign_ins.all()) == 1
