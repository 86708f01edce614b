"""The rows behind each chart, as people read them: the table beside the picture.

Columns are labelled in the reader's language; codes stand beside them for downloads (``coded``).
Money is in whole units of the money that the column names; an empty cell is a missing figure,
never a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from bordertrade.calendars import Calendar
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.market_totals import MarketTotal, MarketTotals
from bordertrade.money import MoneyBasis
from bordertrade.tables import coded
from bordertrade.tables.amounts import exchanged, whole
from bordertrade.topics.markets import words
from bordertrade.topics.markets.measure.balance import MarketBalance
from bordertrade.topics.markets.measure.series import MarketSeries
from bordertrade.words import _, labels, money
from bordertrade.words import totals as totals_words
from bordertrade.words.numbers import significant


def series_table(result: MarketSeries) -> pd.DataFrame:
    """One row for each figure, then one for each stretch without one.

    Markets in the order of the choice; modelled figures to the two figures they honestly have.
    """
    order = {market: place for place, market in enumerate(result.markets)}
    frame = result.frame.sort_values(["market", "start"], key=_in_order(order), kind="stable")
    rows = [
        {
            **_where(row.market, row.direction, row.reporter),
            **coded.period(row.period),
            **_range(*_honest(row), result.money),
            **coded.evidence(row.evidence),
            **coded.status(row.obs_status),
            "state_code": "",
            _("Months"): row.months,
            **exchanged(row.converted, result.exchange),
            **_fit(row, result.calendar),
        }
        for row in rows_of(frame)
    ]
    rows += [
        {
            **_where(state.market, "", ""),
            **coded.days(state.start, state.end),
            **_range(None, None, None, result.money),
            **coded.evidence(""),
            _("Status"): labels.of(labels.STATES, state.kind),
            "obs_status_code": "",
            "state_code": state.kind,
            _("Months"): None,
        }
        for state in result.states
    ]
    return pd.DataFrame(rows)


def _fit(row: Any, calendar: Calendar) -> dict[str, object]:
    """How well a year fits its calendar; no column where periods are the sources' own."""
    if calendar is Calendar.GREGORIAN:
        return {}
    return {_("Fit"): words.fit(row.fit, row.first, row.last)}


def _in_order(order: dict[str, int]) -> Callable[[pd.Series[Any]], pd.Series[Any]]:
    return lambda column: column.map(order) if column.name == "market" else column


def _honest(row: Any) -> tuple[float, float, float]:
    values = (row.value_low, row.value, row.value_high)
    if not row.modelled:
        return values
    low, central, high = (significant(value) for value in values)
    return low, central, high


def totals_table(totals: MarketTotals, markets: Iterable[str]) -> pd.DataFrame:
    """One row for each figure, with its own period; those without a rate in their file's money."""
    rows = [row for market in markets for row in totals.rows if row.market == market]
    return pd.DataFrame([_total(row, totals) for row in rows])


def _total(row: MarketTotal, totals: MarketTotals) -> dict[str, object]:
    value = row.value
    ends = (value.low, value.central, value.high)
    low, central, high = (significant(end) for end in ends) if row.modelled else ends
    return {
        **coded.market(row.market),
        **coded.channel(row.channel),
        **coded.direction(row.direction),
        **coded.book(row.reporter),
        **(coded.period(row.period) if row.period else coded.days(row.start, row.end)),
        **_range(low, central, high, row.money),
        **coded.pair("modelled", row.modelled, _("Evidence"), totals_words.total_evidence(row)),
        _("Months"): row.months,
        _("Months observed"): row.observed_months,
        _("Which months"): totals_words.total_period(row),
        **exchanged(row.converted, totals.exchange),
    }


def balance_table(
    balances: Iterable[MarketBalance], basis: MoneyBasis = MoneyBasis.USD
) -> pd.DataFrame:
    return pd.DataFrame([_balance(each, basis) for each in balances])


def _balance(each: MarketBalance, basis: MoneyBasis) -> dict[str, object]:
    row = coded.market(each.market)
    out, into = _("Pakistan → Iran"), _("Iran → Pakistan")
    sides = (("pk_to_ir", out, each.exports), ("ir_to_pk", into, each.imports))
    for code, name, side in sides:
        value = side.value if side else None
        row |= _named_range(name, value, basis)
        heading, reporter = _("{name}: book", name=name), side.reporter if side else ""
        label = labels.book(reporter) if side else ""
        row |= coded.pair(f"{code}_reporter_code", reporter, heading, label)
        row[_("{name}: months", name=name)] = side.months if side else None
        row[_("{name}: period", name=name)] = totals_words.total_period(side) if side else ""
    balance = _named_range(_("Balance"), each.balance, basis)
    return row | balance | {_("Balance: period"): _balanced(each)}


def _balanced(each: MarketBalance) -> str:
    return totals_words.total_period(each.over[0]) if each.over else ""


def _named_range(name: str, value: Envelope | None, basis: MoneyBasis) -> dict[str, object]:
    ends = (value.low, value.central, value.high) if value else (None, None, None)
    low, central, high = ends
    unit = money.name(basis)
    return {
        _("{name}, low ({unit})", name=name, unit=unit): whole(low),
        _("{name}, central ({unit})", name=name, unit=unit): whole(central),
        _("{name}, high ({unit})", name=name, unit=unit): whole(high),
    }


def _where(market: str, direction: str, reporter: str) -> dict[str, object]:
    return {
        **coded.market(market),
        **coded.direction(direction),
        **coded.book(reporter),
    }


def _range(
    low: float | None, central: float | None, high: float | None, basis: MoneyBasis
) -> dict[str, object]:
    unit = money.name(basis)
    return {
        _("Low ({unit})", unit=unit): whole(low),
        _("Central ({unit})", unit=unit): whole(central),
        _("High ({unit})", unit=unit): whole(high),
    }
