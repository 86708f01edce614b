"""What the tests of the way in share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake.understanding import Understanding, understand
from tests.intake.office import Looks


@pytest.fixture(scope="module")
def look(dataset: Dataset) -> Looks:
    """understand(content or text in UTF-8, ...)."""

    def at(content: bytes | str | Path, **known: object) -> Understanding:
        given = content.encode() if isinstance(content, str) else content
        return understand(given, dataset.contract, dataset, **known)  # type: ignore[arg-type]

    return at
