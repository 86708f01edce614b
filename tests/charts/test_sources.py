"""Under each chart stand the sources of its numbers, and of no others: held against the rows behind.

"Modelled" is said where, and only where, something modelled is shown; goods name their time.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from bordertrade import calendars, selecting
from bordertrade.calendars import month_count
from bordertrade.charts import CHARTS, GOODS, AnyChart, Finished, finished, measured
from bordertrade.dataset import Dataset
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.measures.selection import Selection
from bordertrade.measures.sources import sources
from bordertrade.palette import Scheme
from bordertrade.sharing import answers
from bordertrade.sharing.link_target import every_choice
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.topics.goods.measure import GoodsResult, counted
from bordertrade.topics.markets.rows import behind_totals
from bordertrade.ui import border, overview_markets
from bordertrade.ui.blocks import source_line
from bordertrade.ui.state import Current
from bordertrade.view import TimeSpan, ViewState
from bordertrade.vocabulary import EvidenceFloor
from tests.day import TODAY
from tests.measures.test_windows import FORMAL, INFORMAL, MARKETS, published

OBSERVED = ViewState(evidence=EvidenceFloor.OBSERVED)
VIEWS = {"all": ViewState(), "observed": OBSERVED, "one": ViewState(markets=("mand",))}
#: Charts whose numbers are their rows alone. The others also show what no row of theirs says: the
#: target itself, when a market was closed, rates of duty, rupees beside dollars, causes of a gap.
EXACT = ("f", "i", "d", "b", "v", "p", "a", "c", "u")


@pytest.fixture(scope="module")
def mixed(dataset: Dataset) -> Dataset:
    """Observed figures inside the model's year, after it, by goods, and of informal trade."""
    return published(
        dataset,
        *[FORMAL | {"period": f"2026-0{n}", "source": "PROFIT20250821"} for n in (4, 5)],
        FORMAL | {"period": "2025-03", "market": "mand", "reporter": "IR", "source": "MEM5162"},
        FORMAL | {"period": "2025-03", "commodity": "Rice", "source": "NEWS1071531"},
        INFORMAL | {"period": "2025-02", "source": "GEO346555"},
    )


def behind_of(chart: AnyChart, record: Dataset, view: ViewState) -> pd.DataFrame | None:
    """The rows behind a chart, where it opens to any."""
    result = measured(chart, record, view, TODAY)
    if result is None:
        return None
    found = chart.behind(result, record, view)
    return found.rows if isinstance(found, RowsBehind) else None


def named_in(record: Dataset, rows: pd.DataFrame) -> set[str]:
    """The sources of rows as their files say them, with those of the model's assumptions."""
    found = "~".join(rows["source"])
    for table, own in rows.groupby("table"):
        whole = record[str(table)].reset_index()
        whole = whole.merge(own[["file", "line"]].drop_duplicates(), on=["file", "line"])
        for name in {"source", "more_sources"} & set(whole.columns):
            found += "~" + "~".join(whole[name].fillna("").astype("str"))
        if table == "modelled_trade":
            used = set("~".join(whole["assumptions"]).split("~"))
            known = record["assumptions"]
            found += "~" + "~".join(known.loc[known["id"].isin(used), "source"].fillna(""))
    return set(found.split("~")) - {""}


def done_of(chart: AnyChart, record: Dataset, view: ViewState) -> Finished:
    return finished(chart, record, view, Scheme.LIGHT, TODAY)


CASES = [("dataset", "all"), ("mixed", "all"), ("mixed", "observed"), ("mixed", "one")]


@pytest.mark.parametrize(("name", "view"), CASES)
def test_no_number_stands_without_its_source(
    name: str, view: str, request: pytest.FixtureRequest
) -> None:
    record: Dataset = request.getfixturevalue(name)
    seen = 0
    for chart in CHARTS.values():
        rows = behind_of(chart, record, VIEWS[view])
        if rows is None or rows.empty:
            continue
        seen += 1
        said = {source.id for source in done_of(chart, record, VIEWS[view]).sources}
        wanted = named_in(record, rows)
        assert wanted <= said, (chart.name, wanted - said)
        if chart.name in EXACT:
            assert said == wanted, (chart.name, said - wanted)
    assert seen > 8


@pytest.mark.parametrize(("name", "view"), CASES)
def test_modelled_is_said_where_and_only_where_it_is_shown(
    name: str, view: str, request: pytest.FixtureRequest
) -> None:
    """Value and volume of fuel (v, w) are modelled where we composed them, of published rows."""
    record: Dataset = request.getfixturevalue(name)
    for chart in CHARTS.values():
        rows = behind_of(chart, record, VIEWS[view])
        if rows is None or rows.empty or chart.name in "vw":
            continue
        is_shown = bool((rows["table"] == "modelled_trade").any())
        done = done_of(chart, record, VIEWS[view])
        assert ("odelled" in done.basis) == is_shown, chart.name
        if not is_shown:
            assert "modelled" not in done.sentence.lower(), chart.name


@pytest.mark.parametrize("name", ["dataset", "mixed"])
@pytest.mark.parametrize("view", ["all", "observed"])
def test_map_and_cards_name_the_sources_of_their_figures(
    name: str, view: str, request: pytest.FixtureRequest
) -> None:
    """As they stand on the page, and as they are passed on."""
    record: Dataset = request.getfixturevalue(name)
    now = Current(record, VIEWS[view], every_choice(record), Scheme.LIGHT, "map", TODAY)
    totals = answers.every_market(record, now.view)
    if totals is None:
        assert "No figures" in border._source(now)
        return
    wanted = selecting.whole_markets(now.choices.markets, now.view)
    shown = answers.shown_on_map(totals)
    for rows, told in (
        (shown, border._source(now)),
        (totals.rows, overview_markets._foot(totals, now)),
    ):
        behind = behind_totals(record, wanted, totals, rows).rows
        named = named_in(record, behind)
        everything = sources(record, sorted(set(record["sources"]["id"])))
        line = told[told.index("Source:") :]
        for source in everything:
            if source.id in named:
                assert source_line([source]).removeprefix("Source: ") in line, source.id
        links = line.count("<a ") + sum(not each.url for each in everything if each.id in named)
        assert links == len(named)
        is_shown = bool((behind["table"] == "modelled_trade").any())
        assert ("odelled" in told) == is_shown or rows is totals.rows
    said = statement(subject_of("map", now.view, record, TODAY))
    assert {each.id for each in said.sources} == named_in(
        record, behind_totals(record, wanted, totals, shown).rows
    )


# --- goods ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three_years(dataset: Dataset) -> Dataset:
    """Three years of months by goods at two markets, which do not end together."""
    months = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows = [
        FORMAL | {"period": each, "market": market, "commodity": goods, "value": "1000000"}
        for market, known in (("gabd", months), ("mand", months[:-3]))
        for each in known
        for goods in ("Rice", "Dates")
    ]
    return published(dataset, *rows)


def goods_of(record: Dataset, view: ViewState) -> GoodsResult:
    result = measured(GOODS, record, view, TODAY)
    assert result is not None
    return result


def test_without_a_chosen_time_no_bar_of_goods_is_more_than_a_year(three_years: Dataset) -> None:
    """And the title says so."""
    frame = goods_of(three_years, ViewState()).frame
    assert len(frame) == 4
    assert frame["value"].tolist() == [12_000_000.0] * 4
    for start, end in zip(frame["start"], frame["end"], strict=True):
        assert (end - start).days < 366
    title = done_of(GOODS, three_years, ViewState()).title
    assert "newest twelve months" in title
    alone = done_of(GOODS, three_years, ViewState(markets=("gabd",))).title
    assert "Jan 2025 – Dec 2025" in alone


def test_a_sum_over_years_of_goods_is_asked_for_and_named(three_years: Dataset) -> None:
    view = ViewState(markets=("gabd",), time=TimeSpan("2023-01", "2025-12"))
    assert goods_of(three_years, view).frame["value"].tolist() == [36_000_000.0] * 2
    assert "Jan 2023 – Dec 2025" in done_of(GOODS, three_years, view).title


@pytest.mark.parametrize("view", [ViewState(), ViewState(markets=("mand",))])
def test_goods_name_the_sources_of_bars_and_of_what_nobody_divided(
    mixed: Dataset, view: ViewState
) -> None:
    rows = counted(mixed, Selection(MARKETS))
    rows = rows[rows["market"].isin(selecting.markets(mixed, view))]
    said = {source.id for source in done_of(GOODS, mixed, view).sources}
    assert said == set("~".join(rows["source"]).split("~"))


def test_every_title_of_goods_names_a_time(mixed: Dataset, three_years: Dataset) -> None:
    for record in (mixed, three_years):
        for market in MARKETS:
            view = replace(ViewState(), markets=(market,))
            result = goods_of(record, view)
            if result.span is None:
                continue
            title = done_of(GOODS, record, view).title
            last = result.span[1]
            assert f"{last:%Y}" in title or "twelve months" in title
            if not len(result.frame):
                continue
            months = max(
                month_count(calendars.parse(f"{s:%Y-%m}/{e:%Y-%m}"))
                for s, e in zip(result.frame["start"], result.frame["end"], strict=True)
            )
            assert months <= 12
