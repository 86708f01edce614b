"""Merged cells and hidden rows of a sheet: found in its bytes, before its rows are read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bordertrade.intake.workbook.package import Package

#: More merged cells than this are the work of a machine.
MOST_RANGES = 20_000
# A stranger's bytes must not make a search slow: a tag ends before the next begins, nothing that was
# matched is tried again in another way, and what a tag says is looked for in that tag alone.
_MERGED = re.compile(r"<(?:\w++:)?mergeCell\s([^<>]*+)>")
_ROW = re.compile(r"<(?:\w++:)?row\s([^<>]*+)>")
_COLUMN = re.compile(r"<(?:\w++:)?col\s([^<>]*+)>")
_CELLS = re.compile(r"""\bref=["']([A-Z]{1,3})([0-9]{1,8}):([A-Z]{1,3})([0-9]{1,8})["']""")
_HIDDEN = re.compile(r"""\bhidden=["'](?:1|true)["']""")
_FROM = re.compile(r"""\bmin=["']([0-9]{1,8})["']""")
_TO = re.compile(r"""\bmax=["']([0-9]{1,8})["']""")
#: A tag that a chunk's end cuts in two is looked at with the next chunk; none of ours is longer.
_LONGEST_TAG = 1_000
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
    return surveyed(_decoded(package.chunks(part)))


def surveyed(texts: Iterable[str]) -> Survey:
    """Look through a sheet's XML, wherever it is cut in pieces."""
    merged: dict[Range, None] = {}
    hidden, columns = 0, bytearray(MOST_COLUMNS)
    for text in whole_tags(texts):
        if "hidden=" in text:
            hidden += sum(map(_is_hidden_row, _ROW.findall(text)))
            _mark_hidden(columns, text)
        if "mergeCell" in text and len(merged) < MOST_RANGES:
            merged |= dict.fromkeys(_ranges(text))
    return Survey(tuple(merged), hidden, tuple(at for at, is_on in enumerate(columns) if is_on))


def whole_tags(texts: Iterable[str]) -> Iterator[str]:
    """The same texts, cut so that no tag of a sheet's own is cut in two."""
    tail = ""
    for text in texts:
        joined = tail + text
        cut = joined.rfind("<", len(joined) - _LONGEST_TAG if len(joined) > _LONGEST_TAG else 0)
        if cut < 0 or joined.find(">", cut) >= 0:
            cut = len(joined)
        tail = joined[cut:]
        yield joined[:cut]


def _decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    decode = None
    for chunk in chunks:
        if decode is None:
            is_wide = chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            decode = codecs.getincrementaldecoder("utf-16" if is_wide else "latin-1")("replace")
        yield decode.decode(chunk)


def _ranges(text: str) -> Iterator[Range]:
    for given in _MERGED.findall(text):
        if found := _CELLS.search(given):
            left, right = column_at(found[1]), column_at(found[3])
            top, bottom = int(found[2]), int(found[4])
            if top <= bottom and left <= right < MOST_COLUMNS:
                yield Range(top, left, bottom, right)


def _is_hidden_row(given: str) -> bool:
    """Of what a row's tag says; a row without cells is no row to anybody."""
    return not given.endswith("/") and _HIDDEN.search(given) is not None


def _mark_hidden(columns: bytearray, text: str) -> None:
    """Put a 1 for each hidden column."""
    for given in _COLUMN.findall(text):
        first, last = _FROM.search(given), _TO.search(given)
        if first and last and _HIDDEN.search(given):
            left, right = max(int(first[1]) - 1, 0), min(int(last[1]), MOST_COLUMNS)
            if left < right:
                columns[left:right] = b"\1" * (right - left)


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
    """Writes what a merged cell says into all the cells it covers, row by row, as far as the columns
    that are read. No cell belongs to two merged ones: one that overlaps another above it or before it
    is damage and is left alone, so that a row costs no more than its columns."""

    ranges: Iterable[Range]
    most_columns: int
    _open: list[tuple[Range, str]] = field(default_factory=list)
    _starting: Mapping[int, list[Range]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        starting: dict[int, list[Range]] = {}
        taken = [0] * self.most_columns  # column -> the last row that a range covers there
        for each in sorted(self.ranges, key=lambda each: each.top):
            right = min(each.right + 1, self.most_columns)
            if each.left < right and max(taken[each.left : right]) < each.top:
                taken[each.left : right] = [each.bottom] * (right - each.left)
                starting.setdefault(each.top, []).append(replace(each, right=right - 1))
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
