"""The charts of the lawful share and of the revenue that hangs on the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade import selecting
from bordertrade.calendars import Calendar
from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.range_bars import RangeBar, range_bars
from bordertrade.figures.theme import Look
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.measures.selection import Selection
from bordertrade.remembered import once
from bordertrade.topics.formalisation import table as tables
from bordertrade.topics.formalisation import words as told
from bordertrade.topics.formalisation.figure import formalisation_figure
from bordertrade.topics.formalisation.measure.revenue import Revenue, Stake, revenue, usual_rates
from bordertrade.topics.formalisation.measure.shares import Formalisation, formalisation
from bordertrade.topics.formalisation.rows import behind_shares, behind_stakes
from bordertrade.view import BOTH, ViewState
from bordertrade.vocabulary import Channel
from bordertrade.words import N_, _, dates, numbers
from bordertrade.words import fuel as fuel_words


def shares(dataset: Dataset, view: ViewState) -> Formalisation:
    """The ratio of a view: both books and channels, whatever other pages have filtered."""
    wanted = _wanted(dataset, view)
    found: Formalisation = once(
        dataset, "formalisation", wanted, make=lambda: formalisation(dataset, wanted)
    )
    return found


def stakes(dataset: Dataset, view: ViewState) -> Revenue:
    """Revenue at stake at the view's duty rates."""
    wanted = _wanted(dataset, view)
    low, high = view.duty.low / 100, view.duty.high / 100
    found: Revenue = once(
        dataset, "revenue", wanted, low, high, make=lambda: revenue(dataset, wanted, low, high)
    )
    return found


def _wanted(dataset: Dataset, view: ViewState) -> Selection:
    every = selecting.whole_markets(selecting.markets(dataset, view), view.with_(reporter=BOTH))
    return replace(every, calendar=view.calendar)


class LawfulShare(Chart[Formalisation]):
    """What part of the goods from Iran came lawfully, over time."""

    name = "r"
    file = "formalisation"
    heading = N_("Lawful share over time")
    inputs = N_(
        "The share is worked out from two totals of each period, lawful trade and informal trade: "
        "each stands here with its rows."
    )

    def measure(self, dataset: Dataset, view: ViewState) -> Formalisation | None:
        result = shares(dataset, view)
        return result if any(each.ratio for each in result.shares) else None

    def figure(self, result: Formalisation, _view: ViewState, look: Look) -> go.Figure:
        return formalisation_figure(result, look)

    def title(self, result: Formalisation, _view: ViewState) -> str:
        if result.calendar is Calendar.FISCAL:
            return _("Lawful share of what comes from Iran, by Pakistan fiscal year")
        return _("Lawful share of what comes from Iran, by month")

    def sentence(self, result: Formalisation, _view: ViewState) -> str:
        return told.shares(result)

    def caution(self, result: Formalisation, _dataset: Dataset) -> str:
        return " ".join(filter(None, (told.disagreement(result), told.fuel_only())))

    def table(self, result: Formalisation, _view: ViewState) -> pd.DataFrame:
        return tables.shares_table(result)

    def sources(self, result: Formalisation, dataset: Dataset) -> tuple[str, ...]:
        found = [each for share in result.shares for each in share.sources]
        national = result.national.sources if result.national else ()
        model = model_sources(dataset, tuple(Channel)) if self.modelled(result) else ()
        return tuple(dict.fromkeys([*found, *national, *model]))

    def absence(self, view: ViewState) -> str:
        if view.markets == ():
            return _("Choose at least one market.")
        return told.removed(view.evidence) or _("No month has a figure of both channels.")

    def newest(self, result: Formalisation) -> date | None:
        return max((each.period.end for each in result.shares), default=None)

    def modelled(self, result: Formalisation) -> bool:
        return any(each.is_modelled for each in result.shares)

    def notes(self, result: Formalisation) -> tuple[str, ...]:
        missing = told.lacking(result)
        hijri = (
            _("Solar Hijri years cut months in two, so the share is shown by Gregorian month.")
            if result.calendar is Calendar.SOLAR_HIJRI
            else ""
        )
        return tuple(filter(None, (missing, hijri)))

    def behind(self, result: Formalisation, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_shares(dataset, _wanted(dataset, view), result)


class RevenueAtStake(Chart[Revenue]):
    """What informal fuel would bring the treasury at the duty rates chosen."""

    name = "k"
    file = "revenue-at-stake"
    heading = N_("Revenue at stake")
    inputs = N_(
        "Revenue at stake is this informal trade, with its rows, times the duty rates that you "
        "chose: the product itself stands in no row."
    )

    def measure(self, dataset: Dataset, view: ViewState) -> Revenue | None:
        result = stakes(dataset, view)
        return result if result.stakes else None

    def figure(self, result: Revenue, _view: ViewState, look: Look) -> go.Figure:
        return range_bars([_bar(each) for each in result.stakes], look)

    def title(self, result: Revenue, _view: ViewState) -> str:
        return _(
            "Revenue at stake at duty rates of {rates}, US$, {period}",
            rates=told.rates(result.rates),
            period=dates.period(result.stakes[0].period),
        )

    def sentence(self, result: Revenue, _view: ViewState) -> str:
        return told.revenue(result)

    def caution(self, result: Revenue, dataset: Dataset) -> str:
        """What others published, as text only, and the price behind the value."""
        price = fuel_words.price_note(fuel_estimate(dataset))
        return " ".join(filter(None, (told.published(result.published), price)))

    def table(self, result: Revenue, _view: ViewState) -> pd.DataFrame:
        return tables.revenue_table(result)

    def sources(self, result: Revenue, dataset: Dataset) -> tuple[str, ...]:
        found = [each for stake in result.stakes for each in stake.sources]
        others = [each for estimate in result.published for each in estimate.sources]
        model = model_sources(dataset, (Channel.INFORMAL,)) if self.modelled(result) else ()
        usual = usual_rates(dataset)
        return tuple(dict.fromkeys([*found, *model, *(usual.sources if usual else ()), *others]))

    def absence(self, view: ViewState) -> str:
        return told.removed(view.evidence) or _("Choose at least one market.")

    def newest(self, result: Revenue) -> date | None:
        return max((each.period.end for each in result.stakes), default=None)

    def modelled(self, result: Revenue) -> bool:
        return any(each.modelled for each in result.stakes)

    def notes(self, _result: Revenue) -> tuple[str, ...]:
        return (
            _(
                "The markets are parts of the border: they are never added to it, nor to one another "
                "(the bounds of their shares cannot all be reached at once)."
            ),
        )

    def behind(self, result: Revenue, dataset: Dataset, view: ViewState) -> RowsBehind:
        return behind_stakes(dataset, _wanted(dataset, view), result)


def _bar(each: Stake) -> RangeBar:
    return RangeBar(
        label=told.place(each.market),
        group=_place_group(each),
        role=each.market or "revenue",
        value=each.revenue_usd,
        modelled=each.modelled,
        note=_("on {range} of fuel", range=numbers.usd_range(each.informal_usd)),
    )


def _place_group(each: Stake) -> str:
    kind = _("modelled") if each.modelled else _("observed")
    return _("{place}, {kind}", place=told.place(each.market), kind=kind)


SHARE = LawfulShare()
STAKE = RevenueAtStake()
