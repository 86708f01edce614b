"""The links' keys as the API takes them: what each may hold, as JSON Schema and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from bordertrade.calendars import Calendar
from bordertrade.dataset.fingerprint import SHORT, SHORT_BEFORE
from bordertrade.money import MoneyBasis
from bordertrade.view import BOTH, BOUNDS, EARLIEST, KEYS, LATEST, MOST_GOODS, Choices, Toggle
from bordertrade.view.state import JOINER, NONE
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, InformalBasis, Reporter

Schema: TypeAlias = dict[str, Any]

_MONTH = r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])"
_YEAR = r"(19|20)[0-9]{2}"
_PERCENT = r"(0|[1-9][0-9]?|100)"
_VERSION = rf"([0-9a-f]{{{SHORT_BEFORE}}}|[0-9a-f]{{{SHORT},64}})"


def _pattern(text: str) -> Schema:
    return {"type": "string", "pattern": f"^{text}$"}


def _codes(codes: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(code) for code in codes]}


def _enum(kind: type[StrEnum]) -> Callable[[Choices], Schema]:
    return lambda _: _codes(kind)


def _several(codes: Iterable[str], most: int = 0) -> Schema:
    """Codes joined, or ``none``. Each at most once would be enough: no more than there are."""
    known = [re.escape(str(code)) for code in codes]
    if not known:
        return _codes([NONE])
    one = f"({'|'.join(known)})"
    more = (most or len(known)) - 1
    return _pattern(f"({NONE}|{one}({JOINER}{one}){{0,{more}}})")


def _whole(field: str) -> Callable[[Choices], Schema]:
    low, high = BOUNDS[field]
    return lambda _: {"type": "integer", "minimum": low, "maximum": high}


def _year(_: Choices) -> Schema:
    return _pattern(_YEAR)


_DIRECTIONS = (Direction.IR_TO_PK, Direction.PK_TO_IR)

#: Field of a view -> what the key may hold, and in words what it chooses.
_FIELDS: Mapping[str, tuple[Callable[[Choices], Schema], str]] = {
    "markets": (lambda c: _several(c.markets), "Markets, joined by “~”"),
    "channels": (lambda _: _several(Channel), "Recorded at customs (formal) or not (informal)"),
    "directions": (lambda _: _several(_DIRECTIONS), "Which way the goods went"),
    "reporter": (lambda _: _codes([BOTH, *Reporter]), "Whose book"),
    "goods": (lambda c: _several(c.goods, MOST_GOODS), "At most three goods codes"),
    "time": (
        lambda _: _pattern(rf"({EARLIEST}|{_MONTH})\.\.({LATEST}|{_MONTH})"),
        "From month to month, the first not after the last",
    ),
    "calendar": (_enum(Calendar), "Whose years the figures are added up to"),
    "currency": (_enum(MoneyBasis), "The money of market figures"),
    "evidence": (_enum(EvidenceFloor), "Everything, without the model, or full counts only"),
    "informal": (_enum(InformalBasis), "The end of the informal range that joins the level"),
    "target": (lambda c: _codes(c.targets), "The target"),
    "base_year": (_year, "The year in which the base period ends"),
    "end_year": (_year, "The year in which the target is due"),
    "since_year": (_year, "The year in which the first year of the pace ends"),
    "cif_margin": (_whole("cif_margin"), "Percent taken off the importer’s figure"),
    "duty": (
        lambda _: _pattern(rf"{_PERCENT}\.\.{_PERCENT}"),
        "Lowest and highest duty rate, percent, the first not above the second",
    ),
    "fuel_formalised": (_whole("fuel_formalised"), "Scenario: percent of fuel made formal"),
    "growth_change": (_whole("growth_change"), "Scenario: points added to the growth a year"),
    "more_markets": (_whole("more_markets"), "Scenario: more markets"),
    "markets_year": (_year, "Scenario: from which year"),
    "opening_days": (_whole("opening_days"), "Scenario: days a year the markets are open"),
    "price_gap": (_whole("price_gap"), "Scenario: percent the price gap changes by"),
    "events": (_enum(Toggle), "Marks in a picture; makes no difference here"),
    "table": (lambda c: _codes(c.tables), "What the page Data shows; makes no difference here"),
    "search": (lambda _: {"type": "string"}, "A search on a page; makes no difference here"),
    "tables": (lambda c: _several(c.charts), "Charts shown as tables; makes no difference here"),
    "chart": (lambda c: _codes(c.charts), "The chart a link is about; makes no difference here"),
    "language": (lambda c: _codes(c.languages), "The language of titles and sentences"),
    "version": (
        lambda _: _pattern(_VERSION),
        "The data version: exactly these numbers; without it the current ones",
    ),
    "versus": (
        lambda _: _pattern(_VERSION),
        "What History compares with; makes no difference here",
    ),
}

#: The keys of every answer that is made of a view.
VIEW_KEYS = tuple(key.key for key in KEYS)
VERSION_KEYS = ("v", "lang")
_FIELD_OF = {key.key: key.field for key in KEYS}


def schema(key: str, choices: Choices) -> Schema:
    """What a key may hold. Raises KeyError for none of ours."""
    return _FIELDS[_FIELD_OF[key]][0](choices)


def meaning(key: str) -> str:
    return _FIELDS[_FIELD_OF[key]][1]


def expected(key: str, choices: Choices) -> str:
    """In words, for who sent something else."""
    found = schema(key, choices)
    if "enum" in found:
        return f"one of {', '.join(found['enum'])}"
    if "minimum" in found:
        return f"a whole number from {found['minimum']} to {found['maximum']}"
    return f"{meaning(key)}: {found.get('pattern', 'text')}"
