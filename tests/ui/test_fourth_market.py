"""A market that is added by rows alone stands wherever markets stand."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bordertrade import palette, selecting, words
from bordertrade.charts import CHART_NAMES
from bordertrade.dataset import Dataset, load
from bordertrade.dataset import markets as rows_of_markets
from bordertrade.measures.market_totals import MarketTotals, market_totals
from bordertrade.measures.selection import Selection
from bordertrade.sharing.preview import card
from bordertrade.sharing.report import report
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.view import DEFAULT, Choices, choices_of, decode, encode, link
from bordertrade.vocabulary import THREE
from bordertrade.words import labels
from tests.day import TODAY
from tests.tables import FORMAL, INFORMAL, Row
from tests.ui.app import BY_PATH, headings, html, opened, problems, specs, text
from tests.web.site import Shelf, Site

FIRST, FOURTH, NAME = ("gabd", "mand", "chadgi"), "jalgai", "Jalgai"
EVERY = (*FIRST, FOURTH)
ADDRESS = "https://trade.example"
#: The year of the national estimate of fuel.
MONTHS = (*(f"2023-{month:02}" for month in range(7, 13)), *(f"2024-0{n}" for n in range(1, 7)))
ROWS: dict[str, list[Row]] = {
    "places": [
        {
            "id": FOURTH,
            "name": "Jalgai border market (made up)",
            "kind": "market",
            "country": "PK",
            "lat": "26.6",
            "lon": "62.75",
            "precision_km": "9",
            "source": "PRESS_ESTIMATE",
            "source_detail": "made up",
        }
    ],
    "markets": [
        {
            "id": FOURTH,
            "name": NAME,
            "name_ur": "جالگئی",
            "name_fa": "جالگی",
            "spellings": "Jalgai~Jalgay~جالگی",
            "stage": "further",
            "counterpart": "Jakigour",
            "pk_district": "Kech",
            "pk_province": "Balochistan",
            "place": FOURTH,
            "status": "made up for a test",
            "source": "GEO346555",
        }
    ],
    "formal_trade": [
        *(FORMAL | {"market": FOURTH, "period": m, "value": "2000000"} for m in MONTHS),
        FORMAL
        | {
            "market": FOURTH,
            "period": "2024-06",
            "direction": "PK_TO_IR",
            "hs_code": "1006",
            "commodity": "Rice",
            "value": "1000000",
        },
    ],
    "informal_trade": [
        INFORMAL | {"market": FOURTH, "period": m, "value": "5000000"} for m in MONTHS
    ],
}
#: The pages that name markets one by one.
NAMING = ("", "markets", "formalisation", "map", "coverage")


@pytest.fixture(scope="module")
def fourth(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """The shipped files with the rows of one more market, read as any package is."""
    folder = tmp_path_factory.mktemp("package") / "data"
    shutil.copytree(data_folder, folder)
    for table, rows in ROWS.items():
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(rows)
    with pytest.MonkeyPatch.context() as patch:  # other tests know nothing of its name
        patch.setattr(rows_of_markets, "_NAMES", dict(rows_of_markets._NAMES))
        yield load(folder)


@pytest.fixture(scope="module")
def choices(fourth: Dataset) -> Choices:
    return choices_of(fourth, CHART_NAMES, words.languages())


@pytest.fixture(scope="module")
def site(fourth: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    shelf = Shelf(fourth, tmp_path_factory.mktemp("store"))
    yield Site(shelf)
    shelf.store().close()


# --- what is chosen, and its link -----------------------------------------------------------------


def test_it_is_chosen_unless_a_link_says_otherwise(fourth: Dataset, choices: Choices) -> None:
    assert choices.markets == EVERY
    assert selecting.markets(fourth, decode({}, choices)[0]) == EVERY
    assert encode(DEFAULT.with_(markets=choices.some_markets(EVERY))) == {}


@pytest.mark.parametrize("chosen", [(FOURTH,), ("gabd", FOURTH), FIRST, ()])
def test_a_link_with_it_goes_there_and_back(
    fourth: Dataset, choices: Choices, chosen: tuple[str, ...]
) -> None:
    view = DEFAULT.with_(markets=choices.some_markets(chosen))
    assert decode(encode(view), choices) == (view, ())
    assert selecting.markets(fourth, view) == chosen


def test_a_link_to_the_first_three_names_them_where_there_are_four(choices: Choices) -> None:
    view, lost = decode({"market": "~".join(FIRST)}, choices)
    assert (view.markets, lost) == (FIRST, ())
    assert link("markets", view) == "/markets?market=gabd~mand~chadgi"


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", list(BY_PATH))
def test_every_page_opens_and_names_it_where_it_names_markets(
    page: str, fourth: Dataset, serve: Callable[[Dataset], None]
) -> None:
    serve(fourth)
    app = opened(page)
    assert list(problems(app)) == []
    if page in NAMING:
        assert NAME in text(app)


def test_charts_of_markets_draw_it(fourth: Dataset, serve: Callable[[Dataset], None]) -> None:
    serve(fourth)
    for page in ("markets", "formalisation"):
        assert f"\\u003cb\\u003e{NAME}" in specs(opened(page))
    app = opened("markets", market=FOURTH)
    assert f"Formal trade beside {NAME}," in text(app)
    assert app.pills(key="w_markets").value == [FOURTH]


def test_the_usual_choice_holds_all_and_stays_out_of_the_link(
    fourth: Dataset, serve: Callable[[Dataset], None]
) -> None:
    serve(fourth)
    app = opened("markets")
    assert app.pills(key="w_markets").value == [*EVERY]
    app.pills(key="w_markets").set_value([FOURTH, "gabd"]).run()
    assert app.query_params["market"] == f"gabd~{FOURTH}"
    app.pills(key="w_markets").set_value([FOURTH, *FIRST]).run()
    assert "market" not in app.query_params


def test_the_overview_leads_to_it(fourth: Dataset, serve: Callable[[Dataset], None]) -> None:
    serve(fourth)
    app = opened("")
    assert html(app).count(f"markets?market={FOURTH}") == 2  # in the locator and on its card
    assert "The border markets" in headings(app, 2)
    assert "The first three together from Iran" in text(app)


def test_the_record_shows_its_row(fourth: Dataset, serve: Callable[[Dataset], None]) -> None:
    serve(fourth)
    app = opened("data", table="markets", q=NAME)
    assert [each.value["id"].tolist() for each in app.dataframe if "id" in each.value] == [[FOURTH]]


# --- the map --------------------------------------------------------------------------------------


def test_the_map_marks_it(fourth: Dataset, serve: Callable[[Dataset], None]) -> None:
    serve(fourth)
    app = opened("map")
    deck = str(app.get("deck_gl_json_chart")[0].proto.json)
    layers = {layer["id"]: layer for layer in json.loads(deck)["layers"]}
    assert {row["market"] for row in layers["markets"]["data"]} == set(EVERY)
    assert {f"formal-{market}" for market in EVERY} <= layers.keys()
    assert f"▲ {NAME}" in deck
    app.button(key=f"choose_{FOURTH}").click().run()
    assert app.query_params["market"] == FOURTH
    assert app.button(key=f"choose_{FOURTH}").label == "Show all markets"
    app.button(key=f"choose_{FOURTH}").click().run()
    assert "market" not in app.query_params


def test_each_market_has_a_colour_and_a_symbol_of_its_own(
    fourth: Dataset, serve: Callable[[Dataset], None]
) -> None:
    serve(fourth)
    drawn = re.findall(
        r'<a href="[^"]*market=(\w+)[^"]*"[^>]*><g[^>]*><path[^>]*d="([^"]*)" style="fill:([^;]*);',
        html(opened("")),
    )
    outlines, colours = ({each[part] for each in drawn} for part in (1, 2))
    assert {each[0] for each in drawn} == set(EVERY)
    assert (len(outlines), len(colours)) == (4, 4)
    assert set(re.findall(r"--c:(light-dark[^\"]*)", html(opened("coverage")))) >= colours


# --- what travels ---------------------------------------------------------------------------------


def test_the_api_has_its_rows_and_its_code(site: Site) -> None:
    rows = json.loads(site.get("/api/v1/series").body)["rows"]
    assert {row["market"] for row in rows} == set(EVERY)
    own = json.loads(site.get(f"/api/v1/series?market={FOURTH}").body)
    assert own["query"] == {"market": FOURTH}
    assert {row["market"] for row in own["rows"]} == {FOURTH}
    by_direction = json.loads(site.get("/api/v1/charts/d").body)["rows"]
    assert {row["market"] for row in by_direction} == set(EVERY)
    described = json.loads(site.get("/api/v1/openapi.json").body)
    patterns = [
        each["schema"]["pattern"]
        for path in described["paths"].values()
        for each in path.get("get", {}).get("parameters", ())
        if each.get("name") == "market"
    ]
    assert patterns
    assert all(re.search(rf"\b{FOURTH}\b", each) for each in patterns)


@pytest.mark.parametrize("page", ["markets", "map", "coverage", "formalisation"])
def test_previews_and_reports_name_it(page: str, fourth: Dataset, choices: Choices) -> None:
    view = decode({"market": FOURTH}, choices)[0] if page != "map" else DEFAULT
    subject = subject_of(page, view, fourth, TODAY)
    assert NAME in statement(subject).sentence
    assert NAME in report(subject, ADDRESS).decode()
    assert "<svg" in card(subject)


def test_pictures_and_embedded_pages_are_made(site: Site) -> None:
    for page in ("markets", "map"):
        assert site.get(f"/preview/{page}.png").status == 200
        assert NAME in site.get(f"/embed/{page}").body.decode()


# --- what is said of it, and what is not ----------------------------------------------------------


def test_it_is_called_by_its_row(fourth: Dataset) -> None:
    assert labels.market(FOURTH) == NAME
    try:
        words.use("fa")
        assert labels.market(FOURTH) == "جالگی"
    finally:
        words.use("en")
    assert fourth.names().resolve("Jalgay") == FOURTH


def test_the_three_together_stay_what_they_are(dataset: Dataset, fourth: Dataset) -> None:
    def together(found: MarketTotals | None) -> list[object]:
        assert found is not None
        return [
            (row.channel, row.direction, row.value) for row in found.rows if row.market == THREE
        ]

    before = together(market_totals(dataset, Selection(FIRST)))
    assert before
    assert together(market_totals(fourth, Selection(EVERY))) == before


def test_a_candidate_is_no_market_yet(fourth: Dataset) -> None:
    rows = fourth["markets"].copy()
    rows.loc[rows["id"] == FOURTH, "stage"] = "candidate"
    assert rows_of_markets.agreed(rows)["id"].tolist() == list(FIRST)


def test_nothing_is_left_to_chance_in_its_look() -> None:
    assert palette.market_symbol(EVERY.index(FOURTH)) == "triangle-up"
    assert palette.market_role(EVERY.index(FOURTH)) == "fourth"
