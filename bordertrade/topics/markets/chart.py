"""The charts of the markets: over time, by direction, in and out, by goods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.events import Event, events_between
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.in_currency import Exchange
from bordertrade.measures.market_totals import MarketTotal, MarketTotals, market_totals, sources_of
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.money import MoneyBasis
from bordertrade.remembered import once
from bordertrade.topics.markets import table as displayed
from bordertrade.topics.markets import words
from bordertrade.topics.markets.figure.balance import market_balance_figure
from bordertrade.topics.markets.figure.directions import market_directions_figure
from bordertrade.topics.markets.figure.series import market_series_figure
from bordertrade.topics.markets.measure.balance import MarketBalance, market_balances
from bordertrade.topics.markets.measure.series import MarketSeries, market_series
from bordertrade.topics.markets.rows import behind_series, behind_totals
from bordertrade.view import Toggle, ViewState
from bordertrade.vocabulary import THREE, Channel
from bordertrade.words import N_, _, dates, labels, money
from bordertrade.words import exchange as exchange_words
from bordertrade.words import fuel as fuel_words

# --- formal and informal trade over time ---------------------------------------------------------


class OverTime(Chart[MarketSeries]):
    """One channel's trade at each market, period by period."""

    def __init__(self, channel: Channel, heading: str) -> None:
        self.name, self.file, self.heading = str(channel)[0], str(channel), heading
        self._channel = channel

    def measure(self, dataset: Dataset, view: ViewState) -> MarketSeries | None:
        if self._channel not in view.channels or view.markets == ():
            return None
        return market_series(dataset, selecting.in_money(dataset, view), self._channel)

    def figure(self, result: MarketSeries, _view: ViewState, look: Look) -> go.Figure:
        return market_series_figure(result, look)

    def title(self, result: MarketSeries, view: ViewState) -> str:
        names = ", ".join(labels.market(market) for market in result.markets)
        if self._channel is Channel.FORMAL:
            text = _("Formal trade beside {markets}", markets=names)
        else:
            text = _("Informal trade across the districts of {markets}", markets=names)
        unit = money.a_time(result.money, result.calendar)
        span = dates.span(result.start, result.end)
        return _("{text}, {unit}, {span}", text=text, unit=unit, span=span)

    def sentence(self, result: MarketSeries, _view: ViewState) -> str:
        return words.series(result)

    def caution(self, result: MarketSeries, dataset: Dataset) -> str:
        told = [words.re_cut(result), exchange_words.exchange(result.exchange)]
        if result.channel is Channel.INFORMAL and result.has_model:
            told.append(_price_note(dataset))
        return " ".join(filter(None, told))

    def table(self, result: MarketSeries, _view: ViewState) -> pd.DataFrame:
        return displayed.series_table(result)

    def sources(self, result: MarketSeries, dataset: Dataset) -> tuple[str, ...]:
        found = [each for cell in result.frame["source"] for each in cell.split("~") if each]
        model = model_sources(dataset, [result.channel]) if result.has_model else ()
        return tuple(dict.fromkeys([*result.exchange.sources, *found, *model]))

    def absence(self, view: ViewState) -> str:
        if view.markets == ():
            return _("Choose at least one market.")
        return _("This channel is switched off: choose it above.")

    def newest(self, result: MarketSeries) -> date | None:
        """The newest day a figure speaks of: a year that has begun ends with its last month."""
        if result.frame.empty:
            return None
        newest: date = result.frame["end"].max().date()
        return min(newest, result.end)

    def modelled(self, result: MarketSeries) -> bool:
        return result.has_model

    def holds_figures(self, result: MarketSeries) -> bool:
        return not result.frame.empty

    def notes(self, result: MarketSeries) -> tuple[str, ...]:
        return tuple(words.refused(each) for each in result.refused)

    def events(self, result: MarketSeries, dataset: Dataset, view: ViewState) -> tuple[Event, ...]:
        if view.events is Toggle.OFF or result.calendar != "greg":
            return ()
        return events_between(dataset, result.start, result.end, result.markets)

    def behind(self, result: MarketSeries, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_series(dataset, selecting.in_money(dataset, view), result)


def _price_note(dataset: Dataset) -> str:
    """A dollar figure for fuel means nothing without its price."""
    return fuel_words.price_note(fuel_estimate(dataset))


# --- twelve months by direction, and the balance --------------------------------------------------


class ByDirection(Chart[MarketTotals]):
    """Each market's twelve months by channel and direction: not those of the three together."""

    name = "d"
    file = "by-direction"
    heading = N_("By channel and direction")

    def measure(self, dataset: Dataset, view: ViewState) -> MarketTotals | None:
        return _totals(dataset, view)

    def figure(self, result: MarketTotals, view: ViewState, look: Look) -> go.Figure:
        return market_directions_figure(result, result.markets, look)

    def title(self, result: MarketTotals, _view: ViewState) -> str:
        return _(
            "By channel and direction, {money}, {span}",
            money=money.name(result.money),
            span=words.window(result),
        )

    def sentence(self, result: MarketTotals, view: ViewState) -> str:
        return words.totals(result, result.markets)

    def table(self, result: MarketTotals, view: ViewState) -> pd.DataFrame:
        return displayed.totals_table(result, result.markets)

    def sources(self, result: MarketTotals, _dataset: Dataset) -> tuple[str, ...]:
        return _total_sources(_of_markets(result), result.exchange)

    def absence(self, view: ViewState) -> str:
        return _no_totals(view)

    def caution(self, result: MarketTotals, dataset: Dataset) -> str:
        fuel = any(row.modelled and row.channel is Channel.INFORMAL for row in _of_markets(result))
        price = _price_note(dataset) if fuel else ""
        return " ".join(filter(None, (exchange_words.exchange(result.exchange), price)))

    def newest(self, result: MarketTotals) -> date | None:
        return result.end

    def modelled(self, result: MarketTotals) -> bool:
        return any(row.modelled for row in _of_markets(result))

    def behind(self, result: MarketTotals, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_totals(
            dataset, selecting.in_money(dataset, view), result, _of_markets(result)
        )


Balances = tuple[MarketTotals, tuple[MarketBalance, ...]]


class InAndOut(Chart[Balances]):
    """What each market's formal trade brings into Pakistan and takes out of it."""

    name = "b"
    file = "in-and-out"
    heading = N_("Into and out of Pakistan")

    def measure(self, dataset: Dataset, view: ViewState) -> Balances | None:
        totals = _totals(dataset, _both_ways(view))
        if totals is None:
            return None
        found = market_balances(totals, totals.markets)
        if not any(each.exports or each.imports for each in found):
            return None
        return totals, found

    def figure(self, result: Balances, _view: ViewState, look: Look) -> go.Figure:
        totals, found = result
        return market_balance_figure(found, look, totals.money)

    def title(self, result: Balances, _view: ViewState) -> str:
        totals, _found = result
        return _(
            "Formal trade into and out of Pakistan, {money}, {span}",
            money=money.name(totals.money),
            span=words.window(totals),
        )

    def sentence(self, result: Balances, _view: ViewState) -> str:
        return words.balances(result[1])

    def table(self, result: Balances, _view: ViewState) -> pd.DataFrame:
        totals, found = result
        return displayed.balance_table(found, totals.money)

    def sources(self, result: Balances, _dataset: Dataset) -> tuple[str, ...]:
        return _total_sources(_sides(result), result[0].exchange)

    def absence(self, view: ViewState) -> str:
        return _no_totals(view)

    def caution(self, result: Balances, _dataset: Dataset) -> str:
        return exchange_words.exchange(result[0].exchange)

    def newest(self, result: Balances) -> date:
        return max(side.end for side in _sides(result))

    def modelled(self, result: Balances) -> bool:
        return any(side.modelled for side in _sides(result))

    def behind(self, result: Balances, dataset: Dataset, view: ViewState) -> RowsBehind:
        wanted = selecting.in_money(dataset, _both_ways(view))
        return behind_totals(dataset, wanted, result[0], _sides(result))


def _totals(dataset: Dataset, view: ViewState) -> MarketTotals | None:
    if view.markets == ():
        return None
    wanted = selecting.in_money(dataset, view)
    totals: MarketTotals | None = once(
        dataset, "totals", wanted, make=lambda: market_totals(dataset, wanted)
    )
    return totals


def _no_totals(view: ViewState) -> str:
    if view.markets == ():
        return _("Choose at least one market.")
    if view.currency is not MoneyBasis.USD:
        return _(
            "No monthly figure for this choice: it is not collected, or no exchange rate brings it "
            "into this money. Widen the evidence or the time, or choose another money."
        )
    return _(
        "No monthly figure for this choice: it is not collected. Widen the evidence or the time."
    )


def _total_sources(rows: Iterable[MarketTotal], exchange: Exchange) -> tuple[str, ...]:
    """Those of the figures shown, and of the rates that some of them went through."""
    known = tuple(rows)
    rates = exchange.sources if any(row.converted for row in known) else ()
    return sources_of(known, rates)


def _of_markets(result: MarketTotals) -> tuple[MarketTotal, ...]:
    """What the chart shows: not the three together."""
    return tuple(row for row in result.rows if row.market != THREE)


def _both_ways(view: ViewState) -> ViewState:
    return view.with_(directions=ViewState().directions, channels=ViewState().channels)


def _sides(result: Balances) -> tuple[MarketTotal, ...]:
    return tuple(side for each in result[1] for side in (each.exports, each.imports) if side)


FORMAL = OverTime(Channel.FORMAL, N_("Formal trade over time"))
INFORMAL = OverTime(Channel.INFORMAL, N_("Informal trade over time"))
DIRECTIONS = ByDirection()
BALANCE = InAndOut()
