"""Words for the shape of a file: what is done with its records before they are rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bordertrade.intake.shapes.shape import Shape
from bordertrade.words.catalogue import _, ngettext


def shape(parts: Mapping[str, Any]) -> str:
    """``Declaration.shape`` in words; "" where records are rows as they stand."""
    return "; ".join(_told(Shape.of(parts), str(parts.get("year", ""))))


def _told(given: Shape, year: str) -> Iterator[str]:
    if given.header_rows > 1:
        yield ngettext(
            "{count} line of column names is joined",
            "{count} lines of column names are joined",
            given.header_rows,
        )
    if given.turn:
        yield ngettext(
            "{count} column becomes rows", "{count} columns become rows", len(given.turn.places)
        )
    if year:
        yield _("of the year {year}", year=year)
    if given.fill_down:
        yield _("empty cells say what stands above")
    if given.is_merged:
        yield _("merged cells are filled")
    if given.paired:
        yield _("the parts of the period are joined")
    if given.without_hidden:
        yield _("hidden rows are left out")
