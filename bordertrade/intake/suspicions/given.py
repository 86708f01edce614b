"""What suspicions look at: the rows that would be new, beside the history they join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from bordertrade import calendars
from bordertrade.dataset import Dataset, Table
from bordertrade.dataset.cube import rates_of
from bordertrade.dataset.goods import spelled_alike
from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.lineage import LINE, is_traced
from bordertrade.dataset.matching import row_codes, same_places
from bordertrade.dataset.rows import each
from bordertrade.intake.merging import Mode
from bordertrade.money import Currency, NoRateError, usd_factor
from bordertrade.problems import Problem, Severity
from bordertrade.vocabulary import ABSENT

#: Places that tell one value in time from the next of the same line.
_WHEN = frozenset({"period", "source", "id", "days"})
_VALUES = ("value_usd", "value", "lcu_per_usd", "price")
#: What is a height and no flow: a longer period makes it no larger.
_HEIGHTS = ("lcu_per_usd", "price")
#: The lines of tables whose rows have ids; the rows of the others with ids stand alone.
_LINES = {
    "exchange_rates": ("currency", "rate_type"),
    "prices": ("country", "place", "kind", "item", "currency", "unit"),
}
#: How many problems of one kind are told; ``details`` says how many there are.
MOST = 1_000

#: A line, what stands there (None where it must not be repeated), and what a sentence needs.
Finding: TypeAlias = tuple[int, str | None, Mapping[str, str]]

#: What ``Given.fresh`` and ``Given.known`` add to the columns of the table.
AMOUNT, UNIT, START, END = "amount", "amount_unit", "start", "end"


@dataclass(frozen=True, eq=False)
class Given:
    """Uploaded rows, the table they are for, and the data before and after."""

    dataset: Dataset
    table: Table
    rows: pd.DataFrame
    mode: Mode
    after: Dataset

    @cached_property
    def before(self) -> pd.DataFrame:
        return self.dataset[self.table.name]

    @cached_property
    def fresh(self) -> pd.DataFrame:
        """The uploaded rows that the table does not hold as they stand, by line, with amounts."""
        rows = self.rows
        if is_traced(rows):
            rows = rows.set_axis(rows.index.get_level_values(LINE))
        rows = spelled_alike(self.table, self.before, rows)
        _old, new = same_places(self.before, rows, list(self.before.columns))
        return self.measured(rows.drop(index=rows.index[new]))

    @cached_property
    def known(self) -> pd.DataFrame:
        """The rows that were there, with amounts."""
        return self.measured(self.before)

    @cached_property
    def when(self) -> str:
        """The column of time: a price has a date; "" where the table is not about time."""
        dated = "date" if self.table.name in _LINES else ""
        return "period" if "period" in self.table else dated

    @cached_property
    def value(self) -> str:
        """The column of values; "" where the table measures nothing over time."""
        if not self.when:
            return ""
        return next((name for name in _VALUES if name in self.table), "")

    @cached_property
    def line(self) -> tuple[str, ...]:
        """The columns that tell one series from another; none where each row stands alone."""
        if not self.value:
            return ()
        if self.table.primary_key:
            return _LINES.get(self.table.name, ())
        unit = ("unit",) if self.value == "value" and "currency" not in self.table else ()
        return tuple(n for n in (*key_columns(self.table), *unit) if n not in _WHEN)

    def known_of(self, columns: Iterable[str]) -> pd.DataFrame:
        """The known rows that agree with any fresh one in some columns: a month touches few."""
        codes = row_codes(self.known, self.fresh, columns)
        size = len(self.known)
        kept: pd.DataFrame = self.known[np.isin(codes[:size], codes[size:])]
        return kept

    def told(
        self,
        code: str,
        column: str,
        found: Iterable[Finding],
        severity: Severity = Severity.WARNING,
    ) -> Iterator[Problem]:
        """A problem for each finding, by line, up to ``MOST``; each says how many there are."""
        ordered = sorted(found, key=lambda finding: finding[0])
        for line, value, details in ordered[:MOST]:
            yield Problem(
                code,
                self.table.name,
                line,
                column=column,
                value=value,
                details={"count": str(len(ordered)), **details},
                severity=severity,
            )

    def measured(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows with the days of their period and their amount a day, in US$ where it can be."""
        if not self.value:
            return rows
        start, end = (pd.to_datetime(each(rows, [self.when], _end_of(n))) for n in (START, END))
        rows = rows.assign(start=start.to_numpy(), end=end.to_numpy())
        value = rows[self.value].astype("float64")
        if "obs_status" in rows:
            value = value.mask(rows["obs_status"].isin(list(ABSENT)))
        if self.value not in _HEIGHTS:
            value = value / ((rows[END] - rows[START]).dt.days + 1)
        if "currency" not in rows or self.value != "value":
            return rows.assign(amount=value, amount_unit="")
        factors = each(rows, ["currency", "period"], self._dollars).astype("float64")
        unit = rows["currency"].where(np.isnan(factors), "USD")
        return rows.assign(amount=value * np.nan_to_num(factors, nan=1.0), amount_unit=unit)

    def _dollars(self, currency: str, period: str) -> float:
        """US$ for one unit; NaN without a rate."""
        try:
            factor = usd_factor(Currency(currency), calendars.parse(period), self._rates)
        except NoRateError:
            return float("nan")
        return factor.usd_per_unit.central

    @cached_property
    def _rates(self) -> tuple[Any, ...]:
        return rates_of(self.dataset["exchange_rates"])


def _end_of(name: str) -> Any:
    return lambda text: getattr(calendars.dated(text), name)
