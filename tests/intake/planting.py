"""Made files of trade whose every fault is known: what the checker is held against, and timed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import TextIO

MONTHS = [f"{year}-{month:02d}" for year in range(2016, 2026) for month in range(1, 13)]
_PLACES = list(product(MONTHS, ("gabd", "mand", "chadgi"), ("PK", "IR"), ("IR_TO_PK", "PK_TO_IR")))
#: So many rows have goods in common.
PLACES = len(_PLACES)
HEADER = (
    "period,market,reporter,direction,hs_code,commodity,value,currency,quantity,unit,"
    "obs_status,evidence,source,note"
)
WIDTH = HEADER.count(",") + 1
_VALUE, _MARKET, _PERIOD, _CURRENCY, _COMMODITY, _SOURCE = 6, 1, 0, 7, 5, 12


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What must be told: on ``line`` and of ``record``, in ``column`` (None: of the row)."""

    line: int
    record: int
    column: str | None
    code: str


#: Kinds of faults: the code that tells each, and the column that it must be told of.
KINDS: dict[str, tuple[str, str | None]] = {
    "short": ("cell_count", None),
    "long": ("cell_count", None),
    "words": ("number", "value"),
    "negative": ("too_small", "value"),
    "nowhere": ("market_unknown", "market"),
    "month 13": ("period_date", "period"),
    "other money": ("not_in_list", "currency"),
    "quotes": ("broken_quotes", None),
    "no source": ("unknown_reference", "source"),
    "undecodable": ("undecodable", "commodity"),
    "repeated": ("duplicate_row", "period"),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A file: its rows, the findings in order of lines, and the lines of its good rows."""

    rows: int
    findings: tuple[Finding, ...]
    good: tuple[int, ...]


def cells_of(number: int) -> list[str]:
    """Row ``number``: no two have the same key."""
    goods, place = divmod(number, len(_PLACES))
    period, market, reporter, direction = _PLACES[place]
    return [
        *(period, market, reporter, direction, f"{1001 + goods}", f"Goods {goods}"),
        *(f"{1000 + number * 7919 % 9_999_991}.5", "USD", f"{number * 31 % 100_003}", "kg"),
        *("A", "count", "NEWS1071531", ""),
    ]


def plant(path: Path, rows: int, seed: int = 1, bad: float = 0.01, breaks: float = 0.01) -> Planted:
    """Write a file with ``bad`` of its rows faulty and line breaks in the notes of ``breaks``."""
    random = Random(seed)
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(HEADER + "\n")
        findings, good = _write(file, rows, random, bad, breaks)
    return Planted(rows, tuple(findings), tuple(good))


def _write(
    file: TextIO, rows: int, random: Random, bad: float, breaks: float
) -> tuple[list[Finding], list[int]]:
    findings: list[Finding] = []
    good: list[int] = []
    line = 2
    kinds = list(KINDS)
    for number in range(rows):
        cells = cells_of(number)
        note, more = _note(random) if random.random() < breaks else ("", 0)
        cells[-1] = note
        if number and random.random() < bad:
            kind = kinds[len(findings) % len(kinds)]
            code, column = KINDS[kind]
            if kind == "repeated":
                cells, more = cells_of(0), 0
            findings.append(Finding(line, number + 1, column, code))
            cells, more = _spoilt(cells, kind, more)
        else:
            good.append(line)
        file.write(",".join(cells) + "\n")
        line += 1 + more
    return findings, good


def _note(random: Random) -> tuple[str, int]:
    """A note in quotation marks, and how many line breaks it has."""
    ends = [random.choice(("\n", "\r\n")) for _ in range(random.randint(1, 3))]
    parts = ["line, with comma", *(f'{end}and ""more""' for end in ends)]
    return f'"{"".join(parts)}"', len(ends)


#: What a faulty cell of each kind says.
SAYS = {
    "words": (_VALUE, "about five"),
    "negative": (_VALUE, "-5"),
    "nowhere": (_MARKET, "Rimdan Port City"),
    "month 13": (_PERIOD, "2020-13"),
    "other money": (_CURRENCY, "XYZ"),
    "no source": (_SOURCE, "NOBODY_EVER"),
    "undecodable": (_COMMODITY, "caf\udce9"),
    "quotes": (_COMMODITY, '"saf"fron'),
}


def _spoilt(cells: list[str], kind: str, more: int) -> tuple[list[str], int]:
    cells = list(cells)
    if kind in SAYS:
        place, text = SAYS[kind]
        cells[place] = text
    if kind == "short":
        del cells[_CURRENCY : _CURRENCY + 2]
    if kind == "long":
        cells.insert(_CURRENCY, "")
    if kind == "quotes":
        cells[-1], more = "", 0
    return cells, more


def clean_lines(rows: int) -> Iterator[str]:
    """A clean file, line by line, for those who only want its size."""
    yield HEADER + "\n"
    for number in range(rows):
        yield ",".join(cells_of(number)) + "\n"
