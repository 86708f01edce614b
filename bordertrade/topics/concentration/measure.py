"""How much of a trade hangs on few goods or few markets.

Hirschman-Herfindahl index, H = the sum of squared shares (World Bank, WITS trade indicators). It
cannot fall below 1/N for N parts, so the floor always stands beside it; the normalised index
(H - 1/N) / (1 - 1/N) runs from 0 to 1 whatever N is.

Observed rows only: the model supports no split by goods, and its split by market is an
assumption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.division import Division, divisions
from bordertrade.measures.selection import Selection, chosen, undivided_first, without_overlaps
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Direction, Evidence, EvidenceFloor

GOODS, MARKETS = "goods", "markets"
_ENDS = ["value_low_usd", "value_usd", "value_high_usd"]


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a trade: US$ and its share of the whole, 0..1, by central values."""

    code: str
    name: str
    value_usd: Envelope
    share: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """One trade and how concentrated it is.

    ``by``: ``goods`` or ``markets``. ``market`` is "" for the whole border and where markets are
    the parts. ``index`` is H, 0..1, a range where values are. ``shares`` hold only parts with a
    value above zero, the largest first. ``estimated``: the compiler filled in the figures.
    """

    by: str
    market: str
    channel: str
    reporter: str
    series: str
    direction: Direction
    start: date
    end: date
    period: str
    shares: tuple[Share, ...]
    index: Envelope
    estimated: bool
    sources: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.shares)

    @property
    def floor(self) -> float:
        return 1 / self.count

    @property
    def normalised(self) -> float | None:
        """(H - 1/N) / (1 - 1/N), None for a single part."""
        if self.count == 1:
            return None
        return (self.index.central - self.floor) / (1 - self.floor)

    @property
    def largest(self) -> Share:
        return self.shares[0]


@dataclass(frozen=True, slots=True)
class ConcentrationResult:
    """``border`` holds the full divisions of the whole border, ``markets`` what was observed at
    markets; ``partial`` the listings that divide nothing; ``lonely`` the lines (channel,
    direction, book) for which one market alone has an observed figure.
    """

    border: tuple[Concentration, ...]
    markets: tuple[Concentration, ...]
    partial: tuple[Division, ...]
    lonely: tuple[str, ...]

    @property
    def all(self) -> tuple[Concentration, ...]:
        return (*self.border, *self.markets)


def herfindahl(values: Sequence[Envelope]) -> Envelope:
    """H of some values >= 0, in any one unit; as a range where the values are ranges.

    A share is lowest where its own value is low and all others high, and the reverse; squares of
    the lowest shares are a lower bound of H, never under 1/N, and of the highest an upper one.
    Raises ValueError when nothing is above zero.
    """
    whole = sum(value.central for value in values)
    if not whole > 0:
        raise ValueError("shares of nothing")
    floor = 1 / len(values)
    central = max(floor, sum((value.central / whole) ** 2 for value in values))
    if all(value.is_exact for value in values):
        return Envelope.exact(central)
    low = sum(value.low for value in values)
    high = sum(value.high for value in values)
    least = sum(_share(value.low, high - value.high) ** 2 for value in values)
    most = sum(_share(value.high, low - value.low) ** 2 for value in values)
    return Envelope(min(central, max(least, floor)), central, max(central, min(most, 1.0)))


def _share(own: float, others: float) -> float:
    return own / (own + max(0.0, others)) if own > 0 else 0.0


def concentration(dataset: Dataset, selection: Selection) -> ConcentrationResult:
    """H of every full division of the whole border and of what was observed at the markets.

    Formula: the sum of squared shares (World Bank, WITS). At the markets goods are added over the
    chosen time, of overlapping spans the longest; markets are compared only over periods that
    two of them have in common.
    """
    listed = [each for each in divisions(dataset) if _wanted(each, selection)]
    full = [each for each in listed if each.is_full and each.whole_usd > 0]
    by_market, lonely = _by_market(_observed(dataset, selection))
    return ConcentrationResult(
        border=tuple(_of_division(each) for each in full),
        markets=(*_by_goods(dataset, selection), *by_market),
        partial=tuple(each for each in listed if not each.is_full),
        lonely=tuple(lonely),
    )


def _wanted(division: Division, selection: Selection) -> bool:
    """Estimates of the compiler's own stay out when only observations are asked for."""
    return (
        division.direction in selection.directions
        and (division.reporter in ("", *selection.reporters))
        and division.meets(selection.floor)
    )


def _of_division(division: Division) -> Concentration:
    values = [(part.code, part.name, Envelope.exact(part.value_usd)) for part in division.parts]
    shares = _shares(values)
    return Concentration(
        by=GOODS,
        market="",
        channel="formal",
        reporter=division.reporter,
        series=division.series,
        direction=division.direction,
        start=division.period.start,
        end=division.period.end,
        period=division.period.text,
        shares=shares,
        index=herfindahl([share.value_usd for share in shares]),
        estimated=division.estimated,
        sources=division.sources,
    )


def _shares(values: Iterable[tuple[str, str, Envelope]]) -> tuple[Share, ...]:
    kept = [each for each in values if each[2].high > 0]
    whole = sum(value.central for _code, _name, value in kept)
    found = [
        Share(code, name, value, value.central / whole if whole else 0.0)
        for code, name, value in kept
    ]
    return tuple(sorted(found, key=lambda share: (-share.share, share.code)))


# --- observed at the markets ----------------------------------------------------------------------

LINE = ["channel", "direction", "reporter"]


def _observed(dataset: Dataset, selection: Selection, *, by_goods: bool = False) -> pd.DataFrame:
    """Observed cells of the chosen markets with a value; goods are never filtered: shares of a
    choice would say nothing."""
    wanted = replace(selection, goods=(), floor=_without_model(selection.floor))
    rows = chosen(dataset, wanted, by_goods=by_goods)
    return rows[
        ~rows["modelled"] & rows["value_usd"].notna() & (rows["evidence"] != Evidence.MODEL)
    ]


def _without_model(floor: EvidenceFloor) -> EvidenceFloor:
    return EvidenceFloor.OBSERVED if floor is EvidenceFloor.ALL else floor


def _by_goods(dataset: Dataset, selection: Selection) -> Iterator[Concentration]:
    for each in _of_goods(dataset, selection.floor, selection.start, selection.end):
        if (
            each.market in selection.markets
            and each.channel in selection.channels
            and each.direction in selection.directions
            and each.reporter in ("", *selection.reporters)
        ):
            yield each


@once_for_version
def _of_goods(
    dataset: Dataset, floor: EvidenceFloor, start: date | None, end: date | None
) -> tuple[Concentration, ...]:
    """That of every market, channel, direction and book: none depends on what else is chosen."""
    return tuple(_each_by_goods(_divided(dataset, floor, start, end), dataset))


def _divided(
    dataset: Dataset, floor: EvidenceFloor, start: date | None, end: date | None
) -> pd.DataFrame:
    markets = tuple(dataset.cube["market"].unique())
    everything = Selection(markets, floor=floor, start=start, end=end)
    rows = _observed(dataset, everything, by_goods=True)
    return without_overlaps(rows[rows["goods"] != ""], ["market", *LINE, "goods"])


def _each_by_goods(divided: pd.DataFrame, dataset: Dataset) -> Iterator[Concentration]:
    for key, own in divided.groupby(["market", *LINE], sort=True):
        values = [
            (code, dataset.goods.get(code, code), value) for code, value in _sums(own, "goods")
        ]
        yield from _concentration(GOODS, key, values, own)


def period_of(each: Concentration) -> Period:
    """The one period of a trade. Raises ValueError for a stretch of several."""
    return calendars.parse(each.period)


def cells_by_goods(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The cube's rows behind the shares of goods at each market, of all markets."""
    return _divided(dataset, selection.floor, selection.start, selection.end)


def cells_by_market(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The cube's rows behind the shares of markets."""
    whole = _undivided(_observed(dataset, selection, by_goods=True))
    return whole[_is_shared(whole)]


def _undivided(rows: pd.DataFrame) -> pd.DataFrame:
    return without_overlaps(undivided_first(rows), ["market", *LINE])


def _is_shared(rows: pd.DataFrame) -> pd.Series[bool]:
    """Which rows are of a period that at least two markets have."""
    return rows.groupby([*LINE, "period"])["market"].transform("nunique") >= 2


def _by_market(rows: pd.DataFrame) -> tuple[list[Concentration], list[str]]:
    """Markets against each other over the periods that at least two of them have."""
    found: list[Concentration] = []
    lonely: list[str] = []
    whole = _undivided(rows)
    for key, own in whole.groupby(LINE, sort=True):
        shared = own[_is_shared(own)]
        if shared.empty:
            lonely.append("~".join(sorted(set(own["market"]))))
            continue
        values = [(market, market, value) for market, value in _sums(shared, "market")]
        found += _concentration(MARKETS, ("", *key), values, shared)
    return found, lonely


def _concentration(
    by: str, key: tuple[object, ...], values: list[tuple[str, str, Envelope]], rows: pd.DataFrame
) -> Iterator[Concentration]:
    market, channel, direction, reporter = (str(part) for part in key)
    shares = _shares(values)
    if not sum(share.value_usd.central for share in shares) > 0:
        return
    yield Concentration(
        by=by,
        market=market,
        channel=channel,
        reporter=reporter,
        series="",
        direction=Direction(direction),
        start=rows["start"].min().date(),
        end=rows["end"].max().date(),
        period=_one_period(rows),
        shares=shares,
        index=herfindahl([share.value_usd for share in shares]),
        estimated=False,
        sources=tuple(source for source in rows["source"].unique() if source),
    )


def _one_period(rows: pd.DataFrame) -> str:
    """The period where all rows have the same, "" where they are a stretch."""
    texts = rows["period"].unique()
    return str(texts[0]) if len(texts) == 1 else ""


def _sums(rows: pd.DataFrame, column: str) -> list[tuple[str, Envelope]]:
    """(part, US$) for each value of a column, in order."""
    summed = rows.groupby(column, sort=True)[_ENDS].sum()
    ends = summed.to_numpy("float64").tolist()
    return [
        (str(part), Envelope(min(low, central), central, max(high, central)))
        for part, (low, central, high) in zip(summed.index, ends, strict=True)
    ]
