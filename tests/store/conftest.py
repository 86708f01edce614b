"""The store on both databases: each test that takes ``store`` runs on SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bordertrade.store import Store, open_store
from tests.store.servers import Server, serving

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens one empty place, as often as one likes: each call is like another process."""
    if request.param == "sqlite":
        return lambda: open_store(folder=tmp_path / "store")
    server: Server = request.getfixturevalue("server")
    schema = f"test_{next(_numbers)}"
    server.execute(f"CREATE SCHEMA {schema}")
    return lambda: open_store(server.url(schema=schema))


@pytest.fixture
def opened(opening: Callable[[], Store]) -> Iterator[Callable[[], Store]]:
    """The same; what is opened is closed after the test."""
    stores: list[Store] = []

    def open_one() -> Store:
        stores.append(opening())
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()
