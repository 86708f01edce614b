"""A market's period that is larger than anything the whole border is known for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bordertrade.dataset.rows import numbered
from bordertrade.intake.suspicions.bounds import CHANNEL, days, largest
from bordertrade.intake.suspicions.given import AMOUNT, UNIT, Finding, Given
from bordertrade.intake.suspicions.values import figure, has_history
from bordertrade.money import Currency
from bordertrade.problems import Problem

_ONE = ("market", "reporter", "direction", "period")


def larger_than_border(given: Given) -> Iterator[Problem]:
    """Sums beyond the outer bound, of rows that no history of their own can judge."""
    if given.table.name not in CHANNEL or given.fresh.empty:
        return
    rows = given.fresh[given.fresh[UNIT].eq(str(Currency.USD)) & ~has_history(given)]
    if rows.empty:
        return
    codes, first = numbered(rows, [name for name in _ONE if name in given.table])
    total = pd.Series(rows[AMOUNT] * days(rows)).groupby(codes).sum().to_numpy()
    at = rows.iloc[first]
    bound = largest(given, at).to_numpy()
    findings: list[Finding] = [
        (int(at.index[place]), figure(total[place], 4), {"most": figure(bound[place], 4)})
        for place in np.flatnonzero(total > bound).tolist()
    ]
    yield from given.told("larger_than_border", given.value, findings)
