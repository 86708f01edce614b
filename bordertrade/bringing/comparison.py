"""Two versions side by side: rows that differ and what that does to the totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.difference import AFTER, BEFORE, COLUMN, Difference, difference
from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.lineage import files, lines
from bordertrade.exports.effects import Effect, effects, stood_in
from bordertrade.measures.replacements import Replacement, replacements
from bordertrade.words import _

#: How many rows or cells of a kind are told for each table; the counts are always whole.
SHOWN = 1_000
_SHOWN_TO_PEOPLE = 20


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    difference: Difference
    effects: tuple[Effect, ...]
    stood_in: tuple[str, ...]
    replaced: tuple[Replacement, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Counts, rows and effects; docs/command-line.md describes the keys."""
        return {
            "before": self.difference.before,
            "after": self.difference.after,
            "added": self.difference.added,
            "changed": self.difference.changed,
            "removed": self.difference.removed,
            "tables": {
                name: {
                    "added": len(each.added),
                    "changed": each.changed_rows,
                    "removed": len(each.removed),
                    "unchanged": each.unchanged,
                    "rows": {
                        "added": _rows(each.added),
                        "changed": _rows(each.changed),
                        "removed": _rows(each.removed),
                    },
                }
                for name, each in self.difference.tables.items()
            },
            "effects": [effect.as_json() for effect in self.effects],
            "replaced": [_replaced(each) for each in self.replaced],
        }

    def lines(self) -> Iterator[str]:
        """For people: counts by table, the first of each kind, the effects."""
        if self.difference.is_empty:
            yield _("No difference.")
            return
        for name, each in self.difference.tables.items():
            yield _(
                "{table}: {added} added, {changed} changed, {removed} removed, {unchanged} "
                "unchanged.",
                table=name,
                added=len(each.added),
                changed=each.changed_rows,
                removed=len(each.removed),
                unchanged=each.unchanged,
            )
            yield from (f"  + {row}" for row in _short(each.added))
            yield from (f"  - {row}" for row in _short(each.removed))
            yield from (f"  ~ {cell}" for cell in _cells(each.changed))
        for effect in self.effects:
            yield _(
                "{total}: {before} → {after}",
                total=effect.name,
                before=effect.before,
                after=effect.after,
            )
        yield from self.stood_in


def compare(before: Dataset, after: Dataset) -> Comparison:
    """What leads from one version to the other."""
    return Comparison(
        difference(before, after),
        effects(before, after),
        stood_in(before, after),
        replacements(before, after),
    )


def _replaced(each: Replacement) -> dict[str, Any]:
    """Modelled months that observed rows stand for, and what both have there."""
    model = each.modelled_usd
    return {
        "market": each.market,
        "channel": str(each.channel),
        "direction": str(each.direction),
        "months": [month.text for month in each.months],
        "modelled_usd": [model.low, model.central, model.high],
        "observed": [
            {"reporter": reporter, "value_usd": [value.low, value.central, value.high]}
            for reporter, value in each.observed
        ],
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row as canonical texts, with its file and line."""
    shown = frame.head(SHOWN)
    cells = shown.map(canonical).assign(file=files(shown), line=lines(shown))
    return [{str(name): cell for name, cell in row.items()} for row in cells.to_dict("records")]


def _short(frame: pd.DataFrame) -> Iterator[str]:
    shown = frame.head(_SHOWN_TO_PEOPLE)
    for row in shown.map(canonical).itertuples(index=False):
        yield ", ".join(cell for cell in row if cell)
    yield from _more(len(frame) - len(shown))


def _cells(frame: pd.DataFrame) -> Iterator[str]:
    shown = frame.head(_SHOWN_TO_PEOPLE)
    for row in shown.map(canonical).to_dict("records"):
        before, after, column = row.pop(BEFORE), row.pop(AFTER), row.pop(COLUMN)
        key = ", ".join(cell for cell in row.values() if cell)
        yield _(
            "{key}: {column} {before} → {after}", key=key, column=column, before=before, after=after
        )
    yield from _more(len(frame) - len(shown))


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield _("… and {count} more", count=count)
