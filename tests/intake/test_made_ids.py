"""Rows without an id get one that is made of what they speak of."""

from __future__ import annotations

import re

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake import check_file
from bordertrade.intake.made_ids import lacking, made_id, made_of
from bordertrade.intake.report import CheckReport
from tests.day import TODAY

RATES = """Period,Currency,Rate type,lcu_per_usd,Source
2025-08,PKR,official,282.15,IMF_ENDA
2025-09,PKR,official,281.4,IMF_ENDA
2025-08,IRR,open_market,920000,IMF_ENDA
"""
EVENTS = """date,title,markets,scope,effect,source
2025-08-15,Closed for a day,"Gabd, Mand",border,closed,BR40282284
2025-08-15,Closed for a day,گبد,border,closed,BR40282284
2025-08-15,بازارچه بسته شد,mand,border,closed,BR40282284
2025-08-15,بازارچه باز شد,mand,border,closed,BR40282284
"""
WITH_IDS = (
    *("exchange_rates", "events", "informal_estimates"),
    *("prices", "memberships", "sources"),
)


def check(dataset: Dataset, table: str, content: str | bytes) -> CheckReport:
    data = content.encode() if isinstance(content, str) else content
    return check_file(data, dataset.contract.tables[table], dataset, TODAY)


def ids(report: CheckReport) -> list[str]:
    assert not report.has_errors, report.problems
    return report.frame()["id"].tolist()


def test_a_rate_is_called_after_its_currency_kind_and_period(dataset: Dataset) -> None:
    assert ids(check(dataset, "exchange_rates", RATES)) == [
        "pkr-official-2025-08-imf-enda",
        "pkr-official-2025-09-imf-enda",
        "irr-open-market-2025-08-imf-enda",
    ]


def test_a_corrected_figure_keeps_its_id(dataset: Dataset) -> None:
    corrected = RATES.replace("282.15", "283")
    assert ids(check(dataset, "exchange_rates", corrected)) == ids(
        check(dataset, "exchange_rates", RATES)
    )


def test_events_differ_by_market_and_by_what_no_slug_can_tell(dataset: Dataset) -> None:
    found = ids(check(dataset, "events", EVENTS))
    assert found[:2] == [
        "2025-08-15-closed-for-a-day-gabd-mand-border",
        "2025-08-15-closed-for-a-day-gabd-border",
    ]
    assert len(set(found)) == 4
    turned = "\n".join([EVENTS.splitlines()[0], *reversed(EVENTS.splitlines()[1:])])
    assert ids(check(dataset, "events", turned)) == found[::-1]


@pytest.mark.parametrize("name", WITH_IDS)
def test_the_record_without_its_ids_is_the_record(name: str, dataset: Dataset) -> None:
    frame = dataset[name]
    report = check(dataset, name, frame.drop(columns="id").to_csv(index=False))
    known, found = set(frame["id"]), report.frame()["id"].tolist()
    # two estimates of one source, for one year and place, are told apart by a person
    assert len(found) >= len(frame) - 2
    assert set(found) <= known


@pytest.mark.parametrize("name", WITH_IDS)
def test_an_id_is_neither_missing_nor_made_where_the_file_has_it(
    name: str, dataset: Dataset
) -> None:
    table = dataset.contract.tables[name]
    assert "id" not in {column.name for column in lacking(table, ())}
    assert made_of(table, {"id"}) == ()


def test_rows_of_one_thing_contradict_each_other(dataset: Dataset) -> None:
    twice = RATES + "2025-08,PKR,official,300,IMF_ENDA\n"
    report = check(dataset, "exchange_rates", twice)
    assert [(each.code, each.line) for each in report.problems] == [
        ("conflicting_row", 2),
        ("conflicting_row", 5),
    ]
    assert {each.value for each in report.problems} == {"PKR, official, 2025-08, IMF_ENDA"}


@pytest.mark.parametrize(
    "parts", [("",), ("خرما", "۱۴۰۳"), ("Ünlü", "a" * 200), ("ICU ﬁ", "½"), ("--", "ß"), ("İ",)]
)
def test_an_id_is_always_in_form(parts: tuple[str, ...]) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", made_id(parts))
    assert re.fullmatch(r"[A-Z0-9_]+", made_id(parts, is_capital=True))
    assert len(made_id(parts)) < 60
