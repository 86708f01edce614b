"""Every page of the registry, as a visitor may open it."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from bordertrade.calendars import Calendar
from bordertrade.charts import (
    BALANCE,
    CHART_NAMES,
    CHARTS,
    DIRECTIONS,
    ELECTRICITY,
    FORMAL,
    INFORMAL,
    TARGET,
)
from bordertrade.dataset import Dataset
from bordertrade.measures.target import TargetBasis
from bordertrade.tables.coded import readable
from bordertrade.topics.target.measure.result import target_result
from bordertrade.topics.target.table import target_table
from bordertrade.ui import cache
from bordertrade.ui.registry import PAGES, PageEntry
from bordertrade.view import ViewState, choices_of, decode, encode
from bordertrade.vocabulary import EvidenceFloor, InformalBasis
from bordertrade.words import numbers
from tests.ui.app import (
    TITLES,
    at_page,
    bodies,
    charts,
    headings,
    notices,
    opened,
    problems,
    specs,
    text,
)

#: The sections that a page must have.
SECTIONS = {
    "": {"The three markets", "Latest events"},
    "data": {"Trade of the whole border", "What the columns mean"},
    "sources": {"What is not known", "Glossary", "Sources"},
}
MARKET_CHARTS = [FORMAL.name, INFORMAL.name, DIRECTIONS.name, BALANCE.name, ELECTRICITY.name]

each_page = pytest.mark.parametrize("page", PAGES, ids=[entry.path or "first" for entry in PAGES])


@each_page
def test_a_page_opens_with_its_headings_and_all_pages_in_the_menu(page: PageEntry) -> None:
    app = opened(page)
    assert list(problems(app)) == []
    assert headings(app, 1) == [TITLES[page.path]]
    assert SECTIONS.get(page.path, set()) <= set(headings(app, 2))
    links = [str(each.proto.label) for each in app.get("page_link")]
    assert links[: len(PAGES)] == [entry.name for entry in PAGES]
    assert notices(app, "warn") == []


@each_page
def test_a_dark_page_opens(page: PageEntry) -> None:
    app = opened(page)
    app.context = {"theme": "dark"}
    assert list(problems(app.run())) == []


@each_page
def test_a_nonsense_link_opens_the_usual_view_and_says_what_was_not_understood(
    page: PageEntry,
) -> None:
    app = opened(page, market="xyz", time="never", foo="1")
    assert list(problems(app)) == []
    (notice,) = notices(app, "warn")
    for part in ("market=xyz", "time=never", "foo=1"):
        assert part in notice
    understood = [body for body in bodies(app) if notice not in unescape(body)]
    assert len(understood) == len(bodies(app)) - 1
    assert understood == bodies(opened(page))


@each_page
@pytest.mark.parametrize(
    "query",
    [
        {"market": "none"},
        {"channel": "none"},
        {"dir": "none"},
        {"evidence": "observed"},
        {"evidence": "count"},
        {"cal": "fy"},
        {"cal": "sh"},
        {"informal": "high"},
        {"reporter": "PK"},
        {"reporter": "IR"},
        {"events": "off"},
        {"base": "1900"},
        {"time": "2090-01..2090-12"},
        {"time": "earliest..1999-12"},
        {"tab": "~".join(CHART_NAMES)},
        {"q": "no such row", "table": "events"},
    ],
    ids=lambda query: "&".join(f"{key}={value}" for key, value in query.items())[:40],
)
def test_every_view_opens_on_every_page(page: PageEntry, query: dict[str, str]) -> None:
    app = opened(page, **query)
    assert list(problems(app)) == []
    assert headings(app, 1) == [TITLES[page.path]]


def test_the_markets_page_draws_its_charts() -> None:
    app = opened("markets")
    assert charts(app) == MARKET_CHARTS
    assert "No goods have been observed" in text(app) or "Observed:" in text(app)


def test_an_empty_selection_asks_for_a_market_instead_of_drawing() -> None:
    app = opened("markets", market="none")
    assert charts(app) == [ELECTRICITY.name]  # its lines belong to no single market
    assert text(app).count("Choose at least one market.") == len(MARKET_CHARTS)


def test_a_channel_switched_off_says_so() -> None:
    app = opened("markets", channel="informal")
    assert FORMAL.name not in charts(app)
    assert "This channel is switched off" in text(app)


@pytest.mark.parametrize("floor", [EvidenceFloor.OBSERVED, EvidenceFloor.COUNT])
def test_without_the_model_nothing_modelled_is_drawn(floor: EvidenceFloor) -> None:
    def said_modelled(app: AppTest) -> list[str]:
        lines = [body for body in bodies(app) if body.startswith('<p class="bt-source">')]
        assert lines
        return [line for line in lines if "odelled" in line]

    app = opened("markets", evidence=floor)
    assert said_modelled(app) == []
    assert "fillpattern" not in specs(app)
    assert said_modelled(opened("markets"))
    assert "fillpattern" in specs(opened("markets"))


@pytest.mark.parametrize(
    ("calendar", "unit"),
    [("greg", "US$ a month"), ("fy", "US$ a fiscal year"), ("sh", "US$ a Solar Hijri year")],
)
def test_every_calendar_says_what_a_bar_stands_for(calendar: str, unit: str) -> None:
    app = opened("markets", cal=calendar)
    assert unit in headings(app, 3)[0]
    assert charts(app) == MARKET_CHARTS


def test_a_chart_shown_as_a_table_has_the_same_rows(dataset: Dataset) -> None:
    app = opened("target", tab=TARGET.name)
    assert charts(app) == []
    result = target_result(dataset, TargetBasis("usd10bn_2029"))
    assert app.dataframe[0].value.equals(readable(target_table(result)))


def test_the_switch_to_a_table_stands_in_the_link() -> None:
    app = opened("markets")
    switch = f"w_tab_{INFORMAL.name}"
    app.segmented_control(key=switch).set_value("table").run()
    assert app.query_params == {"tab": INFORMAL.name}
    assert INFORMAL.name not in charts(app)
    app.segmented_control(key=switch).set_value("chart").run()
    assert app.query_params == {}
    assert charts(app) == MARKET_CHARTS


@pytest.mark.parametrize("basis", ["low", "central", "high"])
def test_informal_trade_joins_the_level_only_on_demand_and_says_which_end(
    basis: str, dataset: Dataset
) -> None:
    app = opened("target", informal=basis)
    result = target_result(dataset, TargetBasis("usd10bn_2029", informal=InformalBasis(basis)))
    assert f"Added: the {basis} end" in text(app)
    assert "Added:" not in text(opened("target"))
    for each in result.progress:
        assert each.informal_usd > 0
        assert each.growth is not None
        assert numbers.usd(each.informal_usd, 2) in text(app)
        assert numbers.percent(each.growth, 1) in text(app)


@pytest.mark.parametrize("page", ["", "target"])
def test_a_target_without_a_year_refuses_in_words(page: str) -> None:
    app = opened(page, target="usd8bn_2025")
    assert "This target was announced without a year: choose an end year." in text(app)
    assert "nan" not in text(app).casefold().split()


def test_a_base_year_without_figures_is_refused_in_words() -> None:
    assert "Neither book has a figure for that base year" in text(opened("target", base="1900"))


# --- the view, the link and the widgets are one -----------------------------------------------------


_WIDGETS: dict[str, tuple[Callable[..., object], dict[str, str]]] = {
    "market": (lambda app: app.pills(key="w_markets").set_value(["gabd"]), {"market": "gabd"}),
    "no market": (lambda app: app.pills(key="w_markets").set_value([]), {"market": "none"}),
    "channel": (
        lambda app: app.pills(key="w_channels").set_value(["formal"]),
        {"channel": "formal"},
    ),
    "reporter": (
        lambda app: app.segmented_control(key="w_reporter").set_value("IR"),
        {"reporter": "IR"},
    ),
    "evidence": (
        lambda app: app.segmented_control(key="w_evidence").set_value("observed"),
        {"evidence": "observed"},
    ),
    "calendar": (lambda app: app.selectbox(key="w_calendar").set_value("sh"), {"cal": "sh"}),
    "events": (lambda app: app.toggle(key="w_events").set_value(False), {"events": "off"}),
    "years": (
        lambda app: app.select_slider(key="w_time").set_value((2022, 2024)),
        {"time": "2022-01..2024-12"},
    ),
}


@pytest.mark.parametrize(("touch", "link"), _WIDGETS.values(), ids=list(_WIDGETS))
def test_each_widget_writes_its_key_into_the_link(
    touch: Callable[..., object], link: dict[str, str]
) -> None:
    app = opened("markets")
    touch(app)
    app.run()
    assert list(problems(app)) == []
    assert app.query_params == link


def test_widgets_show_what_the_link_says() -> None:
    app = opened("markets", market="mand", evidence="count", time="2022-01..2024-12")
    assert app.pills(key="w_markets").value == ["mand"]
    assert app.segmented_control(key="w_evidence").value == "count"
    assert app.select_slider(key="w_time").value == (2022, 2024)


def test_an_address_edited_by_hand_wins_over_the_widgets() -> None:
    app = opened("markets")
    app.pills(key="w_markets").set_value(["gabd"]).run()
    app.query_params = {"market": "chadgi", "time": "2022-01..latest"}
    app.run()
    assert app.pills(key="w_markets").value == ["chadgi"]
    assert app.select_slider(key="w_time").value[0] == 2022
    assert headings(app, 3)[0].startswith("Formal trade beside Chadgi")


def test_a_market_chosen_beside_the_map_is_chosen_on_the_markets_page() -> None:
    app = opened("map")
    app.button(key="choose_mand").click().run()
    assert app.query_params == {"market": "mand"}
    assert charts(at_page(app, "markets")) == MARKET_CHARTS
    assert headings(app, 3)[0].startswith("Formal trade beside Mand,")
    at_page(app, "map").button(key="choose_mand").click().run()
    assert app.query_params == {}


def test_the_data_page_finds_rows_in_any_column() -> None:
    app = opened("data", table="events", q="mand")
    found = app.dataframe[0].value
    assert 0 < len(found) < 200
    assert all("mand" in " ".join(map(str, row)).casefold() for row in found.to_numpy())
    assert f"{len(found)} rows of" in text(app) or f"{len(found)} row of" in text(app)
    app.text_input(key="w_search").set_value("no such thing").run()
    assert app.query_params == {"table": "events", "q": "no such thing"}
    assert "No row holds “no such thing”." in text(app)


@pytest.mark.parametrize("table", cache.shipped().contract.tables)
def test_every_table_can_be_searched_and_says_when_nothing_is_found(table: str) -> None:
    app = opened("data", table=table, q="no such thing")
    assert list(problems(app)) == []
    assert "No row holds “no such thing”." in text(app)
    assert list(problems(opened("data", table=table))) == []


def test_what_a_visitor_typed_is_shown_as_text() -> None:
    app = opened("data", q="<script>alert(1)</script>", foo="<b>x</b>")
    shown = "\n".join(bodies(app))
    assert "<script" not in shown
    assert "<b>x</b>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "foo=<b>x</b>" in notices(app, "warn")[0]


# --- links nobody thought of ------------------------------------------------------------------------

_HONEST = {
    "market": ["gabd", "mand~chadgi", "none", "mand~mand"],
    "channel": ["formal", "informal", "none"],
    "dir": ["PK_TO_IR", "IR_TO_PK", "none", "TWO_WAY"],
    "reporter": ["both", "PK", "IR"],
    "goods": ["1006", "none"],
    "time": ["2021-01..latest", "earliest..1999-12", "2099-01..latest", "2024-05..2024-05"],
    "cal": ["greg", "fy", "sh"],
    "evidence": ["all", "observed", "count"],
    "informal": ["none", "low", "central", "high"],
    "target": ["usd10bn_2029", "usd8bn_2025", "usd5bn_2021"],
    "base": ["1900", "2015", "2024", "2099"],
    "end": ["1900", "2025", "2099"],
    "events": ["on", "off"],
    "table": ["sources", "informal_trade", "markets"],
    "q": ["mand", "(", "\\", "=1+1", "گبد"],
    "tab": [FORMAL.name, "~".join(CHARTS), "none"],
    "lang": ["en", "ur", "../../etc"],
    "v": ["0123456789"],
}
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_KEYS = st.sampled_from([*_HONEST, "embed", "embed_options"])


@st.composite
def _queries(draw: st.DrawFn) -> dict[str, str]:
    """Honest values in any combination, spoiled ones, and keys that do not exist."""
    query = {key: draw(st.sampled_from(_HONEST[key])) for key in draw(st.sets(_honest_keys))}
    spoiled = draw(st.dictionaries(_KEYS | _TEXT, _TEXT | st.just("9" * 5000), max_size=3))
    return query | spoiled


_honest_keys = st.sampled_from(sorted(_HONEST))


@given(query=_queries())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_link_breaks_the_view_and_its_own_link_is_understood(
    query: dict[str, str], dataset: Dataset
) -> None:
    choices = choices_of(dataset, CHART_NAMES)
    view, _ = decode(query, choices)
    assert decode(encode(view), choices) == (view, ())
    assert isinstance(view, ViewState)


@given(page=st.sampled_from(PAGES), query=_queries())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_no_link_breaks_a_page(page: PageEntry, query: dict[str, str]) -> None:
    assert list(problems(opened(page, **query))) == []


@pytest.mark.parametrize("calendar", ["greg", "fy", "sh"])
def test_a_year_that_has_begun_does_not_make_the_record_younger(
    calendar: str, dataset: Dataset
) -> None:
    view = ViewState().with_(calendar=Calendar(calendar))
    for spec in (FORMAL, INFORMAL):
        result = spec.measure(dataset, view)
        assert result is not None
        newest = spec.newest(result)
        assert newest is not None
        assert newest.isoformat() == "2025-06-30"
