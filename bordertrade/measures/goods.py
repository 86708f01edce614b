"""What was traded, where somebody observed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.measures.selection import Selection, chosen, without_overlaps


@dataclass(frozen=True, eq=False, slots=True)
class GoodsResult:
    """Observed goods of the chosen markets.

    ``frame``: ``goods`` (code), ``label``, ``market``, ``channel``, ``direction``,
    ``reporter``, ``value_low_usd``, ``value_usd``, ``value_high_usd``; US$, largest first. Books
    and overlapping spans are never added. ``undivided_usd``: the observed value that its sources
    do not divide by goods; where both books have one, the larger.
    """

    frame: pd.DataFrame
    undivided_usd: float
    sources: tuple[str, ...]
    newest: date | None


def goods(dataset: Dataset, selection: Selection) -> GoodsResult:
    """Observed rows by goods; the model supports no split and is never used here."""
    rows = chosen(dataset, selection)
    rows = rows[~rows["modelled"] & rows["value_usd"].notna()]
    line = ["market", "channel", "direction"]
    keys = ["goods", *line, "reporter"]
    rows = without_overlaps(rows, keys)
    divided = rows[rows["goods"] != ""]
    undivided = rows[rows["goods"] == ""].groupby([*line, "reporter"])["value_usd"].sum()
    values = ["value_low_usd", "value_usd", "value_high_usd"]
    frame = divided.groupby(keys, sort=True)[values].sum().reset_index()
    frame["label"] = frame["goods"].map(goods_labels(dataset)).fillna(frame["goods"])
    return GoodsResult(
        frame=frame.sort_values("value_usd", ascending=False, ignore_index=True),
        undivided_usd=float(undivided.groupby(line).max().sum()),
        sources=tuple(dict.fromkeys(source for source in rows["source"] if source)),
        newest=max(rows["end"]).date() if len(rows) else None,
    )


def goods_labels(dataset: Dataset) -> dict[str, str]:
    """Goods code -> the name its rows give it."""
    return dict(dataset.goods)
