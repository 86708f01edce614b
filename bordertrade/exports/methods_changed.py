"""Figures as versions up to 0.4.0 counted them, beside those of today: only where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.measures.market_totals import (
    MarketTotal,
    MarketTotals,
    market_totals,
    sources_of,
)
from bordertrade.measures.selection import Selection
from bordertrade.measures.shared_window import SharedTotal, SharedWindow, shared_window
from bordertrade.vocabulary import THREE
from bordertrade.words import _, dates, labels, money
from bordertrade.words import totals as totals_words


@dataclass(frozen=True, slots=True)
class Recounted:
    """A figure's name, what a version up to 0.4.0 showed and what is shown now, in words; the sources
    of both, which are counts of the same rows.
    """

    figure: str
    then: str
    now: str
    sources: tuple[str, ...]


def recounted(dataset: Dataset, selection: Selection) -> tuple[Recounted, ...]:
    """Each line whose figures differ."""
    then, now = shared_window(dataset, selection), market_totals(dataset, selection)
    keys = dict.fromkeys([*_lines_now(now), *_lines_then(then)])
    return tuple(
        Recounted(
            _name(key),
            _then(key, then, selection),
            "; ".join(_told(row) for row in _lines_now(now).get(key, ())) or _("not collected"),
            sources_of(_lines_now(now).get(key, ())),
        )
        for key in keys
        if _differs(key, then, now)
    )


def figures_then_and_now(rows: Iterable[Recounted]) -> pd.DataFrame:
    """The same as a table whose columns are named in the reader's language."""
    return pd.DataFrame(
        [{_("Figure"): row.figure, _("Up to 0.4.0"): row.then, _("Now"): row.now} for row in rows]
    )


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
        notes=", ".join((totals_words.total_period(row), totals_words.total_evidence(row))),
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
