"""The constants of the model, as ranges, with their ids: each used one is named in each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from bordertrade.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Assumptions:
    """``data/assumptions.csv`` by id. Bounds that are not given equal the value."""

    ranges: Mapping[str, Envelope]

    def __getitem__(self, id_: str) -> Envelope:
        return self.ranges[id_]

    def value(self, id_: str) -> float:
        return self.ranges[id_].central


def assumptions_of(table: pd.DataFrame) -> Assumptions:
    low = table["low"].fillna(table["value"])
    high = table["high"].fillna(table["value"])
    columns = zip(table["id"], low, table["value"], high, strict=True)
    return Assumptions({id_: Envelope(lo, value, hi) for id_, lo, value, hi in columns})
