"""The answers of pages whose pictures are drawings of ours, in words: the Overview and the Map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bordertrade import selecting
from bordertrade.charts.finished import evidence
from bordertrade.dataset import Dataset
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import (
    MarketTotal,
    MarketTotals,
    market_totals,
    sources_of,
)
from bordertrade.measures.strength import strengths
from bordertrade.measures.target import TargetBasis
from bordertrade.remembered import once
from bordertrade.sharing import strength as strength_words
from bordertrade.topics.markets import words as markets_words
from bordertrade.topics.target import words as target_words
from bordertrade.topics.target.measure.result import TargetResult, target_result
from bordertrade.view import ViewState, choices_of
from bordertrade.vocabulary import THREE, Channel
from bordertrade.words import _
from bordertrade.words import fuel as fuel_words


@dataclass(frozen=True, slots=True)
class Answer:
    """``sources`` are ids; ``newest`` the last day that a figure speaks of."""

    sentence: str
    sources: tuple[str, ...]
    newest: date | None
    basis: str


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


def overview(dataset: Dataset, view: ViewState) -> Answer | None:
    """Both books, what the markets could bring, what is weakest."""
    result = both_books(dataset, view)
    if not result.outlooks:
        return None
    told = (
        target_words.target(result),
        strength_words.at_most(result.outlooks),
        strength_words.weakest(strengths(dataset)),
        fuel_words.price_note(fuel_estimate(dataset)),
    )
    ids = (each for progress in result.progress for each in progress.base.sources)
    return Answer(
        sentence=" ".join(filter(None, told)),
        sources=tuple(dict.fromkeys(ids)),
        newest=max(progress.base.period.end for progress in result.progress),
        basis=_("Both books as observed; what the markets could bring is modelled"),
    )


def shown_on_map(totals: MarketTotals) -> tuple[MarketTotal, ...]:
    """The figures beside the map: each market's, not those of the three together."""
    return tuple(row for row in totals.rows if row.market != THREE)


def price_of(dataset: Dataset, totals: MarketTotals) -> str:
    """At which price fuel is counted, where some of the figures is the model's of fuel."""
    fuel = any(row.modelled and row.channel is Channel.INFORMAL for row in totals.rows)
    return fuel_words.price_note(fuel_estimate(dataset)) if fuel else ""


def border_map(dataset: Dataset, view: ViewState) -> Answer | None:
    """What crosses beside each market."""
    totals = every_market(dataset, view)
    if totals is None:
        return None
    told = (markets_words.totals(totals, choices_of(dataset).markets), price_of(dataset, totals))
    rows = shown_on_map(totals)
    modelled = any(row.modelled for row in rows)
    return Answer(
        sentence=" ".join(filter(None, told)),
        sources=sources_of(rows),
        newest=totals.end,
        basis=evidence(modelled=modelled),
    )
