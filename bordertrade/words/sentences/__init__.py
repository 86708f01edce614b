"""Sentences made from results: captions, text alternatives, what a reader could pass on.

Each takes a result of ``measures`` and says its numbers; none computes any.
"""

from bordertrade.words.sentences.books import (
    level,
    missing_years,
    needed,
    period_and_age,
    progress,
    refusal,
    target,
    target_name,
)
from bordertrade.words.sentences.fuel import fuel, price_note
from bordertrade.words.sentences.markets import (
    balances,
    goods,
    market_lines,
    market_total,
    refused,
    series,
    total_evidence,
    total_span,
    totals,
    window,
)

__all__ = [
    "balances",
    "fuel",
    "goods",
    "level",
    "market_lines",
    "market_total",
    "missing_years",
    "needed",
    "period_and_age",
    "price_note",
    "progress",
    "refusal",
    "refused",
    "series",
    "target",
    "target_name",
    "total_evidence",
    "total_span",
    "totals",
    "window",
]
