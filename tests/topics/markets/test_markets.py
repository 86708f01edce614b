"""Markets over time and in twelve months: from the shipped model, and with observed rows."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.calendars import Calendar, parse
from bordertrade.dataset import UPLOADED, Dataset, provenance_of, read_table, with_table
from bordertrade.envelope import Envelope
from bordertrade.measures.market_totals import MarketTotals, market_totals
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.selection import Selection, chosen, without_overlaps
from bordertrade.topics.goods.measure import goods
from bordertrade.topics.markets.measure.balance import market_balances
from bordertrade.topics.markets.measure.series import MarketSeries, market_series
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, Reporter

Row = dict[str, str]
IN, OUT = Direction.IR_TO_PK, Direction.PK_TO_IR
MARKETS = ("gabd", "mand", "chadgi")
ENDS = ["value_low", "value", "value_high"]
MODEL_ENDS = ["value_low_usd", "value_usd", "value_high_usd"]
COMMON = {
    "period": "2024-07",
    "market": "gabd",
    "direction": "IR_TO_PK",
    "value": "100",
    "currency": "USD",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
}
FORMAL = COMMON | {"reporter": "PK"}
INFORMAL = COMMON | {"method": "asked", "evidence": "informant"}


def with_observed(dataset: Dataset, *rows: Row) -> Dataset:
    """The shipped model, and these rows as the only observed ones."""
    for name, own in (
        ("formal_trade", [row for row in rows if "reporter" in row]),
        ("informal_trade", [row for row in rows if "method" in row]),
    ):
        table = dataset.contract.tables[name]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, table.column_names, restval="")
        writer.writeheader()
        writer.writerows(own)
        content = text.getvalue().encode()
        read = read_table(content, table, dataset.names())
        assert not read.problems, read.problems
        provenance = provenance_of("observed.csv", content, UPLOADED, read.rows)
        dataset = with_table(dataset, name, read.frame, provenance)
    return dataset


def one(*markets: str, **changes: Any) -> Selection:
    return replace(Selection(markets=markets or ("gabd",), directions=(IN,)), **changes)


def months(series: MarketSeries) -> dict[str, tuple[float, float, float]]:
    rows = series.frame.to_dict("records")
    assert len({row["period"] for row in rows}) == len(rows)
    return {str(row["period"]): (row["value_low"], row["value"], row["value_high"]) for row in rows}


def states(series: MarketSeries) -> list[tuple[str, str, str]]:
    in_time = sorted(series.states, key=lambda state: (state.start, state.kind))
    return [(s.kind, f"{s.start:%Y-%m}", f"{s.end:%Y-%m}") for s in in_time]


# --- series ---------------------------------------------------------------------------------------


def test_a_month_is_the_row_of_the_model(dataset: Dataset) -> None:
    found = market_series(dataset, one("mand"), Channel.FORMAL)
    rows = dataset["modelled_trade"].query("market == 'mand' and channel == 'formal'")
    rows = rows[rows["direction"] == "IR_TO_PK"]
    modelled = found.frame[found.frame["modelled"]]
    assert modelled["period"].tolist() == rows["period"].tolist()
    assert modelled[ENDS].to_numpy().tolist() == rows[MODEL_ENDS].to_numpy().tolist()
    assert found.has_model


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("market", MARKETS)
def test_a_fiscal_year_is_the_sum_of_its_months(
    dataset: Dataset, market: str, channel: Channel
) -> None:
    by_month = months(market_series(dataset, one(market, start=date(2021, 1, 1)), channel))
    yearly = market_series(
        dataset, one(market, start=date(2021, 1, 1), calendar=Calendar.FISCAL), channel
    )
    assert [*yearly.frame["period"]] == [f"FY{y}-{y % 100 + 1}" for y in range(2020, 2025)]
    assert yearly.frame["months"].tolist() == [6, 12, 12, 12, 12]
    assert yearly.frame["whole"].tolist() == [False, True, True, True, True]
    assert yearly.refused == ()
    for text, ends in months(yearly).items():
        inside = [by_month[m.text] for m in calendars.months_of(parse(text)) if m.text in by_month]
        assert ends == pytest.approx(tuple(map(sum, zip(*inside, strict=True))))


def test_months_across_nowruz_count_for_the_year_of_most_of_their_days(dataset: Dataset) -> None:
    selection = one("gabd", start=date(2021, 1, 1), calendar=Calendar.SOLAR_HIJRI)
    by_month = months(market_series(dataset, one("gabd", start=date(2021, 1, 1)), Channel.INFORMAL))
    found = market_series(dataset, selection, Channel.INFORMAL)
    assert found.refused == ()
    assert [*found.frame["period"]] == ["SH1399", "SH1400", "SH1401", "SH1402", "SH1403", "SH1404"]
    assert found.frame["months"].tolist() == [3, 12, 12, 12, 12, 3]
    assert found.frame["whole"].tolist() == [False, True, True, True, True, False]
    assert set(found.frame["fit"]) == {"approximate"}
    # March 2024 has 19 days in SH1402 and 12 in SH1403
    april_to_march = [f"{2023 + (n > 9)}-{(n + 2) % 12 + 1:02d}" for n in range(1, 13)]
    assert april_to_march[0] == "2023-04"
    assert april_to_march[-1] == "2024-03"
    wanted = tuple(map(sum, zip(*(by_month[text] for text in april_to_march), strict=True)))
    assert months(found)["SH1402"] == pytest.approx(wanted)
    years = found.frame.set_index("period")
    assert str(years.loc["SH1402", "first"])[:10] == "2023-04-01"
    assert str(years.loc["SH1402", "last"])[:10] == "2024-03-31"


def test_a_solar_hijri_year_published_whole_is_whole(dataset: Dataset) -> None:
    observed = with_observed(dataset, FORMAL | {"period": "SH1403", "reporter": "IR"})
    selection = one(floor=EvidenceFloor.OBSERVED, calendar=Calendar.SOLAR_HIJRI)
    found = market_series(observed, selection, Channel.FORMAL)
    assert found.frame[["period", "value", "months", "whole"]].to_numpy().tolist() == [
        ["SH1403", 100.0, 12, True]
    ]
    fiscal = market_series(observed, replace(selection, calendar=Calendar.FISCAL), Channel.FORMAL)
    assert fiscal.frame.empty
    assert [error.period.text for error in fiscal.refused] == ["SH1403"]


def test_an_observed_month_takes_the_place_of_the_modelled_one(dataset: Dataset) -> None:
    dates, rice = {"commodity": "Dates"}, {"commodity": "Rice", "value": "20"}
    observed = with_observed(dataset, FORMAL | dates, FORMAL | rice)
    found = market_series(observed, one(), Channel.FORMAL)
    july = found.frame[found.frame["period"] == "2024-07"]
    assert july[["modelled", *ENDS]].to_numpy().tolist() == [[False, 120, 120, 120]]
    informal = market_series(observed, one(), Channel.INFORMAL).frame
    assert informal[informal["period"] == "2024-07"]["modelled"].tolist() == [True]


def test_overlapping_spans_are_never_summed(dataset: Dataset) -> None:
    observed = with_observed(
        dataset,
        FORMAL | {"period": "2023-07/2023-09", "value": "30"},
        FORMAL | {"period": "2023-07/2023-11", "value": "50"},
        FORMAL | {"period": "2023-09", "value": "7"},
        FORMAL | {"period": "2024-01", "value": "11"},
        FORMAL | {"period": "2024-01", "value": "13", "commodity": "Rice"},
    )
    selection = one(floor=EvidenceFloor.OBSERVED, calendar=Calendar.FISCAL)
    found = market_series(observed, selection, Channel.FORMAL).frame
    assert found[["period", "value", "months"]].to_numpy().tolist() == [["FY2023-24", 63, 6]]
    twelve = market_totals(observed, one(floor=EvidenceFloor.OBSERVED))
    assert twelve is not None
    assert [(row.value.central, row.months) for row in twelve.rows] == [(13, 1), (50, 5)]


def test_a_row_for_all_goods_is_not_added_to_its_parts(dataset: Dataset) -> None:
    rice = FORMAL | {"commodity": "Rice", "value": "20"}
    observed = with_observed(dataset, FORMAL, rice, rice | {"period": "2024-08"})
    selection = one(floor=EvidenceFloor.OBSERVED)
    both = market_series(observed, selection, Channel.FORMAL)
    assert {text: ends[1] for text, ends in months(both).items()} == {"2024-07": 100, "2024-08": 20}
    asked = market_series(observed, replace(selection, goods=("rice",)), Channel.FORMAL)
    assert {text: ends[1] for text, ends in months(asked).items()} == {"2024-07": 20, "2024-08": 20}
    totals = market_totals(observed, selection)
    assert totals is not None
    assert totals.value("gabd", Channel.FORMAL) == Envelope.exact(120)


def test_books_stand_side_by_side(dataset: Dataset) -> None:
    observed = with_observed(dataset, FORMAL, FORMAL | {"reporter": "IR", "value": "160"})
    selection = one(floor=EvidenceFloor.OBSERVED)
    both = market_series(observed, selection, Channel.FORMAL).frame
    assert both[["reporter", "value"]].to_numpy().tolist() == [["IR", 160], ["PK", 100]]
    iran = market_series(observed, replace(selection, reporters=(Reporter.IR,)), Channel.FORMAL)
    assert iran.frame["value"].tolist() == [160]


def test_a_row_across_the_edge_of_the_span_is_left_out(dataset: Dataset) -> None:
    observed = with_observed(dataset, FORMAL | {"period": "2024-06/2024-08"})
    selection = one(floor=EvidenceFloor.OBSERVED, start=date(2024, 7, 1), end=date(2024, 12, 31))
    assert market_series(observed, selection, Channel.FORMAL).frame.empty
    wider = replace(selection, start=date(2024, 6, 1))
    assert len(market_series(observed, wider, Channel.FORMAL).frame) == 1


def test_what_is_missing_is_told_apart(dataset: Dataset) -> None:
    absent = {"value": "", "market": "mand"}
    observed = with_observed(
        dataset,
        FORMAL | {"period": "2021-06", "market": "mand", "value": "0"},
        FORMAL | absent | {"period": "2021-08/2021-09", "obs_status": "S"},
        FORMAL | absent | {"period": "2021-11", "obs_status": "L"},
        FORMAL | absent | {"period": "2022-01", "obs_status": "M"},
    )
    span = {"start": date(2021, 1, 1), "end": date(2022, 1, 31)}
    without_model = market_series(
        observed, one("mand", floor=EvidenceFloor.OBSERVED, **span), Channel.FORMAL
    )
    assert states(without_model) == [
        ("not_open", "2021-01", "2021-03"),
        ("not_collected", "2021-04", "2021-05"),
        ("zero", "2021-06", "2021-06"),
        ("not_collected", "2021-07", "2021-07"),
        ("closed", "2021-08", "2021-09"),
        ("not_collected", "2021-10", "2021-12"),
        ("not_open", "2022-01", "2022-01"),
    ]
    with_model = market_series(observed, one("mand", **span), Channel.FORMAL)
    assert states(with_model) == [
        ("zero", "2021-06", "2021-06"),
        ("closed", "2021-08", "2021-09"),
        ("not_open", "2022-01", "2022-01"),
    ]
    assert not without_model.has_model
    assert without_model.frame[ENDS].to_numpy().tolist() == [[0, 0, 0]]


def test_informal_trade_waits_for_no_opening(dataset: Dataset) -> None:
    span = {"start": date(2021, 1, 1), "end": date(2021, 3, 31), "floor": EvidenceFloor.OBSERVED}
    found = market_series(dataset, one("mand", **span), Channel.INFORMAL)
    assert states(found) == [("not_collected", "2021-01", "2021-03")]


@pytest.mark.parametrize("order", [1, -1])
def test_where_rows_of_a_month_differ_the_one_that_says_more_stands(
    dataset: Dataset, order: int
) -> None:
    rows = [
        FORMAL | {"reporter": "PK", "value": "", "obs_status": "S"},
        FORMAL | {"reporter": "IR", "value": "", "obs_status": "L"},
    ][::order]
    july = {"start": date(2024, 7, 1), "end": date(2024, 7, 31)}
    found = market_series(with_observed(dataset, *rows), one(**july), Channel.FORMAL)
    assert states(found) == [("closed", "2024-07", "2024-07")]


#: The official rial is not known after June 2023.
UNPRICED = {"period": "2025-06", "currency": "IRR", "rate_basis": "official"}


def test_without_a_rate_there_is_no_point(dataset: Dataset) -> None:
    observed = with_observed(dataset, FORMAL | UNPRICED)
    june = {"start": date(2025, 6, 1), "end": date(2025, 6, 30)}
    modelled = market_series(observed, one(**june), Channel.FORMAL)
    assert modelled.frame["modelled"].tolist() == [True]
    selection = one(**june, floor=EvidenceFloor.OBSERVED)
    found = market_series(observed, selection, Channel.FORMAL)
    assert found.frame.empty
    assert states(found) == [("no_rate", "2025-06", "2025-06")]


def test_no_market_no_rows(dataset: Dataset) -> None:
    found = market_series(dataset, Selection(markets=()), Channel.FORMAL)
    assert (len(found.frame), found.states, found.has_model) == (0, (), False)
    assert market_totals(dataset, Selection(markets=("nowhere",))) is not None
    assert market_balances(MarketTotals(()), ()) == ()


# --- selections -----------------------------------------------------------------------------------


@pytest.mark.parametrize("floor", EvidenceFloor)
def test_an_evidence_floor(dataset: Dataset, floor: EvidenceFloor) -> None:
    observed = with_observed(dataset, FORMAL, INFORMAL)
    kinds = set(chosen(observed, Selection(MARKETS, floor=floor))["evidence"])
    assert (
        kinds
        == {
            EvidenceFloor.ALL: {"count", "informant", "model"},
            EvidenceFloor.OBSERVED: {"count", "informant"},
            EvidenceFloor.COUNT: {"count"},
        }[floor]
    )


def test_each_part_of_a_selection_narrows(dataset: Dataset) -> None:
    observed = with_observed(dataset, FORMAL | {"commodity": "Rice"}, INFORMAL)
    everything = Selection(MARKETS)
    for narrower, column, codes in (
        (replace(everything, markets=("mand",)), "market", {"mand"}),
        (replace(everything, channels=(Channel.INFORMAL,)), "channel", {"informal"}),
        (replace(everything, directions=(OUT,)), "direction", {"PK_TO_IR"}),
        (replace(everything, reporters=(Reporter.IR,)), "reporter", {"", "IR"}),
        (replace(everything, goods=("rice",)), "goods", {"rice"}),
    ):
        assert set(chosen(observed, narrower)[column]) == codes, column
    assert "three" not in set(chosen(observed, everything)["market"])
    assert "three" in set(chosen(observed, everything, with_three=True)["market"])
    assert not chosen(observed, everything)["hidden"].any()


SPANS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(0, 8)), max_size=10
)


@given(SPANS)
def test_of_overlapping_spans_the_longest_stands(spans: list[tuple[str, int, int]]) -> None:
    day = pd.Timestamp(2024, 1, 1)
    rows = pd.DataFrame(
        [
            (line, day + pd.Timedelta(days=s), day + pd.Timedelta(days=s + n))
            for line, s, n in spans
        ],
        columns=["line", "start", "end"],
    ).astype({"line": "str", "start": "datetime64[s]", "end": "datetime64[s]"})
    kept = without_overlaps(rows, ["line"])
    left = {tuple(row) for row in kept.to_numpy()}
    for row in {tuple(row) for row in rows.to_numpy()}:
        rivals = [
            each
            for each in left - {row}
            if each[0] == row[0] and each[1] <= row[2] and row[1] <= each[2]
        ]
        assert (row in left) == (not rivals)
        if rivals:
            assert max(each[2] - each[1] for each in rivals) >= row[2] - row[1]
    assert len(kept) == sum(1 for row in rows.to_numpy() if tuple(row) in left)


# --- twelve months --------------------------------------------------------------------------------


def test_the_last_twelve_months_of_each_market(dataset: Dataset) -> None:
    found = market_totals(dataset, Selection(MARKETS))
    assert found is not None
    for key, rows in dataset["modelled_trade"].groupby(["market", "channel", "direction"]):
        market, channel, direction = map(str, key)
        last = rows["period"].max()
        part = rows[rows["period"] > f"{int(last[:4]) - 1}{last[4:]}"]
        sums = part[MODEL_ENDS].sum().tolist()
        total = found.value(market, Channel(channel), Direction(direction))
        assert total is not None
        assert [total.low, total.central, total.high] == pytest.approx(sums)
    gabd = {row.direction: row for row in found.of("gabd", Channel.FORMAL)}
    assert gabd[IN].window == (date(2024, 7, 1), date(2025, 6, 30))
    # Iran's book: twelve months to May 2025
    assert gabd[OUT].window == (date(2024, 6, 1), date(2025, 5, 31))
    assert (gabd[IN].months, gabd[OUT].months) == (12, 12)
    assert gabd[IN].modelled


def test_the_three_together_come_from_their_own_rows(dataset: Dataset) -> None:
    found = market_totals(dataset, Selection(MARKETS))
    assert found is not None
    three = found.value("three", Channel.FORMAL, IN)
    parts = [found.value(market, Channel.FORMAL, IN) for market in MARKETS]
    assert three is not None
    # national imports of FY2024-25 by the ratio of goods cleared beside the markets
    assert three.low == pytest.approx(1222e6 * 0.15, rel=1e-6)
    assert three.high == pytest.approx(1222e6 * 1.2, rel=1e-6)
    assert sum(part.central for part in parts if part) == pytest.approx(three.central, rel=1e-6)
    assert sum(part.high for part in parts if part) > three.high


def test_a_total_of_both_directions_stays_on_one_book(dataset: Dataset) -> None:
    observed = with_observed(
        dataset,
        FORMAL,
        FORMAL | {"reporter": "IR", "value": "90"},
        FORMAL | {"reporter": "IR", "value": "30", "direction": "PK_TO_IR"},
    )
    found = market_totals(observed, Selection(("gabd",), floor=EvidenceFloor.OBSERVED))
    assert found is not None
    assert found.value("gabd", Channel.FORMAL) == Envelope.exact(120)
    assert found.value("gabd", Channel.FORMAL, IN) == Envelope.exact(100)
    assert found.value("gabd", Channel.INFORMAL) is None
    assert found.value("mand", Channel.FORMAL) is None
    (balance,) = market_balances(found, ("gabd",))
    assert balance.balance == Envelope.exact(30 - 90)


def test_a_total_with_one_modelled_month_reads_modelled(dataset: Dataset) -> None:
    totals = market_totals(with_observed(dataset, FORMAL), one("gabd", channels=(Channel.FORMAL,)))
    assert totals is not None
    july, year = totals.of("gabd", Channel.FORMAL)
    assert (july.modelled, july.period, july.leads, july.is_year) == (False, "2024-07", True, False)
    assert (year.modelled, year.months, year.observed_months) == (True, 12, 1)
    assert year.sources == ("BR40282284",)
    assert year.model_sources == ("BR40282284", "GWPOST707")


def test_a_span_longer_than_a_year_stands_for_the_months_that_it_hides(
    dataset: Dataset,
) -> None:
    observed = with_observed(dataset, FORMAL | {"period": "2024-01/2025-06"})
    totals = market_totals(observed, Selection(MARKETS, (Channel.FORMAL,), (IN,)))
    assert totals is not None
    (gabd,) = totals.of("gabd", Channel.FORMAL)
    assert (gabd.period, gabd.months, gabd.modelled) == ("2024-01/2025-06", 18, False)
    assert gabd.value == Envelope.exact(100)
    # Pishin's three months of 2019 are the only observed figure of the shipped record
    assert [row.months for row in totals.of("mand", Channel.FORMAL)] == [12]


def test_a_balance_needs_the_same_months_both_ways(dataset: Dataset) -> None:
    out = FORMAL | {"direction": "PK_TO_IR", "value": "30"}
    selection = Selection(("gabd",), floor=EvidenceFloor.OBSERVED)
    for rows, expected in (
        ([FORMAL, out], Envelope.exact(-70)),
        ([FORMAL, FORMAL | {"period": "2024-08"}, out], Envelope.exact(-70)),
        ([FORMAL | {"period": "2024-08"}, out], None),
    ):
        totals = market_totals(with_observed(dataset, *rows), selection)
        assert totals is not None
        (balance,) = market_balances(totals, ("gabd",))
        assert balance.balance == expected
        if balance.over:
            assert {side.period for side in balance.over} == {"2024-07"}


def test_a_side_stands_on_the_book_that_covers_more_months(dataset: Dataset) -> None:
    """One month on Iran’s book does not stand for eleven modelled ones; of six and six Iran’s
    stand, for that book has the other direction too.
    """
    months = tuple(f"2025-{month:02d}" for month in range(1, 7))
    for seen, book in ((months[:1], "PK"), (months[:5], "PK"), (months, "IR")):
        rows = [FORMAL | {"reporter": "IR", "period": month} for month in seen]
        totals = market_totals(with_observed(dataset, *rows), Selection(("gabd",)))
        assert totals is not None
        (side,) = [each.imports for each in market_balances(totals, ("gabd",))]
        assert side is not None
        assert (side.reporter, side.months) == (book, max(len(seen), 12 - len(seen)))


def test_a_longer_span_on_the_other_book_covers_more_months(dataset: Dataset) -> None:
    long = FORMAL | {"reporter": "IR", "period": "2019-01/2024-07"}
    totals = market_totals(with_observed(dataset, long), Selection(("gabd",)))
    assert totals is not None
    assert {row.reporter for row in totals.of("gabd", Channel.FORMAL) if row.period} == {"IR"}
    (gabd,) = market_balances(totals, ("gabd",))
    assert gabd.imports is not None
    assert (gabd.imports.reporter, gabd.imports.months) == ("IR", 67)


def test_a_year_as_a_whole_is_a_year(dataset: Dataset) -> None:
    observed = with_observed(dataset, FORMAL | {"period": "FY2023-24"})
    totals = market_totals(observed, one(floor=EvidenceFloor.OBSERVED))
    assert totals is not None
    assert [(row.period, row.months) for row in totals.rows] == [("FY2023-24", 12)]


def test_a_balance_never_crosses_books(dataset: Dataset) -> None:
    totals = market_totals(dataset, Selection(MARKETS))
    assert totals is not None
    for balance in market_balances(totals, MARKETS):
        assert balance.imports is not None
        assert balance.exports is not None
        # the model takes imports from Pakistan's book and exports from Iran's
        assert (balance.imports.reporter, balance.exports.reporter) == ("PK", "IR")
        assert balance.balance is None
    pakistan = market_totals(dataset, Selection(MARKETS, reporters=(Reporter.PK,)))
    assert pakistan is not None
    (gabd,) = market_balances(pakistan, ("gabd",))
    assert (gabd.exports, gabd.balance) == (None, None)


# --- goods ----------------------------------------------------------------------------------------


def test_the_model_knows_no_goods(dataset: Dataset) -> None:
    found = goods(dataset, Selection(MARKETS))
    assert found.frame.empty
    # Pishin's exports of three months, which its source does not divide
    assert found.undivided == Envelope.exact(40e6)


def test_observed_goods_largest_first(dataset: Dataset) -> None:
    observed = with_observed(
        dataset,
        FORMAL | {"commodity": "Rice"},
        FORMAL | {"commodity": "Rice", "period": "2024-08"},
        FORMAL | {"commodity": "Dates", "value": "500"},
        FORMAL | {"commodity": "Dates", "value": "300", "reporter": "IR"},
        FORMAL | {"value": "70"},
        FORMAL | {"value": "90", "reporter": "IR"},
        FORMAL | {"value": "80", "period": "2024-07/2024-09"},
    )
    found = goods(observed, Selection(MARKETS))
    assert found.frame[["goods", "label", "reporter", "value"]].to_numpy().tolist() == [
        ["dates", "Dates", "PK", 500],
        ["dates", "Dates", "IR", 300],
        ["rice", "Rice", "PK", 200],
    ]
    assert found.undivided == Envelope.exact(90)


def test_the_model_names_the_sources_it_rests_on(dataset: Dataset) -> None:
    formal = model_sources(dataset, [Channel.FORMAL])
    assert set(formal) == {"GWPOST707", "BR40282284", "NETMAG"}
    fuel = model_sources(dataset, [Channel.INFORMAL])
    assert set(fuel) == {"BR40262513", "NEWS1294360"}
    assert set(model_sources(dataset, Channel)) == set(formal) | set(fuel)
    assert model_sources(dataset, []) == ()
