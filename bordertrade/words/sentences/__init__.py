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
from bordertrade.words.sentences.concentration import (
    concentration,
    concentration_absence,
    lonely,
    partial,
)
from bordertrade.words.sentences.concentration import count as concentration_count
from bordertrade.words.sentences.concentration import flow_name as concentration_flow
from bordertrade.words.sentences.concentration import index as concentration_index
from bordertrade.words.sentences.concentration import largest as largest_share
from bordertrade.words.sentences.concentration import part_name as largest_part
from bordertrade.words.sentences.concentration import place as concentration_place
from bordertrade.words.sentences.concentration import when as concentration_period
from bordertrade.words.sentences.contributions import (
    compilers,
    growth,
    growth_absence,
    part_name,
    points,
    refused_growth,
    signed_percent,
    signed_usd,
)
from bordertrade.words.sentences.contributions import flow_name as growth_flow
from bordertrade.words.sentences.coverage import (
    book_years,
    coverage,
    coverage_counts,
    coverage_extremes,
    coverage_span,
    series_name,
    stale,
    stale_meaning,
    without_dollars,
)
from bordertrade.words.sentences.exchange import exchange
from bordertrade.words.sentences.fuel import fuel, price_note
from bordertrade.words.sentences.markets import (
    approximate_years,
    balances,
    fit,
    goods,
    market_lines,
    market_total,
    re_cut,
    refused,
    series,
    total_evidence,
    total_span,
    totals,
    window,
)
from bordertrade.words.sentences.mirror import (
    freight_verdict,
    mirror,
    mirror_margin,
    mirror_missed,
    mirror_pair,
    mirror_ratio,
    mirror_since,
    next_to_nothing,
    years_alone,
)
from bordertrade.words.sentences.open_days import (
    closures_counted,
    open_days,
    open_days_absence,
    per_open_day,
)
from bordertrade.words.sentences.open_days import days as open_days_of
from bordertrade.words.sentences.open_days import line_name as open_days_line
from bordertrade.words.sentences.outlook import target
from bordertrade.words.sentences.recut import (
    calendar_verdict,
    cannot_recut,
    import_bounds,
    import_years,
    year_told,
)
from bordertrade.words.sentences.scenario import (
    change_range,
    growth_range,
    hypothetical_range,
    inert,
    lever_effect,
    need,
    scenario,
    scenario_levers,
    scenario_refusal,
    sensitivity,
    still_missing,
    transit_figure,
    year_central,
    years_reached,
    years_short,
)
from bordertrade.words.sentences.unit_values import goods as unit_goods
from bordertrade.words.sentences.unit_values import (
    observed_only,
    per_unit,
    unit_name,
    unit_values,
    unit_values_absence,
    without_quantity,
)
from bordertrade.words.sentences.unit_values import place as unit_place

__all__ = [
    "approximate_years",
    "balances",
    "book_years",
    "calendar_verdict",
    "cannot_recut",
    "change_range",
    "closures_counted",
    "compilers",
    "concentration",
    "concentration_absence",
    "concentration_count",
    "concentration_flow",
    "concentration_index",
    "concentration_period",
    "concentration_place",
    "coverage",
    "coverage_counts",
    "coverage_extremes",
    "coverage_span",
    "exchange",
    "fit",
    "freight_verdict",
    "fuel",
    "goods",
    "growth",
    "growth_absence",
    "growth_flow",
    "growth_range",
    "hypothetical_range",
    "import_bounds",
    "import_years",
    "inert",
    "largest_part",
    "largest_share",
    "level",
    "lever_effect",
    "lonely",
    "market_lines",
    "market_total",
    "mirror",
    "mirror_margin",
    "mirror_missed",
    "mirror_pair",
    "mirror_ratio",
    "mirror_since",
    "missing_years",
    "need",
    "needed",
    "next_to_nothing",
    "observed_only",
    "open_days",
    "open_days_absence",
    "open_days_line",
    "open_days_of",
    "part_name",
    "partial",
    "per_open_day",
    "per_unit",
    "period_and_age",
    "points",
    "price_note",
    "progress",
    "re_cut",
    "refusal",
    "refused",
    "refused_growth",
    "scenario",
    "scenario_levers",
    "scenario_refusal",
    "sensitivity",
    "series",
    "series_name",
    "signed_percent",
    "signed_usd",
    "stale",
    "stale_meaning",
    "still_missing",
    "target",
    "target_name",
    "total_evidence",
    "total_span",
    "totals",
    "transit_figure",
    "unit_goods",
    "unit_name",
    "unit_place",
    "unit_values",
    "unit_values_absence",
    "window",
    "without_dollars",
    "without_quantity",
    "year_central",
    "year_told",
    "years_alone",
    "years_reached",
    "years_short",
]
