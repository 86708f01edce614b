"""Prices, memberships and ports come like every other table: their own headings, ids and doubts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from bordertrade.dataset import UPLOADED, Dataset, provenance_of
from bordertrade.intake import Mode, check_file, merge, suspicions
from bordertrade.intake.report import CheckReport
from bordertrade.problems import Problem
from tests.intake.office import Looks
from tests.tables import Row, read_rows, replaced

TODAY = date(2026, 11, 30)
HEADS = {
    "prices": {
        "date": ("Price date", "تاریخ قیمت", "مہینہ"),
        "country": ("Country code", "نام کشور", "ملک کا نام"),
        "place": ("Town", "شهر", "ضلع"),
        "kind": ("Type of price", "نوع قیمت", "قیمت کی قسم"),
        "item": ("Name of goods", "نام کالا", "چیز"),
        "price_low": ("Lowest price", "کمترین قیمت", "کم از کم قیمت"),
        "price": ("Unit price", "قیمت واحد", "فی یونٹ قیمت"),
        "price_high": ("Highest price", "بیشترین قیمت", "زیادہ سے زیادہ قیمت"),
        "currency": ("Currency code", "واحد پول", "کرنسی"),
        "unit": ("Unit of measure", "یکا", "اکائی"),
    },
    "memberships": {
        "system": ("Organisation", "سازمان", "معاہدہ"),
        "country": ("State", "کشور", "ملک"),
        "step": ("Stage", "مرحله", "قدم"),
        "date": ("Date of accession", "تاریخ عضویت", "تاریخِ شمولیت"),
        "standing": ("Membership status", "وضعیت عضویت", "رکنیت کی حیثیت"),
        "authority": ("Kind of source", "نوع منبع", "ماخذ کی قسم"),
    },
    "port_activity": {
        "period": ("Month", "ماه", "مہینہ"),
        "port": ("Name of port", "نام بندر", "بندرگاہ"),
        "indicator": ("What", "شاخص", "اشاریہ"),
        "value": ("Amount", "مقدار", "مالیت"),
        "unit": ("Units", "واحد", "یونٹ"),
    },
}
LANGUAGES = ("english", "persian", "urdu")
PRICE: Row = {
    "id": "x",
    "date": "2025-10-01",
    "country": "PK",
    "kind": "official",
    "item": "petrol",
    "price": "265",
    "currency": "PKR",
    "unit": "litres",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
}


def check(dataset: Dataset, table: str, content: str) -> CheckReport:
    return check_file(content.encode(), dataset.contract.tables[table], dataset, TODAY)


def codes(report: CheckReport) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.column) for problem in report.problems]


def prices(*changes: Row) -> str:
    heads = [name for name in PRICE if name != "id"]
    rows = [[{**PRICE, **each}.get(name, "") for name in heads] for each in changes]
    return "\n".join(",".join(row) for row in [heads, *rows]) + "\n"


def doubts(dataset: Dataset, table: str, *rows: Row) -> list[Problem]:
    own = dataset.contract.tables[table]
    given = read_rows(dataset, table, rows)
    provenance = provenance_of("up.csv", b"x", UPLOADED, len(given))
    after = merge(dataset, own, given, Mode.APPEND, provenance).dataset
    return list(suspicions(dataset, own, given, Mode.APPEND, after))


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_three_languages_are_understood(look: Looks, name: str, language: str) -> None:
    heads = {each[LANGUAGES.index(language)]: column for column, each in HEADS[name].items()}
    found = look(",".join(heads) + "\n" + ",".join("1" * len(heads)) + "\n", table=name)
    assert found.declaration.columns == tuple(heads.values())


def test_a_price_without_an_id_is_called_after_what_it_prices(dataset: Dataset) -> None:
    report = check(dataset, "prices", prices({}, {"item": "diesel"}))
    assert codes(report) == []
    first, second = report.frame()["id"]
    assert first == "2025-10-01-pk-official-petrol-litres-br40282284"
    assert "diesel" in second
    corrected = check(dataset, "prices", prices({"price": "270"}))
    assert corrected.frame()["id"].tolist() == [first]


def test_a_membership_without_an_id_is_called_after_its_step(dataset: Dataset) -> None:
    text = "system,country,step,date,standing,authority,source\nTIR,IR,accession,1984,member,press,BR40282284\n"
    assert check(dataset, "memberships", text).frame()["id"].tolist() == ["tir-ir-accession-1984"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"date": "2026-12-01"}, [("future_period", "date")]),
        ({"date": "2026-12"}, [("future_period", "date")]),
        ({"date": "2027"}, [("future_period", "date")]),
        ({"date": "2026-11-30"}, []),
        ({"date": "2026"}, []),
        ({"price": ""}, [("value_missing", "price")]),
        ({"price": "", "obs_status": "L"}, []),
        ({"obs_status": "L"}, [("value_but_absent", "price")]),
        ({"source": "NOBODY"}, [("unknown_reference", "source")]),
        ({"kind": "barter"}, [("not_in_list", "kind")]),
        ({"country": "Atlantis"}, [("not_in_list", "country")]),
    ],
)
def test_a_price_must_be_in_form(
    dataset: Dataset, changes: Row, expected: list[tuple[str, str]]
) -> None:
    assert codes(check(dataset, "prices", prices(changes))) == expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("180,,220", []),
        ("180,200,220", []),
        ("220,,180", ["range_order"]),
        ("2,3,1", ["range_order"]),
    ],
)
def test_the_ends_of_a_price_are_in_order(dataset: Dataset, ends: str, expected: list[str]) -> None:
    text = (
        "date,country,kind,item,price_low,price,price_high,currency,unit,obs_status,evidence,source\n"
        f"2025-06,PK,street,petrol,{ends},PKR,litres,A,press,BR40282284\n"
    )
    report = check(dataset, "prices", text)
    assert [code for code, _column in codes(report)] == expected


def test_spellings_are_understood(look: Looks, dataset: Dataset) -> None:
    text = "Price date,Country,Type of price,Item,Price (Rs per litre)\n2025-10-01,Pakistan,pump,petrol,265\n"
    found = look(text, table="prices").declaration
    assert found.fills["currency"] == "PKR"
    assert found.fills["unit"] == "litres"
    puts = {(each.column, each.put) for each in found.replacements}
    assert puts == {("country", "PK"), ("kind", "official")}


def test_a_price_a_thousand_times_its_history_is_doubted(dataset: Dataset) -> None:
    months = [f"2025-{month:02d}" for month in range(1, 9)]
    history = [
        PRICE | {"id": f"p{place}", "date": month, "price": str(250 + place)}
        for place, month in enumerate(months)
    ]
    own = replaced(dataset, "prices", *history)
    slip = PRICE | {"price": "265000"}
    assert [each.code for each in doubts(own, "prices", slip)] == ["value_far_from_history"]
    assert doubts(own, "prices", PRICE) == []
    assert doubts(own, "prices", slip | {"item": "a whole tanker"}) == []


def test_a_price_longer_in_force_is_no_smaller_price(dataset: Dataset) -> None:
    """A price is a height: the mean of a year stands beside that of a day."""
    history = [PRICE | {"id": f"y{y}", "date": f"{y}", "price": "250"} for y in range(2018, 2025)]
    assert doubts(replaced(dataset, "prices", *history), "prices", PRICE) == []


def test_a_price_needs_no_exchange_rate(dataset: Dataset) -> None:
    own = replaced(dataset, "prices", PRICE)
    assert doubts(own, "prices", PRICE | {"id": "z", "date": "2025-09", "currency": "IRR"}) == []


def test_a_new_month_of_one_port_leaves_the_other_alone(dataset: Dataset) -> None:
    row: Row = {"period": "2024", "indicator": "cargo", "value": "5", "unit": "t"}
    row |= {"obs_status": "A", "evidence": "count", "source": "BR40282284"}
    own = replaced(dataset, "port_activity", row | {"port": "Gwadar"}, row | {"port": "Chabahar"})
    table = own.contract.tables["port_activity"]
    upload = read_rows(own, "port_activity", [row | {"port": "Gwadar", "value": "6"}])
    merged = merge(own, table, upload, Mode.PERIOD, provenance_of("up.csv", b"", UPLOADED, 1))
    after: pd.Series[float] = merged.dataset["port_activity"].set_index("port")["value"]
    assert after.to_dict() == {"Gwadar": 6.0, "Chabahar": 5.0}
    assert (merged.added, merged.changed, merged.removed) == (0, 1, 0)


def test_who_said_it_is_no_part_of_what_a_port_did(dataset: Dataset) -> None:
    row: Row = {"period": "2024", "port": "Gwadar", "indicator": "cargo", "value": "5", "unit": "t"}
    row |= {"obs_status": "A", "evidence": "count", "source": "BR40282284"}
    text = ",".join([*row, "said_by"]) + "\n"
    for said in ("one", "another"):
        text += ",".join([*row.values(), said]) + "\n"
    report = check(dataset, "port_activity", text)
    assert {code for code, _column in codes(report)} == {"conflicting_row"}
