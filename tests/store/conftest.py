"""The store on both databases: each test that takes ``store`` runs on SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bordertrade.store import Store
from tests.store.publisher import open_at
from tests.store.servers import Server, serving

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving(durable=False) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place of a store: a folder, or the URL of a schema of its own."""
    if request.param == "sqlite":
        return str(tmp_path / "store")
    server: Server = request.getfixturevalue("server")
    schema = f"test_{next(_numbers)}"
    server.execute(f"CREATE SCHEMA {schema}")
    return server.url(schema=schema)


@pytest.fixture
def opened(place: str) -> Iterator[Callable[[], Store]]:
    """Opens the place as often as one likes, each time as another process would."""
    stores: list[Store] = []

    def open_one() -> Store:
        stores.append(open_at(place))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()
