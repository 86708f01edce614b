"""A file in rupees for a month without a rate: shown in rupees, and the rate is one field away."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade import clock
from bordertrade.store import Store
from bordertrade.ui import cache
from tests.ui.app import opened, problems, text
from tests.ui.bringing import GOOD, applied, brought, click, csv_of, is_open

pytestmark = pytest.mark.usefixtures("own_store", "publisher")
#: A month that no sourced rate covers.
RUPEES = csv_of(
    GOOD
    | {"period": "2030-10", "commodity": "Dates", "value": "2200000000", "currency": "PKR"}
    | {"evidence": "count"},
)
MONTH = "Oct 2030"


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long after the newest rate, whatever rates the record has by now."""
    monkeypatch.setattr(clock, "calendar", lambda: date(2030, 12, 15))


def field(app: AppTest, start: str) -> Any:
    kinds = (*app.number_input, *app.selectbox, *app.text_input)
    return next(each for each in kinds if str(each.key).startswith(start))


def a_source() -> str:
    return str(cache.shipped()["sources"]["id"].iloc[0])


def test_the_preview_shows_rupees_and_asks_for_the_rate() -> None:
    app = brought(RUPEES)
    assert f"No rupee rate for {MONTH}." in text(app)
    assert "Rs2.2\u00a0bn" in text(app)
    assert field(app, "rate_").label == f"Rupees for one US dollar, {MONTH}"


def test_markets_show_rupees_until_there_is_a_rate() -> None:
    applied(brought(RUPEES))
    app = opened("markets", market="gabd")
    assert f"No rupee rate for {MONTH}." in text(app)
    assert "Rs2.2\u00a0bn" in text(app)
    assert re.search(r"[Gg]oods[^.]*Pakistani rupees", text(app))
    assert "no goods have been observed" not in text(app).lower()
    next(each for each in app.button if each.key == "show_own_money").click().run()
    assert app.query_params["cur"] == "pkr"
    assert "No rupee rate" not in text(app)


@pytest.mark.parametrize("page", ["", "map"])
def test_cards_show_rupees(page: str) -> None:
    applied(brought(RUPEES))
    assert "Rs2.2\u00a0bn" in text(opened(page))


def test_overview_offers_a_rate_and_rupees_as_markets_does() -> None:
    applied(brought(RUPEES))
    app = opened("", time="2024-01..2024-06", channel="none")
    assert f"No rupee rate for {MONTH}." in text(app)
    links = {each.proto.label: each.proto for each in app.get("page_link")}
    assert links["Add a rate"].page == "update"
    assert links["Show rupees"].page == "markets"
    query = dict(parse_qsl(links["Show rupees"].query_string))
    assert query == {"cur": "pkr", "market": "gabd"}
    seen = opened("markets", **query)
    assert list(problems(seen)) == []
    assert "Rs2.2\u00a0bn" in text(seen)
    assert "No rupee rate" not in text(seen)
    markets = {each.proto.label for each in opened("markets").get("page_link")}
    assert "Add a rate" in markets


@pytest.mark.parametrize(("page", "name"), [("", "markets"), ("markets", "d")])
def test_rows_behind_a_figure_in_rupees_open_beside_those_in_dollars(page: str, name: str) -> None:
    applied(brought(RUPEES))
    app = opened(page)
    app.session_state[f"rows_{name}"] = True
    app.run()
    assert list(problems(app)) == []
    box = app.selectbox(key=f"total_{name}")
    (rupees,) = (each for each in box.options if "Rs2.2" in each)
    assert sum("US$" in each for each in box.options) > 1
    box.set_value(box.options.index(rupees)).run()
    assert "1 row is this number: Rs2.2\u00a0bn." in text(app)
    assert "2,200,000,000 PKR" in text(app)


def test_the_rate_goes_in_by_the_same_deed_with_its_source(own_store: Store) -> None:
    app = brought(RUPEES)
    field(app, "rate_").set_value(280.5).run()
    click(app, "add_rate_")
    assert "a number without a source does not enter the record" in text(app)
    field(app, "rate_source_").set_value(a_source()).run()
    click(app, "add_rate_")
    assert "No rupee rate" not in text(app)
    assert is_open(app)
    before = own_store.head()
    applied(app)
    after = own_store.head()
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1
    record = cache.published()
    rates = record["exchange_rates"]
    (row,) = rates[rates["period"] == "2030-10"].to_dict("records")
    assert (row["currency"], row["lcu_per_usd"], row["source"]) == ("PKR", 280.5, a_source())
    cell = record.cube[record.cube["period"] == "2030-10"].iloc[0]
    assert cell["value_usd"] == pytest.approx(2_200_000_000 / 280.5)


def test_a_rate_far_from_all_that_is_known_is_said_twice() -> None:
    app = brought(RUPEES)
    field(app, "rate_source_").set_value(a_source()).run()
    field(app, "rate_").set_value(2.8).run()
    click(app, "add_rate_")
    assert "times away from the newest known rate" in text(app)
    click(app, "add_rate_")
    assert "No rupee rate" not in text(app)
