"""Parts of pages are made once for what they look at, and are right for all others."""

from __future__ import annotations

from dataclasses import replace

from bordertrade import remembered
from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing.link_target import every_choice
from bordertrade.ui import market_cards, target_cards
from bordertrade.ui.kept_html import kept_html
from bordertrade.ui.state import Current
from bordertrade.view import ViewState
from tests.day import TODAY


def current(dataset: Dataset, view: ViewState) -> Current:
    return Current(dataset, view, every_choice(dataset), Scheme.LIGHT, "target", TODAY)


def test_a_part_is_the_one_that_would_be_made(dataset: Dataset) -> None:
    remembered.forget()
    views = [
        ViewState(),
        ViewState(reporter="PK"),
        ViewState(markets=("mand",)),
        ViewState(search="x"),
    ]
    for name, make in (("distance", target_cards._distance), ("cards", market_cards._cards)):
        kept = [kept_html(name, current(dataset, view), make) for view in views]
        assert kept == [make(current(dataset, view)) for view in views]
        assert len(set(kept)) > 1


def test_a_part_is_made_once_for_what_it_looks_at(dataset: Dataset) -> None:
    calls: list[str] = []

    def make(now: Current) -> str:
        calls.append(now.view.calendar)
        return f"<p>{now.view.calendar} {now.today}</p>"

    first = current(dataset, ViewState())
    assert kept_html("once", first, make) == kept_html(
        "once", current(dataset, ViewState(search="x")), make
    )
    assert len(calls) == 1
    assert (
        "SH"
        in kept_html(
            "once", current(dataset, ViewState(calendar=Calendar.SOLAR_HIJRI)), make
        ).upper()
    )
    later = replace(first, today=TODAY.replace(year=2031))
    assert "2031" in kept_html("once", later, make)
