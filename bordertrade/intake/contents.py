"""What the headings and cells of a file say beyond their values: money, unit, scale, codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bordertrade.dataset.cells import latin
from bordertrade.dataset.contract import Column, Table
from bordertrade.dataset.names import AmbiguousNameError, MarketNames, fold
from bordertrade.intake.declaration import ALL_MONEY, IGNORED, Replacement
from bordertrade.intake.forms import is_money
from bordertrade.intake.headings import Heading, Match
from bordertrade.intake.layouts import Record
from bordertrade.intake.meanings import country_in
from bordertrade.intake.scales import scale_in, scale_in_sentence
from bordertrade.intake.spellings import (
    code_spelled,
    country_names,
    currency_in,
    meaning_of,
    unit_in,
)
from bordertrade.intake.tidying import visible

#: A column with more different texts than this holds no codes.
_MOST_SPELLINGS = 200
#: Nothing is counted in more than 10^12.
_MOST_POWER = 12
#: A title is no longer.
_LONGEST_LINE = 200
#: The columns whose heading may name the unit that ``unit`` holds: "Price (Rs per litre)".
_COUNTED = ("quantity", "price")
#: A market's name has no more words than this.
_MOST_WORDS = 3


def texts_of(
    records: Iterable[Record],
    columns: Sequence[str],
    wanted: set[str],
    without_numbers: bool = False,
) -> list[str]:
    """The cells of some columns that hold anything; not those that a workbook holds as numbers
    ``without_numbers``, which say nothing of how numbers are written."""
    places = [place for place, name in enumerate(columns) if name in wanted]
    return [
        record.cells[place]
        for record in records
        for place in places
        if place < len(record.cells) and record.cells[place].strip()
        if not (without_numbers and place in record.numbers)
    ]


def fills_of(
    headings: Sequence[Heading], skipped: Sequence[Record], table: Table, names: MarketNames
) -> dict[str, str]:
    """Columns that the file lacks and that its headings or title answer: "Value (Rs million)"."""
    lacking = {*table.column_names} - {each.column for each in headings}
    lines = _lines(skipped)
    found = {}
    money = [each.text for each in headings if _is_money(each, table)]
    if "currency" in lacking and money:
        found["currency"] = _the_one(map(currency_in, money)) or _the_one(map(currency_in, lines))
    quantities = [each.text for each in headings if each.column in _COUNTED]
    if "unit" in lacking and quantities:
        found["unit"] = _the_one(map(unit_in, quantities))
    if "market" in lacking:
        found["market"] = _the_one(each for line in lines for each in _markets_in(line, names))
    return {name: code for name, code in found.items() if code}


def with_markets_told(
    headings: Sequence[Heading], records: Sequence[Record], table: Table, names: MarketNames
) -> tuple[Heading, ...]:
    """The headings; an unknown one is the market where its cells, and no other's, name markets.

    Without it a market that the title names would stand for the rows of all.
    """
    if "market" not in table or any(each.column == "market" for each in headings):
        return tuple(headings)
    told = [
        place
        for place, each in enumerate(headings)
        if each.match is Match.NONE and _tells_markets(records, place, names)
    ]
    if len(told) != 1:
        return tuple(headings)
    return tuple(
        Heading(each.text, "market", Match.NEAR) if place == told[0] else each
        for place, each in enumerate(headings)
    )


def _tells_markets(records: Sequence[Record], place: int, names: MarketNames) -> bool:
    """Whether most of the different cells of a column name a market, or one of two places."""
    cells = (each.cells[place] for each in records if place < len(each.cells))
    texts = _different(cell for cell in cells if cell.strip())
    known = sum(1 for text in texts if _names_market(text, names))
    return 0 < len(texts) <= 2 * known


def _names_market(text: str, names: MarketNames) -> bool:
    try:
        names.resolve(text)
    except LookupError as error:
        return isinstance(error, AmbiguousNameError)
    return True


def _markets_in(line: str, names: MarketNames) -> set[str]:
    """The markets that a title names, in up to three words."""
    words = line.split()
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            with suppress(LookupError):
                found.add(names.resolve(" ".join(words[start:end])))
    return found


def scales_of(
    headings: Sequence[Heading], skipped: Iterable[Record], table: Table
) -> dict[str, int]:
    """What the numbers of a column are in, where its heading says so; amounts of money also where
    a title that names a money says it, and no heading does."""
    found = {
        each.column: scale
        for each in headings
        if _is_amount(each, table) and (scale := scale_in(each.text)) != 1
    }
    money = [each for each in headings if _is_money(each, table)]
    if not money or any(each.column in found for each in money):
        return found
    titles = {scale_in_sentence(line) for line in _lines(skipped) if currency_in(line)} - {1}
    return {ALL_MONEY: titles.pop(), **found} if len(titles) == 1 else found


def _is_amount(heading: Heading, table: Table) -> bool:
    """A column of numbers that is not called by the contract's own name: that one says no scale."""
    is_known = heading.column != IGNORED and heading.match is not Match.NAME
    return is_known and table.column(heading.column).type == "number"


#: What a column of partners is called.
PARTNER_WORDS = tuple(
    map(
        fold,
        (
            *("partner", "country", "counterpart", "origin", "destination", "nation", "cntry"),
            *("کشور", "مبدا", "مبدأ", "مقصد", "طرف معامله", "ملک", "شریک"),
        ),
    )
)
_MULTIPLIER_NAMES = frozenset(
    map(fold, ("UNIT_MULT", "unit multiplier", "multiplier", "power code", "POWERCODE"))
)


@dataclass(frozen=True, slots=True)
class Partners:
    """The countries of a column of partners: ``stay`` are all spellings of the two, ``others`` the
    texts of its cells that name none of them."""

    stay: tuple[str, ...]
    others: tuple[str, ...]


def partners(heading: Heading, texts: Sequence[str]) -> Partners | None:
    """A column that says with whom the trade was; None for any other column."""
    told = fold(heading.text)
    if "report" in told or not any(word in told for word in PARTNER_WORDS):
        return None
    named = {text: country_in(text) for text in texts}
    if not texts or 2 * sum(1 for each in named.values() if each) < len(texts):
        return None
    own = tuple(name for code in ("IR", "PK") for name in country_names(code))
    ours = tuple(text for text, code in named.items() if code in ("IR", "PK"))
    others = tuple(text for text, code in named.items() if code not in ("IR", "PK"))
    return Partners(tuple(dict.fromkeys((*ours, *own))), others)


def multipliers(heading: Heading, texts: Sequence[str]) -> dict[str, int]:
    """The factors of an SDMX column UNIT_MULT, by its cells (powers of ten, or words); {} for any
    other column."""
    if fold(heading.text) not in _MULTIPLIER_NAMES:
        return {}
    powers = {text: latin(text) for text in texts}
    return {
        text: 10 ** int(power)
        if power.isdecimal() and int(power) <= _MOST_POWER
        else scale_in(text)
        for text, power in powers.items()
    }


def kept_of(headings: Sequence[Heading], records: Sequence[Record]) -> dict[int, tuple[str, ...]]:
    """Rows that stay by a column that is left out: those with one of the two countries as partner,
    and those of the one factor of ten that a column says."""
    found: dict[int, tuple[str, ...]] = {}
    for place, heading in enumerate(headings):
        if heading.column == IGNORED:
            texts = _different(texts_at(records, place))
            seen = partners(heading, texts)
            if seen is not None and not seen.others:
                found[place] = seen.stay
            elif len(multipliers(heading, texts)) == 1:
                found[place] = tuple(texts)
    return found


def multiplier_of(headings: Sequence[Heading], records: Sequence[Record]) -> int:
    """The one factor that a column UNIT_MULT says for all rows; 1 for none."""
    for place, heading in enumerate(headings):
        if heading.column == IGNORED:
            factors = multipliers(heading, _different(texts_at(records, place)))
            if len(factors) == 1:
                return next(iter(factors.values()))
    return 1


def texts_at(records: Iterable[Record], place: int) -> list[str]:
    """The cells of a column of the file that hold anything."""
    return [
        each.cells[place]
        for each in records
        if place < len(each.cells) and each.cells[place].strip()
    ]


def replacements_of(
    records: Sequence[Record], columns: Sequence[str], table: Table, fills: Mapping[str, str]
) -> tuple[Replacement, ...]:
    """The spellings of codes in a file: پاکستان for PK, Rs for PKR, exports for the way out."""
    reporter = _reporter(records, columns, table, fills)
    found = []
    for column in table.columns:
        if column.name in columns and meaning_of(column):
            for text in _different(texts_of(records, columns, {column.name})):
                code = code_spelled(column, text, reporter)
                if code is not None and not _stands(text, code, column):
                    found.append(Replacement(column.name, text, code))
    return tuple(found)


def _reporter(
    records: Sequence[Record], columns: Sequence[str], table: Table, fills: Mapping[str, str]
) -> str:
    """The one book that all rows are from; "" for none or two."""
    if "reporter" not in table:
        return ""
    if "reporter" not in columns:
        return fills.get("reporter", "")
    column = table.column("reporter")
    texts = _different(texts_of(records, columns, {"reporter"}))
    return _the_one(code_spelled(column, text) or "?" for text in texts)


def _stands(text: str, code: str, column: Column) -> bool:
    """Whether a text is read as the code without a replacement."""
    return text == code or (column.type == "boolean" and text.lower() == code)


def _different(texts: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(map(visible, texts)))
    return found if len(found) <= _MOST_SPELLINGS else []


def _is_money(heading: Heading, table: Table) -> bool:
    return heading.column != IGNORED and is_money(table.column(heading.column))


def _lines(records: Iterable[Record]) -> list[str]:
    return [" ".join(record.cells)[:_LONGEST_LINE] for record in records]


def _the_one(texts: Iterable[str]) -> str:
    """The one text that all agree on who say anything."""
    said = {text for text in texts if text}
    return said.pop() if len(said) == 1 else ""
