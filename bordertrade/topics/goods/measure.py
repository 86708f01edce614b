"""What was traded, where somebody observed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.in_currency import Exchange, exchange, shown
from bordertrade.measures.selection import Selection, adding_up_to_most
from bordertrade.money import MoneyBasis
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import EvidenceFloor

_LINE = ["market", "channel", "direction"]
CELL = ["goods", *_LINE, "reporter"]
_VALUES = ["value_low", "value", "value_high"]

#: More rows than this are no picture and no sentence; the table has them all.
MOST_DRAWN = 15


@dataclass(frozen=True, eq=False, slots=True)
class GoodsResult:
    """Observed goods of the chosen markets.

    ``frame``: ``goods`` (code), ``label``, ``market``, ``channel``, ``direction``,
    ``reporter``, ``value_low``, ``value``, ``value_high`` (in ``money``), ``converted``, and
    ``start`` and ``end``, the days from the first to the last row added; largest first. Books and
    overlapping spans are never added. ``undivided``: the observed value that its sources do not
    divide by goods; where both books have one, the larger. ``newest_year``: each line stands with
    its own last twelve months, because nobody chose a time. ``exchange``: how the values came to
    be in their money.
    """

    frame: pd.DataFrame
    undivided: Envelope
    sources: tuple[str, ...]
    newest: date | None
    exchange: Exchange
    newest_year: bool = False

    @property
    def span(self) -> tuple[date, date] | None:
        """From the first to the last day of what is shown; None where nothing is."""
        if self.frame.empty:
            return None
        return self.frame["start"].min().date(), self.frame["end"].max().date()

    @property
    def one_period(self) -> bool:
        """Whether all that is shown speaks of the same days."""
        return len(self.frame[["start", "end"]].drop_duplicates()) <= 1

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
    """Observed rows by goods; the model supports no split and is never used here.

    Of the time chosen; without a choice each market, channel, direction and book stands with the
    twelve months that end with its own newest row: years are never added up unasked.
    """
    own = _of(_added_up(dataset, *_when(selection)), selection)
    frame = own.loc[own["goods"] != "", [*CELL, *_VALUES, "converted", "start", "end"]]
    frame = frame.assign(label=frame["goods"].map(goods_labels(dataset)).fillna(frame["goods"]))
    undivided = own[own["goods"] == ""].groupby(_LINE)[_VALUES].max().sum()
    asked = shown(dataset, selection)
    return GoodsResult(
        frame=frame.sort_values("value", ascending=False, ignore_index=True),
        undivided=Envelope(*map(float, undivided)),
        sources=tuple(dict.fromkeys(s for cell in own["source"] for s in cell.split("~") if s)),
        newest=own["end"].max().date() if len(own) else None,
        exchange=exchange(dataset, asked[~asked["modelled"]], selection.money),
        newest_year=not (selection.start or selection.end),
    )


def _when(selection: Selection) -> tuple[EvidenceFloor, date | None, date | None, MoneyBasis]:
    """What decides which rows are added up; all else only picks from the sums."""
    return selection.floor, selection.start, selection.end, selection.money


@once_for_version
def _added_up(
    dataset: Dataset,
    floor: EvidenceFloor,
    start: date | None,
    end: date | None,
    money: MoneyBasis,
) -> pd.DataFrame:
    """Each kind of goods of every market, channel, direction and book over a time.

    Remembered, because no line depends on which others are looked at: another market or book is
    another pick, not another sum over all rows.
    """
    markets = tuple(dataset.cube["market"].unique())
    everything = Selection(markets, floor=floor, start=start, end=end, money=money)
    rows = counted(dataset, everything)
    cells = rows.groupby(CELL, sort=True)
    sources = rows[[*CELL, "source"]].drop_duplicates().groupby(CELL, sort=True)["source"]
    sums = cells[_VALUES].sum().join(cells["converted"].any())
    sums = sums.join(cells["start"].min()).join(cells["end"].max())
    return sums.join(sources.agg("~".join)).reset_index()


def counted(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The rows of ``shown`` that are added up; those with the same ``CELL`` make one figure."""
    rows = shown(dataset, selection, by_goods=True)
    rows = adding_up_to_most(rows[~rows["modelled"] & rows["value"].notna()], CELL, "value")
    return rows if selection.start or selection.end else _newest_year(rows)


def _newest_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of each line's last twelve months, to its own newest day.

    Divided and undivided rows are lines of their own: a newer total must not push goods out. A
    newest row that is longer than a year stands alone.
    """
    line = [rows[name] for name in [*_LINE, "reporter"]] + [rows["goods"] == ""]
    newest = rows.groupby(line)["end"].transform("max")
    first = newest + pd.Timedelta(days=1) - pd.DateOffset(years=1)
    return rows[(rows["start"] >= first) | (rows["end"] == newest)]


def _of(found: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The sums of a selection. Informal trade belongs to no book and stays."""
    keep = (
        found["market"].isin(selection.markets)
        & found["channel"].isin(list(selection.channels))
        & found["direction"].isin(list(selection.directions))
        & found["reporter"].isin(["", *selection.reporters])
    )
    if selection.goods:
        keep &= found["goods"].isin(selection.goods)
    return found[keep]


def goods_labels(dataset: Dataset) -> dict[str, str]:
    """Goods code -> the name its rows give it."""
    return dict(dataset.goods)
