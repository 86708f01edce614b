"""The charts of the markets: over time, by direction, in and out, by goods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bordertrade import selecting
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.measures.events import Event, events_between
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import MarketTotal, MarketTotals, market_totals, sources_of
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.shown import Exchange
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


_SERIES_HEADINGS = {
    Channel.FORMAL: N_("Formal trade over time"),
    Channel.INFORMAL: N_("Informal trade over time"),
}


def _series_chart(channel: Channel) -> Chart:
    def measure(dataset: Dataset, view: ViewState) -> MarketSeries | None:
        if channel not in view.channels or view.markets == ():
            return None
        return market_series(dataset, selecting.in_money(dataset, view), channel)

    return Chart(
        name=str(channel)[0],
        file=str(channel),
        heading=_SERIES_HEADINGS[channel],
        measure=measure,
        figure=lambda result, _view, look: market_series_figure(result, look),
        title=lambda result, _view: _series_title(channel, result),
        sentence=lambda result, _view: words.series(result),
        caution=_series_caution,
        table=lambda result, _view: displayed.series_table(result),
        sources=_series_sources,
        absence=_no_choice,
        newest=_frame_newest,
        modelled=lambda result: result.has_model,
        holds_figures=lambda result: not result.frame.empty,
        notes=lambda result: tuple(words.refused(each) for each in result.refused),
        events=_series_events,
        behind=lambda result, dataset, view: behind_series(
            dataset, selecting.in_money(dataset, view), result
        ),
    )


def _series_caution(result: MarketSeries, dataset: Dataset) -> str:
    told = [words.re_cut(result), exchange_words.exchange(result.exchange)]
    if result.channel is Channel.INFORMAL and result.has_model:
        told.append(_price_note(dataset))
    return _told(told)


def _price_note(dataset: Dataset) -> str:
    """A dollar figure for fuel means nothing without its price."""
    return fuel_words.price_note(fuel_estimate(dataset))


def _totals_caution(result: MarketTotals, dataset: Dataset) -> str:
    fuel = any(row.modelled and row.channel is Channel.INFORMAL for row in _of_markets(result))
    price = _price_note(dataset) if fuel else ""
    return _told([exchange_words.exchange(result.exchange), price])


def _told(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _series_title(channel: Channel, result: MarketSeries) -> str:
    names = ", ".join(labels.market(market) for market in result.markets)
    if channel is Channel.FORMAL:
        text = _("Formal trade beside {markets}", markets=names)
    else:
        text = _("Informal trade across the districts of {markets}", markets=names)
    unit = money.a_time(result.money, result.calendar)
    return _(
        "{text}, {unit}, {span}", text=text, unit=unit, span=dates.span(result.start, result.end)
    )


def _series_sources(result: MarketSeries, dataset: Dataset) -> tuple[str, ...]:
    found = [each for cell in result.frame["source"] for each in cell.split("~") if each]
    model = model_sources(dataset, [result.channel]) if result.has_model else ()
    return tuple(dict.fromkeys([*result.exchange.sources, *found, *model]))


def _frame_newest(result: MarketSeries) -> date | None:
    """The newest day a figure speaks of: a year that has begun ends with its last month."""
    if result.frame.empty:
        return None
    newest: date = result.frame["end"].max().date()
    return min(newest, result.end)


def _total_sources(rows: Iterable[MarketTotal], exchange: Exchange) -> tuple[str, ...]:
    """Those of the figures shown, and of the rates that some of them went through."""
    known = tuple(rows)
    rates = exchange.sources if any(row.converted for row in known) else ()
    return sources_of(known, rates)


def _series_events(result: MarketSeries, dataset: Dataset, view: ViewState) -> tuple[Event, ...]:
    if view.events is Toggle.OFF or result.calendar != "greg":
        return ()
    return events_between(dataset, result.start, result.end, result.markets)


def _no_choice(view: ViewState) -> str:
    if view.markets == ():
        return _("Choose at least one market.")
    return _("This channel is switched off: choose it above.")


# --- twelve months by direction, and the balance --------------------------------------------------


def _totals(dataset: Dataset, view: ViewState) -> MarketTotals | None:
    if view.markets == ():
        return None
    wanted = selecting.in_money(dataset, view)
    totals: MarketTotals | None = once(
        dataset, "totals", wanted, make=lambda: market_totals(dataset, wanted)
    )
    return totals


def _totals_absence(view: ViewState) -> str:
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


DIRECTIONS = Chart(
    name="d",
    file="by-direction",
    heading=N_("By channel and direction"),
    measure=_totals,
    figure=lambda result, _view, look: market_directions_figure(result, result.markets, look),
    title=lambda result, _view: _(
        "By channel and direction, {money}, {span}",
        money=money.name(result.money),
        span=words.window(result),
    ),
    sentence=lambda result, _view: words.totals(result, result.markets),
    table=lambda result, _view: displayed.totals_table(result, result.markets),
    sources=lambda result, _dataset: _total_sources(_of_markets(result), result.exchange),
    absence=_totals_absence,
    caution=_totals_caution,
    newest=lambda result: result.end,
    modelled=lambda result: any(row.modelled for row in _of_markets(result)),
    behind=lambda result, dataset, view: behind_totals(
        dataset, selecting.in_money(dataset, view), result, _of_markets(result)
    ),
)


def _of_markets(result: MarketTotals) -> tuple[MarketTotal, ...]:
    """What the chart shows: not the three together."""
    return tuple(row for row in result.rows if row.market != THREE)


def _both_ways(view: ViewState) -> ViewState:
    return view.with_(directions=ViewState().directions, channels=ViewState().channels)


def _balances(
    dataset: Dataset, view: ViewState
) -> tuple[MarketTotals, tuple[MarketBalance, ...]] | None:
    totals = _totals(dataset, _both_ways(view))
    if totals is None:
        return None
    found = market_balances(totals, totals.markets)
    if not any(each.exports or each.imports for each in found):
        return None
    return totals, found


BALANCE = Chart(
    name="b",
    file="in-and-out",
    heading=N_("Into and out of Pakistan"),
    measure=_balances,
    figure=lambda result, _view, look: market_balance_figure(result[1], look, result[0].money),
    title=lambda result, _view: _(
        "Formal trade into and out of Pakistan, {money}, {span}",
        money=money.name(result[0].money),
        span=words.window(result[0]),
    ),
    sentence=lambda result, _view: words.balances(result[1]),
    table=lambda result, _view: displayed.balance_table(result[1], result[0].money),
    sources=lambda result, _dataset: _total_sources(_sides(result[1]), result[0].exchange),
    absence=_totals_absence,
    caution=lambda result, _dataset: exchange_words.exchange(result[0].exchange),
    newest=lambda result: max(side.end for side in _sides(result[1])),
    modelled=lambda result: any(side.modelled for side in _sides(result[1])),
    behind=lambda result, dataset, view: behind_totals(
        dataset, selecting.in_money(dataset, _both_ways(view)), result[0], _sides(result[1])
    ),
)


def _sides(found: tuple[MarketBalance, ...]) -> tuple[MarketTotal, ...]:
    return tuple(side for each in found for side in (each.exports, each.imports) if side)


FORMAL = _series_chart(Channel.FORMAL)
INFORMAL = _series_chart(Channel.INFORMAL)
