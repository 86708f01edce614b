"""Exports of ITC Trade Map: figures by year, quarter or month as columns, in thousands of US dollars.

Three tables are known. One of both countries has headings such as "Pakistan's imports from Iran,
Islamic Republic of: Value in 2023" (also as two lines). A list of products, and a list of supplying
or importing markets, have headings such as "Imported value in 2024-M01"; their title says whose
imports they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import ALL_MONEY
from bordertrade.intake.layouts import Layout
from bordertrade.intake.meanings import country_in, line_of
from bordertrade.intake.oddities import is_total
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.scales import scale_in_sentence
from bordertrade.intake.shapes.known import CODES, FIGURE, LABELS, MARKETS, is_trade_map
from bordertrade.intake.shapes.labels import period_of
from bordertrade.intake.shapes.partners import stays, texts_of, unsaid
from bordertrade.intake.shapes.shape import Turn
from bordertrade.intake.spellings import unit_in
from bordertrade.vocabulary import Direction, Reporter

NAME = "ITC Trade Map"
_BILATERAL = re.compile(
    r"(?P<whose>.+?)['’`´]s?\s+(?P<flow>imports?|exports?)\s+(?:from|to)\s+(?P<partner>.+)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?P<flow>import|export)ed\s+by\s+(?P<whose>.+?)(?:\s+(?:from|to)\s+(?P<partner>.+?))?"
    r"(?:\s+in\s+\d{4}.*)?$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"^\W*unit\s*:\s*(.+)", re.IGNORECASE)
_PRODUCT = re.compile(
    r"^\W*product\s*:\s*(?:'?(?P<code>\d{2,10}|TOTAL)\b)?\s*(?P<label>.*)", re.IGNORECASE
)
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column of figures. ``reporter`` and ``partner`` are PK, IR, "other" or "" (unsaid)."""

    place: int
    period: str
    reporter: str
    partner: str
    is_import: bool
    is_value: bool
    unit: str = ""

    @property
    def is_ours(self) -> bool:
        return {self.reporter, self.partner} == {"PK", "IR"}

    @property
    def direction(self) -> str:
        into_pakistan = self.is_import == (self.reporter == Reporter.PK)
        return str(Direction.IR_TO_PK if into_pakistan else Direction.PK_TO_IR)


def ask(layout: Layout) -> Iterator[Question]:
    """Whether a file is such a table; where its title does not say the partner, whose trade it is."""
    if not is_trade_map(layout.header.cells):
        return
    table = _Table(layout)
    figures = table.figures()
    if not any(each.is_value for each in figures) or not all(each.reporter for each in figures):
        return
    found = ", ".join(layout.header.cells[each.place] for each in figures)
    if all(not each.partner for each in figures) and table.market < 0:
        other = next(iter({"PK", "IR"} - {figures[0].reporter}))
        yield unsaid(NAME, found, table.says([replace(each, partner=other) for each in figures]))
        return
    if not any(each.is_ours for each in figures):
        return
    takes = table.says(figures)
    answers = [Answer("take", takes)]
    if not table.unit_line:
        answers.append(Answer("take_as_written", {**takes, "scales": {}}))
    by_hand = Answer("by_hand", {"shape": {"named": ()}})
    yield Question("known_export", NAME, found, (*answers, by_hand))


class _Table:
    """One such file: its lines of titles, and the places of its columns."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.header = layout, layout.header.cells
        self.lines = [line_of(each.cells) for each in layout.skipped]
        self.unit_line = next((m[1] for line in self.lines if (m := _UNIT.match(line))), "")
        self.code, self.label, self.market = (
            next((at for at, text in enumerate(self.header) if fold(text) in names), -1)
            for names in (CODES, LABELS, MARKETS)
        )

    def figures(self) -> list[_Figure]:
        """The columns of figures, with what their headings and the title say of them."""
        listed = next((found for line in self.lines if (found := _LISTED.search(line))), None)
        read = ((at, text, FIGURE.fullmatch(text.strip())) for at, text in enumerate(self.header))
        return [_figure(at, found, listed, self.market >= 0) for at, _text, found in read if found]

    def says(self, figures: Sequence[_Figure]) -> dict[str, Any]:
        """What taking the file as such a table means."""
        ours = [each for each in figures if each.is_ours]
        goods = self._goods()
        named = {self.code: "code", self.label: "commodity"} if self._has_goods() else {}
        taken = {at: name for at, name in named.items() if at >= 0}
        others = {
            at: f"{NAME}: {text}"
            for at, text in enumerate(self.header)
            if at not in taken and at not in {each.place for each in figures}
        }
        turn = _turned(ours, tuple(each.place for each in figures if not each.is_ours))
        scale = scale_in_sentence(self.unit_line) if self.unit_line else _THOUSAND
        fills = {"series": "itc", **goods}
        if taken or goods:
            fills["classification"] = "HS"
        units = {each.unit for each in ours if each.unit}
        if len(units) == 1:
            fills["unit"] = units.pop()
        says: dict[str, Any] = {
            "shape": {"named": tuple(sorted({**taken, **others}.items())), "turn": turn},
            "fills": fills,
            "scales": {ALL_MONEY: scale} if scale != 1 else {},
        }
        if self.market >= 0:
            says["kept"] = {self.market: stays(texts_of(self.layout, self.market))}
        if taken and self.code >= 0:
            says["dropped"] = {
                self.code: tuple(filter(_is_all, texts_of(self.layout, self.code))) or ("TOTAL",)
            }
        return says

    def _has_goods(self) -> bool:
        """Whether any row is about one kind of goods."""
        return any(not _is_all(text) for text in texts_of(self.layout, self.code))

    def _goods(self) -> dict[str, str]:
        """The goods that the title names, of a list of markets."""
        found = next((m for line in self.lines if (m := _PRODUCT.match(line))), None)
        if self.market < 0 or found is None or not (found["code"] or "").isdecimal():
            return {}
        return {"code": found["code"], "commodity": found["label"].strip() or found["code"]}


def _is_all(code: str) -> bool:
    """All goods together."""
    return is_total(code.strip("'’ "))


def _figure(
    place: int, found: re.Match[str], listed: re.Match[str] | None, has_markets: bool
) -> _Figure:
    number = f"-{found['part']}{int(found['number']):02d}" if found["part"] else ""
    if found["part"] and found["part"].upper() == "Q":
        number = f"-Q{int(found['number'])}"
    period = period_of(f"{found['year']}{number}") or found["year"]
    unit = unit_in(found["more"] or "")
    is_value = found["kind"].lower() == "value"
    own = _BILATERAL.fullmatch(found["about"].strip()) or listed
    if own is None:
        return _Figure(place, period, "", "", True, is_value, unit)
    reporter, partner = country_in(own["whose"].strip()), _partner(own["partner"])
    if not partner and has_markets:  # its rows say it, and only those of the other one stay
        partner = next(iter({"PK", "IR"} - {reporter}))
    flow = found["flow"] or own["flow"]
    return _Figure(place, period, reporter, partner, flow.lower().startswith("i"), is_value, unit)


def _partner(text: str | None) -> str:
    return (country_in(text.strip(" :,;-")) or "other") if text else ""


def _turned(figures: Sequence[_Figure], others: tuple[int, ...]) -> Turn | None:
    """One row for each period, book and direction; a quantity stands beside its value."""
    values = [each for each in figures if each.is_value]
    amounts = {(e.period, e.reporter, e.direction): e.place for e in figures if not e.is_value}
    beside: Mapping[str, tuple[int, ...]] = {}
    if amounts:
        keys = [(each.period, each.reporter, each.direction) for each in values]
        beside = {"quantity": tuple(amounts.get(key, -1) for key in keys)}
    told = {
        "reporter": tuple(each.reporter for each in values),
        "direction": tuple(each.direction for each in values),
    }
    return Turn(
        "period",
        "value_usd",
        tuple((each.place, each.period) for each in values),
        (),
        tuple(beside.items()),
        tuple(told.items()),
        others,
    )
