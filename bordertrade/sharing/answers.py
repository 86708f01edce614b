"""The results that Overview, Map and what is shared of them start from."""

from __future__ import annotations

from bordertrade import selecting
from bordertrade.dataset import Dataset
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import (
    MarketTotal,
    MarketTotals,
    market_totals,
)
from bordertrade.measures.target import TargetBasis
from bordertrade.remembered import once
from bordertrade.topics.target.measure.result import TargetResult, target_result
from bordertrade.view import ViewState, choices_of
from bordertrade.vocabulary import THREE, Channel
from bordertrade.words import fuel as fuel_words


def on_target(dataset: Dataset, basis: TargetBasis) -> TargetResult:
    """The target's result for a basis, made once."""
    made: TargetResult = once(dataset, "target", basis, make=lambda: target_result(dataset, basis))
    return made


def both_books(dataset: Dataset, view: ViewState) -> TargetResult:
    """Both books' newest years against the target, without additions: for the first page."""
    return on_target(dataset, TargetBasis(view.target, floor=view.evidence))


def every_market(dataset: Dataset, view: ViewState) -> MarketTotals | None:
    """The figures of every market, each over its own months, whatever is filtered on other pages."""
    wanted = selecting.whole_markets(choices_of(dataset).markets, view)
    made: MarketTotals | None = once(
        dataset, "totals", wanted, make=lambda: market_totals(dataset, wanted)
    )
    return made


def shown_on_map(totals: MarketTotals) -> tuple[MarketTotal, ...]:
    """The figures beside the map: each market's, not those of the three together."""
    return tuple(row for row in totals.rows if row.market != THREE)


def price_of(dataset: Dataset, totals: MarketTotals) -> str:
    """At which price fuel is counted, where some of the figures is the model's of fuel."""
    fuel = any(row.modelled and row.channel is Channel.INFORMAL for row in totals.rows)
    return fuel_words.price_note(fuel_estimate(dataset)) if fuel else ""
