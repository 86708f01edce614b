"""The levers of a scenario, each in the link; the rarer ones folded away."""

from __future__ import annotations

import streamlit as st

from bordertrade.topics.scenario.measure.levers import Lever
from bordertrade.topics.scenario.measure.result import ScenarioResult
from bordertrade.topics.scenario.words import levers
from bordertrade.ui import state, widgets
from bordertrade.ui.state import Current
from bordertrade.view import DEFAULT
from bordertrade.words import _

#: Every field of the view that a scenario moves.
FIELDS = (*map(str, Lever), "markets_year")
_FORMS = {Lever.FUEL: "%d %%", Lever.GAP: "%d %%"}


def panel(now: Current, result: ScenarioResult) -> None:
    """All levers, and the way back to none."""
    with st.container(key="levers"):
        for lever in (Lever.GROWTH, Lever.FUEL, Lever.MARKETS):
            _slider(lever, now)
        moved = set(result.levers.moved()) & {Lever.DAYS, Lever.GAP}
        with st.expander(_("More levers"), expanded=bool(moved), icon=":material/tune:"):
            _markets_year(now, result)
            for lever in (Lever.DAYS, Lever.GAP):
                _slider(lever, now)
        _reset(now)


def _slider(lever: Lever, now: Current) -> None:
    widgets.slider(
        str(lever),
        _label(lever),
        now,
        form=_FORMS.get(lever, "%d"),
        about=levers.meaning(lever),
        width="stretch",
    )


def _label(lever: Lever) -> str:
    if lever is Lever.GROWTH:
        return _("Growth of formal trade, extra points a year")
    if lever is Lever.GAP:
        return _("Price gap of fuel, change")
    return levers.name(lever)


def _markets_year(now: Current, result: ScenarioResult) -> None:
    """From the first year of the paths to the target's year."""
    firsts = [book.ground.first_year + 1 for book in result.books]
    ends = [book.end_year for book in result.books]
    years = range(min(firsts, default=0), max(ends, default=-1) + 1)

    def name(year: int | None) -> str:
        return _("First year of the path") if year is None else str(year)

    widgets.select(
        "markets_year", _("More markets open from"), (None, *years), name, now, width=260
    )


def _reset(now: Current) -> None:
    st.button(
        _("Reset the levers"),
        key="reset_levers",
        icon=":material/restart_alt:",
        on_click=reset,
        disabled=all(getattr(now.view, each) == getattr(DEFAULT, each) for each in FIELDS),
    )


def reset() -> None:
    """Every lever back to rest: no key of the scenario stays in the link."""
    state.change(**{field: getattr(DEFAULT, field) for field in FIELDS})
