"""The shipped data keep their own rules: valid, sourced, one preferred figure, no rumour."""

import csv
import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package

DATA = Path(__file__).resolve().parent.parent / "data"
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))
FORBIDDEN = re.compile(
    r"unverified|background knowledge|estimated stretch|not credible"
    r"|OEC_SITC2|PENPPML|GRAVITY_PKG|\bBG\b"
)
# Published, but nothing there may stand for the whole: contradicted, one province only, or three
# months that are almost surely four.
WITHOUT_PREFERRED = {
    ("2022", "PK", "PK_TO_IR"),
    ("2023", "PK", "PK_TO_IR"),
    ("SH1398", "IR", "IR_TO_PK"),
    ("SH1398", "IR", "PK_TO_IR"),
    ("SH1399-01/SH1399-03", "IR", "IR_TO_PK"),
    ("SH1404-01/SH1404-03", "IR", "IR_TO_PK"),
    ("SH1404-01/SH1404-09", "IR", "IR_TO_PK"),
}
Row = dict[str, str]


def rows(table: str) -> list[Row]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_package_is_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("table", TABLES)
def test_every_source_resolves(table: str) -> None:
    known = {row["id"] for row in rows("sources")}
    for row in rows(table):
        further = set(filter(None, row.get("more_sources", "").split("~")))
        assert further <= known, row
        if source := row.get("source"):
            assert source in known, row
            assert source not in further, row


def test_no_source_is_idle() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in DATA.glob("*.csv") if path.stem != "sources"
    )
    words = set(re.findall(r"\w+", text))
    for source in rows("sources"):
        words.update(re.findall(r"\w+", source["publisher"] + " " + source["note"]))
    assert {row["id"] for row in rows("sources")} <= words


@pytest.mark.parametrize("table", TABLES)
def test_nothing_left_out_came_back(table: str) -> None:
    for row in rows(table):
        assert not FORBIDDEN.search("\n".join(row.values())), row


@pytest.mark.parametrize("table", TABLES)
def test_files_are_plain(table: str) -> None:
    raw = (DATA / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_one_preferred_row_for_each_period_reporter_direction() -> None:
    preferred: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows("bilateral_trade"):
        chosen = row["preferred"] == "true"
        assert row["reporter"] or not chosen, row
        if row["reporter"] and row["value_usd"]:
            preferred[row["period"], row["reporter"], row["direction"]] += chosen
    assert {key for key, count in preferred.items() if count == 0} == WITHOUT_PREFERRED
    assert max(preferred.values()) == 1


def test_a_bound_alone_is_never_preferred() -> None:
    bounds = [row for row in rows("bilateral_trade") if not row["value_usd"]]
    assert len(bounds) == 6
    for row in bounds:
        assert row["value_high_usd"], row
        assert (row["preferred"], row["obs_status"]) == ("false", "E"), row
        assert "bound" in row["note"], row


def test_the_release_is_the_newest_of_the_list_of_changes() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    releases = {row["release"] for row in rows("changes")}
    newest = max(releases, key=lambda text: [int(part) for part in text.split(".")])
    assert package["version"] == newest
    tables = set(TABLES)
    for row in rows("changes"):
        assert set(row["tables"].split("~")) <= tables, row


def test_each_of_the_twenty_corrections_was_decided() -> None:
    decided = {row["id"] for row in rows("changes") if row["kind"] in ("correction", "refused")}
    assert decided == {f"r020-c{number:02d}" for number in range(1, 21)}


@pytest.mark.parametrize(
    ("period", "million"),
    [
        ("FY2020-21", "513.6"),
        ("FY2021-22", "773.8"),
        ("FY2022-23", "880"),
        ("FY2023-24", "1037"),
        ("FY2024-25", "1222"),
    ],
)
def test_imports_by_pakistan(period: str, million: str) -> None:
    found = [
        Decimal(row["value_usd"])
        for row in rows("bilateral_trade")
        if (row["period"], row["reporter"], row["direction"], row["preferred"])
        == (period, "PK", "IR_TO_PK", "true")
    ]
    assert found == [Decimal(million) * 10**6]


def test_the_mirror_of_2014() -> None:
    found = {
        (row["reporter"], row["direction"]): int(row["value_usd"])
        for row in rows("bilateral_trade")
        if row["period"] == "2014" and row["series"] == "itc"
    }
    assert found == {
        ("IR", "IR_TO_PK"): 837_000_000,
        ("PK", "IR_TO_PK"): 185_000_000,
        ("IR", "PK_TO_IR"): 261_000_000,
        ("PK", "PK_TO_IR"): 43_000_000,
    }


@pytest.mark.parametrize(
    ("key", "low", "value", "high"),
    [
        ("k_low", "", "0.15", ""),
        ("k_high_to_2023_06", "", "1.38", ""),
        ("k_high_from_2023_07", "", "1.2", ""),
        ("split_formal_gabd", "0.39", "0.52", "0.66"),
        ("split_formal_mand", "0.34", "0.43", "0.61"),
        ("split_formal_chadgi", "0", "0.05", "0.15"),
        ("share_pk_to_ir", "0", "0.06", "0.17"),
        ("fuel_litres_year", "1700000000", "2800000000", "3650000000"),
        ("fuel_share_three", "0.3", "0.45", "0.85"),
        ("split_fuel_gabd", "0.1", "0.15", "0.25"),
        ("split_fuel_mand", "0.25", "0.45", "0.6"),
        ("split_fuel_chadgi", "0.2", "0.4", "0.6"),
        ("fuel_price_usd_l", "0.45", "0.65", "0.8"),
        ("fuel_low_unobserved", "", "0.7", ""),
    ],
)
def test_assumptions_hold_the_numbers_of_the_method(
    key: str, low: str, value: str, high: str
) -> None:
    row = next(row for row in rows("assumptions") if row["id"] == key)
    assert (row["low"], row["value"], row["high"]) == (low, value, high)
    assert row["source"] or row["basis"] == "judgement"


@pytest.mark.parametrize("kind", ["split_formal_", "split_fuel_"])
def test_central_shares_of_the_markets_sum_to_one(kind: str) -> None:
    shares = [Decimal(row["value"]) for row in rows("assumptions") if row["id"].startswith(kind)]
    assert len(shares) == 3
    assert sum(shares) == 1


def test_import_blocks_sum_to_the_fiscal_years() -> None:
    blocks = {row["period"]: Decimal(row["value_usd"]) / 10**6 for row in rows("import_blocks")}
    published = {2021: "773.8", 2022: "880", 2023: "1037.3", 2024: "1222"}
    for year, total in published.items():
        inside = [
            value
            for period, value in blocks.items()
            if f"{year}-07" <= period[:7] <= f"{year + 1}-06"
        ]
        assert sum(inside) == Decimal(total), year


def test_bare_pishin_names_no_market() -> None:
    spellings = {word for row in rows("markets") for word in row["spellings"].split("~")}
    assert not spellings & {"Pishin", "پیشین", "پشین"}
    assert {"Gabd", "Rimdan", "Mand", "Rideeg", "Chadgi", "Kouhak"} <= spellings
