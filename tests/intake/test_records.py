"""Records and their lines, held against a slow twin that reads one record at a time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.intake import text as text_module
from bordertrade.intake.limits import Limits
from bordertrade.intake.records import Records, TooManyRows
from bordertrade.intake.text import SUSPECT

CELL = 12
LIMITS = Limits(cell_characters=CELL)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")

#: Pieces that files are made of, the awkward ones more often than in life.
PIECES = st.sampled_from(
    [
        *("a", "b,c", ",", '"', '""', '"x"', '"a\nb"', '"a\r\nb",', "\n", "\r", "\r\n", " ", "é"),
        *("ی", "long words", "\u200b", "\n\n", ',"', '",', "1,2\n", '1,"2"\r\n'),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@pytest.fixture(autouse=True)
def _limit() -> Iterator[None]:
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


@dataclass
class Told:
    """What a reading gives."""

    records: list[tuple[int, int, list[str]]] = field(default_factory=list)
    broken: list[tuple[int, int, int]] = field(default_factory=list)
    blank: int = 0


def twin(text: str) -> Told:
    """The obvious way: a new reader for each record, at the line where it starts."""
    lines = _LINES.findall(text)
    csv.field_size_limit(CELL)
    told, number = Told(), 0
    at = _header_lines(lines)
    while at < len(lines):
        reader = csv.reader(iter(lines[at:]), strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            number += 1
            told.broken.append((at + 1, at + reader.line_num, number))
            at += 1
            continue
        if len(cells) > 1 or "".join(cells).strip():
            number += 1
            told.records.append((at + 1, number, cells))
        else:
            told.blank += 1
        at += reader.line_num
    return told


def _header_lines(lines: list[str]) -> int:
    reader = csv.reader(iter(lines), strict=True)
    with suppress(csv.Error):
        next(reader, None)
    return reader.line_num


def read(content: bytes, encoding: str = "utf-8", limits: Limits = LIMITS) -> Told:
    told = Told()
    records = Records(io.BytesIO(content), encoding, ",", 1, limits)
    for batch in records.batches():
        told.records += zip(batch.lines, batch.numbers, batch.cells, strict=True)
        told.blank += batch.blank_count
        if batch.broken is not None:
            told.broken.append((batch.broken.line, batch.broken.line_end, batch.broken.number))
    return told


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.integers(1, 60))
def test_records_stand_where_the_slow_twin_finds_them(text: str, encoding: str, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_module, "_BLOCK_BYTES", block)
        patch.setattr(text_module, "_KEPT_BLOCKS", 1000)
        assert read(text.encode(encoding), encoding) == twin(text)


@given(TEXTS, st.integers(1, 60))
def test_every_character_to_look_at_is_looked_at(text: str, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_module, "_BLOCK_BYTES", block)
        records = Records(io.BytesIO(text.encode()), "utf-8", ",", 1, LIMITS)
        for batch in records.batches():
            for at, cells in enumerate(batch.cells):
                if SUSPECT.search("".join(cells)):
                    assert at in batch.suspects


def test_a_file_of_many_batches_keeps_its_lines() -> None:
    rows = "".join(f'{n},"a{chr(10) * (n % 3)}"\n' for n in range(5000))
    content = ("h,i\n" + rows).encode()
    assert read(content) == twin("h,i\n" + rows)


def test_a_quotation_mark_that_never_closes_costs_one_record() -> None:
    rows = [f"{n},x\n" for n in range(5000)]
    rows[2000] = '2000,"x\n'
    told = read(("h,i\n" + "".join(rows)).encode(), limits=Limits(cell_characters=10_000))
    ((line, end, number),) = told.broken
    assert (line, number) == (2002, 2001)
    assert end > line
    assert [cells[0] for _line, _number, cells in told.records] == [
        str(n) for n in range(5000) if n != 2000
    ]
    assert all(line == int(cells[0]) + 2 for line, _number, cells in told.records)


def test_one_line_without_end_is_cut_off() -> None:
    limits = Limits(line_characters=1_000)
    long = b"h,i\n1,2\n" + b"x" * 5_000_000 + b"\n3,4\n"
    told = read(long, limits=limits)
    assert [(line, cells[0][:3]) for line, _number, cells in told.records] == [
        (2, "1"),
        (3, "xxx"),
        (4, "3"),
    ]
    assert len(told.records[1][2][0]) == 1_000


def test_lines_without_text_are_counted_and_not_kept() -> None:
    records = Records(io.BytesIO(b"h,i\n" + b"\n" * 100_000 + b"1,2\n"), "utf-8", ",", 1, LIMITS)
    batches = list(records.batches())
    assert sum(batch.blank_count for batch in batches) == 100_000
    assert [line for batch in batches for line in batch.lines] == [100_002]


def test_more_rows_than_the_limit() -> None:
    records = Records(io.BytesIO(b"h\n" + b"1,2\n" * 2_000), "utf-8", ",", 1, Limits(rows=100))
    with pytest.raises(TooManyRows):
        list(records.batches())


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_each_kind_of_line_end(end: str) -> None:
    text = end.join(["sep=;", "title", "h,i", '1,"a', 'b"', "2,c"])
    records = Records(io.BytesIO(text.encode()), "utf-8", ",", 3, LIMITS)
    assert (records.skipped, records.header) == (("sep=;", "title"), ["h", "i"])
    (batch, *_) = records.batches()
    assert batch.lines == [4, 6]
    assert records.text.ends == {end}
