"""The sweep: every number that a chart's sentence says stands in the chart's table.

A sentence rounds; a table does not. So a number of the sentence must be a cell's, to the figures
that the sentence shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from bordertrade.charts import CHARTS, AnyChart
from bordertrade.dataset import Dataset
from bordertrade.view import ViewState
from tests.views import views

_SCALES = {"tn": 1e12, "bn": 1e9, "m": 1e6, "thousand": 1e3, "%": 1.0, "": 1.0}
#: A number with what stands behind it: "1.222 bn", "0.8–2.9 bn", "22.7 %", "−5".
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<low>{_PLAIN})(?:–(?P<high>{_PLAIN}))?(?:\s(?P<scale>tn|bn|m|thousand|%)(?!\w))?"
)
#: What a number is measured by, not what was measured.
_MEASURES = re.compile(r"of 12 months|100 %|t0")


@dataclass(frozen=True)
class Said:
    """A number as a sentence says it: its value and how far off a cell may be."""

    text: str
    value: float
    half: float

    def counts_rows(self, rows: int) -> bool:
        """ "7 estimates": no amount, but a count of things that the table lists."""
        return self.text.isdecimal() and self.value <= rows

    def is_in(self, cells: list[float]) -> bool:
        return any(abs(abs(cell) - self.value) <= self.half * 1.0001 for cell in cells)


def said(sentence: str) -> list[Said]:
    found = []
    for match in _NUMBER.finditer(sentence.replace("\u00a0", " ")):
        scale = _SCALES[match["scale"] or ""]
        for part in filter(None, (match["low"], match["high"])):
            plain = part.replace(",", "")
            decimals = len(plain.partition(".")[2])
            # of "2,067" or "120 m" the last noughts may be rounding to two figures
            noughts = len(plain) - len(plain.rstrip("0")) if not decimals else 0
            half = 0.5 * 10.0 ** (noughts - decimals) * scale
            found.append(Said(match[0], float(plain) * scale, half))
    return found


def cells(table: pd.DataFrame) -> tuple[list[float], str]:
    """The numbers of a table, and all its texts (periods and ages are texts)."""
    numbers: list[float] = []
    texts: list[str] = [str(name) for name in table.columns]
    for name in table.columns:
        for value in table[name].tolist():
            if isinstance(value, bool) or value is None:
                continue
            if isinstance(value, int | float):
                if value == value:
                    numbers.append(float(value))
            else:
                texts.append(str(value))
    return numbers, "\n".join(texts).replace("\u00a0", " ")


def strangers(spec: AnyChart, dataset: Dataset, view: ViewState) -> list[str]:
    """The numbers of a view's sentence that its table does not hold."""
    result: Any = spec.measure(dataset, view)
    if result is None or not len(spec.table(result, view)):
        return []
    table = spec.table(result, view)
    numbers, texts = cells(table)
    if spec.file == "coverage":
        numbers += sums_of_months(table)
    rest = without_names(spec.sentence(result, view), texts)
    return [
        each.text
        for each in said(rest)
        if not each.is_in(numbers) and not each.counts_rows(len(table))
    ]


def sums_of_months(table: pd.DataFrame) -> list[float]:
    """What a reader adds up who counts the stretches of one state, and their share of all."""
    series = ["Market", "Channel", "Direction"]
    by_state = table.groupby("State")["Months"].sum()
    each = table.groupby([*series, "State"])["Months"].sum()
    months = table.groupby(series)["Months"].sum()
    shares = [*(by_state / table["Months"].sum()), *(each / months.max())]
    found = [*by_state, *each, *months, *(100 * share for share in shares)]
    return [0.0, *map(float, found)]


def without_names(sentence: str, texts: str) -> str:
    """A sentence without the names of periods and the like, which stand in the table as texts."""
    sentence = _MEASURES.sub(" ", sentence.replace("\u00a0", " "))
    for text in sorted(set(texts.split("\n")), key=len, reverse=True):
        if any(letter.isdigit() for letter in text):
            sentence = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", sentence)
    return sentence


@pytest.mark.parametrize("spec", CHARTS.values(), ids=[each.file for each in CHARTS.values()])
def test_every_number_of_a_sentence_stands_in_the_table(spec: AnyChart, dataset: Dataset) -> None:
    checked = 0
    for view in views(dataset, spec.name):
        assert strangers(spec, dataset, view) == [], view
        result = spec.measure(dataset, view)
        checked += result is not None and len(said(spec.sentence(result, view)))
    assert checked > 0, "no view of this chart says any number: the sweep proves nothing"


def test_a_number_that_no_cell_holds_would_be_found() -> None:
    numbers, texts = cells(
        pd.DataFrame({"US$": [1_222_000_000, 183_300_001], "Period": ["FY25", ""]})
    )
    assert "FY25" in texts
    right = said("US$1.222 bn, US$0.18–1.2 bn and 183.3 m")
    assert [each.text for each in right if not each.is_in(numbers)] == []
    assert without_names("in FY25: 3", texts).split() == ["in", ":", "3"]
    wrong = said("US$1.223 bn or 184 m, 12 %")
    assert [each.text for each in wrong if not each.is_in(numbers)] == ["1.223 bn", "184 m", "12 %"]
