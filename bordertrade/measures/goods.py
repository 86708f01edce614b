"""What was traded, where somebody observed it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.measures.selection import Selection, chosen


@dataclass(frozen=True, eq=False, slots=True)
class GoodsResult:
    """Observed goods of the chosen markets.

    ``frame``: ``goods`` (code), ``label``, ``market``, ``channel``, ``direction``,
    ``value_low_usd``, ``value_usd``, ``value_high_usd``; US$, largest first.
    ``undivided_usd``: the observed value that its sources do not divide by goods.
    """

    frame: pd.DataFrame
    undivided_usd: float


def goods(dataset: Dataset, selection: Selection) -> GoodsResult:
    """Observed rows by goods; the model supports no split and is never used here."""
    rows = chosen(dataset, selection)
    rows = rows[~rows["modelled"] & rows["value_usd"].notna()]
    divided = rows[rows["goods"] != ""]
    keys = ["goods", "market", "channel", "direction"]
    values = ["value_low_usd", "value_usd", "value_high_usd"]
    frame = divided.groupby(keys, sort=True)[values].sum().reset_index()
    frame["label"] = frame["goods"].map(goods_labels(dataset)).fillna(frame["goods"])
    return GoodsResult(
        frame=frame.sort_values("value_usd", ascending=False, ignore_index=True),
        undivided_usd=float(rows.loc[rows["goods"] == "", "value_usd"].sum()),
    )


def goods_labels(dataset: Dataset) -> dict[str, str]:
    """Goods code -> the name its rows give it."""
    return dict(dataset.goods)
