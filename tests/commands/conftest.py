"""What the tests of commands share: an empty place, and a record with a year of history."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.store import FOLDER_VARIABLE, URL_VARIABLE, open_store
from tests.checks_here import check_here

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue"


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other store is seen or touched; a fault of the program itself is not hushed up."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "store"))
    monkeypatch.setenv("BORDERTRADE_WHO", "Officer")
    monkeypatch.setenv("BORDERTRADE_DEBUG", "1")


@pytest.fixture(autouse=True)
def _no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """``test_processes`` has real ones."""
    check_here(monkeypatch)


@pytest.fixture(scope="session")
def _shipped_store(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped data alone: made once and copied, as making one takes a while."""
    folder = tmp_path_factory.mktemp("shipped") / "store"
    store = open_store(folder=folder)
    store.advance_shipped(dataset)
    store.close()
    return folder


@pytest.fixture
def shipped_store(_shipped_store: Path, tmp_path: Path) -> Path:
    """The store that commands find, with the shipped data as its first revision."""
    return Path(shutil.copytree(_shipped_store, tmp_path / "store"))


@pytest.fixture(scope="session")
def history(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data package with a year of trade at Gabd."""
    folder = tmp_path_factory.mktemp("history") / "data"
    shutil.copytree(data_folder, folder)
    shutil.copyfile(CATALOGUE / "history.csv", folder / "formal_trade.csv")
    return folder
