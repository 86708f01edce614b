"""Charts are made once for the keys of the link that they look at, and are right for all others."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bordertrade import remembered
from bordertrade.calendars import Calendar
from bordertrade.charts import CHARTS, Finished, finished
from bordertrade.charts.used import once_for_used
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.view import DEFAULT, Percents, Toggle, ViewState
from bordertrade.vocabulary import EvidenceFloor, InformalBasis
from tests.day import TODAY

VIEWS = [
    DEFAULT,
    ViewState(markets=("mand",)),
    ViewState(evidence=EvidenceFloor.COUNT, reporter="IR"),
    ViewState(calendar=Calendar.SOLAR_HIJRI, events=Toggle.OFF),
    ViewState(informal=InformalBasis.HIGH, end_year=2033, duty=Percents(3, 44)),
    ViewState(fuel_formalised=40, growth_change=5, cif_margin=7),
    ViewState(chart="t", tables=("t",), table="sources", search="iron", version="0123456789"),
]


def plain(done: Finished) -> tuple[object, ...]:
    told = [getattr(done, each.name) for each in fields(done) if each.name != "table"]
    return (*told, done.table.to_json())


@pytest.mark.parametrize("name", ["d", "t", "s", "m", "p"])
def test_a_chart_of_the_cache_is_the_one_that_would_be_made(name: str, dataset: Dataset) -> None:
    spec = CHARTS[name]
    remembered.forget()
    together = [plain(finished(spec, dataset, view, Scheme.LIGHT, TODAY)) for view in VIEWS]
    for view, found in zip(VIEWS, together, strict=True):
        remembered.forget()
        assert plain(finished(spec, dataset, view, Scheme.LIGHT, TODAY)) == found


def test_a_key_that_a_chart_does_not_look_at_makes_none_anew(dataset: Dataset) -> None:
    remembered.forget()
    target = CHARTS["t"]
    first = finished(target, dataset, DEFAULT, Scheme.LIGHT, TODAY)
    for view in (
        ViewState(duty=Percents(1, 2)),
        ViewState(markets=("mand",)),
        ViewState(search="iron", chart="t"),
    ):
        assert finished(target, dataset, view, Scheme.LIGHT, TODAY) is first
    others = (ViewState(reporter="PK"), ViewState(end_year=2031))
    assert all(finished(target, dataset, v, Scheme.LIGHT, TODAY) is not first for v in others)


def test_every_way_of_looking_counts(dataset: Dataset) -> None:
    """What is looked at depends on what was seen before; comparing and copying look at all."""
    made: list[ViewState] = []

    def make(view: ViewState) -> str:
        made.append(view)
        if view.cif_margin:
            return f"{view.cif_margin} {view.duty}"
        if view.price_gap:
            return f"{view.with_(cif_margin=1).search} {view == DEFAULT} {hash(view)}"
        return "none"

    def told(**keys: object) -> str:
        view = ViewState(**keys)  # type: ignore[arg-type]
        text: str = once_for_used(dataset, "looking", view, make=make)
        return text

    assert told() == told(duty=Percents(1, 2)) == told(search="x") == "none"
    assert len(made) == 1
    assert told(cif_margin=3) == told(cif_margin=3, search="y")
    assert told(cif_margin=3, duty=Percents(1, 2)) != told(cif_margin=3)
    assert len(made) == 3
    assert told(price_gap=1, search="a") == f"a False {hash(ViewState(price_gap=1, search='a'))}"
    assert told(price_gap=1, search="b").startswith("b ")
    assert len(made) == 5
    assert all(type(view.with_()) is ViewState for view in made)
    assert repr(made[0]) == repr(DEFAULT)
    assert made[0] == DEFAULT


def test_what_is_nothing_is_kept_too(dataset: Dataset) -> None:
    calls: list[int] = []

    def nothing(_view: ViewState) -> None:
        calls.append(1)

    for _time in range(3):
        assert once_for_used(dataset, "nothing", DEFAULT, make=nothing) is None
    assert len(calls) == 1
