"""Which column of a table a heading means: by its name, by what offices call it, or nearly so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from functools import lru_cache

from bordertrade.dataset.contract import Column, Table
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import IGNORED
from bordertrade.intake.scales import scale_in, without_figures
from bordertrade.intake.spellings import currency_in, names_measure, words_of
from bordertrade.money import Currency

_NEEDED = frozenset({"period", "market", "direction", "reporter", "place"})
#: How alike a heading and a name are when one is a slip of the other.
_NEAR = 0.84
#: Shorter headings are alike by chance.
_SHORTEST_NEAR = 5
#: Wider headers were not typed by a person: nobody slipped in them.
_MOST_NEAR = 60
#: A longer cell is a sentence.
_LONGEST = 80
#: Enough to tell a header.
_MOST_LOOKED_AT = 200

_BRACKETED = re.compile(r"[(\[（].*?[)\]）]")
#: Words that join a heading to its money: "Value in US dollars", "مبلغ به تومان".
_JOINING = frozenset(map(fold, ("in", "of", "us", "به", "بر", "حسب", "برحسب", "میں")))


#: Words in brackets that change no number.
_HARMLESS = frozenset(
    map(
        fold,
        (
            *(
                "cif",
                "fob",
                "c",
                "i",
                "f",
                "customs",
                "declared",
                "total",
                "in",
                "the",
                "and",
                "or",
            ),
            *("value", "values", "amount", "figures", "gross", "net", "weight", "s", "hs", "code"),
            *("yyyy", "mm", "dd", "month", "year", "name", "optional", "required", "current"),
            *("prices", "metric", "at", "ارزش", "مقدار", "وزن", "ماه", "سال", "کد", "نام", "جمع"),
            *("آمریکا", "امریکا", "امریکی", "ایران", "پاکستان", "پاکستانی", "ایرانی", "pak"),
            *("pakistani", "iranian", "pakistan", "iran", "کل", "مالیت", "قیمت", "گرم"),
        ),
    )
)


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
    found = _without_rivals(found)
    best: dict[str, int] = {}
    for place in sorted(range(len(found)), key=lambda each: -found[each].match):
        if found[place].column != IGNORED:
            best.setdefault(found[place].column, place)
    return tuple(
        each if each.column == IGNORED or best[each.column] == place else Heading(each.text)
        for place, each in enumerate(found)
    )


def rivals(headings: Sequence[Heading], table: Table) -> list[str]:
    """Headings that would each be the period, such as a year and a month beside each other."""
    if any(each.column == "period" for each in headings):
        return []
    again = [_heading(each.text, table, _names(table), {}) for each in headings]
    return [each.text for each in again if each.column == "period"]


def _without_rivals(headings: list[Heading]) -> list[Heading]:
    """A year beside a month: neither is the period, and to take one would lose the other."""
    periods = [each for each in headings if each.column == "period"]
    if len(periods) < 2 or max(each.match for each in periods) > Match.ALIAS:
        return headings
    return [Heading(each.text) if each.column == "period" else each for each in headings]


def twice(header: Sequence[str], table: Table) -> list[str]:
    """The columns of a table that stand in a header by their own name more than once."""
    names = {fold(column.name): column.name for column in table.columns}
    given = [names[fold(text)] for text in header if fold(text) in names]
    return sorted({name for name in given if given.count(name) > 1})


def known_headings(
    cells: Sequence[str], tables: Sequence[Table], remembered: Mapping[str, str]
) -> int:
    """How much a record looks like a header: 2 for each name, 1 for each alias, in one table."""
    short = (cell for cell in cells[:_MOST_LOOKED_AT] if len(cell) <= _LONGEST)
    spelled = list(filter(None, map(_shorter, short)))
    return max(_known(spelled, _names(table), remembered) for table in tables)


def _known(
    spelled: Sequence[Sequence[str]],
    names: Mapping[str, tuple[str, Match]],
    remembered: Mapping[str, str],
) -> int:
    worth: dict[str, int] = {}
    for each in spelled:
        column, match = next((names[one] for one in each if one in names), ("", Match.NONE))
        if match:
            worth[column] = max(worth.get(column, 0), 2 if match is Match.NAME else 1)
    return sum(worth.values()) + sum(2 for each in spelled if remembered.get(each[0]))


def needed(table: Table) -> frozenset[str]:
    """The folded headings of columns that say where, when and which way, and must in every row."""
    return frozenset(
        name
        for name, (column, _match) in _names(table).items()
        if column in _NEEDED and table.column(column).required
    )


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
        if each in names:
            column = names[each][0]
            if _is_other_money(text, table.column(column)):
                return Heading(text)
            return Heading(text, column, Match.ALIAS)
    return Heading(text)


def _nearly(text: str, names: Mapping[str, tuple[str, Match]]) -> Heading:
    """A slip of the keyboard: "Reporterr"."""
    folded = fold(text)
    near = get_close_matches(folded, names, 1, _NEAR) if len(folded) >= _SHORTEST_NEAR else []
    return Heading(text, names[near[0]][0], Match.NEAR) if near else Heading(text)


@lru_cache(maxsize=4096)
def _shorter(text: str) -> tuple[str, ...]:
    """A heading, folded; the same without brackets; and without the money, unit or scale it names."""
    if len(text) > _LONGEST:
        return (fold(text),)
    bare = _BRACKETED.sub(" ", text)
    words = words_of(without_figures(bare))
    kept = [
        word
        for word in words
        if word not in _JOINING and not names_measure(word) and scale_in(word) == 1
    ]
    return tuple(filter(None, (fold(text), fold(bare), "".join(kept))))


def not_understood(heading: Heading, table: Table) -> str:
    """What a heading says besides its column's name, its money, unit and scale: "(fiscal)"; "" for
    nothing. Of a heading that a person explained only brackets can say more."""
    if heading.column == IGNORED or heading.match in (Match.NONE, Match.NAME):
        return ""
    if fold(heading.text) in _names(table):
        return ""
    brackets = " ".join(_BRACKETED.findall(heading.text))
    return brackets if any(map(_says_more, words_of(without_figures(brackets)))) else ""


def _says_more(word: str) -> bool:
    known = word in _JOINING or word in _HARMLESS or names_measure(word)
    return not known and scale_in(word) == 1


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
