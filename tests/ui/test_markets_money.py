"""The page of the markets in each money: the choice stands in the link and stays on this page."""

from __future__ import annotations

import pytest

from bordertrade.money import MoneyBasis
from tests.ui.app import at_page, charts, headings, opened, problems, text
from tests.ui.test_pages import MARKET_CHARTS

UNITS = {
    "usd": "US$ a month",
    "pkr": "Pakistani rupees a month",
    "irr": "rials a month (official rate)",
    "irr_open": "rials a month (open market)",
    "irr_nima": "rials a month (NIMA rate)",
    "toman": "toman a month (open market)",
}


@pytest.mark.parametrize("money", list(MoneyBasis))
def test_every_money_draws_every_chart_and_says_its_unit(money: MoneyBasis) -> None:
    app = opened("markets", cur=str(money))
    assert list(problems(app)) == []
    assert charts(app) == MARKET_CHARTS
    assert UNITS[money] in headings(app, 3)[0]
    rates = text(app).count("for a US dollar (")
    assert (rates > 0) == (money is not MoneyBasis.USD)
    assert "nan" not in text(app).casefold().split()


def test_the_control_writes_the_link_and_back() -> None:
    app = opened("markets")
    app.selectbox(key="w_currency").set_value(MoneyBasis.TOMAN).run()
    assert app.query_params == {"cur": "toman"}
    assert UNITS["toman"] in headings(app, 3)[0]
    app.selectbox(key="w_currency").set_value(MoneyBasis.USD).run()
    assert app.query_params == {}
    assert UNITS["usd"] in headings(app, 3)[0]


@pytest.mark.parametrize("page", ["", "target", "map"])
def test_other_pages_stay_in_dollars(page: str) -> None:
    app = opened(page, cur="pkr")
    assert list(problems(app)) == []
    assert text(app) == text(opened(page))


def test_a_money_that_has_no_rate_for_the_choice_says_so() -> None:
    app = opened("markets", cur="irr", time="2025-01..2025-06")
    assert list(problems(app)) == []
    assert "no exchange rate brings it into this money" in text(app)
    assert "No figure for this choice: no exchange rate." in text(app)


def test_the_choice_survives_another_page() -> None:
    app = opened("markets", cur="irr_open")
    at_page(app, "target")
    at_page(app, "markets")
    assert UNITS["irr_open"] in headings(app, 3)[0]
