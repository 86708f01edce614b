"""The widgets: each shows one field of the view and writes it back by callback."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from bordertrade import calendars, selecting
from bordertrade.measures.book_level import OWN_CALENDAR, latest_level, levels
from bordertrade.measures.pace import DEFAULT_START, starts
from bordertrade.measures.target import targets
from bordertrade.remembered import once
from bordertrade.ui import embedded, state, widgets
from bordertrade.ui.state import Current
from bordertrade.view import BOTH, EARLIEST, LATEST, MOST_GOODS, TimeSpan, Toggle
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, InformalBasis, Reporter
from bordertrade.words import _, dates, labels, money
from bordertrade.words import levels as levels_words
from bordertrade.words.markup import unturned

#: The first year that the time control offers: that of the oldest figure beside a market.
_YEARS_BACK = 2019
_LAST_END_YEAR = 2040


_Control = Callable[[Current], None]


def bar(*first: _Control, more: Iterable[_Control] = (), now: Current) -> None:
    """A row of controls, the rarer ones behind a button: a phone's first screen is for the answer.
    None inside other sites' pages: what was embedded stays as it was.
    """
    if embedded.asked():
        return
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="medium"):
        for each in first:
            each(now)
        if more:
            with st.popover(_("More choices"), icon=":material/tune:"):
                for each in more:
                    each(now)


def market(now: Current) -> None:
    chosen = selecting.markets(now.dataset, now.view)
    widgets.pills("markets", _("Markets"), now.choices.markets, labels.market, chosen)


def channel(now: Current) -> None:
    widgets.pills("channels", _("Channel"), tuple(Channel), labels.channel, now.view.channels)


def direction(now: Current) -> None:
    both = (Direction.IR_TO_PK, Direction.PK_TO_IR)
    widgets.pills("directions", _("Direction"), both, labels.direction, now.view.directions)


def reporter(now: Current) -> None:
    options = (BOTH, *Reporter)
    names = {BOTH: _("Both"), "PK": _("Pakistan’s"), "IR": _("Iran’s")}
    widgets.segments("reporter", _("Books"), options, names, now)


def evidence(now: Current) -> None:
    widgets.segments("evidence", _("Evidence"), tuple(EvidenceFloor), labels.EVIDENCE_FLOORS, now)


def calendar(now: Current) -> None:
    widgets.select("calendar", _("Calendar"), tuple(calendars.Calendar), labels.CALENDARS, now)


def currency(now: Current) -> None:
    widgets.select("currency", _("Money"), tuple(money.CHOICES), money.CHOICES, now)


def informal(now: Current) -> None:
    widgets.select("informal", _("Counted"), tuple(InformalBasis), labels.INFORMAL_BASES, now)


def events(now: Current) -> None:
    key = "w_events"
    st.session_state[key] = now.view.events is Toggle.ON
    st.toggle(_("Events"), key=key, on_change=widgets.toggled, args=("events", key))


def goods(now: Current) -> None:
    """Only where goods have been observed: an empty control would promise a split."""
    if not now.choices.goods:
        return
    key = "w_goods"
    st.session_state[key] = list(now.view.goods)
    st.multiselect(
        _("Goods"),
        now.choices.goods,
        format_func=lambda code: unturned(now.dataset.goods.get(code, code)),
        key=key,
        max_selections=MOST_GOODS,
        placeholder=_("All goods"),
        on_change=widgets.picked_many,
        args=("goods", key),
        width=260,
    )


def time(now: Current) -> None:
    """From year to year; finer spans come by link."""
    key = "w_time"
    last = now.today.year
    years = [*range(_YEARS_BACK, last + 1)]
    span = _years_of(now.view.time, years)
    if st.session_state.get(key, span) != span:
        st.session_state[key] = span
    st.select_slider(  # its value, not the session's, makes it a slider with two ends
        _("Years"),
        years,
        value=span,
        key=key,
        on_change=_time_changed,
        args=(key, years),
        width=240,
    )


def target(now: Current) -> None:
    known = {each.id: each for each in targets(now.dataset)}

    def name(id_: str) -> str:
        each = known[id_]
        announced = dates.partial_date(each.announced)
        return _(
            "{target}, {announced}", target=levels_words.target_name(each), announced=announced
        )

    widgets.select("target", _("Target"), tuple(known), name, now, width=330)


def base_year(now: Current) -> None:
    """The year in which the base period ends; the newest of each book unless chosen."""
    data = now.dataset
    years: list[int] = once(
        data,
        "base years",
        make=lambda: sorted(
            {each.period.end_year for book in Reporter for each in levels(data, book)},
            reverse=True,
        ),
    )
    widgets.select("base_year", _("Base year"), (None, *years), _newest_or_year, now, width=150)


def since_year(now: Current) -> None:
    """The first year of the observed pace (t0); each book's own unless chosen."""
    data = now.dataset
    years: list[int] = once(
        data,
        "since years",
        make=lambda: sorted(
            {
                each.period.end_year
                for book in Reporter
                if (last := latest_level(data, book))
                for each in starts(data, book, last)
            },
            reverse=True,
        ),
    )
    widgets.select(
        "since_year", _("Pace counted since"), (None, *years), _usual_or_year, now, width=190
    )


def end_year(now: Current) -> None:
    years = range(now.today.year, _LAST_END_YEAR + 1)
    widgets.select("end_year", _("End year"), (None, *years), _announced_or_year, now, width=150)


def _newest_or_year(year: int | None) -> str:
    return _("Newest") if year is None else str(year)


def _usual_or_year(year: int | None) -> str:
    """Each book's usual first year by its own name: FY2019-20 and SH1400."""
    if year is not None:
        return str(year)
    names = {
        calendars.year_holding(date(DEFAULT_START[book], 1, 1), OWN_CALENDAR[book]).text
        for book in Reporter
    }
    return ", ".join(sorted(names))


def _announced_or_year(year: int | None) -> str:
    return _("As announced") if year is None else str(year)


def _years_of(time_: TimeSpan, years: list[int]) -> tuple[int, int]:
    low = years[0] if time_.start == EARLIEST else int(time_.start[:4])
    high = years[-1] if time_.end == LATEST else int(time_.end[:4])
    low = min(max(low, years[0]), years[-1])
    return low, max(low, min(max(high, years[0]), years[-1]))


def _time_changed(key: str, years: list[int]) -> None:
    low, high = st.session_state[key]
    state.change(
        time=TimeSpan(
            EARLIEST if low == years[0] else f"{low}-01",
            LATEST if high == years[-1] else f"{high}-12",
        )
    )
