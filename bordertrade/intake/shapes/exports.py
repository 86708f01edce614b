"""A file that is the export of a large database: what its columns, flows and partners are for us.

All are for the whole border, so they go to ``commodity_trade`` or ``bilateral_trade``. The partner is
a filter, re-exports are a part of exports, and of nested levels of goods only the deepest is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import Replacement
from bordertrade.intake.layouts import Layout
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.shapes import pbs, trade_map
from bordertrade.intake.shapes.known import Export, export_of
from bordertrade.vocabulary import Direction, Reporter

#: A reporter or partner in the ways these databases write it.
_PAKISTAN = ("586", "PAK", "PK", "Pakistan", "پاکستان", "پاكستان")
_IRAN = (
    *("364", "IRN", "IR", "Iran", "Iran (Islamic Republic of)", "Iran, Islamic Republic of"),
    *("Iran, Islamic Rep.", "Iran, Islamic Rep", "ایران"),
)
_IMPORTS = ("M", "1", "Import", "Imports", "TMG_CIF_USD", "MG_CIF_USD", "واردات")
_EXPORTS = ("X", "2", "Export", "Exports", "TXG_FOB_USD", "XG_FOB_USD", "صادرات")
#: H0 to H6 are editions of the Harmonized System.
_EDITION = re.compile(r"H\d")
#: The questions whose answers say what a file is.
EXPORT_QUESTIONS = frozenset({"known_export", "partner_unsaid"})
_TOTALS = frozenset({"total", "all", "999999"})


def ask(layout: Layout) -> Iterator[Question]:
    """Whether a file is the export that its headings say."""
    export = export_of(layout.header.cells)
    if export is None:
        yield from trade_map.ask(layout)
        yield from pbs.ask(layout)
    else:
        says = _Reading(export, layout).says()
        named = says["shape"]["named"]
        found = ", ".join(layout.header.cells[at] for at, name in named if ":" not in name)
        by_hand = Answer("by_hand", {"shape": {"named": ()}})
        yield Question("known_export", export.name, found, (Answer("take", says), by_hand))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file of an export: places by heading, and what they come to."""

    export: Export
    layout: Layout

    def place(self, headings: Sequence[str]) -> int:
        """Where the first of some headings stands; -1 where none does."""
        names = [fold(text) for text in self.layout.header.cells]
        return next((names.index(each) for each in headings if each in names), -1)

    def says(self) -> dict[str, Any]:
        export = self.export
        places = {column: self.place(headings) for column, headings in export.named.items()}
        named = [(at, column) for column, at in places.items() if at >= 0]
        if self.is_total(places.get("code", -1)):  # no goods: for bilateral_trade
            named = [(at, c) for at, c in named if c in {"period", "value_usd"}]
        named += self.beside(named)
        reporter, flow = self.place(export.reporter), self.place(export.flow)
        paired: tuple[tuple[str, tuple[int, ...]], ...] = ()
        if reporter >= 0:
            named.append((reporter, "reporter"))
        if reporter >= 0 and flow >= 0:
            paired = (("direction", (reporter, flow)),)
        columns = {column for _, column in named}
        fills = {name: text for name, text in export.fills.items() if name not in columns}
        if "code" not in columns:
            fills.pop("classification", None)
        scale = export.scale * self.multiplier()
        return {
            "shape": {"named": tuple(sorted(named)), "paired": paired},
            "kept": self.kept(flow, places.get("code", -1)),
            "replacements": tuple(self.replacements(bool(paired))),
            "fills": fills,
            "scales": {"value_usd": scale} if scale != 1 else {},
        }

    def beside(self, named: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The other columns, called after the export: "Reporter" beside "Reporter Code" is no second
        book, and goods that are not taken make no table of goods."""
        taken = {at for at, _ in named} | {self.place(self.export.reporter)}
        for at, text in enumerate(self.layout.header.cells):
            if at not in taken:
                yield at, f"{self.export.name}: {text}"

    def texts(self, place: int) -> list[str]:
        cells = (r.cells[place] for r in self.layout.records if 0 <= place < len(r.cells))
        return list(dict.fromkeys(text.strip() for text in cells))

    def is_total(self, code: int) -> bool:
        """Whether the file holds no goods but all of them together."""
        texts = self.texts(code)
        return code < 0 or (bool(texts) and all(text.casefold() in _TOTALS for text in texts))

    def multiplier(self) -> int:
        """What a column UNIT_MULT says of all rows alike."""
        powers = self.texts(self.place(("unitmult",)))
        is_one = len(powers) == 1 and powers[0].isdecimal() and int(powers[0]) <= 12
        return 10 ** int(powers[0]) if is_one else 1

    def kept(self, flow: int, code: int) -> dict[int, tuple[str, ...]]:
        """The rows that count: of the neighbour, of the flows themselves, of one level of goods."""
        found: dict[int, tuple[str, ...]] = {self.place(self.export.partner): (*_PAKISTAN, *_IRAN)}
        if flow >= 0:
            found[flow] = (*_IMPORTS, *_EXPORTS)
        for heading, texts in self.export.only.items():
            at = self.place((heading,))
            if at >= 0 and set(texts) & set(self.texts(at)):
                found[at] = texts
        level = self.place(self.export.level)
        levels = [text for text in self.texts(level) if text.isdecimal()]
        if levels and not self.is_total(code):
            found[level] = (max(levels, key=int),)
        return found

    def replacements(self, is_paired: bool) -> Iterator[Replacement]:
        """Editions of the HS as HS; reporters as codes; a reporter beside a flow as a direction."""
        for edition in self.texts(self.place(self.export.named.get("classification", ()))):
            if _EDITION.fullmatch(edition):
                yield Replacement("classification", edition, "HS")
        books = {Reporter.PK: _PAKISTAN, Reporter.IR: _IRAN}
        seen = set(self.texts(self.place(self.export.reporter)))
        flows = set(self.texts(self.place(self.export.flow)))
        for book, spelled in books.items():
            out, into = (
                (Direction.PK_TO_IR, Direction.IR_TO_PK)
                if book is Reporter.PK
                else (Direction.IR_TO_PK, Direction.PK_TO_IR)
            )
            for text in [each for each in spelled if each in seen]:
                if text != book:
                    yield Replacement("reporter", text, str(book))
                if is_paired:
                    for word in [each for each in (*_IMPORTS, *_EXPORTS) if each in flows]:
                        way = into if word in _IMPORTS else out
                        yield Replacement("direction", f"{text} {word}", str(way))
