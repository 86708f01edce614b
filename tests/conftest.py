"""What all tests share: the shipped data set, loaded once and never changed."""

from pathlib import Path

import pytest

from bordertrade.dataset import Dataset, load


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="session")
def dataset(data_folder: Path) -> Dataset:
    return load(data_folder)
