"""Figures as versions up to 0.4.0 counted them, beside those of today: only where they differ."""

from __future__ import annotations

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.measures.market_totals import MarketTotal, MarketTotals, market_totals
from bordertrade.measures.selection import Selection
from bordertrade.measures.shared_window import SharedTotal, SharedWindow, shared_window
from bordertrade.vocabulary import THREE
from bordertrade.words import _, dates, labels, money, sentences


def figures_then_and_now(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """One row for each line whose figures differ: its name, what was shown, what is shown.

    Columns are named in the reader's language; empty where nothing differs.
    """
    then, now = shared_window(dataset, selection), market_totals(dataset, selection)
    keys = dict.fromkeys([*_lines_now(now), *_lines_then(then)])
    rows = [
        {
            _("Figure"): _name(key),
            _("Up to 0.4.0"): _then(key, then, selection),
            _("Now"): "; ".join(_told(row) for row in _lines_now(now).get(key, ()))
            or _("not collected"),
        }
        for key in keys
        if _differs(key, then, now)
    ]
    return pd.DataFrame(rows)


_Key = tuple[str, str, str, str]


def _lines_now(now: MarketTotals | None) -> dict[_Key, list[MarketTotal]]:
    found: dict[_Key, list[MarketTotal]] = {}
    for row in now.rows if now else ():
        if row.market != THREE:
            found.setdefault(row.line, []).append(row)
    return found


def _lines_then(then: SharedWindow | None) -> dict[_Key, SharedTotal]:
    rows = then.rows if then else ()
    return {(row.market, row.channel, row.direction, row.reporter): row for row in rows}


def _differs(key: _Key, then: SharedWindow | None, now: MarketTotals | None) -> bool:
    old, new = _lines_then(then).get(key), _lines_now(now).get(key, [])
    if old is None or then is None or len(new) != 1:
        return True
    (row,) = new
    same_months = row.months == old.months and (row.start, row.end) == (then.start, then.end)
    return row.value != old.value or not (same_months or row.period == old.period != "")


def _name(key: _Key) -> str:
    market, channel, direction, reporter = key
    parts = [labels.market(market), labels.channel(channel), labels.direction(direction)]
    return ", ".join(parts + [labels.book(reporter)] * bool(reporter))


def _told(row: MarketTotal) -> str:
    return _(
        "{amount} ({notes})",
        amount=money.amount_range(row.value, row.money),
        notes=", ".join((sentences.total_period(row), sentences.total_evidence(row))),
    )


def _then(key: _Key, then: SharedWindow | None, selection: Selection) -> str:
    old = _lines_then(then).get(key)
    if old is None or then is None:
        return _("not collected")
    period = dates.period(old.period) if old.period else dates.span(then.start, then.end)
    return _(
        "{amount} ({months} of the months of {period})",
        amount=money.amount_range(old.value, selection.money),
        months=old.months,
        period=period,
    )
