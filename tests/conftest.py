"""What all tests share: the shipped data set, loaded once and never changed."""

from pathlib import Path

import pytest
from hypothesis import settings

from bordertrade.dataset import Dataset, load

# A busy machine is no fault of the code.
settings.register_profile("bordertrade", deadline=None)
settings.load_profile("bordertrade")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(scope="session")
def dataset(data_folder: Path) -> Dataset:
    return load(data_folder)
