"""The rows behind the chart of concentration."""

from __future__ import annotations

import pandas as pd

from bordertrade.tables import coded
from bordertrade.topics.concentration import words
from bordertrade.topics.concentration.measure import Concentration, ConcentrationResult
from bordertrade.words import _, labels

_INDEX_DIGITS = 4
_SHARE_DIGITS = 1


def concentration_table(result: ConcentrationResult) -> pd.DataFrame:
    """One row for each trade: the index with its floor, N and the largest part."""
    return pd.DataFrame([_concentration(each) for each in result.all])


def _concentration(each: Concentration) -> dict[str, object]:
    evidence = labels.evidence("model") if each.estimated else _("Observed")
    return {
        **coded.pair("market_code", each.market, _("Where"), words.place(each)),
        **coded.pair("period_code", _period(each), _("Period"), words.when(each)),
        **coded.channel(each.channel),
        **coded.direction(each.direction),
        **coded.book(each.reporter),
        **coded.pair(
            "series_code", each.series, _("Compiler"), labels.of(labels.SERIES, each.series)
        ),
        _("Parts (N)"): each.count,
        _("Index, low"): round(each.index.low, _INDEX_DIGITS),
        _("Index, central"): round(each.index.central, _INDEX_DIGITS),
        _("Index, high"): round(each.index.high, _INDEX_DIGITS),
        _("Floor (1/N)"): round(each.floor, _INDEX_DIGITS),
        _("Normalised index"): _rounded(each.normalised, _INDEX_DIGITS),
        _("Largest part"): words.part_name(each),
        _("Its share (%)"): round(100 * each.largest.share, _SHARE_DIGITS),
        **coded.pair("modelled", each.estimated, _("Evidence"), evidence),
    }


def _period(each: Concentration) -> str:
    return each.period or coded.days_code(each.start, each.end)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
