"""Workbooks made for tests, honest ones by libraries and hostile ones by surgery on their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.workbook.workbook import Workbook

from tests.intake.office import CONTRACT_FILE

Rows = Iterable[Sequence[Any]]

CONTRACT_ROWS: list[list[Any]] = [line.split(",") for line in CONTRACT_FILE.strip().split("\n")]


def book(sheets: Mapping[str, Rows], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook as openpyxl writes it, with its sheets' rows, changed before it is written."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def one(rows: Rows, change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook with one sheet, "Data"."""
    return book({"Data": rows}, change)


def formatted(cells: Sequence[tuple[Any, str]]) -> bytes:
    """A sheet with one row a value, each with its number format, as xlsxwriter writes it."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "remove_timezone": True})
    sheet = made.add_worksheet("Data")
    for line, (value, code) in enumerate(cells):
        sheet.write(line, 0, value, made.add_format({"num_format": code}))
    made.close()
    return stream.getvalue()


def operated(content: bytes, **parts: bytes | None) -> bytes:
    """The same workbook with parts put in, exchanged, or taken out (None). ``__`` stands for "/"."""
    wanted = {name.replace("__", "/"): text for name, text in parts.items()}
    return rezipped(content, wanted)


def rezipped(content: bytes, wanted: Mapping[str, bytes | None]) -> bytes:
    """The same workbook with some parts exchanged, by their names."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in wanted:
                new.writestr(name, old.read(name))
        for name, text in wanted.items():
            if text is not None:
                new.writestr(name, text)
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)
