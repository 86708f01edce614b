"""Merged cells and hidden rows of a sheet: found in its bytes, before its rows are read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bordertrade.intake.workbook.package import Package

#: More merged cells than this are the work of a machine.
MOST_RANGES = 20_000
_MERGED = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_HIDDEN_ROW = re.compile(r'<(?:\w+:)?row\s[^>]*?hidden="(?:1|true)"(?:[^>]*[^/>])?>')
_HIDDEN_COLUMN = re.compile(r"<(?:\w+:)?col\s[^>]*>")
_GIVEN = re.compile(r'(\w+)="(\w*)"')
#: A tag that a chunk's end cuts in two is looked at again with the next chunk.
_OVERLAP = 1_000
MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Range:
    """Cells merged into one; rows from 1, columns from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a sheet beside its cells. ``hidden_columns`` from 0."""

    merged: tuple[Range, ...] = ()
    hidden_rows: int = 0
    hidden_columns: tuple[int, ...] = ()


def survey(package: Package, part: str) -> Survey:
    """Look through the bytes of a sheet. Raises WorkbookRefused where they are damaged."""
    merged: dict[Range, None] = {}
    hidden, columns, tail = 0, set[int](), ""
    for text in _decoded(package.chunks(part)):
        joined = tail + text
        cut = max(joined.rfind(">") + 1, len(joined) - _OVERLAP)
        whole, tail = joined[:cut], joined[cut:]
        if "hidden=" in whole:
            hidden += sum(1 for _ in _HIDDEN_ROW.finditer(whole))
            columns |= set(_hidden_columns(whole))
        if "mergeCell" in whole and len(merged) < MOST_RANGES:
            merged |= dict.fromkeys(_ranges(whole))
    return Survey(tuple(merged), hidden, tuple(sorted(columns)))


def _decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    decode = None
    for chunk in chunks:
        if decode is None:
            is_wide = chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            decode = codecs.getincrementaldecoder("utf-16" if is_wide else "latin-1")("replace")
        yield decode.decode(chunk)


def _ranges(text: str) -> Iterator[Range]:
    for found in _MERGED.finditer(text):
        left, right = column_at(found[1]), column_at(found[3])
        top, bottom = int(found[2][:8]), int(found[4][:8])
        if top <= bottom and left <= right < MOST_COLUMNS:
            yield Range(top, left, bottom, right)


def _hidden_columns(text: str) -> Iterator[int]:
    for found in _HIDDEN_COLUMN.finditer(text):
        given = dict(_GIVEN.findall(found[0]))
        first, last = given.get("min", ""), given.get("max", "")
        if given.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            yield from range(int(first) - 1, min(int(last), MOST_COLUMNS))


def column_at(letters: str) -> int:
    """0 for A, 26 for AA."""
    at = 0
    for letter in letters[:3]:
        at = at * 26 + ord(letter) - 64
    return at - 1


def letters_of(at: int) -> str:
    """A for 0, AA for 26."""
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(slots=True)
class Filling:
    """Writes what a merged cell says into all the cells it covers, row by row."""

    ranges: Iterable[Range]
    _open: list[tuple[Range, str]] = field(default_factory=list)
    _starting: Mapping[int, list[Range]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        starting: dict[int, list[Range]] = {}
        for each in self.ranges:
            starting.setdefault(each.top, []).append(each)
        self._starting = starting

    def fill(self, line: int, cells: list[str]) -> None:
        """Fill the cells of a row, in place."""
        if not self._open and line not in self._starting:
            return
        begins = [(each, _at(cells, each.left)) for each in self._starting.get(line, ())]
        self._open = [pair for pair in [*self._open, *begins] if pair[0].bottom >= line]
        for each, text in self._open:
            if text:
                cells += [""] * (each.right + 1 - len(cells))
                for at in range(each.left, each.right + 1):
                    cells[at] = cells[at] or text


def _at(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
