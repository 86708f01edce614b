"""The first half of the page Formalisation: the lawful share and the revenue at stake."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.topics.formalisation import words as told
from bordertrade.topics.formalisation.measure.shares import national_share
from tests.ui.app import charts, headings, opened, problems, text

OURS = ["r", "k"]
PLACES = ["The whole border", "The three markets together", "Gabd", "Mand", "Chadgi"]


def plain(app_text: str) -> str:
    return app_text.replace("\u00a0", " ")


def test_the_share_and_its_doubts_stand_first(dataset: Dataset) -> None:
    app = opened("formalisation")
    assert list(problems(app)) == []
    assert [each.split("  ")[0].split(" FY")[0] for each in headings(app, 3)[:5]] == PLACES
    said = plain(text(app))
    national = national_share(dataset)
    assert national is not None
    assert national.ratio is not None
    assert plain(told.percent_range(national.ratio)) == "26–58 %"
    for part in ("26–58 %", "fuel only", "1.38 times", "formal observed, informal modelled"):
        assert part in said
    assert charts(app)[:2] == OURS


def test_other_duty_rates_move_the_revenue_and_stand_in_the_link() -> None:
    app = opened("formalisation")
    assert "US$92 m to 1.3 bn" in plain(text(app))
    app.slider(key="w_duty").set_value((24, 45)).run()
    assert app.query_params == {"duty": "24..45"}
    said = plain(text(app))
    assert "Revenue at stake at duty rates of 24–45 %" in said
    assert "US$0.18–1.3 bn" in said


def test_the_usual_rates_can_be_opened() -> None:
    said = plain(text(opened("formalisation")))
    for part in ("Rs20.4 bn / Rs163.5 bn = 12.5 %", "= 44.6 %", "no confirmation"):
        assert part in said


def test_one_market_alone_has_no_three_together() -> None:
    app = opened("formalisation")
    app.pills(key="w_markets").set_value(["gabd"]).run()
    names = [each.split(" FY")[0] for each in headings(app, 3)]
    assert names[:2] == ["The whole border", "Gabd"]
    assert not {"Mand", "The three markets together"} & set(names)


def test_fiscal_years_can_be_chosen() -> None:
    app = opened("formalisation", cal="fy")
    assert "Lawful share of what comes from Iran, by Pakistan fiscal year" in headings(app, 3)
    assert charts(app)[:2] == OURS
    app.selectbox(key="w_calendar").set_value("greg").run()
    assert app.query_params == {}
    assert "Lawful share of what comes from Iran, by month" in headings(app, 3)


def test_solar_hijri_years_are_refused_with_a_reason() -> None:
    app = opened("formalisation", cal="sh")
    assert "Solar Hijri years cut months in two" in text(app)
    assert charts(app)[:2] == OURS


@pytest.mark.parametrize("evidence", ["observed", "count"])
def test_without_the_model_the_page_names_what_is_missing(evidence: str) -> None:
    app = opened("formalisation", evidence=evidence)
    assert list(problems(app)) == []
    assert not set(OURS) & set(charts(app))
    assert text(app).count("What would help: an observed month of informal trade") == 3
    assert "Nobody can say" in text(app)


def test_without_a_market_the_border_stays() -> None:
    app = opened("formalisation", market="none")
    assert list(problems(app)) == []
    assert headings(app, 3)[0].startswith("The whole border")
    assert charts(app)[0] == "k"
    assert "Choose at least one market." in text(app)


def test_a_nonsense_rate_falls_back_and_is_named() -> None:
    app = opened("formalisation", duty="45..12")
    assert list(problems(app)) == []
    assert "duty=45..12" in text(app)
    assert app.slider(key="w_duty").value == (12, 45)
