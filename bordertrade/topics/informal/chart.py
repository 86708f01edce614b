"""The charts of informal trade: volume, value of goods, revenue lost. Never one axis for two."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade.chart import Chart, Result, distinct
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
from bordertrade.measures.rows_behind.behind import RowsBehind
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


class _Published(Chart[Result]):
    """What the three share: each shows estimates that somebody published."""

    @abstractmethod
    def rows(self, result: Result, /) -> Rows:
        """The estimates of a result."""

    def absence(self, _view: ViewState) -> str:
        return _(
            "No estimate of this kind at this level of evidence: nobody has counted. Choose “All” or "
            "“Observed only” above."
        )

    def newest(self, result: Result) -> date | None:
        return max((each.period.end for each in self.rows(result)), default=None)

    def modelled(self, result: Result) -> bool:
        return any(each.is_modelled for each in self.rows(result))

    def basis(self, _result: Result) -> str:
        return _("Published estimates, none a count")


class Volume(_Published[Rows]):
    """Litres a year."""

    name = "v"
    file = "informal-volume"
    heading = N_("Volume of smuggled fuel")

    def rows(self, result: Rows) -> Rows:
        return result

    def measure(self, dataset: Dataset, view: ViewState) -> Rows | None:
        return estimates(dataset, Measured.VOLUME, view.evidence) or None

    def figure(self, rows: Rows, _view: ViewState, look: Look) -> go.Figure:
        drawn = [
            _row(each, rows, each.yearly, _converted(each, estimate_words.litres(each.yearly)))
            for each in rows
            if each.yearly is not None
        ]
        return estimates_figure(drawn, numbers.litres, "informal", look)

    def title(self, _rows: Rows, _view: ViewState) -> str:
        return _("How much: published volumes, litres a year")

    def sentence(self, rows: Rows, _view: ViewState) -> str:
        return informal_words.volumes(rows)

    def table(self, rows: Rows, _view: ViewState) -> pd.DataFrame:
        return tables.volumes_table(rows)

    def sources(self, rows: Rows, _dataset: Dataset) -> tuple[str, ...]:
        return distinct(_sources(rows))

    def basis(self, rows: Rows) -> str:
        if self.modelled(rows):
            return _("Published estimates, none a count; one range composed by us, hatched")
        return super().basis(rows)

    def behind(self, rows: Rows, dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_estimates(dataset, rows, "litres")


class Value(_Published[GoodsValues]):
    """US$ of goods a year."""

    name = "w"
    file = "informal-value"
    heading = N_("Value of smuggled fuel")

    def rows(self, result: GoodsValues) -> Rows:
        return result.rows

    def measure(self, dataset: Dataset, view: ViewState) -> GoodsValues | None:
        found = values_of_goods(dataset, view.evidence)
        return found if found.rows else None

    def figure(self, result: GoodsValues, _view: ViewState, look: Look) -> go.Figure:
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

    def title(self, _result: GoodsValues, _view: ViewState) -> str:
        return _("What it is worth: value of the goods, US$ a year")

    def sentence(self, result: GoodsValues, _view: ViewState) -> str:
        return informal_words.values(result)

    def caution(self, result: GoodsValues, dataset: Dataset) -> str:
        return fuel_words.price_note(fuel_estimate(dataset)) if self.modelled(result) else ""

    def table(self, result: GoodsValues, _view: ViewState) -> pd.DataFrame:
        return tables.values_table(result.rows)

    def sources(self, result: GoodsValues, dataset: Dataset) -> tuple[str, ...]:
        fuel = fuel_estimate(dataset)
        price = fuel.sources if fuel and self.modelled(result) else ()
        return distinct((*_sources_and_rates(result.rows), *price))

    def basis(self, result: GoodsValues) -> str:
        if self.modelled(result):
            return _("Hatched: modelled, a published volume × an assumed price")
        return super().basis(result)

    def notes(self, result: GoodsValues) -> tuple[str, ...]:
        return informal_words.not_valued(result)

    def behind(self, result: GoodsValues, dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_estimates(dataset, result.rows, str(MoneyBasis.USD))


class Loss(_Published[Rows]):
    """Rupees of revenue a year."""

    name = "l"
    file = "informal-revenue-lost"
    heading = N_("Revenue lost")

    def rows(self, result: Rows) -> Rows:
        return result

    def measure(self, dataset: Dataset, view: ViewState) -> Rows | None:
        return estimates(dataset, Measured.REVENUE, view.evidence) or None

    def figure(self, rows: Rows, _view: ViewState, look: Look) -> go.Figure:
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

    def title(self, _rows: Rows, _view: ViewState) -> str:
        return _("What the treasury is said to lose: rupees a year")

    def sentence(self, rows: Rows, _view: ViewState) -> str:
        return informal_words.losses(rows)

    def table(self, rows: Rows, _view: ViewState) -> pd.DataFrame:
        return tables.losses_table(rows)

    def sources(self, rows: Rows, _dataset: Dataset) -> tuple[str, ...]:
        return _sources_and_rates(rows)

    def notes(self, rows: Rows) -> tuple[str, ...]:
        return informal_words.without_dollars(rows)

    def behind(self, rows: Rows, dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_estimates(dataset, rows, str(MoneyBasis.PKR))


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


def _converted(each: Estimate, amount: str) -> str:
    """Remarks need the room on a phone: then the published unit stands in the hover only."""
    return amount if estimate_words.short_remarks(each) else estimate_words.converted(each, amount)


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


def _loss_in_dollars(each: Estimate) -> str:
    """US$ with the rate, or that no rate is sourced."""
    note = estimate_words.dollar_note(each)
    if each.value_usd is None:
        return note
    return _("{amount} ({rate})", amount=estimate_words.dollars(each.value_usd), rate=note)


def _sources(rows: Rows) -> tuple[str, ...]:
    return tuple(each for row in rows for each in row.sources)


def _sources_and_rates(rows: Rows) -> tuple[str, ...]:
    """Also whose rates brought rupees into US$."""
    rates = (rate.source for each in rows if each.rate for rate in each.rate.rates)
    return distinct((*_sources(rows), *rates))


VOLUME = Volume()
VALUE = Value()
LOSS = Loss()
