"""The kinds of questions about the shape of a file, asked before its columns are known.

They are raised in ``intake.shapes``: by the time a ``Head`` is looked at, the file is read in the
shape that it most likely has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.intake.questions import Head, Question

#: Stands for keys that are a year or a sheet.
_ANY = "*"
_MEASURES = ("value", "quantity", "as_it_is")

KINDS: Mapping[str, tuple[str, ...]] = {
    "sheet": (_ANY,),
    "known_export": ("take", "take_as_written", "by_hand"),
    "partner_unsaid": ("leave_out", "this_trade"),
    "merged_cells": ("fill", "leave"),
    "hidden_rows": ("read", "leave_out"),
    "fill_down": ("fill", "leave"),
    "two_header_rows": ("join", "first"),
    "periods_as_columns": _MEASURES,
    "period_as_column": _MEASURES,
    "periods_with_measures": ("turn", "as_it_is"),
    "markets_as_columns": _MEASURES,
    "year_of_months": (_ANY,),
    "period_in_parts": ("join", "leave"),
}


def ask(_head: Head) -> Iterator[Question]:
    """Nothing more: see ``intake.shapes.seen`` and ``intake.shapes.beside``."""
    yield from ()
