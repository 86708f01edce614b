"""The rows behind the charts of informal trade, and the published numbers beside them.

An end that a source did not give stays empty. Yearly figures are whole litres, rupees and US$;
modelled ones have the two figures they honestly have.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bordertrade.measures.estimates import Bounds, Estimate
from bordertrade.tables import coded
from bordertrade.words import _, dates, labels
from bordertrade.words import estimates as estimate_words
from bordertrade.words.numbers import significant

_NONE = Bounds(None, None, None)


def volumes_table(rows: tuple[Estimate, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                **_who(each),
                _("Low (litres a year)"): _whole(each.yearly, "low"),
                _("Central (litres a year)"): _whole(each.yearly, "central"),
                _("High (litres a year)"): _whole(each.yearly, "high"),
                **_how(each, rows),
            }
            for each in rows
        ]
    )


def values_table(rows: tuple[Estimate, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [{**_who(each), **_dollars(each), **_rupees(each), **_how(each, rows)} for each in rows]
    )


def losses_table(rows: tuple[Estimate, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [{**_who(each), **_rupees(each), **_dollars(each), **_how(each, rows)} for each in rows]
    )


def others_table(rows: Iterable[Estimate]) -> pd.DataFrame:
    """Quotas, dependants, outlets, market shares: as published, never in a chart."""
    return pd.DataFrame(
        [
            {
                _("What"): labels.of(estimate_words.KINDS, each.measures),
                _("Of what"): each.commodity,
                _("Published"): estimate_words.native(each),
                _("Said by"): each.said_by,
                _("Period"): dates.period(each.period),
                _("Evidence"): labels.evidence(each.evidence),
                _("Source"): "~".join(each.sources),
                _("Note"): each.note,
            }
            for each in rows
        ]
    )


def _who(each: Estimate) -> dict[str, object]:
    return {
        _("Said by"): each.said_by,
        **coded.period(each.period),
        _("Days"): dates.span(each.period.start, each.period.end),
        _("Scope"): each.scope,
        _("Of what"): each.commodity,
        _("Published"): estimate_words.native(each),
    }


def _dollars(each: Estimate) -> dict[str, object]:
    return {
        _("Low (US$ a year)"): _whole(each.value_usd, "low", each.is_modelled),
        _("Central (US$ a year)"): _whole(each.value_usd, "central", each.is_modelled),
        _("High (US$ a year)"): _whole(each.value_usd, "high", each.is_modelled),
    }


def _rupees(each: Estimate) -> dict[str, object]:
    return {
        _("Low (Rs a year)"): _whole(each.value_pkr, "low", each.is_modelled),
        _("Central (Rs a year)"): _whole(each.value_pkr, "central", each.is_modelled),
        _("High (Rs a year)"): _whole(each.value_pkr, "high", each.is_modelled),
    }


def _how(each: Estimate, rows: Iterable[Estimate]) -> dict[str, object]:
    shown = (
        estimate_words.SHAPES["range"]
        if each.is_modelled
        else estimate_words.SHAPES[each.native.shape]
    )
    return {
        _("Reads as"): _("modelled") if each.is_modelled else _(shown),
        _("Exchange rate"): estimate_words.dollar_note(each),
        _("Remark"): "; ".join(estimate_words.remarks(each, rows)),
        _("Method"): each.method,
        **coded.evidence(each.evidence),
        **coded.status(each.obs_status),
        _("Source"): "~".join(each.sources),
        _("Note"): each.note,
    }


def _whole(bounds: Bounds | None, end: str, modelled: bool = False) -> int | None:
    value: float | None = getattr(bounds or _NONE, end)
    if value is None:
        return None
    return round(significant(value) if modelled else value)
