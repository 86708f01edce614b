"""What is measured, listed once. Tests and the methods page loop over it.

To add a measure: write its module, one entry here, and its words in ``words.methods``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bordertrade.measures.arithmetic import arithmetic
from bordertrade.measures.balance import book_balances, market_balances
from bordertrade.measures.estimates import estimates, values_of_goods
from bordertrade.measures.formalisation import formalisation, national_share
from bordertrade.measures.freshness import freshness
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.goods import goods
from bordertrade.measures.level import levels
from bordertrade.measures.market_series import market_series
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.markets_share import markets_share
from bordertrade.measures.mirror import mirror_pairs
from bordertrade.measures.outlook import growth_from, year_reached
from bordertrade.measures.pace import observed_pace
from bordertrade.measures.revenue import revenue, usual_rates
from bordertrade.measures.status import status
from bordertrade.measures.target import required_growth, targets_in_force
from bordertrade.measures.three import three_markets

#: name -> the function whose docstring holds formula and source
MEASURES: dict[str, Callable[..., Any]] = {
    "level": levels,
    "required_growth": required_growth,
    "growth_from_now": growth_from,
    "pace": observed_pace,
    "year_reached": year_reached,
    "status": status,
    "targets_in_force": targets_in_force,
    "three_markets": three_markets,
    "markets_share": markets_share,
    "mirror": mirror_pairs,
    "fuel": fuel_estimate,
    "estimates": estimates,
    "value_of_goods": values_of_goods,
    "arithmetic": arithmetic,
    "formalisation": formalisation,
    "national_share": national_share,
    "revenue_at_stake": revenue,
    "usual_rates": usual_rates,
    "market_series": market_series,
    "market_totals": market_totals,
    "balance": market_balances,
    "book_balance": book_balances,
    "goods": goods,
    "freshness": freshness,
}
