"""The rows behind a scenario's charts, as people read them; every one says "hypothetical"."""

from __future__ import annotations

import pandas as pd

from bordertrade.envelope import Envelope
from bordertrade.measures.book_level import Level
from bordertrade.tables import coded
from bordertrade.topics.scenario.measure.levers import Lever
from bordertrade.topics.scenario.measure.result import BookScenario, ScenarioResult
from bordertrade.topics.scenario.measure.sensitivity import Effect, Need, Swing
from bordertrade.topics.scenario.words import levers
from bordertrade.words import _
from bordertrade.words.numbers import significant


def scenario_table(result: ScenarioResult, first_year: int) -> pd.DataFrame:
    """One row a book and year: what was recorded, then each path as far as it is shown.

    Hypothetical amounts to the two figures they honestly have. Each row carries the target and
    the levers, so that a table that travels says what it assumes.
    """
    told = {
        _("Target (US$)"): round(result.target.value_usd),
        **{levers.column(lever): result.levers.setting(lever) for lever in Lever},
    }
    rows = [row for book in result.books for row in _book(book, first_year)]
    return pd.DataFrame([row | told for row in rows])


def _book(book: BookScenario, first_year: int) -> list[dict[str, object]]:
    recorded = [each for each in book.history if each.period.end_year >= first_year]
    before = {each.year: each.value_usd for each in book.baseline_shown}
    after = {each.year: each.value_usd for each in book.path_shown}
    years = range(book.ground.first_year + 1, book.last_year + 1)
    later = [_hypothetical(book, year, before.get(year), after.get(year)) for year in years]
    return [*(_recorded(book, each) for each in recorded), *later]


def _recorded(book: BookScenario, level: Level) -> dict[str, object]:
    return {
        **coded.book(book.reporter),
        _("Year ends in"): level.period.end_year,
        **coded.period(level.period),
        _("Recorded (US$)"): round(level.value_usd),
        **_range(_("Levers at rest"), None),
        **_range(_("Scenario"), None),
        **_growth(None),
        _("Reads as"): _("recorded") if level.is_complete else _("recorded, at least"),
    }


def _hypothetical(
    book: BookScenario, year: int, before: Envelope | None, after: Envelope | None
) -> dict[str, object]:
    return {
        **coded.book(book.reporter),
        _("Year ends in"): year,
        **coded.period(None),
        _("Recorded (US$)"): None,
        **_range(_("Levers at rest"), before),
        **_range(_("Scenario"), after),
        **_growth(book.growth if after else None),
        _("Reads as"): _("hypothetical"),
    }


def _range(name: str, value: Envelope | None) -> dict[str, object]:
    return {
        _("{name}, low (US$)", name=name): _honest(value.low if value else None),
        _("{name}, central (US$)", name=name): _honest(value.central if value else None),
        _("{name}, high (US$)", name=name): _honest(value.high if value else None),
    }


def _growth(value: Envelope | None) -> dict[str, object]:
    """The scenario's growth a year, in percent."""
    return {
        _("Growth a year, low (%)"): round(value.low * 100, 1) if value else None,
        _("Growth a year, central (%)"): round(value.central * 100, 1) if value else None,
        _("Growth a year, high (%)"): round(value.high * 100, 1) if value else None,
    }


def levers_table(result: ScenarioResult) -> pd.DataFrame:
    """One row a book and lever: what it changes in the end year, moved alone."""
    return pd.DataFrame(
        [
            _lever(book, swing, need)
            for book in result.books
            for swing in book.swings
            for need in book.needs
            if need.lever is swing.lever
        ]
    )


def _lever(book: BookScenario, swing: Swing, need: Need) -> dict[str, object]:
    least, most = (levers.setting(swing.lever, each) for each in swing.settings)
    return {
        **coded.book(book.reporter),
        _("Year"): book.end_year,
        **coded.pair("lever_code", swing.lever, _("Lever, moved alone"), levers.name(swing.lever)),
        _("From"): least,
        **_effect(_("Change there"), swing.at_least),
        _("To"): most,
        **_effect(_("Change at that end"), swing.at_most),
        _("Your setting"): levers.setting(swing.lever, swing.setting),
        **_effect(_("Change at your setting"), swing.own),
        _("Reaches the target, high path"): _setting(need, need.best),
        _("Reaches the target, central path"): _setting(need, need.central),
        _("Reaches the target, low path"): _setting(need, need.worst),
        _("Reads as"): _("hypothetical"),
    }


def _effect(name: str, value: Effect) -> dict[str, object]:
    return _range(name, value.span)


def _setting(need: Need, setting: int | None) -> str:
    return _("not alone") if setting is None else levers.setting(need.lever, setting)


def _honest(value: float | None) -> int | None:
    return None if value is None else round(significant(value))
