"""The rows behind the charts of growth."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bordertrade.tables import coded
from bordertrade.tables.amounts import whole
from bordertrade.topics.growth import words
from bordertrade.topics.growth.measure import DIRECTIONS, Decomposition, GrowthResult
from bordertrade.words import _, dates, labels

_SHARE_DIGITS = 1


def growth_table(result: GrowthResult) -> pd.DataFrame:
    """For each headline its parts, the residual and the whole: points add up to the whole."""
    return pd.DataFrame([row for each in result.found for row in _growth(each)])


def _growth(each: Decomposition) -> Iterable[dict[str, object]]:
    for part in each.parts:
        name = labels.direction(part.code) if each.by == DIRECTIONS else part.name
        values = (part.before_usd, part.after_usd, part.change_usd, part.points)
        yield _growth_row(each, name, values, part.kind)
    if each.residual_usd:
        rest = (None, None, each.residual_usd, each.residual_points)
        yield _growth_row(each, _("Not divided by the source"), rest, "")
    whole = (each.before_usd, each.after_usd, each.change_usd, each.growth)
    yield _growth_row(each, _("Whole"), whole, "")


def _growth_row(
    each: Decomposition,
    name: str,
    values: tuple[float | None, float | None, float, float],
    kind: str,
) -> dict[str, object]:
    before, after, change, points = values
    before_, after_ = each.grades
    return {
        **coded.book(each.reporter),
        **coded.direction(each.direction or ""),
        _("Part"): name,
        **coded.pair("from_period_code", each.first.text, _("From"), dates.period(each.first)),
        **coded.pair("to_period_code", each.last.text, _("To"), dates.period(each.last)),
        _("Before (US$)"): whole(before),
        _("After (US$)"): whole(after),
        _("Change (US$)"): whole(change),
        _("Contribution (points)"): round(100 * points, _SHARE_DIGITS) + 0.0,  # never "-0"
        **coded.pair("kind_code", kind, _("Kind"), labels.of(labels.PART_KINDS, kind)),
        **coded.pair("from_obs_status_code", before_, _("Status before"), words.grades(before_)),
        **coded.pair("to_obs_status_code", after_, _("Status after"), words.grades(after_)),
    }
