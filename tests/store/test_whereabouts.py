"""Whether versions outlive a restart is said only where it is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.store import whereabouts
from bordertrade.store.database import url_of
from bordertrade.store.whereabouts import of_folder, of_server


@pytest.fixture(autouse=True)
def plain_host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A host of which nothing is known, however the tests run."""
    monkeypatch.setattr(whereabouts, "_CONTAINER", ())
    monkeypatch.setattr(whereabouts, "_COMMUNITY_CLOUD", tmp_path / "none")


def test_a_folder_on_a_disk_of_ones_own(tmp_path: Path) -> None:
    found = of_folder(tmp_path, {})
    assert (found.kind, found.place, found.survives) == ("sqlite", str(tmp_path), "yes")


@pytest.mark.parametrize("sign", ["DYNO", "K_SERVICE", "SPACE_ID"])
def test_hosts_that_empty_their_disks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sign: str
) -> None:
    monkeypatch.setattr(whereabouts, "_is_mounted", lambda _: False)
    assert of_folder(tmp_path, {sign: "x"}).survives == "no"
    monkeypatch.setattr(whereabouts, "_is_mounted", lambda _: True)
    assert of_folder(tmp_path, {sign: "x"}).survives == "yes"  # a volume


def test_community_cloud(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(whereabouts, "_COMMUNITY_CLOUD", tmp_path)
    assert of_folder(tmp_path / "store", {}).survives == "no"


def test_a_container_without_a_volume(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(whereabouts, "_CONTAINER", (tmp_path,))
    monkeypatch.setattr(whereabouts, "_is_mounted", lambda _: False)
    assert of_folder(tmp_path, {}).survives == "unknown"


def test_a_server_is_named_without_who_and_password() -> None:
    found = of_server(url_of("postgres://amina:secret@db.example:5433/trade?sslmode=require"))
    assert (found.kind, found.place) == ("postgresql", "postgresql://db.example:5433/trade")
    assert found.survives == "yes"
