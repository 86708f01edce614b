"""Each label in the rows behind a chart has its code beside it, and each code is a known one."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from bordertrade import calendars
from bordertrade.charts import CHARTS, AnyChart, coded_rows, finished
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.tables.coded import CODINGS, JOINER, columns_explained, days_code, readable
from bordertrade.view import ViewState
from tests.day import TODAY

VIEW = ViewState()
#: Heads that stand for a code in every table that has them.
LABELS = {
    *("Market", "Place", "Channel", "Direction", "Book", "Compiler", "Goods", "Status", "State"),
    *("Evidence", "Verdict", "Kind", "Calendar", "Period", "From", "To", "Lever, moved alone"),
}
#: "From" and "To" are settings of a lever there, not periods.
EXCEPT = {("x", "From"), ("x", "To")}

each_chart = pytest.mark.parametrize("spec", CHARTS.values(), ids=lambda spec: spec.file)


@each_chart
def test_each_label_has_its_code_right_after_it(spec: AnyChart, dataset: Dataset) -> None:
    names = list(coded_rows(spec, dataset, VIEW, TODAY).columns)
    after = dict(zip(names, [*names[1:], ""], strict=True))
    lone = {name for name in LABELS & set(names) if after[name] not in CODINGS}
    assert {(spec.name, name) for name in lone} <= EXCEPT
    assert len({name.casefold() for name in names}) == len(names)


@each_chart
def test_each_code_is_known(spec: AnyChart, dataset: Dataset) -> None:
    rows = coded_rows(spec, dataset, VIEW, TODAY)
    for name in set(CODINGS) & set(rows.columns):
        codes = {part for cell in rows[name].astype(str) for part in cell.split(JOINER) if part}
        if known := CODINGS[name].labels:
            assert codes <= set(known), name
        elif name.endswith("period_code"):
            assert [calendars.parse(code).text for code in codes] == list(codes)


@each_chart
def test_what_is_shown_is_what_is_taken_away_without_codes(
    spec: AnyChart, dataset: Dataset
) -> None:
    shown = finished(spec, dataset, VIEW, Scheme.LIGHT, TODAY).table
    taken = coded_rows(spec, dataset, VIEW, TODAY)
    pd.testing.assert_frame_equal(shown, readable(taken))
    assert not set(shown.columns) & set(CODINGS)
    assert list(columns_explained(taken)["Column"]) == list(taken.columns)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (date(2024, 7, 1), date(2025, 6, 30), "2024-07/2025-06"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 2, 2), date(2024, 3, 31), "2024-02-02/2024-03-31"),
    ],
)
def test_a_stretch_is_written_as_the_record_writes_it(start: date, end: date, code: str) -> None:
    period = calendars.parse(days_code(start, end))
    assert (period.text, period.start, period.end) == (code, start, end)
