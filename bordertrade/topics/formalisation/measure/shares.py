"""How much of what comes from Iran is lawful: formal / (formal + informal), as a range.

Formalisation ratio (design, section 4; features 3.2, item 20): low = F_low / (F_low + I_high),
central = F / (F + I), high = F_high / (F_high + I_low). Informal means fuel only, the one kind
of goods that anybody has estimated, so the true share of lawful trade is lower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Calendar, Period, RecutError
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope, total
from bordertrade.measures.fuel import FuelEstimate, assumption, fuel_estimate
from bordertrade.measures.observation import Observation, observations
from bordertrade.measures.selection import Selection, chosen, undivided_first, without_overlaps
from bordertrade.vocabulary import THREE, Channel, Direction, EvidenceFloor, Reporter

_VALUES = ["value_low_usd", "value_usd", "value_high_usd"]
#: The rows of ``assumptions`` that set what was cleared beside the markets against all imports:
#: the one up to a day, the other from the day after.
_K_HIGH_TO, _K_HIGH_FROM = "k_high_to_2023_06", "k_high_from_2023_07"
_K_HIGH_LAST = date(2023, 6, 30)


@dataclass(frozen=True, slots=True)
class FormalShare:
    """Formal and informal goods from Iran in one period, and the lawful share of the two.

    ``market`` is a market's id, ``THREE``, or "" for the whole border; ``reporter`` the book of
    the formal side. ``months`` counts the months that both channels have; ``whole`` says whether
    a year has them all.
    """

    market: str
    reporter: str
    period: Period
    formal_usd: Envelope
    informal_usd: Envelope
    months: int
    formal_modelled: bool
    informal_modelled: bool
    formal_sources: tuple[str, ...] = ()
    informal_sources: tuple[str, ...] = ()
    whole: bool = True

    @property
    def ratio(self) -> Envelope | None:
        return ratio(self.formal_usd, self.informal_usd)

    @property
    def sources(self) -> tuple[str, ...]:
        """Those of observed figures; a modelled side has its assumptions' (``model_sources``)."""
        return tuple(dict.fromkeys([*self.formal_sources, *self.informal_sources]))

    @property
    def is_modelled(self) -> bool:
        return self.formal_modelled or self.informal_modelled


@dataclass(frozen=True, slots=True)
class Formalisation:
    """The ratio over time, by market and for the three together.

    ``lacking``: (market, channel) without any figure at this evidence. ``disagreeing``: how many
    times Pakistan's imports from all of Iran the high bound of formal trade beside the markets
    comes to, where it is more than once; None otherwise.
    """

    calendar: Calendar
    markets: tuple[str, ...]
    shares: tuple[FormalShare, ...]
    national: FormalShare | None
    lacking: tuple[tuple[str, Channel], ...]
    disagreeing: float | None

    def of(self, market: str) -> tuple[FormalShare, ...]:
        return tuple(each for each in self.shares if each.market == market)


def ratio(formal: Envelope, informal: Envelope) -> Envelope | None:
    """formal / (formal + informal): the low takes the high of informal trade, and the reverse.

    None where at one of the ends there is neither formal nor informal trade. Source: design,
    section 4; the ends by features 3.2, item 20.
    """
    low = _share(formal.low, informal.high)
    central = _share(formal.central, informal.central)
    high = _share(formal.high, informal.low)
    if low is None or central is None or high is None:
        return None
    return Envelope(low, central, high)


def _share(formal: float, informal: float) -> float | None:
    """formal / (formal + informal), in a form that rounding keeps in order."""
    if formal <= 0:
        return None if informal <= 0 else 0.0
    return 1 / (1 + informal / formal)


def formalisation(dataset: Dataset, selection: Selection) -> Formalisation:
    """The ratio of each market, and of the three together, in each period that both channels have.

    Formula: ``ratio``. A year adds its months up first, lows to lows and highs to highs. Only
    goods from Iran: the one direction in which informal trade was estimated.
    """
    rows = _valued(dataset, selection)
    monthly = [share for part in _lines(rows) for share in _matched(*part)]
    shares = _by_year(monthly) if selection.calendar is Calendar.FISCAL else monthly
    order = {market: place for place, market in enumerate([THREE, *selection.markets])}
    shares.sort(key=lambda each: (order[each.market], each.reporter, each.period))
    return Formalisation(
        calendar=selection.calendar,
        markets=selection.markets,
        shares=tuple(shares),
        national=national_share(dataset, selection.floor),
        lacking=tuple(_lacking(rows, selection.markets)),
        disagreeing=_above_all_imports(dataset, shares),
    )


def _valued(dataset: Dataset, selection: Selection, *, by_goods: bool = False) -> pd.DataFrame:
    wanted = replace(selection, directions=(Direction.IR_TO_PK,), channels=tuple(Channel))
    three = _holds_all_three(dataset, selection.markets)
    rows = chosen(dataset, wanted, with_three=three, by_goods=by_goods)
    rows = rows[rows["value_usd"].notna()]
    return rows if selection.goods else undivided_first(rows)


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """The rows of the cube behind one share: those of its formal and those of its informal side."""

    market: str
    reporter: str
    period: Period
    formal: pd.DataFrame
    informal: pd.DataFrame


def counted(dataset: Dataset, selection: Selection) -> Iterator[Counted]:
    """What each share of ``formalisation`` adds up, by the periods that both channels have: a year
    adds several."""
    rows = _valued(dataset, selection, by_goods=True)
    for market, reporter, formal, informal in _lines(rows):
        for share in _matched(market, reporter, formal, informal):
            period = share.period
            if selection.calendar is Calendar.FISCAL:
                try:
                    period = calendars.recut(share.period, Calendar.FISCAL)
                except RecutError:
                    continue
            yield Counted(
                market,
                reporter,
                period,
                _of_period(formal, share.period),
                _of_period(informal, share.period),
            )


def _of_period(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows of a period itself, else those of its parts."""
    known = {text: calendars.parse(text) for text in rows["period"].unique()}
    own = [text for text, each in known.items() if each == period]
    inside = own or [text for text, each in known.items() if period.contains(each)]
    return rows[rows["period"].isin(inside)]


def newest_of_each(result: Formalisation) -> tuple[FormalShare, ...]:
    """The newest share of each market and book; of years, the newest whole one if there is one."""
    newest: dict[tuple[str, str], FormalShare] = {}
    for each in sorted(result.shares, key=lambda share: (share.whole, share.period)):
        newest[each.market, each.reporter] = each
    order = [(each.market, each.reporter) for each in result.shares]
    return tuple(
        sorted(newest.values(), key=lambda each: order.index((each.market, each.reporter)))
    )


def comparable(result: Formalisation) -> tuple[FormalShare, ...]:
    """Of yearly shares, those of the year that the national estimate speaks of; else the newest.

    It is the one year for which informal trade was estimated, and the same for every place.
    """
    year = result.national.period if result.national else None
    return tuple(each for each in result.shares if each.period == year) or newest_of_each(result)


def national_share(
    dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL
) -> FormalShare | None:
    """Pakistan's imports of the very year that the national fuel estimate speaks of.

    None with a higher evidence floor: the fuel's worth rests on an assumed price.
    """
    fuel = fuel_estimate(dataset)
    if fuel is None or floor is not EvidenceFloor.ALL:
        return None
    imports = next(iter(national_imports(dataset, fuel)), None)
    if imports is None:
        return None
    return FormalShare(
        market="",
        reporter=str(Reporter.PK),
        period=fuel.period,
        formal_usd=Envelope.exact(imports.value_usd),
        informal_usd=fuel.value_usd,
        months=12,
        formal_modelled=False,
        informal_modelled=True,
        formal_sources=imports.sources,
        informal_sources=fuel.sources,
    )


def national_imports(dataset: Dataset, fuel: FuelEstimate) -> Iterator[Observation]:
    """Pakistan's imports in the very year of the fuel estimate; the first is the formal side."""
    for each in observations(dataset):
        if (
            each.preferred
            and each.reporter == Reporter.PK
            and each.direction is Direction.IR_TO_PK
            and each.period == fuel.period
        ):
            yield each


def _holds_all_three(dataset: Dataset, markets: Iterable[str]) -> bool:
    """The three together stand beside the markets only where all of them are looked at."""
    cube = dataset.cube
    modelled = set(cube.loc[cube["modelled"], "market"]) - {THREE}
    return bool(modelled) and modelled <= set(markets)


# --- periods that both channels have ----------------------------------------------------------


def _lines(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame, pd.DataFrame]]:
    """(market, book, formal rows, informal rows): informal trade belongs to no book."""
    for market, part in rows.groupby("market", sort=False):
        informal = without_overlaps(part[part["channel"] == Channel.INFORMAL], ["market"])
        formal = part[part["channel"] == Channel.FORMAL]
        for reporter, own in formal.groupby("reporter", sort=False):
            yield str(market), str(reporter), without_overlaps(own, ["market"]), informal


def _matched(
    market: str, reporter: str, formal: pd.DataFrame, informal: pd.DataFrame
) -> Iterator[FormalShare]:
    """A share for each period of one channel that the other has too, whole or in parts."""
    ours, theirs = _cells(formal), _cells(informal)
    for period in sorted({*ours, *theirs}):
        one, other = _tiled(ours, period), _tiled(theirs, period)
        if one and other:
            yield FormalShare(
                market=market,
                reporter=reporter,
                period=period,
                formal_usd=total(each.value_usd for each in one),
                informal_usd=total(each.value_usd for each in other),
                months=calendars.month_count(period),
                formal_modelled=any(each.modelled for each in one),
                informal_modelled=any(each.modelled for each in other),
                formal_sources=_sources(one),
                informal_sources=_sources(other),
            )


@dataclass(frozen=True, slots=True)
class _Cell:
    value_usd: Envelope
    modelled: bool
    sources: tuple[str, ...]


def _cells(rows: pd.DataFrame) -> dict[Period, _Cell]:
    """Goods of one period added up."""
    cells: dict[Period, _Cell] = {}
    for row in rows_of(rows[["period", *_VALUES, "modelled", "source"]]):
        period = calendars.parse(row.period)
        own = (row.source,) if row.source else ()
        value = Envelope(row.value_low_usd, row.value_usd, row.value_high_usd)
        cell = _Cell(value, bool(row.modelled), own)
        before = cells.get(period)
        cells[period] = _added(before, cell) if before else cell
    return cells


def _added(one: _Cell, other: _Cell) -> _Cell:
    return _Cell(
        one.value_usd + other.value_usd,
        one.modelled or other.modelled,
        tuple(dict.fromkeys([*one.sources, *other.sources])),
    )


def _tiled(cells: dict[Period, _Cell], period: Period) -> list[_Cell]:
    """The cells that fill a period to the day; none where a day is missing."""
    if period in cells:
        return [cells[period]]
    inside = [each for each in cells if period.contains(each)]
    if sum(each.days for each in inside) != period.days:
        return []
    return [cells[each] for each in inside]


def _sources(cells: Iterable[_Cell]) -> tuple[str, ...]:
    return _each_once(cell.sources for cell in cells)


def _each_once(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for list_ in lists for each in list_))


# --- years --------------------------------------------------------------------------------------


def _by_year(shares: Iterable[FormalShare]) -> list[FormalShare]:
    """Months added up into Pakistan's fiscal years; what straddles two years is left out."""
    years: dict[tuple[str, str, Period], list[FormalShare]] = {}
    for each in shares:
        try:
            year = calendars.recut(each.period, Calendar.FISCAL)
        except RecutError:
            continue
        years.setdefault((each.market, each.reporter, year), []).append(each)
    return [_year(year, parts) for (_market, _book, year), parts in years.items()]


def _year(year: Period, parts: list[FormalShare]) -> FormalShare:
    months = sum(each.months for each in parts)
    return replace(
        parts[0],
        period=year,
        formal_usd=total(each.formal_usd for each in parts),
        informal_usd=total(each.informal_usd for each in parts),
        months=months,
        formal_modelled=any(each.formal_modelled for each in parts),
        informal_modelled=any(each.informal_modelled for each in parts),
        formal_sources=_each_once(part.formal_sources for part in parts),
        informal_sources=_each_once(part.informal_sources for part in parts),
        whole=months >= 12,
    )


# --- what a reader must know besides ------------------------------------------------------------


def _lacking(rows: pd.DataFrame, markets: Iterable[str]) -> Iterator[tuple[str, Channel]]:
    known = set(zip(rows["market"], rows["channel"], strict=True))
    for market in markets:
        for channel in Channel:
            if (market, str(channel)) not in known:
                yield market, channel


def _above_all_imports(dataset: Dataset, shares: Iterable[FormalShare]) -> float | None:
    """The greatest k_high behind modelled formal trade, where it is above 1: see ``assumptions``."""
    modelled = [each.period for each in shares if each.formal_modelled]
    used = {_K_HIGH_TO for each in modelled if each.start <= _K_HIGH_LAST}
    used |= {_K_HIGH_FROM for each in modelled if each.end > _K_HIGH_LAST}
    found = [assumption(dataset, id_) for id_ in used]
    greatest = max((each.central for each in found if each), default=0.0)
    return greatest if greatest > 1 else None
