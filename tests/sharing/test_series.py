"""The numbers for machines are those of the picture's own table, in many views."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from bordertrade import words
from bordertrade.charts import CHARTS, finished
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing.series import (
    Answer,
    chart_answer,
    frame_of,
    mirror_answer,
    record_rows,
    series_answer,
    target_answer,
)
from bordertrade.sharing.series.charts import cell
from bordertrade.sharing.series.naming import column_names
from bordertrade.view import DEFAULT, TimeSpan, ViewState
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, InformalBasis
from tests.day import TODAY

VIEWS = (
    DEFAULT,
    DEFAULT.with_(markets=()),
    DEFAULT.with_(markets=("mand",), channels=(Channel.FORMAL,)),
    DEFAULT.with_(channels=(Channel.INFORMAL,), directions=(Direction.IR_TO_PK,)),
    DEFAULT.with_(evidence=EvidenceFloor.OBSERVED),
    DEFAULT.with_(evidence=EvidenceFloor.COUNT, reporter="IR"),
    DEFAULT.with_(time=TimeSpan("2022-03", "2023-09")),
    DEFAULT.with_(calendar="fy"),
    DEFAULT.with_(calendar="sh", currency="pkr"),
    DEFAULT.with_(informal=InformalBasis.HIGH, reporter="PK"),
    DEFAULT.with_(end_year=2035, since_year=2022, base_year=2024),
    DEFAULT.with_(cif_margin=10, directions=(Direction.PK_TO_IR,)),
)


def table(name: str, dataset: Dataset, view: ViewState) -> pd.DataFrame:
    return finished(CHARTS[name], dataset, view, Scheme.LIGHT, TODAY).table


def numbers(frame: pd.DataFrame, start: str) -> list[Any]:
    """The cells of the columns that begin so, row by row."""
    wanted = [name for name in frame.columns if str(name).startswith(start)]
    return [cell(value) for value in frame[wanted].to_numpy(object).ravel()] if wanted else []


def told(answer: Answer, *names: str, **where: str) -> list[Any]:
    rows = [r for r in answer.rows if all(r[key] == value for key, value in where.items())]
    return [row[name] for row in rows for name in names]


@pytest.mark.parametrize("view", VIEWS)
def test_series_hold_the_numbers_of_the_table(view: ViewState, dataset: Dataset) -> None:
    answer = series_answer(dataset, view, TODAY)
    for name, channel in (("f", "formal"), ("i", "informal")):
        shown = table(name, dataset, view)
        for end, start in (("low", "Low"), ("central", "Central"), ("high", "High")):
            assert told(answer, f"value_{end}", channel=channel) == numbers(shown, start)


@pytest.mark.parametrize("view", VIEWS)
def test_mirror_holds_the_numbers_of_the_table(view: ViewState, dataset: Dataset) -> None:
    answer = mirror_answer(dataset, view, TODAY)
    for name, direction in (("m", "IR_TO_PK"), ("n", "PK_TO_IR")):
        shown = table(name, dataset, view)
        pairs = (
            ("pk_published_usd", "Pakistan’s books, as"),
            ("pk_compared_usd", "Pakistan’s books, compared"),
            ("ir_compared_usd", "Iran’s books, compared"),
            ("gap_usd", "Gap"),
            ("ratio", "Ratio"),
            ("asymmetry", "Asymmetry"),
        )
        for column, start in pairs:
            assert told(answer, column, direction=direction) == numbers(shown, start), column


@pytest.mark.parametrize("view", VIEWS)
def test_target_holds_the_numbers_of_the_table(view: ViewState, dataset: Dataset) -> None:
    shown = table("t", dataset, view)
    for row in target_answer(dataset, view, TODAY).rows:
        found = numbers(shown, "Level")
        assert row["level_usd"] in found
        place = found.index(row["level_usd"])
        assert numbers(shown, "Share")[place] == row["share_percent"]
        assert numbers(shown, "Missing")[place] == row["gap_usd"]
        if row["required_growth_percent"] is not None:
            assert row["required_growth_percent"] in numbers(shown, "Growth")


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("view", VIEWS[:6])
def test_a_chart_answers_its_own_table(name: str, view: ViewState, dataset: Dataset) -> None:
    shown, answer = table(name, dataset, view), chart_answer(name, dataset, view, TODAY)
    names = {column.title: column.name for column in answer.columns}
    assert len(set(names.values())) == len(answer.columns)
    assert len(answer.rows) == len(shown)
    for heading in shown.columns:
        found = [row[names[heading]] for row in answer.rows]
        assert found == [cell(value) for value in shown[heading].tolist()]


def test_names_are_the_same_in_every_language(dataset: Dataset) -> None:
    english = chart_answer("f", dataset, DEFAULT, TODAY)
    for language in words.languages():
        words.use(language)
        try:
            other = chart_answer("f", dataset, DEFAULT, TODAY)
        finally:
            words.use("en")
        assert [c.name for c in other.columns] == [c.name for c in english.columns]


def test_columns_keep_the_names_that_programs_know(dataset: Dataset) -> None:
    """Whoever changes a heading changes the API: then these names must be kept another way."""
    wanted = {
        "f": {
            "market",
            "period",
            "obs_status",
            "low_usd",
            "central_usd",
            "high_usd",
            "months",
        },
        "t": {"year_ends_in", "level_usd", "share_of_the_target_percent"},
        "r": {"low_percent", "central_percent", "high_percent"},
        "l": {"low_pkr_a_year", "low_usd_a_year"},
    }
    for name, names in wanted.items():
        columns = chart_answer(name, dataset, DEFAULT, TODAY).columns
        assert names <= {column.name for column in columns}


def test_names_of_headings() -> None:
    assert column_names(
        ["Low (US$)", "market_code", "Market", "Low (US$)", "Iran → Pakistan (%)"]
    ) == (
        "low_usd",
        "market",
        "market_label",
        "low_usd_2",
        "iran_to_pakistan_percent",
    )


def test_what_is_missing_is_no_zero(dataset: Dataset) -> None:
    answer = series_answer(dataset, DEFAULT, TODAY)
    closed = [row for row in answer.rows if row["state"] not in {"observed", "modelled"}]
    assert closed
    assert all(row["value_central"] is None for row in closed)
    modelled = [row for row in answer.rows if row["modelled"]]
    assert all(row["sources"] and row["value_low"] < row["value_high"] for row in modelled)  # type: ignore[operator]


def test_rows_as_a_frame_keep_whole_numbers(dataset: Dataset) -> None:
    answer = series_answer(dataset, DEFAULT, TODAY)
    frame = frame_of(answer.columns, answer.rows)
    assert type(frame["value_low"].iloc[0]) is int


def test_pages_of_a_table_make_the_whole(dataset: Dataset) -> None:
    for name, table_ in dataset.contract.tables.items():
        whole = record_rows(dataset, name, 0, 10**9)
        pages = [row for at in range(0, len(whole), 7) for row in record_rows(dataset, name, at, 7)]
        assert pages == whole
        assert len(whole) == len(dataset[name])
        assert all(tuple(row) == table_.column_names for row in whole)
