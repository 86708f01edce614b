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
from bordertrade.measures.rows_behind.closer import (
    behind_concentration,
    behind_open_days,
    behind_unit_values,
)
from bordertrade.measures.rows_behind.growth import behind_growth
from bordertrade.measures.rows_behind.informal import behind_estimates, behind_fuel
from bordertrade.measures.rows_behind.market import behind_goods, behind_series, behind_totals
from bordertrade.measures.rows_behind.shares import behind_shares, behind_stakes

__all__ = [
    "FACTOR",
    "NAMES",
    "PART",
    "VALUES",
    "RowsBehind",
    "behind_concentration",
    "behind_estimates",
    "behind_figures",
    "behind_fuel",
    "behind_goods",
    "behind_growth",
    "behind_import_years",
    "behind_levels",
    "behind_observations",
    "behind_open_days",
    "behind_series",
    "behind_shares",
    "behind_stakes",
    "behind_totals",
    "behind_unit_values",
    "joined",
]
