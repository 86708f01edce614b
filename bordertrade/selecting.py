"""From the view to what the measures ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.measures.markets import ids
from bordertrade.measures.selection import Selection
from bordertrade.measures.target import TargetBasis
from bordertrade.view import EARLIEST, LATEST, TimeSpan, ViewState


def markets(dataset: Dataset, view: ViewState) -> tuple[str, ...]:
    """The ids of the chosen markets, in the order of the data set."""
    return ids(dataset) if view.markets is None else view.markets


def selection(dataset: Dataset, view: ViewState) -> Selection:
    start, end = days(view.time)
    return Selection(
        markets=markets(dataset, view),
        channels=view.channels,
        directions=view.directions,
        reporters=view.reporters,
        goods=view.goods,
        start=start,
        end=end,
        calendar=view.calendar,
        floor=view.evidence,
    )


def in_money(dataset: Dataset, view: ViewState) -> Selection:
    """The same in the money that the reader chose, for the page that offers the choice."""
    return replace(selection(dataset, view), money=view.currency)


def whole_markets(markets: tuple[str, ...], view: ViewState) -> Selection:
    """These markets in every channel and direction, at the view's evidence and books.

    For pages that have no other controls: a filter set elsewhere must not read "not collected".
    """
    return Selection(markets=markets, reporters=view.reporters, floor=view.evidence)


def observed(dataset: Dataset, view: ViewState) -> Selection:
    """What the closer look at observed rows asks for: the choices that its page shows."""
    return Selection(
        markets=markets(dataset, view),
        directions=view.directions,
        reporters=view.reporters,
        floor=view.evidence,
    )


def days(time: TimeSpan) -> tuple[date | None, date | None]:
    """The first and last day of a span; None for an open end."""
    start = None if time.start == EARLIEST else calendars.parse(time.start).start
    end = None if time.end == LATEST else calendars.parse(time.end).end
    return start, end


def target_basis(view: ViewState) -> TargetBasis:
    return TargetBasis(
        target=view.target,
        reporters=view.reporters,
        base_year=view.base_year,
        end_year=view.end_year,
        informal=view.informal,
        floor=view.evidence,
        since_year=view.since_year,
    )
