"""What tests of pages share: other data than the shipped ones, a store of their own, a publisher."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.shelf import Record
from bordertrade.signing import Porter
from bordertrade.store import FOLDER_VARIABLE, Store
from bordertrade.ui import cache, roles
from tests.checks_here import check_here
from tests.ui.publishing import ZARINA


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our server runs around the pages, and nobody has signed in."""
    monkeypatch.setattr(roles, "_porter", [Porter])


@pytest.fixture(autouse=True)
def _no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's tests have real ones."""
    check_here(monkeypatch)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[[Dataset], None]:
    """Let the pages serve another record than the store's."""

    def put(dataset: Dataset) -> None:
        monkeypatch.setattr(cache, "record", lambda: Record(dataset))

    return put


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store that only this test publishes into; the shipped record is its first head."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "store"))
    forget()
    cache.record()
    yield cache.store()
    cache.store().close()
    forget()


def forget() -> None:
    """As if the process had just started."""
    for cached in (cache.store, cache._head, cache._versions):
        cached.clear()


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor is signed in as a publisher."""
    monkeypatch.setattr(roles, "known_now", lambda: ZARINA)
