"""What is measured, listed once. Tests and the methods page loop over it.

To add a measure: write its module, one entry here, and its words in ``words.methods``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bordertrade.measures.balance import book_balances, market_balances
from bordertrade.measures.freshness import freshness
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.goods import goods
from bordertrade.measures.level import levels
from bordertrade.measures.market_series import market_series
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.mirror import mirror_pairs
from bordertrade.measures.target import required_growth

#: name -> the function whose docstring holds formula and source
MEASURES: dict[str, Callable[..., Any]] = {
    "level": levels,
    "required_growth": required_growth,
    "mirror": mirror_pairs,
    "fuel": fuel_estimate,
    "market_series": market_series,
    "market_totals": market_totals,
    "balance": market_balances,
    "book_balance": book_balances,
    "goods": goods,
    "freshness": freshness,
}
