"""The page Coverage, the banner over every page, the charts as text, and the page Data's length."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bordertrade import clock
from bordertrade.charts import BALANCE, CHARTS, COVERAGE, FORMAL, TARGET
from bordertrade.dataset import UPLOADED, Dataset, provenance_of, with_table
from bordertrade.measures.selection import Selection
from bordertrade.tables.coded import readable
from bordertrade.topics.coverage import words as coverage_words
from bordertrade.topics.coverage.measure.freshness import (
    MARKET,
    TOTALS,
    freshness,
    newest_observation,
)
from bordertrade.topics.coverage.measure.months import coverage
from bordertrade.topics.coverage.table import coverage_table
from bordertrade.ui import cache, tables
from bordertrade.ui.registry import PAGES, PageEntry
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor
from bordertrade.words import dates, labels
from tests.ui.app import bodies, headings, html, notices, opened, problems, text

each_page = pytest.mark.parametrize("page", PAGES, ids=[entry.path or "first" for entry in PAGES])
MARKETS = ("gabd", "mand", "chadgi")
Touch = Callable[[AppTest], Any]


def calendars(app: AppTest) -> list[str]:
    """What each small calendar says of itself."""
    return [
        unescape(label)
        for label in re.findall(r'role="img" aria-label="([^"]*)"', html(app))
        if ", formal," in label or ", informal," in label
    ]


def expected(dataset: Dataset, **changes: Any) -> list[str]:
    result = coverage(dataset, Selection(**{"markets": MARKETS, **changes}), clock.today())
    assert result is not None
    return [
        f"{coverage_words.series_name(each)}: {coverage_words.coverage_counts(each)}"
        for each in result.series
    ]


def test_the_page_shows_each_series_without_a_chart_library(dataset: Dataset) -> None:
    app = opened("coverage")
    assert calendars(app) == expected(dataset)
    assert len(app.get("plotly_chart")) == 0
    assert "Best covered: Mand, formal, Iran → Pakistan (3 observed" in text(app)
    assert 'href="update"' in html(app)
    assert "The two national books, year by year" in headings(app, 2)
    assert html(app).count('aria-label="Pakistan’s books') == 2
    for body in bodies(app):
        assert "\n\n" not in body


@pytest.mark.parametrize(
    ("touch", "changes"),
    [
        (lambda app: app.pills(key="w_markets").set_value(["mand"]), {"markets": ("mand",)}),
        (
            lambda app: app.pills(key="w_channels").set_value(["informal"]),
            {"channels": (Channel.INFORMAL,)},
        ),
        (
            lambda app: app.pills(key="w_directions").set_value(["PK_TO_IR"]),
            {"directions": (Direction.PK_TO_IR,)},
        ),
        (
            lambda app: app.segmented_control(key="w_evidence").set_value("observed"),
            {"floor": EvidenceFloor.OBSERVED},
        ),
    ],
    ids=["market", "channel", "direction", "evidence"],
)
def test_each_control_changes_the_calendars(
    touch: Touch, changes: dict[str, Any], dataset: Dataset
) -> None:
    app = opened("coverage")
    touch(app).run()
    assert list(problems(app)) == []
    assert calendars(app) == expected(dataset, **changes) != expected(dataset)


@pytest.mark.parametrize("key", ["market", "channel", "dir"])
def test_an_empty_choice_asks_for_more(key: str) -> None:
    app = opened("coverage", **{key: "none"})
    assert list(problems(app)) == []
    assert "Choose at least one market, channel and direction." in text(app)
    assert calendars(app) == []


def test_filters_that_the_page_does_not_show_do_not_count() -> None:
    filtered = opened("coverage", time="2024-01..2024-06", reporter="IR", cal="sh")
    assert calendars(filtered) == calendars(opened("coverage"))


def test_the_table_has_the_same_months(dataset: Dataset) -> None:
    app = opened("coverage", tab=COVERAGE.name, market="mand")
    result = coverage(dataset, Selection(("mand",)), clock.today())
    assert result is not None
    assert app.dataframe[0].value.equals(readable(coverage_table(result)))


def test_the_silence_grows_from_month_to_month(on_day: Callable[[date], None]) -> None:
    on_day(date(2026, 11, 30))
    assert "Month by month, Apr 2019 – Nov 2026" in headings(opened("coverage"), 3)
    on_day(date(2026, 12, 1))
    assert "Month by month, Apr 2019 – Dec 2026" in headings(opened("coverage"), 3)


# --- the banner -------------------------------------------------------------------------------------


def banner(app: AppTest) -> str:
    found = re.findall(r'<p class="bt-banner">(.*?)</p>', html(app))
    assert len(found) <= 1
    return found[0] if found else ""


@each_page
def test_every_page_says_how_old_the_newest_observation_is(
    page: PageEntry, on_day: Callable[[date], None], dataset: Dataset
) -> None:
    newest = newest_observation(dataset)
    assert newest is not None
    day = newest.period.end
    on_day(day.replace(year=day.year + 2))
    app = opened(page, market="mand")
    assert f"The newest observation ends {dates.day(day)}, 24 months ago." in banner(app)
    assert 'class="bt-banner"' in bodies(app)[1], "right under the masthead"
    here = page.path == "coverage"
    assert ('<a href="coverage?market=mand"' in banner(app)) is not here
    assert notices(app, "warn") == []


def test_a_fresh_record_has_no_banner(on_day: Callable[[date], None], dataset: Dataset) -> None:
    ends = [each.period.end for each in freshness(dataset) if each.kind in (TOTALS, MARKET)]
    first = min(ends)
    on_day(first.replace(year=first.year + 1))
    assert banner(opened("")) == ""
    on_day(first.replace(year=first.year + 1) + timedelta(days=1))
    assert banner(opened(""))


def test_the_banner_names_who_is_still_old_after_one_market_published(
    dataset: Dataset, on_day: Callable[[date], None], serve: Callable[[Dataset], None]
) -> None:
    on_day(date(2026, 11, 24))
    serve(with_rows(dataset, 1, "2026-06"))
    told = banner(opened(""))
    assert " books and markets have no figure of the last twelve months." in told
    assert "Newest figures: Pakistan’s books (" in told
    assert "Iran’s books" in told
    assert labels.market(str(dataset["formal_trade"]["market"].iloc[0])) not in told


def with_rows(dataset: Dataset, count: int, period: str) -> Dataset:
    """The shipped record and further formal rows."""
    table = dataset["formal_trade"]
    more = pd.concat([table.assign(period=period)] * count)
    joined = pd.concat([table, more], ignore_index=True)
    return with_table(
        dataset, "formal_trade", joined, provenance_of("mine.csv", b"", UPLOADED, len(joined))
    )


# --- a chart as text --------------------------------------------------------------------------------


def copied(app: AppTest) -> dict[str, dict[str, str]]:
    """What each button of a page would put on the clipboard, by the button's key."""
    found = {}
    for element in app.get("bidi_component"):
        given = json.loads(element.proto.json)
        found[str(element.proto.id).rsplit("-", 1)[-1]] = given
    return found


@pytest.mark.parametrize("page", ["markets", "target", "coverage"])
def test_every_chart_can_be_copied_as_text_with_its_link(page: str, dataset: Dataset) -> None:
    app = opened(page, market="mand", v=dataset.version)
    drawn = [name for name in CHARTS if f"share_{name}" in {each.key for each in app.button}]
    assert drawn
    for name in drawn:
        app.button(key=f"share_{name}").click().run()
        given = copied(app)["share_text"]
        title, sentence, foot = given["text"].split("\n\n")
        assert title in headings(app, 3)
        assert sentence in text(app)
        assert foot.splitlines()[-1].endswith(f"data {dataset.version}")
        live = f"/{page}?market=mand&chart={name}"
        assert given["link"] == live, "a live link: it follows new data"
        assert given["path"] == page


def test_a_modelled_chart_says_so_in_its_text() -> None:
    assert "Modelled outer envelope" in _message("markets", FORMAL.name)
    assert "Source: " in _message("markets", BALANCE.name)
    assert "Modelled" not in _message("target", TARGET.name)


def _message(page: str, chart: str) -> str:
    app = opened(page)
    app.button(key=f"share_{chart}").click().run()
    return copied(app)["share_text"]["text"]


# --- long tables ------------------------------------------------------------------------------------


def test_a_long_table_shows_its_first_rows_and_says_so(
    dataset: Dataset, serve: Callable[[Dataset], None]
) -> None:
    usual = opened("data", table="formal_trade")
    extra = tables.MOST_SHOWN + 5
    serve(with_rows(dataset, extra, "2025-01"))
    app = opened("data", table="formal_trade")
    assert len(app.dataframe[0].value) == tables.MOST_SHOWN
    total = extra + len(dataset["formal_trade"])
    assert f"{total} rows of {total}, the first 1000 shown" in text(app)
    assert len(usual.dataframe[0].value) == len(dataset["formal_trade"])
    assert "the first" not in text(usual)


def test_the_first_rows_are_the_newest(dataset: Dataset) -> None:
    rows = with_rows(dataset, 3, "2025-01")["formal_trade"]
    order = tables.newest_first(tables.ages(rows), tables.found_rows(rows, ""))
    assert rows["period"].iloc[order].tolist() == ["2025-01"] * 3 + ["SH1398-01/SH1398-03"]


@pytest.mark.parametrize("table", cache.shipped().contract.tables)
@pytest.mark.parametrize("wanted", ["MAND", "2024", "1.5", "true", "گبد", "", "a"])
def test_searching_finds_what_a_reader_of_every_cell_would(
    table: str, wanted: str, dataset: Dataset
) -> None:
    """The twin reads every cell as the download writes it."""
    frame = dataset[table]
    kept = [
        place
        for place, row in enumerate(frame.itertuples(index=False))
        if any(wanted.casefold() in written(cell).casefold() for cell in row)
    ]
    assert tables.found_rows(frame, wanted).tolist() == kept


def written(cell: object) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def test_the_first_page_and_the_map_can_be_passed_on_in_words(dataset: Dataset) -> None:
    first = copied(opened(""))["copy_page"]
    for part in ("US$1.222\u00a0bn", "US$3.129\u00a0bn", "At most the three markets", "weakest"):
        assert part in first["text"]
    assert "Source: " in first["text"]
    assert dataset.version in first["text"]
    border = copied(opened("map", market="mand"))["copy_page"]
    assert "Mand: Formal, Iran → Pakistan" in border["text"]
    assert border["link"] == "/map?market=mand"
    for each in (first, border):
        assert "the price on the Pakistani side of the border" in each["text"]
