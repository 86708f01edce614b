"""The cube against a slow twin in plain Python, and its rules one by one."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from bordertrade import calendars
from bordertrade.dataset import Dataset, read_table
from bordertrade.dataset.cube import (
    COLUMNS,
    KEYS,
    basis_of,
    build_cube,
    goods_code,
    goods_names,
    rates_of,
)
from bordertrade.money import Currency, NoRateError, Rate, usd_factor

Row = dict[str, str]

FORMAL = {
    "period": "2024-07",
    "market": "gabd",
    "reporter": "PK",
    "direction": "IR_TO_PK",
    "value": "100",
    "currency": "USD",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
}
INFORMAL = {
    "period": "2024-07",
    "market": "gabd",
    "direction": "IR_TO_PK",
    "value_low": "50",
    "value": "100",
    "value_high": "300",
    "currency": "USD",
    "method": "counted by hand",
    "obs_status": "A",
    "evidence": "sample",
    "source": "BR40282284",
}
MODELLED = {
    "period": "2024-07",
    "market": "gabd",
    "channel": "formal",
    "reporter": "PK",
    "direction": "IR_TO_PK",
    "goods": "all",
    "value_low_usd": "1",
    "value_usd": "2",
    "value_high_usd": "4",
    "method": "m",
    "assumptions": "k_low",
}


class Builder:
    """Tables of a few rows, with the contract and the rates of the shipped data."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def table(self, name: str, rows: list[Row]) -> pd.DataFrame:
        table = self.dataset.contract.tables[name]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, table.column_names, restval="")
        writer.writeheader()
        writer.writerows(rows)
        found = read_table(text.getvalue().encode(), table, self.dataset.names())
        assert not found.problems, found.problems
        return found.frame

    def tables(
        self, formal: list[Row], informal: list[Row], modelled: list[Row]
    ) -> Mapping[str, pd.DataFrame]:
        return {
            "formal_trade": self.table("formal_trade", formal),
            "informal_trade": self.table("informal_trade", informal),
            "modelled_trade": self.table("modelled_trade", modelled),
            "markets": self.dataset["markets"],
        }

    def cube(
        self,
        formal: list[Row] | None = None,
        informal: list[Row] | None = None,
        modelled: list[Row] | None = None,
    ) -> pd.DataFrame:
        tables = self.tables(formal or [], informal or [], modelled or [])
        return build_cube(tables, rates_of(self.dataset["exchange_rates"]))


@pytest.fixture(scope="module")
def build(dataset: Dataset) -> Builder:
    return Builder(dataset)


# --- the slow twin --------------------------------------------------------------------------------

Cell = tuple[str, ...]


def slow_factor(row: Row, rates: tuple[Rate, ...]) -> tuple[float, float, float] | None:
    try:
        usd = usd_factor(
            Currency(row["currency"]),
            calendars.parse(row["period"]),
            rates,
            basis_of(row.get("rate_basis", "")),
        ).usd_per_unit
    except NoRateError:
        return None
    return usd.low, usd.central, usd.high


def slow_ends(row: Row) -> tuple[float | None, float | None, float | None]:
    value = float(row["value"]) if row.get("value") else None
    if "method" not in row:
        return value, value, value
    low = float(row["value_low"]) if row["value_low"] else None
    high = float(row["value_high"]) if row["value_high"] else None
    return (value if low is None else low), value, (value if high is None else high)


def slow_cells(rows: list[Row], rates: tuple[Rate, ...]) -> dict[Cell, dict[str, Any]]:
    cells: dict[Cell, dict[str, Any]] = {}
    for row in rows:
        informal = "method" in row
        goods = goods_code(row.get("hs_code", ""), row.get("commodity", ""))
        cell = (
            row["period"],
            row["market"],
            "informal" if informal else "formal",
            row.get("reporter", ""),
            row["direction"],
            goods,
            row["obs_status"],
            row["evidence"],
            row["source"],
            row["currency"],
            row.get("rate_basis", ""),
        )
        held = cells.setdefault(cell, {"usd": [None, None, None], "rows": 0, "no_rate": 0})
        factor = slow_factor(row, rates)
        held["rows"] += 1
        held["no_rate"] += factor is None and bool(row.get("value"))
        for place, value in enumerate(slow_ends(row)):
            if factor is not None and value is not None:
                held["usd"][place] = (held["usd"][place] or 0.0) + value * factor[place]
    return cells


def slow_months(text: str) -> set[str]:
    """The Gregorian months that a period stands for, by looking at each of its days."""
    period = calendars.parse(text)
    days = [period.start + timedelta(n) for n in range(period.days)]
    if not text.startswith("SH"):
        held = Counter((day.year, day.month) for day in days)
        return {f"{y}-{m:02d}" for (y, m), n in held.items() if n == calendars.month(y, m).days}
    hijri: dict[tuple[int, int], Counter[str]] = {}
    for day in days:
        at = JalaliDate.to_jalali(day.year, day.month, day.day)
        hijri.setdefault((at.year, at.month), Counter())[f"{day:%Y-%m}"] += 1
    return {month.most_common(1)[0][0] for month in hijri.values()}


def slow_hidden(modelled: Row, cells: dict[Cell, dict[str, Any]]) -> bool:
    """An observation with a dollar figure hides, and so does a closed or an unopened crossing."""
    for cell, held in cells.items():
        period, market, channel, _, direction, _, status, *_ = cell
        speaks = held["usd"][1] is not None or status in ("S", "M")
        same = (direction, channel) == (modelled["direction"], modelled["channel"])
        here = modelled["market"] in (market, "three")
        if speaks and same and here and modelled["period"] in slow_months(period):
            return True
    return False


PERIODS = [
    *("2024-03", "2024-04", "2024-08", "2024-Q2", "2023", "FY2023-24", "SH1403", "SH1403-01"),
    *("SH1403-05", "SH1402-11/SH1403-01", "2024-02/2024-04", "2024-04-10/2024-05-31"),
]
COMMON = {
    "period": st.sampled_from(PERIODS),
    "market": st.sampled_from(["gabd", "mand"]),
    "direction": st.sampled_from(["IR_TO_PK", "PK_TO_IR"]),
    "commodity": st.sampled_from(["", "Rice", "Live animals for slaughter"]),
    "hs_code": st.sampled_from(["", "", "1006"]),
    "currency": st.sampled_from(["USD", "PKR", "IRR", "IRT"]),
    "rate_basis": st.sampled_from(["", "", "official", "nima"]),
    "obs_status": st.sampled_from(["A", "E", "S", "L", "M"]),
    "evidence": st.sampled_from(["count", "press"]),
    "source": st.just("BR40282284"),
}
AMOUNT = st.integers(0, 10**9)


def _with_value(row: Row, amounts: list[int | None]) -> Row:
    ends = ["value"] if len(amounts) == 1 else ["value_low", "value", "value_high"]
    absent = row["obs_status"] in "SLM"
    shown = ["" if absent or value is None else str(value) for value in amounts]
    return row | dict(zip(ends, shown, strict=True))


FORMAL_ROWS = st.builds(
    _with_value,
    st.fixed_dictionaries(COMMON | {"reporter": st.sampled_from(["PK", "IR"])}),
    st.lists(AMOUNT, min_size=1, max_size=1),
)
INFORMAL_ROWS = st.builds(
    _with_value,
    st.fixed_dictionaries(COMMON | {"method": st.just("asked")}),
    st.lists(AMOUNT, min_size=3, max_size=3)
    .map(sorted)
    .flatmap(
        lambda v: st.sampled_from(
            [[v[0], v[1], v[2]], [v[0], None, v[2]], [None, v[1], None], [v[0], v[1], None]]
        )
    ),
)
MODELLED_ROWS = st.fixed_dictionaries(
    {
        **{name: st.just(value) for name, value in MODELLED.items()},
        "period": st.sampled_from(["2024-02", "2024-03", "2024-04", "2024-05", "2024-08"]),
        "market": st.sampled_from(["gabd", "mand", "chadgi", "three"]),
        "channel": st.sampled_from(["formal", "informal"]),
        "direction": st.sampled_from(["IR_TO_PK", "PK_TO_IR"]),
    }
)


@given(
    st.lists(FORMAL_ROWS, max_size=8),
    st.lists(INFORMAL_ROWS, max_size=8),
    st.lists(MODELLED_ROWS, max_size=8),
)
def test_the_cube_equals_its_slow_twin(
    build: Builder, formal: list[Row], informal: list[Row], modelled: list[Row]
) -> None:
    cube = build.cube(formal, informal, modelled)
    assert list(cube.columns) == COLUMNS
    observed = cube[~cube["modelled"]]
    expected = slow_cells([*formal, *informal], rates_of(build.dataset["exchange_rates"]))
    found = {tuple(row[key] for key in KEYS): row for row in observed.to_dict("records")}
    assert len(found) == len(observed)
    assert set(found) == set(expected)
    for cell, want in expected.items():
        row = found[cell]
        assert (row["rows"], row["no_rate"]) == (want["rows"], want["no_rate"])
        usd = [row["value_low_usd"], row["value_usd"], row["value_high_usd"]]
        for value, wanted in zip(usd, want["usd"], strict=True):
            assert value != value if wanted is None else value == pytest.approx(wanted)
    hidden = Counter(
        (row["period"], row["market"], row["channel"], row["direction"], row["hidden"])
        for row in cube[cube["modelled"]].to_dict("records")
    )
    assert hidden == Counter(
        (
            row["period"],
            row["market"],
            row["channel"],
            row["direction"],
            slow_hidden(row, expected),
        )
        for row in modelled
    )
    assert not observed["hidden"].any()


@given(st.lists(FORMAL_ROWS, max_size=6), st.lists(MODELLED_ROWS, max_size=6))
def test_the_cube_has_days_for_periods_and_is_sorted(
    build: Builder, formal: list[Row], modelled: list[Row]
) -> None:
    cube = build.cube(formal, [], modelled)
    for row in cube.to_dict("records"):
        period = calendars.parse(row["period"])
        assert (row["start"].date(), row["end"].date()) == (period.start, period.end)
    order = list(zip(cube["start"], cube["end"], cube["market"], cube["channel"], strict=True))
    assert order == sorted(order)


# --- the rules, one by one ------------------------------------------------------------------------


def hidden(cube: pd.DataFrame) -> set[tuple[str, str, str, str]]:
    rows = cube[cube["hidden"]]
    return set(zip(rows["period"], rows["market"], rows["channel"], rows["direction"], strict=True))


def months(*texts: str, **changes: str) -> list[Row]:
    return [MODELLED | {"period": text} | changes for text in texts]


def test_an_observed_row_hides_whatever_its_goods(build: Builder) -> None:
    modelled = [*months("2024-07"), *months("2024-07", goods="fuel")]
    cube = build.cube([FORMAL | {"commodity": "Rice"}], [], modelled)
    assert cube[cube["modelled"]]["hidden"].tolist() == [True, True]


def test_a_span_hides_its_months(build: Builder) -> None:
    modelled = months("2024-06", "2024-07", "2024-08", "2024-09")
    cube = build.cube([FORMAL | {"period": "2024-07/2024-08"}], [], modelled)
    assert {key[0] for key in hidden(cube)} == {"2024-07", "2024-08"}


def test_a_solar_hijri_month_hides_the_month_that_holds_most_of_its_days(build: Builder) -> None:
    modelled = months("2024-07", "2024-08", "2024-09")
    cube = build.cube([FORMAL | {"period": "SH1403-05"}], [], modelled)
    assert {key[0] for key in hidden(cube)} == {"2024-08"}


def test_one_channel_direction_or_market_never_hides_another(build: Builder) -> None:
    modelled = [
        *months("2024-07", channel="informal", reporter=""),
        *months("2024-07", direction="PK_TO_IR"),
        *months("2024-07", market="mand"),
        *months("2024-06"),
    ]
    assert hidden(build.cube([FORMAL], [], modelled)) == set()


def test_one_book_stands_for_the_other(build: Builder) -> None:
    cube = build.cube([FORMAL | {"reporter": "IR"}], [], months("2024-07"))
    assert hidden(cube) == {("2024-07", "gabd", "formal", "IR_TO_PK")}


@pytest.mark.parametrize(("status", "hides"), [("S", True), ("M", True), ("L", False)])
def test_a_closure_hides_and_a_hole_does_not(build: Builder, status: str, hides: bool) -> None:
    absent = FORMAL | {"value": "", "obs_status": status}
    assert bool(hidden(build.cube([absent], [], months("2024-07")))) == hides


def test_a_figure_without_a_rate_hides_nothing(build: Builder) -> None:
    rupees = FORMAL | {"period": "2027-01", "currency": "PKR"}
    assert hidden(build.cube([rupees], [], months("2027-01"))) == set()


def test_the_three_together_are_hidden_with_one_of_them(build: Builder) -> None:
    modelled = [*months("2024-07", "2024-08", market="three"), *months("2024-07", market="mand")]
    cube = build.cube([FORMAL], [], modelled)
    assert hidden(cube) == {("2024-07", "three", "formal", "IR_TO_PK")}


def test_without_a_rate_there_is_no_dollar_figure(build: Builder) -> None:
    rows = [FORMAL | {"period": "2027-07", "currency": "PKR"}, FORMAL | {"period": "2027-07"}]
    cube = build.cube(rows)
    assert cube["value_usd"].dropna().tolist() == [100.0]
    assert (cube["rows"].sum(), cube["no_rate"].sum()) == (2, 1)
    lonely = build.cube(rows[:1])
    assert lonely["value_usd"].isna().all()
    assert lonely["rates"].tolist() == [""]


def test_the_rates_that_were_used_are_named(build: Builder) -> None:
    cube = build.cube([FORMAL | {"period": "2022-07/2022-12", "currency": "PKR"}])
    assert cube["rates"].tolist() == ["pkr-official-2022~pkr-official-2023"]
    assert cube["value_low_usd"][0] < cube["value_usd"][0] < cube["value_high_usd"][0]


@pytest.mark.parametrize("status", ["L", "M", "S"])
def test_an_absence_has_no_value(build: Builder, status: str) -> None:
    cube = build.cube([FORMAL | {"value": "", "obs_status": status}])
    assert cube[["value_low_usd", "value_usd", "value_high_usd"]].isna().all(axis=None)
    assert cube["no_rate"].tolist() == [0]


def test_a_true_zero_is_a_value(build: Builder) -> None:
    cube = build.cube([FORMAL | {"value": "0"}])
    assert cube[["value_low_usd", "value_usd", "value_high_usd"]].to_numpy().tolist() == [[0, 0, 0]]


def test_ranges_stay_ranges(build: Builder) -> None:
    cube = build.cube([], [INFORMAL, INFORMAL | {"value_low": "10", "value": "20"}])
    row = cube.iloc[0]
    assert (row["value_low_usd"], row["value_usd"], row["value_high_usd"]) == (60, 120, 600)
    assert row["reporter"] == ""


def test_low_central_high_of_the_shipped_cube(dataset: Dataset) -> None:
    cube = dataset.cube[dataset.cube["value_usd"].notna()]
    assert (cube["value_low_usd"] <= cube["value_usd"]).all()
    assert (cube["value_usd"] <= cube["value_high_usd"]).all()


def test_an_empty_record_has_an_empty_cube(build: Builder) -> None:
    cube = build.cube()
    assert (len(cube), list(cube.columns)) == (0, COLUMNS)


# --- codes of goods -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hs_code", "commodity", "code"),
    [
        ("1006", "Rice", "1006"),
        ("", "Rice", "rice"),
        ("", " Sheep & goats ", "a46f2b71"),
        ("", "  Live ox ", "live-ox"),
        ("", "", ""),
        ("2711", "", "2711"),
    ],
)
def test_codes_of_goods(hs_code: str, commodity: str, code: str) -> None:
    assert goods_code(hs_code, commodity) == code


@given(st.text(min_size=1))
def test_a_code_of_goods_fits_into_a_link(commodity: str) -> None:
    code = goods_code("", commodity)
    assert code.isascii()
    assert 1 <= len(code) <= 8
    assert not set(code) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_goods_in_other_scripts_do_not_share_a_code() -> None:
    names = ["برنج kg", "چاول kg", "چای kg", "tea kg", "Grapes, fresh or dried", "Grapes, frozen"]
    assert len({goods_code("", name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("one", "other"), [("Tea <1%", "Tea >1%"), ("Fe 60%", "Fe 60"), ("A & B", "A B")]
)
def test_goods_that_signs_tell_apart_do_not_share_a_code(one: str, other: str) -> None:
    assert goods_code("", one) != goods_code("", other)


def test_marks_that_tell_no_goods_apart_change_no_code() -> None:
    assert {goods_code("", name) for name in ("Rice, raw", "rice raw", "Rice/raw")} == {"rice-raw"}


def test_goods_are_named_by_the_first_row_that_has_them(build: Builder) -> None:
    formal = [
        FORMAL | {"hs_code": "1006", "commodity": "Rice"},
        FORMAL | {"hs_code": "1006", "commodity": "Rice, milled"},
        FORMAL,
    ]
    informal = [INFORMAL | {"commodity": "Sheep"}]
    names = goods_names(build.tables(formal, informal, []))
    assert names == {"1006": "Rice", "sheep": "Sheep"}


def test_rates_keep_their_periods(dataset: Dataset) -> None:
    rates = {rate.id: rate for rate in rates_of(dataset["exchange_rates"])}
    assert rates["irr-open-sh1403"].period.start == date(2024, 3, 20)
    assert rates["pkr-official-2022"].lcu_per_usd == 204.8672
