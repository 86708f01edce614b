"""The rows behind displayed totals: each with its file and line, and together they are the total.

Nothing is worked out before somebody asks.
"""

from bordertrade.measures.rows_behind.behind import FACTOR, NAMES, PART, VALUES, RowsBehind, joined
from bordertrade.measures.rows_behind.books import (
    behind_figures,
    behind_import_years,
    behind_levels,
    behind_observations,
)
from bordertrade.measures.rows_behind.informal import behind_estimates, behind_fuel
from bordertrade.measures.rows_behind.market import behind_goods, behind_series, behind_totals

__all__ = [
    "FACTOR",
    "NAMES",
    "PART",
    "VALUES",
    "RowsBehind",
    "behind_estimates",
    "behind_figures",
    "behind_fuel",
    "behind_goods",
    "behind_import_years",
    "behind_levels",
    "behind_observations",
    "behind_series",
    "behind_totals",
    "joined",
]
