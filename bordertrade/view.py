"""What the reader is looking at, and its link.

The link is the view: stable codes, defaults left out, never an error. A value that is unknown
falls back to its default and is named, so that a page can say so. Which codes exist depends on
the data (markets, targets, goods), so decoding takes the ``Choices`` of a data set.

| key | field | form |
| --- | --- | --- |
| market | markets | ids joined by "~", ``none`` for an empty selection |
| channel | channels | ``formal~informal`` |
| dir | directions | ``PK_TO_IR~IR_TO_PK`` |
| reporter | reporter | ``both``, ``PK``, ``IR`` |
| goods | goods | codes joined by "~" |
| time | time | ``2021-01..latest`` |
| cal, cur | calendar, currency | codes |
| evidence | evidence | ``all``, ``observed``, ``count`` |
| informal | informal | ``none``, ``low``, ``central``, ``high`` |
| target, base, end | target, base_year, end_year | id, years |
| events | events | ``on``, ``off`` |
| table, q | table, search | table name, free text (the data page) |
| tab | tables | names of the charts that are shown as tables, joined by "~" |
| lang, v | language, version | code; first ten of a fingerprint |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

from bordertrade import calendars
from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.vocabulary import (
    Channel,
    Direction,
    EvidenceFloor,
    InformalBasis,
    Reporter,
)

JOINER = "~"
NONE = "none"
EARLIEST, LATEST = "earliest", "latest"
BOTH = "both"
LONGEST_SEARCH = 100
#: The scope of targets that a book's total can be held against.
TWO_WAY = "two-way"
#: Links stay under 300 characters: three goods can be compared, each by a short code.
MOST_GOODS = 3
#: More than any honest link holds; longer ones are cut before they are read.
LONGEST_VALUE = 300


class Toggle(StrEnum):
    ON = "on"
    OFF = "off"


class MoneyBasis(StrEnum):
    """The currency figures are shown in. Others than US$ follow with the rates page."""

    USD = "usd"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From month to month (``YYYY-MM``), either end open so that a link follows new data."""

    start: str = EARLIEST
    end: str = LATEST

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"


_MARKETS = ("gabd", "mand", "chadgi")
_CHANNELS = (Channel.FORMAL, Channel.INFORMAL)
_DIRECTIONS = (Direction.IR_TO_PK, Direction.PK_TO_IR)
_ORDER: dict[str, tuple[str, ...]] = {
    "markets": _MARKETS,
    "channels": _CHANNELS,
    "directions": _DIRECTIONS,
}


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view, shared by all pages. The defaults are what an empty link shows."""

    markets: tuple[str, ...] = _MARKETS
    channels: tuple[Channel, ...] = _CHANNELS
    directions: tuple[Direction, ...] = _DIRECTIONS
    reporter: str = BOTH
    goods: tuple[str, ...] = ()
    time: TimeSpan = TimeSpan()
    calendar: Calendar = Calendar.GREGORIAN
    currency: MoneyBasis = MoneyBasis.USD
    evidence: EvidenceFloor = EvidenceFloor.ALL
    informal: InformalBasis = InformalBasis.NONE
    target: str = "usd10bn_2029"
    base_year: int | None = None
    end_year: int | None = None
    events: Toggle = Toggle.ON
    table: str = "bilateral_trade"
    search: str = ""
    tables: tuple[str, ...] = ()
    language: str = "en"
    version: str = ""

    def __post_init__(self) -> None:
        """A selection has one order, that of the defaults: one view, one link."""
        for name, order in _ORDER.items():
            chosen = getattr(self, name)
            in_order = [each for each in order if each in chosen]
            others = [each for each in chosen if each not in order]
            object.__setattr__(self, name, (*in_order, *others))

    @property
    def reporters(self) -> tuple[Reporter, ...]:
        return tuple(Reporter) if self.reporter == BOTH else (Reporter(self.reporter),)

    def with_(self, **changes: Any) -> ViewState:
        return replace(self, **changes)


DEFAULT = ViewState()


@dataclass(frozen=True, slots=True)
class Choices:
    """The codes that exist in a data set: what a link may name."""

    markets: tuple[str, ...]
    goods: tuple[str, ...]
    targets: tuple[str, ...]
    tables: tuple[str, ...]
    charts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class Fallback:
    """A key of a link that was not understood; ``value`` is what stood there."""

    key: str
    value: str


def choices_of(
    dataset: Dataset, charts: Iterable[str] = (), languages: Iterable[str] = ("en",)
) -> Choices:
    """The markets that views choose from are the agreed first ones, not mere candidates; the
    targets those for the whole of two-way trade."""
    markets, targets = dataset["markets"], dataset["targets"]
    agreed = markets.loc[markets["stage"] == "first_three", "id"]
    observed = dataset.cube.loc[~dataset.cube["modelled"], "goods"]
    return Choices(
        markets=tuple(agreed),
        goods=tuple(sorted(set(observed) - {""})),
        targets=tuple(targets.loc[targets["scope"] == TWO_WAY, "id"]),
        tables=tuple(dataset.contract.tables),
        charts=tuple(charts),
        languages=tuple(languages),
    )


# --- the codec: one row a key -------------------------------------------------------------------

_Parse: TypeAlias = Callable[[str, Choices], Any]


@dataclass(frozen=True, slots=True)
class _Key:
    """How one field stands in a link. ``parse`` raises ValueError for what it does not know."""

    key: str
    field: str
    parse: _Parse
    format: Callable[[Any], str] = str


def _code(kind: type[StrEnum]) -> _Parse:
    return lambda text, _: kind(text)


def _one_of(field: str) -> _Parse:
    def parse(text: str, choices: Choices) -> str:
        if text not in getattr(choices, field):
            raise ValueError(text)
        return text

    return parse


def _several(parse_one: _Parse) -> _Parse:
    def parse(text: str, choices: Choices) -> tuple[Any, ...]:
        if text == NONE:
            return ()
        parts = [parse_one(part, choices) for part in text.split(JOINER)]
        return tuple(dict.fromkeys(parts))

    return parse


def _join(values: Iterable[str]) -> str:
    return JOINER.join(str(value) for value in values) or NONE


def _goods_join(goods: Iterable[str]) -> str:
    return JOINER.join(goods)


def _direction(text: str, _: Choices) -> Direction:
    if text == Direction.TWO_WAY:
        raise ValueError(text)
    return Direction(text)


def _goods(text: str, choices: Choices) -> tuple[str, ...]:
    if text == NONE and NONE in choices.goods:
        return (text,)
    goods: tuple[str, ...] = _several(_one_of("goods"))(text, choices)
    if len(goods) > MOST_GOODS:
        raise ValueError(text)
    return goods


def _reporter(text: str, _: Choices) -> str:
    return text if text == BOTH else str(Reporter(text))


def _year(text: str, _: Choices) -> int:
    if not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _time(text: str, _: Choices) -> TimeSpan:
    start, dots, end = text.partition("..")
    if not dots:
        raise ValueError(text)
    for part, open_end in ((start, EARLIEST), (end, LATEST)):
        if part != open_end and calendars.parse(part).text != part:
            raise ValueError(text)
        if part != open_end and not re.fullmatch(r"\d{4}-\d{2}", part, re.ASCII):
            raise ValueError(text)
    if EARLIEST != start > end != LATEST:
        raise ValueError(text)
    return TimeSpan(start, end)


def _search(text: str, _: Choices) -> str:
    return "".join(c for c in text if c.isprintable())[:LONGEST_SEARCH]


def _version(text: str, _: Choices) -> str:
    if not re.fullmatch(r"[0-9a-f]{10}", text):
        raise ValueError(text)
    return text


_KEYS = (
    _Key("market", "markets", _several(_one_of("markets")), _join),
    _Key("channel", "channels", _several(_code(Channel)), _join),
    _Key("dir", "directions", _several(_direction), _join),
    _Key("reporter", "reporter", _reporter),
    _Key("goods", "goods", _goods, _goods_join),
    _Key("time", "time", _time),
    _Key("cal", "calendar", _code(Calendar)),
    _Key("cur", "currency", _code(MoneyBasis)),
    _Key("evidence", "evidence", _code(EvidenceFloor)),
    _Key("informal", "informal", _code(InformalBasis)),
    _Key("target", "target", _one_of("targets")),
    _Key("base", "base_year", _year),
    _Key("end", "end_year", _year),
    _Key("events", "events", _code(Toggle)),
    _Key("table", "table", _one_of("tables")),
    _Key("q", "search", _search),
    _Key("tab", "tables", _several(_one_of("charts")), _join),
    _Key("lang", "language", _one_of("languages")),
    _Key("v", "version", _version),
)

#: Streamlit keeps these for itself; they are nobody's mistake.
_RESERVED = frozenset({"embed", "embed_options"})


def encode(view: ViewState) -> dict[str, str]:
    """The query of a view: one text a key, defaults left out, keys in a fixed order."""
    return {
        key.key: key.format(getattr(view, key.field))
        for key in _KEYS
        if getattr(view, key.field) != getattr(DEFAULT, key.field)
    }


def decode(query: Mapping[str, str], choices: Choices) -> tuple[ViewState, tuple[Fallback, ...]]:
    """The view of a query, and what in it was not understood. Never raises."""
    changes: dict[str, Any] = {}
    fallbacks = [
        Fallback(name[:LONGEST_VALUE], value[:LONGEST_VALUE])
        for name, value in query.items()
        if name not in _KEY_NAMES and name not in _RESERVED
    ]
    for key in _KEYS:
        text = query.get(key.key)
        if text is None:
            continue
        try:
            changes[key.field] = key.parse(text[:LONGEST_VALUE], choices)
        except ValueError:
            fallbacks.append(Fallback(key.key, text[:LONGEST_VALUE]))
    return replace(DEFAULT, **changes), tuple(fallbacks)


def link(path: str, view: ViewState) -> str:
    """Path and query of a view, for people to pass on."""
    query = urlencode(encode(view), quote_via=quote, safe=JOINER + ".")
    return f"/{path}?{query}" if query else f"/{path}"


_KEY_NAMES = frozenset(key.key for key in _KEYS)
