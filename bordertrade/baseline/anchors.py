"""Anchors: published figures that the model must not contradict unnoticed."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bordertrade import calendars
from bordertrade.baseline.row import Row
from bordertrade.calendars import Period
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope, total

INSIDE, PARTLY, OUTSIDE = "inside", "partly", "outside"


def judged_anchors(anchors: pd.DataFrame, rows: Iterable[Row]) -> pd.DataFrame:
    """The anchors with ``model_low_usd``, ``model_high_usd`` and ``verdict`` filled in.

    Inside means that the anchor's whole range lies in the model's, partly that they overlap.
    """
    rows = tuple(rows)
    judged = anchors.copy()
    for at, anchor in zip(judged.index, rows_of(anchors), strict=True):
        model = _modelled(rows, anchor.market, anchor.channel, anchor.direction, anchor.period)
        judged.loc[at, "model_low_usd"] = float(round(model.low))
        judged.loc[at, "model_high_usd"] = float(round(model.high))
        judged.loc[at, "verdict"] = _verdict(anchor.value_low_usd, anchor.value_high_usd, model)
    return judged


def _verdict(low: float, high: float, model: Envelope) -> str:
    if model.low <= low and high <= model.high:
        return INSIDE
    return PARTLY if model.low <= high and low <= model.high else OUTSIDE


def anchors_of(anchors: pd.DataFrame, row: Row) -> tuple[str, ...]:
    """The ids of the anchors that speak of a row."""
    return tuple(
        anchor.id
        for anchor in rows_of(anchors)
        if (anchor.market, anchor.channel, anchor.direction)
        == (row.market, row.channel, row.direction)
        and calendars.parse(anchor.period).contains(row.month)
    )


def _modelled(
    rows: tuple[Row, ...], market: str, channel: str, direction: str, period: str
) -> Envelope:
    span: Period = calendars.parse(period)
    return total(
        row.value_usd
        for row in rows
        if (row.market, row.channel, row.direction) == (market, channel, direction)
        and span.contains(row.month)
    )
