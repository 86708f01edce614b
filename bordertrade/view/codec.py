"""The view to its link and back: one row a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

from bordertrade import calendars
from bordertrade.calendars import Calendar
from bordertrade.dataset.fingerprint import SHORT, SHORT_BEFORE
from bordertrade.money import MoneyBasis
from bordertrade.view.choices import Choices
from bordertrade.view.migrations import migrated
from bordertrade.view.state import (
    BOTH,
    BOUNDS,
    DEFAULT,
    EARLIEST,
    JOINER,
    LATEST,
    LONGEST_SEARCH,
    LONGEST_VALUE,
    MOST_GOODS,
    NONE,
    UNREADABLE,
    Percents,
    TimeSpan,
    Toggle,
    ViewState,
)
from bordertrade.vocabulary import (
    Channel,
    Direction,
    EvidenceFloor,
    InformalBasis,
    Reporter,
)


@dataclass(frozen=True, slots=True)
class Fallback:
    """A key of a link that was not understood; ``value`` is what stood there."""

    key: str
    value: str


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


def _markets(text: str, choices: Choices) -> tuple[str, ...] | None:
    """In the order of the data set: one selection, one link. All of them need no name."""
    chosen = _several(_one_of("markets"))(text, choices)
    return choices.some_markets(chosen)


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


def _number(field: str) -> _Parse:
    low, high = BOUNDS[field]

    def parse(text: str, _: Choices) -> int:
        if not re.fullmatch(r"0|-?[1-9]\d{0,2}", text, re.ASCII):
            raise ValueError(text)
        if not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return parse


def _percents(text: str, _: Choices) -> Percents:
    if not re.fullmatch(r"(0|[1-9]\d?|100)\.\.(0|[1-9]\d?|100)", text, re.ASCII):
        raise ValueError(text)
    low, high = (int(part) for part in text.split(".."))
    if low > high:
        raise ValueError(text)
    return Percents(low, high)


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


#: As links of today call a version or a draft; before that the first ten characters of its id.
_VERSION = rf"[0-9a-f]{{{SHORT_BEFORE}}}|[0-9a-f]{{{SHORT},64}}"


def _version(text: str, _: Choices) -> str:
    if not re.fullmatch(_VERSION, text):
        raise ValueError(text)
    return text


def _shown_version(text: str, _: Choices) -> str:
    """What is not understood must not fall back: the current figures may be others."""
    return text if re.fullmatch(_VERSION, text) else UNREADABLE


KEYS = (
    _Key("market", "markets", _markets, _join),
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
    _Key("since", "since_year", _year),
    _Key("cif", "cif_margin", _number("cif_margin")),
    _Key("duty", "duty", _percents),
    _Key("s_fuel", "fuel_formalised", _number("fuel_formalised")),
    _Key("s_growth", "growth_change", _number("growth_change")),
    _Key("s_markets", "more_markets", _number("more_markets")),
    _Key("s_year", "markets_year", _year),
    _Key("s_days", "opening_days", _number("opening_days")),
    _Key("s_gap", "price_gap", _number("price_gap")),
    _Key("events", "events", _code(Toggle)),
    _Key("table", "table", _one_of("tables")),
    _Key("q", "search", _search),
    _Key("tab", "tables", _several(_one_of("charts")), _join),
    _Key("chart", "chart", _one_of("charts")),
    _Key("lang", "language", _one_of("languages")),
    _Key("v", "version", _shown_version),
    _Key("vs", "versus", _version),
)

#: Streamlit keeps these for itself; they are nobody's mistake.
_RESERVED = frozenset({"embed", "embed_options"})


def encode(view: ViewState) -> dict[str, str]:
    """The query of a view: one text a key, defaults left out, keys in a fixed order."""
    return {
        key.key: key.format(getattr(view, key.field))
        for key in KEYS
        if getattr(view, key.field) != getattr(DEFAULT, key.field)
    }


def decode(query: Mapping[str, str], choices: Choices) -> tuple[ViewState, tuple[Fallback, ...]]:
    """The view of a query, and what in it was not understood. Never raises.

    Links of older versions mean what they meant then (``migrations``).
    """
    query = migrated(query)
    changes: dict[str, Any] = {}
    fallbacks = [
        Fallback(name[:LONGEST_VALUE], value[:LONGEST_VALUE])
        for name, value in query.items()
        if name not in _KEY_NAMES and name not in _RESERVED
    ]
    for key in KEYS:
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


_KEY_NAMES = frozenset(key.key for key in KEYS)
