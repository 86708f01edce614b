"""What else was chosen: the assumptions of a view that its filters do not name."""

from __future__ import annotations

from collections.abc import Callable

from bordertrade.topics.scenario.chart import chosen_levers
from bordertrade.topics.scenario.measure.levers import Lever
from bordertrade.topics.scenario.words import levers
from bordertrade.view import DEFAULT, ViewState
from bordertrade.words import N_, _, labels, numbers


def settings(view: ViewState) -> tuple[tuple[str, str], ...]:
    """Each assumption that is not the usual one, as its name and what was chosen."""
    found = [
        (_(name), told(view))
        for field, (name, told) in _SETTINGS.items()
        if getattr(view, field) != getattr(DEFAULT, field)
    ]
    return (*found, *_levers(view))


def _levers(view: ViewState) -> list[tuple[str, str]]:
    chosen = chosen_levers(view)
    moved = [
        (levers.name(each), levers.setting(each, chosen.setting(each)))
        for each in Lever
        if getattr(view, each) != getattr(DEFAULT, each)
    ]
    if view.markets_year is None:
        return moved
    return [*moved, (_("More markets from"), str(view.markets_year))]


def _duty(view: ViewState) -> str:
    return _("{low} to {high} %", low=view.duty.low, high=view.duty.high)


#: Field of a view -> its name and how it reads.
_SETTINGS: dict[str, tuple[str, Callable[[ViewState], str]]] = {
    "target": (N_("Target"), lambda view: view.target),
    "base_year": (N_("Base year"), lambda view: str(view.base_year)),
    "end_year": (N_("Year of the target"), lambda view: str(view.end_year)),
    "since_year": (N_("Pace observed since"), lambda view: str(view.since_year)),
    "informal": (
        N_("Informal trade counted"),
        lambda v: labels.of(labels.INFORMAL_BASES, v.informal),
    ),
    "cif_margin": (N_("Margin for freight"), lambda view: numbers.percent(view.cif_margin / 100)),
    "duty": (N_("Duty rates"), _duty),
}
