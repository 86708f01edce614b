"""Rows that no total can count: no exchange rate turns their currency into US$."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade.intake.suspicions.given import AMOUNT, START, UNIT, Given
from bordertrade.money import Currency
from bordertrade.problems import Problem, Severity


def no_exchange_rate(given: Given) -> Iterator[Problem]:
    """Amounts in a currency and period without a rate, one problem for each currency.

    Rates count that stand in the record or come with a file before this one.
    """
    if "currency" not in given.table or given.value != "value" or given.fresh.empty:
        return
    fresh = given.fresh
    lost = fresh[fresh[UNIT].ne(str(Currency.USD)) & fresh[AMOUNT].notna()]
    for currency, rows in lost.groupby("currency"):
        yield Problem(
            "no_exchange_rate",
            given.table.name,
            value=str(currency),
            expected=tuple(rows.sort_values(START, kind="stable")["period"].unique()),
            details={"rows": str(len(rows))},
            severity=Severity.WARNING,
        )
