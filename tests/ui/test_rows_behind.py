"""Numbers open to their rows, on demand only; where there are none the page says why."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade.charts import CHARTS
from bordertrade.measures.rows_behind import books, estimates
from bordertrade.topics.markets import rows as market
from tests.ui.app import at_page, opened, problems, text

OPENED = {
    "": ["answer", "markets"],
    "markets": ["f", "i", "d", "b", "g", "e"],
    "target": ["t"],
    "mirror": ["y"],
    "informal": ["v", "w", "l"],
    "map": ["markets"],
    "scenario": ["s"],
    "coverage": ["h"],
    "formalisation": ["r", "k", "p", "a", "c", "o", "u"],
}


def opening(page: str, *names: str) -> AppTest:
    app = opened(page)
    for name in names:
        app.session_state[f"rows_{name}"] = True
    app.run()
    assert list(problems(app)) == []
    return app


@pytest.mark.parametrize("page", OPENED)
def test_each_disclosure_opens(page: str) -> None:
    app = opening(page, *OPENED[page])
    shown = text(app)
    told = (
        "add up to this number",
        "is this number",
        "stands in no row",
        "adds up no",
        "No number",
    )
    assert any(each in shown for each in told)


def test_nothing_is_worked_out_while_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise AssertionError("worked out although nobody asked")

    monkeypatch.setattr(market, "from_cells", refuse)
    monkeypatch.setattr(books, "behind_dollars", refuse)
    monkeypatch.setattr(estimates, "_behind", refuse)
    with pytest.raises(AssertionError, match="went wrong"):
        opening("markets", "f")
    app = opened("markets")
    at_page(app, "target")
    assert list(problems(app)) == []
    assert "add up to this number" not in text(app)


def test_another_number_shows_its_own_rows() -> None:
    app = opening("markets", "f")
    box = app.selectbox(key="total_f")
    before = text(app)
    box.set_value(0).run()
    assert text(app) != before
    assert "line " in text(app)


def test_a_scenario_says_why_it_has_no_rows() -> None:
    assert "stands in no row" in text(opening("scenario", "s"))


def test_every_chart_gives_rows_or_a_reason() -> None:
    assert all(callable(chart.behind) for chart in CHARTS.values())


def test_a_ratio_opens_to_the_totals_it_is_worked_out_from() -> None:
    shown = text(opening("formalisation", "r", "k"))
    assert "worked out from two totals" in shown
    assert "times the duty rates that you chose" in shown
    assert "add up to this number" in shown or "is this number" in shown
