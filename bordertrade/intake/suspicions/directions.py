"""Imports that look like exports: held against the line's own history and the other book."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bordertrade.dataset.rows import rows_of
from bordertrade.intake.suspicions.given import AMOUNT, UNIT, Given
from bordertrade.problems import Problem, Severity
from bordertrade.vocabulary import Direction

_IN, _OUT = str(Direction.IR_TO_PK), str(Direction.PK_TO_IR)
#: Exchanging the two must bring them nearer to what is known by this factor, both together.
_NEARER = float(np.log(9))
_FEWEST = 3


def swapped(given: Given) -> Iterator[Problem]:
    """Both directions of one period that fit far better the other way round."""
    if "direction" not in given.line or given.fresh.empty:
        return
    line = [name for name in given.line if name != "direction"]
    pairs = _sides(given.fresh, [*line, "period", UNIT])
    if pairs.empty:
        return
    own = _expected(pairs, given.known_of(line), [*line, UNIT], _FEWEST)
    found = _better_crossed(own)
    if "reporter" in line:
        others = [name for name in line if name not in ("reporter", "series")]
        known = given.known_of([*others, "period"])
        book = known.assign(reporter=known["reporter"].map({"PK": "IR", "IR": "PK"}))
        other = _expected(pairs, book, ["reporter", *others, "period", UNIT], 1)
        found = found | _better_crossed(other)
    lines = given.fresh.reset_index(names="at").groupby([*line, "period", UNIT])["at"].min()
    for row in rows_of(pairs[found].reset_index()):
        key = tuple(getattr(row, name) for name in [*line, "period", UNIT])
        named = [str(part) for part in key[:-1] if part]
        yield Problem(
            "direction_swapped",
            given.table.name,
            int(lines.loc[key]),
            column="direction",
            value=", ".join(named),
            severity=Severity.WARNING,
        )


def _sides(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The amounts of both directions side by side, where both are above zero."""
    valued = rows[rows[AMOUNT] > 0]
    sides = valued.groupby([*by, "direction"])[AMOUNT].sum().unstack("direction")
    return sides.reindex(columns=[_IN, _OUT]).dropna()


def _expected(pairs: pd.DataFrame, known: pd.DataFrame, by: list[str], fewest: int) -> pd.DataFrame:
    """The pairs beside the median of what is known of each direction."""
    valued = known[known[AMOUNT] > 0].groupby([*by, "direction"])[AMOUNT]
    usual = valued.median()[valued.count() >= fewest].unstack("direction")
    usual = usual.reindex(columns=[_IN, _OUT]).rename(columns={_IN: "in", _OUT: "out"})
    return pairs.join(usual, on=by)


def _better_crossed(pairs: pd.DataFrame) -> pd.Series[bool]:
    logs = np.log(pairs.astype("float64"))
    straight = (logs[_IN] - logs["in"]).abs() + (logs[_OUT] - logs["out"]).abs()
    crossed = (logs[_IN] - logs["out"]).abs() + (logs[_OUT] - logs["in"]).abs()
    better: pd.Series[bool] = (straight - crossed > _NEARER) & (crossed < straight / 2)
    return better
