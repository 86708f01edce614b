"""Any chart's table: the rows that stand beside the picture, each label beside its code."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from bordertrade import words
from bordertrade.charts import CHARTS, AnyChart, coded_rows
from bordertrade.dataset import Dataset
from bordertrade.sharing.series.answer import Answer, Cell, Column, answer, done
from bordertrade.sharing.series.naming import column_names
from bordertrade.view import ViewState
from bordertrade.words.catalogue import SOURCE_LANGUAGE


def chart_answer(name: str, dataset: Dataset, view: ViewState, today: date) -> Answer:
    """The chart of that letter. Raises KeyError for a letter that no chart has."""
    spec = CHARTS[name]
    table = coded_rows(spec, dataset, view, today)
    named = zip(_names(spec, dataset, view, today), table.columns, strict=True)
    columns = tuple(Column(each, str(heading)) for each, heading in named)
    rows = _rows(table, [column.name for column in columns])
    return answer([done(name, dataset, view, today)], [spec], columns, rows)


def _names(spec: AnyChart, dataset: Dataset, view: ViewState, today: date) -> tuple[str, ...]:
    """Made of the English table, whatever the reader's language."""
    own = words.language()
    words.use(SOURCE_LANGUAGE)
    try:
        return column_names(map(str, coded_rows(spec, dataset, view, today).columns))
    finally:
        words.use(own)


def _rows(table: pd.DataFrame, names: list[str]) -> list[dict[str, Cell]]:
    columns = [table.iloc[:, place].tolist() for place in range(table.shape[1])]
    return [
        {name: cell(value) for name, value in zip(names, values, strict=True)}
        for values in zip(*columns, strict=True)
    ]


def cell(value: Any) -> Cell:
    """A cell of a frame as JSON knows it; a whole number that pandas made a fraction is whole."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, str | int | bool):
        return value
    if hasattr(value, "item"):  # numpy's own numbers
        return cell(value.item())
    return str(value)
