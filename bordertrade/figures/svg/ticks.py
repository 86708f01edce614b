"""The ticks of an axis and their words."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from babel.dates import format_date

from bordertrade.figures.svg.axis import CATEGORY, DATE, LOG, Axis
from bordertrade.figures.svg.texts import Text, read
from bordertrade.words.catalogue import locale

#: Steps between ticks of time, months.
_STEPS = (1, 2, 3, 6, 12, 24, 48, 60, 120, 240, 600)
_USUAL = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """``own`` in the axis's own numbers."""

    own: float
    text: Text


def ticks(axis: Axis) -> list[Tick]:
    """The ticks within the range of an axis, as plotly would set them."""
    found = _given(axis) if "tickvals" in axis.given else _made(axis)
    low, high = sorted((axis.low, axis.high))
    slack = (high - low) * 1e-6
    return [each for each in found if low - slack <= each.own <= high + slack]


def _given(axis: Axis) -> list[Tick]:
    values = axis.given["tickvals"]
    texts = axis.given.get("ticktext", values)
    pairs = ((axis.number(value), read(text)) for value, text in zip(values, texts, strict=True))
    return [Tick(own, text) for own, text in pairs if own is not None]


def _made(axis: Axis) -> list[Tick]:
    if axis.kind == CATEGORY:
        return [Tick(float(at), read(name)) for at, name in enumerate(axis.categories)]
    if axis.kind == DATE:
        return _months(axis)
    if axis.kind == LOG:
        whole = range(math.ceil(axis.low), math.floor(axis.high) + 1)
        return [Tick(float(power), read(f"{10.0**power:,g}")) for power in whole]
    return _numbers(axis)


def _numbers(axis: Axis) -> list[Tick]:
    low, high = sorted((axis.low, axis.high))
    rough = (high - low) / int(axis.given.get("nticks", 6))
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(each for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
    if axis.given.get("tickformat") == "d":
        step = max(1.0, step)
    first, last = math.ceil(low / step), math.floor(high / step)
    grouped = "" if axis.given.get("tickformat") == "d" else ","
    return [
        Tick(place * step, read(f"{place * step:{grouped}.10g}"))
        for place in range(first, last + 1)
    ]


def _months(axis: Axis) -> list[Tick]:
    first, last = (pd.Timestamp(own, unit="ms") for own in (axis.low, axis.high))
    start = _month(pd.Timestamp(axis.given.get("tick0", "2000-01-01")))
    step = _step(axis, _month(last) - _month(first))
    found = []
    year = None
    for month in range(
        start + math.ceil((_month(first) - start) / step) * step, _month(last) + 1, step
    ):
        at = pd.Timestamp(month // 12, month % 12 + 1, 1)
        own = at.timestamp() * 1000
        if axis.low <= own <= axis.high:
            found.append(Tick(own, read(_said(at, step, at.year != year))))
            year = at.year
    return found


def _step(axis: Axis, months: int) -> int:
    given = str(axis.given.get("dtick", ""))
    if given.startswith("M"):
        return int(given[1:])
    most = int(axis.given.get("nticks", _USUAL))
    return next((each for each in _STEPS if months / each <= most), _STEPS[-1])


def _month(at: pd.Timestamp) -> int:
    return at.year * 12 + at.month - 1


def _said(at: pd.Timestamp, step: int, new_year: bool) -> str:
    if step % 12 == 0:
        return str(at.year)
    name = format_date(at.date(), "MMM", locale=locale())
    return f"{name}\n{at.year}" if new_year else name
