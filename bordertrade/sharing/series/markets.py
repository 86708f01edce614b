"""The market series: both channels over time, one row a market, direction, book and period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bordertrade import charts
from bordertrade.charts import measured
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.measures.absence import State
from bordertrade.measures.model_sources import model_sources
from bordertrade.sharing.series.answer import Answer, Cell, Column, answer, done
from bordertrade.tables.amounts import whole
from bordertrade.tables.coded import days_code
from bordertrade.topics.markets.measure.series import MarketSeries
from bordertrade.view import ViewState
from bordertrade.words import N_
from bordertrade.words.numbers import significant

SERIES_COLUMNS = (
    Column("market", N_("Market"), "string"),
    Column("channel", N_("Recorded at customs (formal) or not (informal)"), "string"),
    Column("direction", N_("Which way the goods went; empty where nothing is known"), "string"),
    Column("reporter", N_("Whose book: PK or IR; empty where no book is"), "string"),
    Column("period", N_("The period as the source gave it"), "string"),
    Column("start", N_("Its first day"), "string"),
    Column("end", N_("Its last day"), "string"),
    Column("value_low", N_("Lowest value; equal to the others where counted"), "integer"),
    Column("value_central", N_("Central value"), "integer"),
    Column("value_high", N_("Highest value"), "integer"),
    Column("unit", N_("The money of the values: usd, pkr, irr, irr_open, toman"), "string"),
    Column("state", N_("observed, modelled, or why there is no value"), "string"),
    Column("modelled", N_("An outer envelope of the model, not observed"), "boolean"),
    Column("obs_status", N_("SDMX observation status; several joined by “~”"), "string"),
    Column("evidence", N_("How the number was made; several joined by “~”"), "string"),
    Column("months", N_("How many months the value holds"), "integer"),
    Column("converted", N_("Whether it went through an exchange rate"), "boolean"),
    Column("sources", N_("Ids of its sources, joined by “~”"), "string"),
)
_CHARTS = (charts.FORMAL, charts.INFORMAL)


def series_answer(dataset: Dataset, view: ViewState, today: date) -> Answer:
    """The rows of both charts of the page Markets, formal first."""
    shown = [done(spec.name, dataset, view, today) for spec in _CHARTS]
    results = [measured(spec, dataset, view, today) for spec in _CHARTS]
    rows = [row for result in results if result for row in _rows(result, dataset)]
    return answer(shown, _CHARTS, SERIES_COLUMNS, rows)


def _rows(result: MarketSeries, dataset: Dataset) -> Iterator[dict[str, Cell]]:
    order = {market: place for place, market in enumerate(result.markets)}
    model = "~".join(model_sources(dataset, [result.channel])) if result.has_model else ""
    frame = result.frame.assign(place=result.frame["market"].map(order))
    for row in rows_of(frame.sort_values(["place", "start"], kind="stable")):
        yield _figure(row, result) | ({"sources": model} if row.modelled else {})
    for state in result.states:
        yield _nothing(state, result)


def _figure(row: Any, result: MarketSeries) -> dict[str, Cell]:
    ends = (row.value_low, row.value, row.value_high)
    low, central, high = (whole(significant(end) if row.modelled else end) for end in ends)
    return {
        "market": row.market,
        "channel": str(result.channel),
        "direction": row.direction,
        "reporter": row.reporter,
        "period": row.period,
        "start": row.start.date().isoformat(),
        "end": row.end.date().isoformat(),
        "value_low": low,
        "value_central": central,
        "value_high": high,
        "unit": str(result.money),
        "state": "modelled" if row.modelled else "observed",
        "modelled": bool(row.modelled),
        "obs_status": row.obs_status,
        "evidence": row.evidence,
        "months": int(row.months),
        "converted": bool(row.converted),
        "sources": row.source,
    }


def _nothing(state: State, result: MarketSeries) -> dict[str, Cell]:
    """A stretch without a figure, and why."""
    row: dict[str, Cell] = {column.name: None for column in SERIES_COLUMNS}
    return row | {
        "market": state.market,
        "channel": str(result.channel),
        "direction": "",
        "reporter": "",
        "period": days_code(state.start, state.end),
        "start": state.start.isoformat(),
        "end": state.end.isoformat(),
        "unit": str(result.money),
        "state": state.kind,
        "modelled": False,
        "obs_status": "",
        "evidence": "",
        "converted": False,
        "sources": "",
    }
