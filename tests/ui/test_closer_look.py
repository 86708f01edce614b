"""The second half of the formalisation page: observed rows only, and what is missing."""

from __future__ import annotations

import pytest

from bordertrade import selecting
from bordertrade.charts import (
    CONCENTRATION,
    GROWTH_BY_DIRECTION,
    GROWTH_BY_GOODS,
    OPEN_DAYS,
    UNIT_VALUES,
)
from bordertrade.dataset import Dataset
from bordertrade.topics.concentration import words as concentration_words
from bordertrade.topics.concentration.measure import concentration
from bordertrade.topics.growth import words as growth_words
from bordertrade.topics.growth.measure import growth_by_direction
from bordertrade.topics.open_days import words as open_days_words
from bordertrade.topics.open_days.measure import per_open_day
from bordertrade.ui import cache
from bordertrade.view import ViewState
from bordertrade.vocabulary import Reporter
from tests import tables
from tests.ui.app import charts, headings, opened, problems, specs, text
from tests.ui.bringing import GOOD

OURS = [
    chart.name
    for chart in (GROWTH_BY_DIRECTION, GROWTH_BY_GOODS, CONCENTRATION, OPEN_DAYS, UNIT_VALUES)
]
PAGE = "formalisation"


def ours(app_charts: list[str]) -> list[str]:
    return [name for name in app_charts if name in OURS]


def test_the_usual_view_draws_five_charts_with_their_workings(dataset: Dataset) -> None:
    app = opened(PAGE)
    assert list(problems(app)) == []
    assert "A closer look at what was observed" in headings(app, 2)
    assert ours(charts(app)) == OURS
    said = text(app)
    view = selecting.observed(dataset, ViewState())
    assert growth_words.growth(growth_by_direction(dataset)) in said
    assert concentration_words.concentration(concentration(dataset, view)) in said
    assert open_days_words.open_days(per_open_day(dataset, view)) in said
    for formula in ("Σ share²", "value / open days", "0.6745", "whole before"):
        assert formula in said


def test_each_view_names_what_the_markets_lack() -> None:
    said = text(opened(PAGE))
    assert "there is 1 observed row with a value" in said
    for missing in ("hs_code or commodity, and value", "currency, quantity and unit"):
        assert missing in said
    assert said.count("Update data”") >= 2


@pytest.mark.parametrize(
    ("query", "gone", "told"),
    [
        ({"dir": "none"}, [GROWTH_BY_GOODS, CONCENTRATION, OPEN_DAYS, UNIT_VALUES], "formal_trade"),
        ({"since": "1900"}, [GROWTH_BY_DIRECTION], "that ends in 1900 does not give both"),
        ({"since": "2023", "base": "2023"}, [GROWTH_BY_DIRECTION], "growth needs two"),
        ({"reporter": "IR", "dir": "PK_TO_IR"}, [GROWTH_BY_GOODS], "commodity_trade"),
        ({"market": "none"}, [UNIT_VALUES], "quantity and unit"),
    ],
)
def test_an_empty_choice_says_what_is_missing(
    query: dict[str, str], gone: list[object], told: str
) -> None:
    app = opened(PAGE, **query)
    assert list(problems(app)) == []
    drawn = charts(app)
    assert not {chart.name for chart in gone} & set(drawn)  # type: ignore[attr-defined]
    assert told in text(app)


def test_each_control_moves_the_charts_and_stands_in_the_link(dataset: Dataset) -> None:
    app = opened(PAGE)
    app.selectbox(key="w_since_year").set_value(2016).run()
    assert app.query_params == {"since": "2016"}
    longer = growth_by_direction(dataset, (Reporter.IR,), since=2016)
    assert growth_words.growth(longer) in text(app)
    app.selectbox(key="w_base_year").set_value(2023).run()
    assert app.query_params == {"base": "2023", "since": "2016"}
    assert growth_words.growth(growth_by_direction(dataset, (Reporter.IR,), 2016, 2023)) in text(
        app
    )
    app.segmented_control(key="w_reporter").set_value("PK").run()
    assert app.query_params["reporter"] == "PK"
    assert list(problems(app)) == []


def test_filters_that_the_page_does_not_show_change_nothing() -> None:
    def said(**query: str) -> str:
        app = opened(PAGE, **query)
        return text(app)[text(app).index("A closer look") :]

    assert said(time="2090-01..2090-12", channel="none", events="off") == said()


def saved(*rows: dict[str, str]) -> str:
    """The record with more observed rows, a draft, as links name it."""
    store = cache.store()
    head = store.head()
    assert head is not None
    version = store.save(tables.added(cache.published(), "formal_trade", *rows))
    draft = store.add_draft(version, base=head.number, who="a", why="b", details={}, expires=None)
    return draft.in_links


def test_observed_rows_come_alive_when_someone_brings_them() -> None:
    priced = GOOD | {"quantity": "100", "unit": "t"}
    rows = [
        priced | {"hs_code": "1006", "commodity": "Rice", "value": "45000"},
        priced | {"hs_code": "0804", "commodity": "Dates", "value": "90000"},
        priced | {"market": "mand", "hs_code": "1006", "commodity": "Rice", "value": "46000"},
        priced | {"period": "2025-05", "hs_code": "1006", "commodity": "Rice", "value": "45"},
    ]
    app = opened(PAGE, v=saved(*rows))
    assert list(problems(app)) == []
    assert ours(charts(app)) == OURS
    said = text(app)
    assert "Gabd, Formal, Iran → Pakistan, Pakistan’s books" in said
    assert "Between markets" in said
    assert "implausible; nothing was left out" in said
    assert "there are 5 observed rows with a value" in said
    assert "14–30 of 30 days open" in said
    assert "Implausible: ask the source" in specs(app)


def test_tables_stand_in_for_charts() -> None:
    app = opened(PAGE, tab="~".join(OURS))
    assert ours(charts(app)) == []
    assert len(app.dataframe) == len(OURS)
    assert all(len(each.value) for each in app.dataframe)
