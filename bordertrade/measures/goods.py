"""What was traded, where somebody observed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.selection import Selection, without_overlaps
from bordertrade.measures.shown import Exchange, exchange, shown
from bordertrade.money import MoneyBasis

#: More rows than this are no picture and no sentence; the table has them all.
MOST_DRAWN = 15


@dataclass(frozen=True, eq=False, slots=True)
class GoodsResult:
    """Observed goods of the chosen markets.

    ``frame``: ``goods`` (code), ``label``, ``market``, ``channel``, ``direction``,
    ``reporter``, ``value_low``, ``value``, ``value_high`` (in ``money``) and ``converted``,
    largest first. Books and overlapping spans are never added. ``undivided``: the observed value
    that its sources do not divide by goods; where both books have one, the larger. ``exchange``:
    how the values came to be in their money.
    """

    frame: pd.DataFrame
    undivided: Envelope
    sources: tuple[str, ...]
    newest: date | None
    exchange: Exchange

    @property
    def largest(self) -> pd.DataFrame:
        """The rows to draw and tell: the first ``MOST_DRAWN`` of ``frame``."""
        return self.frame.head(MOST_DRAWN)

    @property
    def left_out(self) -> int:
        """How many rows only the table shows."""
        return max(0, len(self.frame) - MOST_DRAWN)

    @property
    def money(self) -> MoneyBasis:
        return self.exchange.money


def goods(dataset: Dataset, selection: Selection) -> GoodsResult:
    """Observed rows by goods; the model supports no split and is never used here."""
    asked = shown(dataset, selection, by_goods=True)
    asked = asked[~asked["modelled"]]
    rows = asked[asked["value"].notna()]
    line = ["market", "channel", "direction"]
    keys = ["goods", *line, "reporter"]
    rows = without_overlaps(rows, keys)
    divided = rows[rows["goods"] != ""]
    values = ["value_low", "value", "value_high"]
    undivided = rows[rows["goods"] == ""].groupby([*line, "reporter"])[values].sum()
    grouped = divided.groupby(keys, sort=True)
    frame = grouped[values].sum().join(grouped["converted"].any()).reset_index()
    frame["label"] = frame["goods"].map(goods_labels(dataset)).fillna(frame["goods"])
    return GoodsResult(
        frame=frame.sort_values("value", ascending=False, ignore_index=True),
        undivided=Envelope(*map(float, undivided.groupby(line).max().sum())),
        sources=tuple(source for source in rows["source"].unique() if source),
        newest=rows["end"].max().date() if len(rows) else None,
        exchange=exchange(dataset, asked, selection.money),
    )


def goods_labels(dataset: Dataset) -> dict[str, str]:
    """Goods code -> the name its rows give it."""
    return dict(dataset.goods)
