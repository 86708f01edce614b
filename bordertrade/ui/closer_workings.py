"""How the numbers of the closer look are worked out: formula, inputs and sources to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import streamlit as st

from bordertrade.charts import (
    CONCENTRATION,
    GROWTH_BY_DIRECTION,
    GROWTH_BY_GOODS,
    OPEN_DAYS,
    UNIT_VALUES,
    Chart,
)
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.sources import Source, sources
from bordertrade.topics.concentration import words as concentration_words
from bordertrade.topics.concentration.measure import Concentration
from bordertrade.topics.growth import words as growth_words
from bordertrade.topics.growth.measure import Decomposition, GrowthResult
from bordertrade.topics.open_days import words as open_days_words
from bordertrade.topics.open_days.measure import PerDay
from bordertrade.topics.unit_values import words as unit_values_words
from bordertrade.topics.unit_values.measure import THRESHOLD
from bordertrade.ui.blocks import measured
from bordertrade.ui.state import Current
from bordertrade.ui.workings import Input, workings
from bordertrade.words import _, dates, numbers

#: More inputs than this are a table of their own: that of the chart.
_MOST = 12


def growth_by_direction(now: Current) -> None:
    _growth(GROWTH_BY_DIRECTION, now)


def growth_by_goods(now: Current) -> None:
    _growth(GROWTH_BY_GOODS, now)


def concentration(now: Current) -> None:
    """The shares of the newest division, squared."""
    result = measured(CONCENTRATION, now)
    if result is None:
        return
    newest = max(result.all, key=lambda each: (not each.estimated, each.end))
    formula = _("H = Σ share², floor = 1 / N, normalised = (H − 1/N) / (1 − 1/N)")
    normalised = numbers.decimal(newest.normalised, 2) if newest.normalised is not None else ""
    told = _(
        "{flow}, {period}: H = {index}, N = {count}, floor {floor}, normalised {normalised}.",
        flow=concentration_words.flow_name(newest),
        period=concentration_words.when(newest),
        index=concentration_words.index(newest),
        count=newest.count,
        floor=numbers.decimal(newest.floor, 2),
        normalised=normalised or numbers.MISSING,
    )
    _show(formula, _shares(newest, now), told)


def open_days(now: Current) -> None:
    """The newest period of each line, and those that a closure touched."""
    result = measured(OPEN_DAYS, now)
    if result is None:
        return
    formula = _("US$ an open day = value / open days; low = value / most, high = value / fewest")
    inputs = [
        given
        for line in result.lines
        for cell in line.cells
        if cell.open_days.closures or cell is line.cells[-1]
        for given in _days(open_days_words.line_name(line), cell, now)
    ]
    _show(
        formula,
        inputs,
        _(
            "On a day that sources dispute the border counts as closed (0), half open (0.5) or open (1)."
        ),
    )


def unit_values(now: Current) -> None:
    """The rule of the flags; its inputs are the rows of the chart's table."""
    result = measured(UNIT_VALUES, now)
    if result is None:
        return
    formula = _(
        "score = 0.6745 × (ln x − median) / MAD; flagged when |score| > {threshold}",
        threshold=numbers.decimal(THRESHOLD, 1),
    )
    inputs = [
        Input(
            _(
                "{goods} at {place}, {period}",
                goods=unit_values_words.goods(row),
                place=unit_values_words.place(row),
                period=dates.period(row.period),
            ),
            _(
                "{value} / {quantity} {unit} = {price}",
                value=numbers.usd(row.value_usd),
                quantity=numbers.decimal(row.quantity),
                unit=row.unit,
                price=unit_values_words.per_unit(row.unit_value_usd, row.base_unit),
            ),
            sources(now.dataset, (row.source,)),
        )
        for row in rows_of(result.frame.head(_MOST))
    ]
    _show(
        formula,
        inputs,
        _(
            "MAD is the median distance from the median. With fewer than five rows of the same goods, "
            "or MAD = 0, a row is flagged beyond ten times their median (Iglewicz and Hoaglin, 1993)."
        ),
    )


def _growth(spec: Chart[GrowthResult], now: Current) -> None:
    result = measured(spec, now)
    if result is None or not result.found:
        return
    formula = _(
        "contribution = (part after − part before) / whole before; growth = Σ contributions"
    )
    _show(formula, [given for each in result.found for given in _parts(each, now)])


def _parts(each: Decomposition, now: Current) -> Iterator[Input]:
    said = sources(now.dataset, each.sources)
    whose = growth_words.flow_name(each)
    for part in each.parts[:_MOST]:
        yield _change(
            _("{whose}: {part}", whose=whose, part=growth_words.part_name(each, part)),
            (part.before_usd, part.after_usd, part.points),
        )
    if each.residual_usd:
        name = _("{whose}: not divided by the source", whose=whose)
        amount = growth_words.signed_usd(each.residual_usd)
        yield Input(name, f"{amount} ({growth_words.points(each.residual_points)})")
    name = _("{whose}: whole", whose=whose)
    yield _change(name, (each.before_usd, each.after_usd, each.growth), said)


def _change(name: str, values: tuple[float, float, float], said: tuple[Source, ...] = ()) -> Input:
    before, after, points = values
    told = _(
        "{before} → {after} ({points})",
        before=numbers.usd(before),
        after=numbers.usd(after),
        points=growth_words.points(points),
    )
    return Input(name, told, said)


def _shares(value: Concentration, now: Current) -> list[Input]:
    said = sources(now.dataset, value.sources)
    return [
        Input(
            concentration_words.share_name(value, share),
            _(
                "{amount}, {share}",
                amount=numbers.usd_range(share.value_usd),
                share=numbers.percent(share.share, 1),
            ),
            said if place == 0 else (),
        )
        for place, share in enumerate(value.shares[:_MOST])
    ]


def _days(name: str, cell: PerDay, now: Current) -> Iterator[Input]:
    period = dates.period(cell.period)
    value = numbers.usd_range(cell.value_usd) if cell.value_usd else numbers.MISSING
    said = sources(now.dataset, (cell.source, *(each.source for each in cell.open_days.closures)))
    yield Input(
        _("{line}, {period}", line=name, period=period),
        _("{value}; {days}", value=value, days=open_days_words.days(cell)),
        said,
    )


def _show(formula: str, inputs: Iterable[Input], *notes: str) -> None:
    st.html(workings(formula, inputs, *notes))
