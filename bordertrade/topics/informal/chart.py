"""The charts of informal trade: volume, value of goods, revenue lost. Never one axis for two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import plotly.graph_objects as go

from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.estimates import (
    Bounds,
    Estimate,
    GoodsValues,
    Measured,
    estimates,
    values_of_goods,
)
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.rows_behind.estimates import behind_estimates
from bordertrade.money import MoneyBasis
from bordertrade.topics.informal import table as tables
from bordertrade.topics.informal.figure import EstimateRow, estimates_figure
from bordertrade.topics.informal.words import estimates as informal_words
from bordertrade.view import ViewState
from bordertrade.words import N_, _, labels, numbers
from bordertrade.words import estimates as estimate_words
from bordertrade.words import fuel as fuel_words

Rows = tuple[Estimate, ...]


def _of(measured: Measured) -> Callable[[Dataset, ViewState], Rows | None]:
    return lambda dataset, view: estimates(dataset, measured, view.evidence) or None


def _values(dataset: Dataset, view: ViewState) -> GoodsValues | None:
    found = values_of_goods(dataset, view.evidence)
    return found if found.rows else None


def _kind(each: Estimate) -> str:
    if each.repeats:
        return "repeat"
    if not each.is_for_pakistan:
        return "elsewhere"
    return "modelled" if each.is_modelled else "own"


def _row(each: Estimate, rows: Rows, bounds: Bounds, amount: str, *more: str) -> EstimateRow:
    details = (
        _("published: {amount}", amount=estimate_words.native(each)),
        *more,
        _("method: {method}", method=each.method),
        labels.evidence(each.evidence),
    )
    return EstimateRow(
        name=estimate_words.who_and_when(each),
        amount=amount,
        bounds=bounds,
        kind=_kind(each),
        remarks=estimate_words.short_remarks(each),
        details=(*details, *estimate_words.remarks(each, rows)),
    )


def _volume_figure(rows: Rows, _view: ViewState, look: Look) -> go.Figure:
    drawn = [
        _row(each, rows, each.yearly, _converted(each, estimate_words.litres(each.yearly)))
        for each in rows
        if each.yearly is not None
    ]
    return estimates_figure(drawn, numbers.litres, "informal", look)


def _converted(each: Estimate, amount: str) -> str:
    """Remarks need the room on a phone: then the published unit stands in the hover only."""
    return amount if estimate_words.short_remarks(each) else estimate_words.converted(each, amount)


def _value_figure(result: GoodsValues, _view: ViewState, look: Look) -> go.Figure:
    drawn = [
        _row(
            each,
            result.rows,
            each.value_usd,
            _dollars_and_rupees(each),
            estimate_words.dollar_note(each),
        )
        for each in result.rows
        if each.value_usd is not None
    ]
    return estimates_figure(drawn, numbers.usd, "informal", look)


def _dollars_and_rupees(each: Estimate) -> str:
    usd, pkr = each.value_usd, each.value_pkr
    figures = 2 if each.is_modelled else 3
    told = estimate_words.dollars(usd, figures) if usd else estimate_words.dollar_note(each)
    rupees = estimate_words.rupees(pkr, figures) if pkr else ""
    amount = _("{dollars} ({rupees})", dollars=told, rupees=rupees) if rupees else told
    if not each.is_modelled or estimate_words.short_remarks(each):
        return amount
    litres = estimate_words.litres(each.yearly) if each.yearly else ""
    return _("{amount}, from {litres}", amount=amount, litres=litres)


def _loss_figure(rows: Rows, _view: ViewState, look: Look) -> go.Figure:
    drawn = [
        _row(
            each,
            rows,
            each.yearly,
            _converted(each, estimate_words.rupees(each.yearly)),
            _loss_in_dollars(each),
        )
        for each in rows
        if each.yearly is not None
    ]
    return estimates_figure(drawn, numbers.rupees, "revenue", look)


def _loss_in_dollars(each: Estimate) -> str:
    """US$ with the rate, or that no rate is sourced."""
    note = estimate_words.dollar_note(each)
    if each.value_usd is None:
        return note
    return _("{amount} ({rate})", amount=estimate_words.dollars(each.value_usd), rate=note)


def _sources(rows: Rows, _dataset: Dataset) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for row in rows for each in row.sources))


def _value_sources(rows: Rows, dataset: Dataset) -> tuple[str, ...]:
    fuel = fuel_estimate(dataset)
    price = fuel.sources if fuel and any(each.is_modelled for each in rows) else ()
    return tuple(dict.fromkeys([*_sources_and_rates(rows, dataset), *price]))


def _sources_and_rates(rows: Rows, dataset: Dataset) -> tuple[str, ...]:
    """Also whose rates brought rupees into US$."""
    rates = (rate.source for each in rows if each.rate for rate in each.rate.rates)
    return tuple(dict.fromkeys([*_sources(rows, dataset), *rates]))


def _newest(rows: Rows) -> date | None:
    return max((each.period.end for each in rows), default=None)


def _is_modelled(rows: Rows) -> bool:
    return any(each.is_modelled for each in rows)


def _price(rows: Rows, dataset: Dataset) -> str:
    return fuel_words.price_note(fuel_estimate(dataset)) if _is_modelled(rows) else ""


def _volume_basis(rows: Rows) -> str:
    if _is_modelled(rows):
        return _("Published estimates, none a count; one range composed by us, hatched")
    return _("Published estimates, none a count")


def _value_basis(rows: Rows) -> str:
    if _is_modelled(rows):
        return _("Hatched: modelled, a published volume × an assumed price")
    return _("Published estimates, none a count")


def _loss_basis(_rows: Rows) -> str:
    return _("Published estimates, none a count")


def _absence(_view: ViewState) -> str:
    return _(
        "No estimate of this kind at this level of evidence: nobody has counted. Choose “All” or "
        "“Observed only” above."
    )


VOLUME = Chart(
    name="v",
    file="informal-volume",
    heading=N_("Volume of smuggled fuel"),
    measure=_of(Measured.VOLUME),
    figure=_volume_figure,
    title=lambda _rows, _view: _("How much: published volumes, litres a year"),
    sentence=lambda rows, _view: informal_words.volumes(rows),
    table=lambda rows, _view: tables.volumes_table(rows),
    sources=_sources,
    absence=_absence,
    newest=_newest,
    modelled=_is_modelled,
    basis=_volume_basis,
    behind=lambda rows, dataset, _view: behind_estimates(dataset, rows, "litres"),
)

VALUE = Chart(
    name="w",
    file="informal-value",
    heading=N_("Value of smuggled fuel"),
    measure=_values,
    figure=_value_figure,
    title=lambda _result, _view: _("What it is worth: value of the goods, US$ a year"),
    sentence=lambda result, _view: informal_words.values(result),
    caution=lambda result, dataset: _price(result.rows, dataset),
    table=lambda result, _view: tables.values_table(result.rows),
    sources=lambda result, dataset: _value_sources(result.rows, dataset),
    absence=_absence,
    newest=lambda result: _newest(result.rows),
    modelled=lambda result: _is_modelled(result.rows),
    basis=lambda result: _value_basis(result.rows),
    notes=informal_words.not_valued,
    behind=lambda result, dataset, _view: behind_estimates(
        dataset, result.rows, str(MoneyBasis.USD)
    ),
)

LOSS = Chart(
    name="l",
    file="informal-revenue-lost",
    heading=N_("Revenue lost"),
    measure=_of(Measured.REVENUE),
    figure=_loss_figure,
    title=lambda _rows, _view: _("What the treasury is said to lose: rupees a year"),
    sentence=lambda rows, _view: informal_words.losses(rows),
    table=lambda rows, _view: tables.losses_table(rows),
    sources=_sources_and_rates,
    absence=_absence,
    newest=_newest,
    modelled=_is_modelled,
    basis=_loss_basis,
    notes=informal_words.without_dollars,
    behind=lambda rows, dataset, _view: behind_estimates(dataset, rows, str(MoneyBasis.PKR)),
)
