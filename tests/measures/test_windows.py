"""A window of its own for each market, channel, direction and book: what adding rows may not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.market_totals import (
    MarketTotal,
    MarketTotals,
    market_totals,
    sources_of,
)
from bordertrade.measures.replacements import Replacement, replacements
from bordertrade.measures.selection import Selection
from bordertrade.measures.stretches import YEAR
from bordertrade.measures.target import TargetBasis, progress
from bordertrade.money import MoneyBasis
from bordertrade.sharing.answers import price_of, shown_on_map
from bordertrade.topics.markets import words as markets_words
from bordertrade.topics.markets.rows import behind_totals
from bordertrade.topics.target.measure.markets_share import markets_share
from bordertrade.vocabulary import THREE, Channel, Direction, EvidenceFloor, Reporter
from tests import tables

MARKETS = ("gabd", "mand", "chadgi")
IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR
EVERYTHING = Selection(MARKETS)
FORMAL, INFORMAL = tables.FORMAL, tables.INFORMAL


def totals_of(dataset: Dataset, selection: Selection = EVERYTHING) -> MarketTotals:
    found = market_totals(dataset, selection)
    assert found is not None
    return found


def published(dataset: Dataset, *rows: tables.Row) -> Dataset:
    """The record with these rows besides its own, formal and informal ones each in their table."""
    for name, own in (
        ("formal_trade", [row for row in rows if "reporter" in row]),
        ("informal_trade", [row for row in rows if "method" in row]),
    ):
        if own:
            dataset = tables.added(dataset, name, *own)
    return dataset


# --- the case that was found ----------------------------------------------------------------------


def test_two_rows_of_gabd_change_nothing_elsewhere(dataset: Dataset) -> None:
    october = FORMAL | {"period": "2026-10", "value": "7800000"}
    before = totals_of(dataset)
    after = totals_of(published(dataset, october, october | {"direction": "PK_TO_IR"}))
    for market, channel in ((m, c) for m in (*MARKETS, THREE) for c in Channel):
        own = after.of(market, channel)
        new = tuple(row for row in own if row.window[1].year == 2026)
        old = tuple(replace(r, leads=True) for r in own if r not in new)
        assert old == before.of(market, channel)
        assert len(new) == (2 if (market, channel) == ("gabd", Channel.FORMAL) else 0)
    (chadgi,) = (
        row for row in after.of("chadgi", Channel.FORMAL) if row.direction is IN and row.modelled
    )
    assert chadgi.value.high == pytest.approx(219_959_999)


def test_the_newest_month_leads_and_the_year_stays_beside_it(dataset: Dataset) -> None:
    october = FORMAL | {"period": "2026-10", "value": "7800000"}
    rows = [
        row
        for row in totals_of(published(dataset, october)).of("gabd", Channel.FORMAL)
        if row.direction is IN
    ]
    assert [(r.period_text, r.months, r.leads, r.is_year) for r in rows] == [
        ("2026-10", 1, True, False),
        ("2024-07/2025-06", 12, False, True),
    ]


def test_the_models_year_stays_where_the_model_put_it(dataset: Dataset) -> None:
    july = FORMAL | {"period": "2025-07"}
    (year,) = [r for r in totals_of(published(dataset, july)).rows if _is_gabd(r) and r.modelled]
    assert (year.period_text, year.observed_months) == ("2024-07/2025-06", 0)


def test_an_observed_year_takes_the_place_of_the_models(dataset: Dataset) -> None:
    months = [FORMAL | {"period": m.text} for m in calendars.months_of(calendars.parse("2026"))]
    (year,) = [r for r in totals_of(published(dataset, *months)).rows if _is_gabd(r)]
    assert (year.period_text, year.observed_months, year.modelled) == ("2026-01/2026-12", 12, False)
    eleven = [r for r in totals_of(published(dataset, *months[:-1])).rows if _is_gabd(r)]
    assert [(r.months, r.modelled) for r in eleven] == [(11, False), (12, True)]


def _is_gabd(row: MarketTotal) -> bool:
    return row.line == ("gabd", "formal", "IR_TO_PK", "PK")


def test_rupees_without_a_rate_are_told_in_rupees(dataset: Dataset) -> None:
    rates = dataset["exchange_rates"]
    record = replace(
        dataset, tables={**dataset.tables, "exchange_rates": rates[rates["period"] < "2015"]}
    )
    october = FORMAL | {"period": "2026-10", "value": "2200000000", "currency": "PKR"}
    after = totals_of(published(record, october))
    (own,) = [row for row in after.rows if row.money is not after.money]
    assert (own.money, own.value, own.period) == (
        MoneyBasis.PKR,
        Envelope.exact(2_200_000_000),
        "2026-10",
    )
    assert not own.converted
    assert own not in after.priced
    assert own.leads
    assert tuple(replace(row, leads=True) for row in after.priced) == totals_of(record).priced


# --- totals over several lines --------------------------------------------------------------------


def test_the_three_together_take_a_month_that_is_observed_at_one_of_them(dataset: Dataset) -> None:
    march = FORMAL | {"period": "2025-03", "value": "5000000"}
    before, after = totals_of(dataset), totals_of(published(dataset, march))
    old, new = (each.year(THREE, Channel.FORMAL, IN) for each in (before, after))
    assert old is not None
    assert new is not None
    assert (new.window, new.months) == (old.window, 12)
    model = dataset["modelled_trade"].query("period == '2025-03' and channel == 'formal'")
    high = model[model["direction"] == "IR_TO_PK"].set_index("market")["value_high_usd"]
    moved = 5_000_000 + high["mand"] + high["chadgi"] - high["three"]
    assert new.value.high - old.value.high == pytest.approx(moved)


def test_the_three_together_take_no_window_that_one_does_not_cover(dataset: Dataset) -> None:
    march = FORMAL | {"period": "2025-03", "reporter": "IR"}
    new = totals_of(published(dataset, march)).year(THREE, Channel.FORMAL, IN)
    assert new is not None
    assert (new.period_text, new.months) == ("2024-03/2025-02", 12)


def test_the_three_together_have_no_figure_where_they_share_no_month(dataset: Dataset) -> None:
    record = tables.replaced(dataset, "modelled_trade")
    rows = [FORMAL | {"market": m, "period": f"2026-0{n}"} for n, m in enumerate(MARKETS, 1)]
    found = totals_of(tables.replaced(record, "formal_trade", *rows))
    assert found.of(THREE, Channel.FORMAL) == ()
    assert len(found.rows) == 3


def test_three_observed_years_make_one_of_the_three(dataset: Dataset) -> None:
    months = calendars.months_of(calendars.parse("2026"))
    rows = [
        FORMAL | {"market": market, "period": month.text} for market in MARKETS for month in months
    ]
    found = totals_of(published(dataset, *rows)).year(THREE, Channel.FORMAL, IN)
    assert found is not None
    assert (found.period_text, found.value, found.modelled) == (
        "2026-01/2026-12",
        Envelope.exact(3600),
        False,
    )


def test_both_directions_are_added_over_months_that_both_cover(dataset: Dataset) -> None:
    out = FORMAL | {"direction": "PK_TO_IR", "value": "30"}
    rows = [FORMAL, FORMAL | {"period": "2024-08"}, out]
    found = totals_of(
        tables.replaced(tables.replaced(dataset, "modelled_trade"), "formal_trade", *rows)
    )
    run = found.both_ways("gabd", Channel.FORMAL)
    assert run is not None
    assert (run.months, run.value) == (1, Envelope.exact(130))
    rows[0] = FORMAL | {"period": "2024-09"}
    apart = tables.replaced(tables.replaced(dataset, "modelled_trade"), "formal_trade", *rows)
    assert totals_of(apart).both_ways("gabd", Channel.FORMAL) is None


def test_the_markets_share_of_a_book_keeps_the_months_that_are_observed(dataset: Dataset) -> None:
    rows = [FORMAL | {"period": f"2025-0{n}", "value": "5000000"} for n in range(1, 7)]
    after = published(dataset, *rows)
    for reporter in Reporter:
        old, new = (
            markets_share(each, found)
            for each in (dataset, after)
            if (found := progress(each, reporter, TargetBasis("usd10bn_2029"))) is not None
        )
        assert old is not None
        assert new is not None
        assert old.formal is not None
        assert new.formal is not None
        assert new.formal.months == old.formal.months
        assert new.informal == old.informal


# --- what no row may do, whatever is published ----------------------------------------------------

PERIODS = st.sampled_from(
    [
        *("2024-07", "2024-12", "2025-01", "2025-02", "2025-05", "2025-06", "2025-07", "2025-08"),
        *("2026-09", "2026-10", "SH1403-12", "SH1404-03", "2025-06/2025-09", "2024-12/2025-02"),
        *("FY2023-24", "2024", "2023-01/2025-06", "2019-05"),
    ]
)


@st.composite
def rows(draw: st.DrawFn, markets: tuple[str, ...] = MARKETS) -> tables.Row:
    common = {
        "period": draw(PERIODS),
        "market": draw(st.sampled_from(markets)),
        "direction": draw(st.sampled_from(["IR_TO_PK", "PK_TO_IR"])),
        "value": str(draw(st.integers(0, 60))) + "000000",
        "commodity": draw(st.sampled_from(["", "", "Rice", "Dates"])),
    }
    if draw(st.booleans()):
        return FORMAL | common | {"reporter": draw(st.sampled_from(["PK", "IR"]))}
    return INFORMAL | common


def distinct(some: list[tables.Row]) -> list[tables.Row]:
    """One row for each key, as the check of an upload keeps it."""
    names = ("period", "market", "reporter", "direction", "commodity")
    return list({tuple(row.get(name) for name in names): row for row in some}.values())


def lines(totals: MarketTotals) -> dict[tuple[str, ...], list[MarketTotal]]:
    found: dict[tuple[str, ...], list[MarketTotal]] = {}
    for row in totals.rows:
        found.setdefault((*row.line, row.money), []).append(row)
    return found


def replaced_in(row: MarketTotal, found: tuple[Replacement, ...]) -> float:
    """What the model had in the months of a figure that rows newly stand for."""
    markets = MARKETS if row.market == THREE else (row.market,)
    own = [
        each
        for each in found
        if each.market in markets
        and (each.channel, each.direction) == (row.channel, row.direction)
        and any(row.start <= month.end and month.start <= row.end for month in each.months)
    ]
    return sum(each.modelled_usd.central for each in own)


def is_kept(old: MarketTotal, after: list[MarketTotal], found: tuple[Replacement, ...]) -> bool:
    """Shown with no less in it, but for the modelled months that are named; or inside a wider
    window; or a newer figure of as many months stands in its place.
    """
    lost = replaced_in(old, found) * 1.000001
    for new in after:
        wider = new.start <= old.start and new.end >= old.end
        if (wider or lost) and new.value.central >= old.value.central - lost:
            return True
        if lost and old.market == THREE and new.months >= old.months:
            return True  # another window that all three cover, named
        if new.end > old.end and min(new.months, YEAR) >= min(old.months, YEAR):
            return True
        if new.end == old.end and old.months > YEAR and new.months == YEAR:
            return True
    return False


RECORDS = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(old=st.lists(rows(), max_size=6), new=st.lists(rows(("gabd",)), min_size=1, max_size=4))
@RECORDS
def test_rows_of_one_market_change_no_figure_of_another(
    dataset: Dataset, old: list[tables.Row], new: list[tables.Row]
) -> None:
    first, second = distinct(old), distinct([*new, *old])
    before, after = (totals_of(published(dataset, *each)) for each in (first, second))
    for market in ("mand", "chadgi"):
        for channel in Channel:
            assert after.of(market, channel) == before.of(market, channel)
            for direction in (IN, OUT):
                assert after.value(market, channel, direction) == before.value(
                    market, channel, direction
                )
        changed = {each["market"] for each in second if each not in first}
        assert changed <= {"gabd"}


@given(old=st.lists(rows(), max_size=6), new=st.lists(rows(), min_size=1, max_size=4))
@RECORDS
def test_adding_rows_lowers_nothing_but_by_named_modelled_months(
    dataset: Dataset, old: list[tables.Row], new: list[tables.Row]
) -> None:
    first, second = distinct(old), distinct([*new, *old])
    records = [published(dataset, *each) for each in (first, second)]
    named = replacements(*records)
    before, after = (lines(totals_of(each)) for each in records)
    for line, figures in before.items():
        assert line[0] == THREE or after.get(line) or _all_hidden(line, records[1]), line
        for figure in figures:
            if line in after:
                assert is_kept(figure, after[line], named), (figure, after[line])


def _all_hidden(line: tuple[str, ...], record: Dataset) -> bool:
    """No modelled month is left of a line: figures of the other book stand for all of them."""
    names = ("market", "channel", "direction", "reporter")
    cube = record.cube[record.cube["modelled"].astype(bool)]
    for name, value in zip(names, line, strict=False):
        cube = cube[cube[name] == value]
    return bool(cube["hidden"].all())


@given(old=st.lists(rows(), max_size=4), new=st.lists(rows(), min_size=1, max_size=4))
@RECORDS
def test_nothing_known_becomes_not_collected(
    dataset: Dataset, old: list[tables.Row], new: list[tables.Row]
) -> None:
    first, second = distinct(old), distinct([*new, *old])
    before, after = (totals_of(published(dataset, *each)) for each in (first, second))
    known = {(each.market, each.channel, each.direction) for each in before.rows}
    assert known <= {(row.market, row.channel, row.direction) for row in after.rows}
    assert {row.line for row in after.rows} >= set(_observed_lines(second))


def _observed_lines(some: list[tables.Row]) -> Iterator[tuple[str, str, str, str]]:
    for row in some:
        channel = "formal" if "reporter" in row else "informal"
        yield row["market"], channel, row["direction"], row.get("reporter", "")


def test_a_replacement_names_its_months_and_both_amounts(dataset: Dataset) -> None:
    rows = [FORMAL | {"period": f"2025-0{n}", "value": "5000000"} for n in (3, 4)]
    (found,) = replacements(dataset, published(dataset, *rows))
    assert [month.text for month in found.months] == ["2025-03", "2025-04"]
    assert found.observed == (("PK", Envelope.exact(10_000_000)),)
    table = dataset["modelled_trade"].query("market == 'gabd' and channel == 'formal'")
    table = table[table["direction"].eq("IR_TO_PK") & table["period"].isin(["2025-03", "2025-04"])]
    assert found.modelled_usd.central == pytest.approx(table["value_usd"].sum())


# --- where the numbers come from ------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(dataset: Dataset) -> Dataset:
    """Observed figures inside the model's year, after it, and of informal trade."""
    months = [FORMAL | {"period": f"2026-0{n}", "source": "PROFIT20250821"} for n in (4, 5)]
    return published(
        dataset,
        *months,
        FORMAL | {"period": "2025-03", "market": "mand", "reporter": "IR", "source": "MEM5162"},
        INFORMAL | {"period": "2025-02", "source": "GEO346555"},
    )


@pytest.mark.parametrize("name", ["dataset", "mixed"])
def test_the_sources_named_are_those_of_the_lineage(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Of the map and the cards together: no source too few and none too many."""
    record: Dataset = request.getfixturevalue(name)
    totals = totals_of(record)
    each_alone = [(row,) for row in totals.rows]
    for rows in (totals.rows, shown_on_map(totals), *each_alone):
        behind = behind_totals(record, EVERYTHING, totals, rows).rows
        model = behind[behind["table"] == "modelled_trade"]
        wanted = set(behind["source"]) - {""}
        assert set(sources_of(rows)) == wanted | _of_assumptions(record, model)
        assert any(row.modelled for row in rows) == (len(model) > 0)


def _of_assumptions(record: Dataset, rows: pd.DataFrame) -> set[str]:
    """The sources of the assumptions of these very rows, found by their lines."""
    table = record["modelled_trade"].reset_index()
    lines = table[table["line"].isin(rows["line"])]
    ids = {each for cell in lines["assumptions"] for each in cell.split("~")}
    assumptions = record["assumptions"]
    return set(assumptions.loc[assumptions["id"].isin(ids), "source"]) - {""}


def test_with_observations_alone_nothing_says_modelled(mixed: Dataset) -> None:
    wanted = replace(EVERYTHING, floor=EvidenceFloor.OBSERVED)
    totals = totals_of(mixed, wanted)
    assert not any(row.modelled or row.model_sources for row in totals.rows)
    assert price_of(mixed, totals) == ""
    told = " ".join(markets_words.market_total(totals, market) for market in MARKETS)
    assert "modelled" not in told
    assert "one month, Feb 2025" in told
    assert "2 months to May 2026" in told
