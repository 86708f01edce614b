"""What looks odd in rows that are in form: said before anything is applied, never decided here."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from bordertrade.dataset import Dataset, Table
from bordertrade.intake.merging import Mode
from bordertrade.problems import Problem

#: Warnings that go on only with a reason that a person types.
NEED_REASON: frozenset[str] = frozenset()


def suspicions(
    dataset: Dataset, table: Table, rows: pd.DataFrame, mode: Mode, after: Dataset
) -> tuple[Problem, ...]:
    """Warnings about uploaded rows (errors where they may not be published at all).

    ``rows``: as for ``merge``; ``after``: the data set that the merge made.
    """
    return ()


def seen_before(table: Table, checksum: str, known: Mapping[str, str]) -> tuple[Problem, ...]:
    """Whether a file came before: ``known`` tells by checksum what to call its revision."""
    return ()
