"""The page of the two books: its cards, causes and charts, and what each control moves."""

from __future__ import annotations

import pytest

from bordertrade.charts import INTO_IRAN, INTO_PAKISTAN, THREE_CALENDARS
from bordertrade.dataset import Dataset
from bordertrade.tables.coded import readable
from bordertrade.topics.books.measure.years import mirror_years
from bordertrade.topics.books.table import mirror_table
from bordertrade.topics.books.words.causes import CAUSES
from bordertrade.vocabulary import Direction
from bordertrade.words import numbers
from tests.ui.app import charts, headings, html, opened, problems, text

CHARTS = [INTO_PAKISTAN.name, INTO_IRAN.name, THREE_CALENDARS.name]
IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR


def test_the_first_screen_sets_both_books_side_by_side() -> None:
    app = opened("mirror")
    assert list(problems(app)) == []
    told = text(app)
    for part in (
        "US$1.222\u00a0bn",
        "US$2.423\u00a0bn",
        "1.98 times",
        "US$841.8\u00a0m",
        "nothing (0)",
        "Without limit",
        "US$706\u00a0m",
        "8.6 of 12 months",
        "never hold more than US$20\u00a0thousand a year",
    ):
        assert part in told
    assert charts(app) == CHARTS
    assert headings(app, 3)[:2] == ["Iran → Pakistan", "Pakistan → Iran"]


def test_every_card_opens_to_formula_inputs_and_sources() -> None:
    page = html(opened("mirror"))
    assert page.count("bt-workings") == 2
    assert "asymmetry = (I − P) / ((I + P) / 2)" in page
    assert "shkazmipk.blogspot.com" in page


def test_every_cause_has_its_verdict() -> None:
    told = text(opened("mirror"))
    for cause in CAUSES.values():
        assert cause.name in told
    assert told.count("cannot explain it") >= 2
    assert "never an estimate of informal trade" in told


def test_one_direction_alone() -> None:
    app = opened("mirror")
    app.pills(key="w_directions").set_value([OUT]).run()
    assert app.query_params == {"dir": "PK_TO_IR"}
    assert charts(app) == [INTO_IRAN.name, THREE_CALENDARS.name]
    assert headings(app, 3)[0] == "Pakistan → Iran"
    assert "This direction is switched off" in text(app)


def test_no_direction_asks_for_one() -> None:
    app = opened("mirror", dir="none")
    assert list(problems(app)) == []
    assert "Choose at least one direction." in text(app)
    assert charts(app) == [THREE_CALENDARS.name]


@pytest.mark.parametrize("margin", [6, 30])
def test_the_margin_moves_cards_and_charts_and_stands_in_the_link(
    dataset: Dataset, margin: int
) -> None:
    app = opened("mirror")
    app.slider(key="w_cif_margin").set_value(margin).run()
    assert app.query_params == {"cif": str(margin)}
    newest = mirror_years(dataset, IN, margin / 100).newest
    assert newest is not None
    told = text(app)
    assert numbers.usd(newest.pakistan_usd) in told
    assert numbers.decimal(newest.ratio or 0, 2) + " times" in told
    assert f"taken off Pakistan’s books: its figures are divided by 1 + {margin}\u00a0%" in told
    assert f"the importer’s less {margin}\u00a0% freight" in " ".join(headings(app, 3))


def test_a_margin_out_of_bounds_is_not_understood() -> None:
    app = opened("mirror", cif="31")
    assert app.slider(key="w_cif_margin").value == 0
    assert list(problems(app)) == []


def test_the_books_always_stand_side_by_side_whatever_the_reporter() -> None:
    plain, chosen = text(opened("mirror")), text(opened("mirror", reporter="PK"))
    assert "US$2.423\u00a0bn" in chosen
    assert plain == chosen


def test_evidence_stays_in_the_link() -> None:
    app = opened("mirror")
    app.segmented_control(key="w_evidence").set_value("count").run()
    assert list(problems(app)) == []
    assert app.query_params == {"evidence": "count"}


def test_a_chart_as_a_table_has_the_rows_of_the_result(dataset: Dataset) -> None:
    app = opened("mirror", tab=INTO_IRAN.name)
    assert INTO_IRAN.name not in charts(app)
    assert app.dataframe[0].value.equals(readable(mirror_table(mirror_years(dataset, OUT))))
