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
    target_name,
)
from bordertrade.words.sentences.coverage import (
    all_book_years,
    book_years,
    coverage,
    coverage_counts,
    coverage_extremes,
    coverage_span,
    series_name,
    stale,
    without_dollars,
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
from bordertrade.words.sentences.outlook import target

__all__ = [
    "all_book_years",
    "balances",
    "book_years",
    "coverage",
    "coverage_counts",
    "coverage_extremes",
    "coverage_span",
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
    "series_name",
    "stale",
    "target",
    "target_name",
    "total_evidence",
    "total_span",
    "totals",
    "window",
    "without_dollars",
]
