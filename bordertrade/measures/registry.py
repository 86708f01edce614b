"""What is measured, listed once. Tests and the methods page loop over it.

To add a measure: write its module, one entry here, and its words in ``words.methods``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bordertrade.measures.arithmetic import arithmetic
from bordertrade.measures.balance import book_balances, market_balances
from bordertrade.measures.book_years import book_years
from bordertrade.measures.concentration import concentration
from bordertrade.measures.contributions import growth_by_direction, growth_by_goods
from bordertrade.measures.coverage import coverage
from bordertrade.measures.estimates import estimates, values_of_goods
from bordertrade.measures.formalisation import formalisation, national_share
from bordertrade.measures.freshness import freshness, newest_observation
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.goods import goods
from bordertrade.measures.import_years import import_years
from bordertrade.measures.level import levels
from bordertrade.measures.market_series import market_series
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.market_years import in_years
from bordertrade.measures.markets_share import markets_share
from bordertrade.measures.mirror import mirror_pairs
from bordertrade.measures.mirror_causes import mirror_causes
from bordertrade.measures.mirror_years import mirror_years
from bordertrade.measures.open_days import per_open_day
from bordertrade.measures.outlook import growth_from, year_reached
from bordertrade.measures.pace import observed_pace
from bordertrade.measures.recut import sum_years
from bordertrade.measures.revenue import revenue, usual_rates
from bordertrade.measures.scenario import level_in, pace_range
from bordertrade.measures.sensitivity import effects, need, swings
from bordertrade.measures.shown import shown
from bordertrade.measures.status import status
from bordertrade.measures.target import required_growth, targets_in_force
from bordertrade.measures.three import three_markets
from bordertrade.measures.transit import transit
from bordertrade.measures.unit_values import unit_values
from bordertrade.measures.year_totals import year_totals

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
    "scenario": level_in,
    "pace_range": pace_range,
    "lever_effects": effects,
    "lever_reach": swings,
    "lever_need": need,
    "transit": transit,
    "mirror": mirror_pairs,
    "mirror_years": mirror_years,
    "mirror_causes": mirror_causes,
    "recut": sum_years,
    "import_years": import_years,
    "fuel": fuel_estimate,
    "estimates": estimates,
    "value_of_goods": values_of_goods,
    "arithmetic": arithmetic,
    "formalisation": formalisation,
    "national_share": national_share,
    "revenue_at_stake": revenue,
    "usual_rates": usual_rates,
    "money": shown,
    "market_years": in_years,
    "market_series": market_series,
    "market_totals": market_totals,
    "year_totals": year_totals,
    "balance": market_balances,
    "book_balance": book_balances,
    "goods": goods,
    "freshness": freshness,
    "newest_observation": newest_observation,
    "coverage": coverage,
    "book_years": book_years,
    "concentration": concentration,
    "unit_values": unit_values,
    "growth_by_direction": growth_by_direction,
    "growth_by_goods": growth_by_goods,
    "per_open_day": per_open_day,
}
