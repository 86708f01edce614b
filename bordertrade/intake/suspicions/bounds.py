"""The outer bound of what one market can trade in a period, by what the record knows.

It is wide: it stands in where a line has no history, and tells a slip of the keyboard from trade.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from bordertrade import calendars
from bordertrade.dataset.rows import each
from bordertrade.intake.suspicions.given import AMOUNT, END, START, UNIT, Given
from bordertrade.money import Currency
from bordertrade.vocabulary import Channel

#: The tables of single markets, and what the model calls their trade.
CHANNEL = {"formal_trade": Channel.FORMAL, "informal_trade": Channel.INFORMAL}
#: So many times the most that the model gives a market.
_WIDE = 10.0
_YEAR_DAYS = 365.0


def days(rows: pd.DataFrame) -> pd.Series[float]:
    """How many days each row tells of."""
    return ((rows[END] - rows[START]).dt.days + 1).astype("float64")


def largest(given: Given, rows: pd.DataFrame) -> pd.Series[float]:
    """The most US$ that is believed of each row's whole period; infinite where nothing is known.

    The lesser of ten times the modelled high of the market and direction, and of the largest
    yearly figure of the whole border in that direction (times the years, beyond one).
    """
    span = days(rows)
    border = rows["direction"].map(_border(given)) * (span / _YEAR_DAYS).clip(lower=1)
    keys = pd.MultiIndex.from_frame(rows[["market", "direction"]])
    model = pd.Series(_modelled(given).reindex(keys).to_numpy(), index=rows.index) * span * _WIDE
    return pd.Series(np.fmin(border, model), index=rows.index).fillna(np.inf)


def believed(given: Given, rows: pd.DataFrame) -> pd.Series[float]:
    """The amounts a day, without those beyond the bound: they are no history to judge by."""
    amount = rows[AMOUNT]
    if given.table.name not in CHANNEL or rows.empty:
        return amount
    beyond = (amount * days(rows) > largest(given, rows)) & rows[UNIT].eq(str(Currency.USD))
    return amount.mask(beyond)


def _border(given: Given) -> pd.Series[float]:
    """By direction, the largest preferred figure of either book, US$."""
    books = given.dataset["bilateral_trade"]
    preferred = books[books["preferred"].fillna(False).to_numpy(dtype=bool)]
    largest: pd.Series[float] = preferred.groupby("direction")["value_usd"].max()
    return largest


def _modelled(given: Given) -> pd.Series[float]:
    """By market and direction, the highest modelled US$ a day."""
    rows = given.dataset["modelled_trade"]
    rows = rows[rows["channel"] == str(CHANNEL[given.table.name])]
    length = each(rows, ["period"], lambda text: calendars.parse(text).days).astype("float64")
    daily = (rows["value_high_usd"] / length).groupby([rows["market"], rows["direction"]])
    highest: pd.Series[float] = daily.max()
    return highest
