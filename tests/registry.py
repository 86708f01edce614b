"""What is measured, listed once. Tests and the methods page loop over it.

To add a measure: write its module, one entry here, and its words in ``words.methods``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bordertrade.measures.book_level import levels
from bordertrade.measures.estimates import estimates, values_of_goods
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.in_currency import shown
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.pace import observed_pace
from bordertrade.measures.recut import sum_years
from bordertrade.measures.target import required_growth, targets_in_force
from bordertrade.measures.three_markets import three_markets
from bordertrade.measures.year_totals import year_totals
from bordertrade.topics.books.measure.causes import mirror_causes
from bordertrade.topics.books.measure.import_years import import_years
from bordertrade.topics.books.measure.pairs import mirror_pairs
from bordertrade.topics.books.measure.years import mirror_years
from bordertrade.topics.concentration.measure import concentration
from bordertrade.topics.coverage.measure.book_years import book_years
from bordertrade.topics.coverage.measure.freshness import freshness, newest_observation
from bordertrade.topics.coverage.measure.months import coverage
from bordertrade.topics.formalisation.measure.revenue import revenue, usual_rates
from bordertrade.topics.formalisation.measure.shares import formalisation, national_share
from bordertrade.topics.goods.measure import goods
from bordertrade.topics.growth.measure import growth_by_direction, growth_by_goods
from bordertrade.topics.informal.measure.arithmetic import arithmetic
from bordertrade.topics.markets.measure.balance import book_balances, market_balances
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.topics.markets.measure.years import in_years
from bordertrade.topics.open_days.measure import per_open_day
from bordertrade.topics.scenario.measure.paths import level_in, pace_range
from bordertrade.topics.scenario.measure.sensitivity import effects, need, swings
from bordertrade.topics.scenario.measure.transit import transit
from bordertrade.topics.target.measure.markets_share import markets_share
from bordertrade.topics.target.measure.outlook import growth_from, year_reached
from bordertrade.topics.target.measure.status import status
from bordertrade.topics.unit_values.measure import unit_values

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
