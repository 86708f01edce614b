"""Which column of a table a heading means: by its name, by what offices call it, or nearly so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from functools import lru_cache
from math import prod

from bordertrade.dataset.contract import Column, Table
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import IGNORED
from bordertrade.intake.spellings import currency_in, unit_in
from bordertrade.money import Currency

#: How alike a heading and a name are when one is a slip of the other.
_NEAR = 0.84
#: Shorter headings are alike by chance.
_SHORTEST_NEAR = 5
#: Wider headers were not typed by a person: nobody slipped in them.
_MOST_NEAR = 60

_BRACKETED = re.compile(r"[(\[（].*?[)\]）]")
#: "Value in Rs million", "مبلغ به تومان": what stands after these words is the money or unit.
_TAIL = re.compile(
    r"(?:\s+in\s+|\s+به\s+|\s+بر\s*حسب\s+|\s*[,:،/-]\s*)(?P<tail>[^,:،]+)$", re.IGNORECASE
)
_SCALES = {
    10**12: ("trillion", "trn", "تریلیون", "همت"),
    10**9: ("billion", "billions", "bn", "میلیارد", "ارب"),
    10**7: ("crore", "crores", "کروڑ"),
    10**6: ("million", "millions", "mn", "mln", "m", "میلیون", "ملین"),
    10**5: ("lakh", "lakhs", "lac", "lacs", "لاکھ"),
    10**3: ("thousand", "thousands", "000", "000s", "k", "هزار", "ہزار"),
}


class Match(IntEnum):
    """How sure a column is; higher is surer."""

    NONE = 0
    NEAR = 1
    ALIAS = 2
    REMEMBERED = 3
    NAME = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the file and the column it means (``IGNORED`` for none)."""

    text: str
    column: str = IGNORED
    match: Match = Match.NONE


def matched(
    header: Sequence[str], table: Table, remembered: Mapping[str, str] | None = None
) -> tuple[Heading, ...]:
    """Each heading with its column. The surest heading gets a column; no column is given twice."""
    names = _names(table)
    found = [_heading(text, table, names, remembered or {}) for text in header]
    if len(header) <= _MOST_NEAR:
        found = [each if each.match else _nearly(each.text, names) for each in found]
    best: dict[str, int] = {}
    for place in sorted(range(len(found)), key=lambda each: -found[each].match):
        if found[place].column != IGNORED:
            best.setdefault(found[place].column, place)
    return tuple(
        each if each.column == IGNORED or best[each.column] == place else Heading(each.text)
        for place, each in enumerate(found)
    )


def twice(header: Sequence[str], table: Table) -> list[str]:
    """The columns of a table that stand in a header by their own name more than once."""
    names = {fold(column.name): column.name for column in table.columns}
    given = [names[fold(text)] for text in header if fold(text) in names]
    return sorted({name for name in given if given.count(name) > 1})


def known_headings(
    cells: Sequence[str], tables: Sequence[Table], remembered: Mapping[str, str]
) -> int:
    """How much a record looks like a header: 2 for each name, 1 for each alias, in one table."""
    folded = [fold(_BRACKETED.sub("", cell)) or fold(cell) for cell in cells if cell.strip()]
    return max(_known(folded, _names(table), remembered) for table in tables)


def _known(
    folded: Sequence[str], names: Mapping[str, tuple[str, Match]], remembered: Mapping[str, str]
) -> int:
    found = {names[each] for each in folded if each in names}
    worth = {column: 0 for column, _ in found}
    for column, match in found:
        worth[column] = max(worth[column], 2 if match is Match.NAME else 1)
    return sum(worth.values()) + sum(2 for each in folded if remembered.get(each))


def scale_in(text: str) -> int:
    """1,000 for "Rs thousand", 10^12 for "هزار میلیارد ریال"; 1 where no such word stands."""
    words = {fold(word) for word in re.findall(r"\w+", text)}
    return prod(scale for scale, names in _SCALES.items() if words & set(map(fold, names)))


def _heading(
    text: str, table: Table, names: Mapping[str, tuple[str, Match]], remembered: Mapping[str, str]
) -> Heading:
    folded = fold(text)
    if folded in names and names[folded][1] is Match.NAME:
        return Heading(text, *names[folded])
    if folded in remembered:
        column = remembered[folded]
        if column == IGNORED or column in table:
            return Heading(text, column, Match.REMEMBERED)
    for each in _shorter(text):
        if fold(each) in names:
            column = names[fold(each)][0]
            return (
                Heading(text)
                if _is_other_money(text, table.column(column))
                else Heading(text, column, Match.ALIAS)
            )
    return Heading(text)


def _nearly(text: str, names: Mapping[str, tuple[str, Match]]) -> Heading:
    """A slip of the keyboard: "Reporterr"."""
    folded = fold(text)
    near = get_close_matches(folded, names, 1, _NEAR) if len(folded) >= _SHORTEST_NEAR else []
    return Heading(text, names[near[0]][0], Match.NEAR) if near else Heading(text)


def _shorter(text: str) -> list[str]:
    """A heading, and the same without the money, unit or scale it names."""
    bare = _BRACKETED.sub(" ", text).strip()
    tail = _TAIL.search(bare)
    named = tail is not None and (
        currency_in(tail["tail"]) or unit_in(tail["tail"]) or scale_in(tail["tail"]) > 1
    )
    return [text, bare, *([bare[: tail.start()]] if tail and named else [])]


def _is_other_money(text: str, column: Column) -> bool:
    """Whether a heading names another money than its column is in: rials are no dollars."""
    return column.unit == "US$" and currency_in(text) not in ("", Currency.USD)


@lru_cache(maxsize=64)
def _names(table: Table) -> dict[str, tuple[str, Match]]:
    """Folded name, alias or title -> (column, how sure)."""
    aliases = {
        fold(alias): (column.name, Match.ALIAS)
        for column in reversed(table.columns)
        for alias in (column.title, *column.aliases)
    }
    return {**aliases, **{fold(name): (name, Match.NAME) for name in table.column_names}}
