"""What all tests share: the shipped data set, loaded once and never changed; a store and a day of
their own."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from bordertrade import clock
from bordertrade.dataset import Dataset, load
from bordertrade.store import FOLDER_VARIABLE, URL_VARIABLE
from tests import day
from tests.children.standing_clock import DAY
from tests.moved import LONG, SERVERS

day.stay()

# Pages publish into no store but this one: never into that of whoever runs the tests.
os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="bordertrade-tests-")
os.environ.pop(URL_VARIABLE, None)
atexit.register(shutil.rmtree, os.environ[FOLDER_VARIABLE], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: no core waits at the end for the other's last long file."""
    first = (*SERVERS, *LONG)
    items.sort(
        key=lambda item: next(
            (n for n, p in enumerate(first) if item.nodeid.startswith(p)), len(first)
        )
    )


# A busy machine is no fault of the code.
settings.register_profile("bordertrade", deadline=None)
settings.load_profile("bordertrade")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="session")
def dataset(data_folder: Path) -> Dataset:
    return load(data_folder)


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Moves the day of one test, also for the processes that it starts."""

    def move(to: date) -> None:
        monkeypatch.setattr(clock, "calendar", lambda: to)
        monkeypatch.setenv(DAY, to.isoformat())

    return move
