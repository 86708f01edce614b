"""The rows behind displayed totals: each with its file and line, and together they are the total.

Nothing is worked out before somebody asks.
"""

from bordertrade.measures.rows_behind.behind import FACTOR, NAMES, PART, VALUES, RowsBehind, joined
from bordertrade.measures.rows_behind.books import (
    behind_figures,
    behind_levels,
    behind_observations,
)
from bordertrade.measures.rows_behind.estimates import behind_estimates, behind_fuel

__all__ = [
    "FACTOR",
    "NAMES",
    "PART",
    "VALUES",
    "RowsBehind",
    "behind_estimates",
    "behind_figures",
    "behind_fuel",
    "behind_levels",
    "behind_observations",
    "joined",
]
