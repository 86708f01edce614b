"""A file from outside as records, whatever it is: a CSV or a sheet, in the shape that was said."""

from __future__ import annotations

from typing import IO

from bordertrade.intake.declaration import Declaration
from bordertrade.intake.limits import Limits
from bordertrade.intake.records import Records
from bordertrade.intake.shaped_records import AnyRecords, ShapedRecords
from bordertrade.intake.shapes.shape import Shape
from bordertrade.intake.sheets import SheetRecords


def records_of(stream: IO[bytes], declaration: Declaration, limits: Limits) -> AnyRecords:
    """The records of a file, as a person declared it.

    Raises LookupError for an encoding or a sheet that is not there, WorkbookRefused.
    """
    how, shape = declaration, Shape.of(declaration.shape)
    records: AnyRecords
    if how.sheet:
        decimals = _decimals(how, shape)
        records = SheetRecords(stream, how.sheet, how.header_line, shape, decimals, limits)
    else:
        records = Records(stream, how.encoding, how.delimiter, how.header_line, limits)
    return records if shape.is_plain else ShapedRecords(records, shape, limits)


def _decimals(declaration: Declaration, shape: Shape) -> dict[int, str]:
    """The decimal marks of texts beside which numbers of a sheet stand, by place in the file."""
    marks = {name: declaration.marks_of(name)[0] for name in declaration.columns if name}
    if not declaration.columns or set(marks.values()) <= {"."}:
        return {}
    gone = shape.gone
    turn = shape.turn
    made = len(shape.paired) + (len(turn.made) if turn else 0)
    kept = declaration.columns[: len(declaration.columns) - made]
    places = (at for at in range(len(kept) + len(gone)) if at not in gone)
    found = {at: marks[name] for at, name in zip(places, kept, strict=False) if name in marks}
    if turn:
        measures = [tuple(at for at, _ in turn.columns), *(places for _, places in turn.beside)]
        names = declaration.columns[-len(measures) :]
        pairs = zip(names, measures, strict=True)
        found |= {at: marks[name] for name, places in pairs if name in marks for at in places}
    return {at: mark for at, mark in found.items() if mark != "."}
