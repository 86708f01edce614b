"""Goods codes that stand in no edition of the Harmonized System."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade.intake.suspicions.given import Given
from bordertrade.problems import Problem

#: Chapter 77 is kept free in every edition; 98 and 99 are for each country's own use.
_CHAPTERS = frozenset(f"{number:02d}" for number in range(1, 100) if number != 77)


def unknown_chapter(given: Given) -> Iterator[Problem]:
    """A code whose first two digits are no chapter. Headings change with the edition, chapters not."""
    for column in given.table.columns:
        if column.semantic == "hs_code":
            codes = given.fresh[column.name]
            lost = codes[codes.ne("") & ~codes.str[:2].isin(_CHAPTERS)]
            pairs = zip(lost.index.tolist(), lost.tolist(), strict=True)
            findings = [(line, code, {"chapter": code[:2]}) for line, code in pairs]
            yield from given.told("unknown_chapter", column.name, findings)
