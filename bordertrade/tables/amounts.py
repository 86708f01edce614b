"""Money in cells: whole units, and whether a rate stands behind them."""

from __future__ import annotations

import pandas as pd

from bordertrade.measures.in_currency import Exchange
from bordertrade.words import _


def exchanged(converted: bool, exchange: Exchange) -> dict[str, object]:
    """Which figures went through an exchange rate; no column where none did."""
    if not exchange.converted:
        return {}
    return {_("Exchange"): _("converted") if converted else _("as published")}


def whole(value: float | None) -> int | None:
    """Whole units of money; None for a missing figure."""
    return None if value is None or pd.isna(value) else round(value)
