"""Tables of external trade of the Pakistan Bureau of Statistics (PBS): by country or by commodity.

A period (a month, July to a month, a fiscal year) stands above its quantity, its value in millions
of rupees and its value in thousands of US dollars, or in the title. The dollars are taken; rupees
say the same in another money. Marks such as (P) say that a figure is provisional.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bordertrade.dataset.names import fold
from bordertrade.intake.contents import PARTNER_WORDS
from bordertrade.intake.declaration import ALL_MONEY
from bordertrade.intake.layouts import Layout
from bordertrade.intake.meanings import country_in, line_of
from bordertrade.intake.oddities import is_total
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.scales import scale_in, scale_in_sentence
from bordertrade.intake.shapes import labels as reading
from bordertrade.intake.shapes.labels import Labels
from bordertrade.intake.shapes.partners import stays, texts_of, unsaid
from bordertrade.intake.shapes.shape import Turn
from bordertrade.intake.spellings import currency_in, flow_in, words_of
from bordertrade.money import Currency
from bordertrade.vocabulary import Direction, ObsStatus, Reporter

NAME = "Pakistan Bureau of Statistics"
_OFFICE = re.compile(r"(?:pakistan|federal)\s+bureau\s+of\s+statistics|\bPBS\b", re.IGNORECASE)
_CODES = frozenset(map(fold, ("HS code", "PCT code", "Code", "Commodity code", "HS")))
_GOODS = frozenset(
    map(fold, ("Commodity", "Commodities", "Description", "Items", "Item", "Groups"))
)
_UNITS = frozenset(map(fold, ("Unit", "Units", "Unit of quantity")))
_PROVISIONAL = re.compile(r"\(\s*(?:P|Prov(?:isional)?)\.?\s*\)|\bprovisional\b", re.IGNORECASE)
_REVISED = re.compile(r"\(\s*(?:R|Revised)\.?\s*\)|\brevised\b", re.IGNORECASE)
_IMPORT = {True: Direction.IR_TO_PK, False: Direction.PK_TO_IR}
#: A title names its period in no more words than this.
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column of numbers: its period and direction ("" where the title says them), and of what."""

    place: int
    period: str
    direction: str
    status: str
    #: "value_usd", "quantity", or "" for another money, a share or a growth.
    measure: str
    scale: int = 1

    @property
    def row(self) -> tuple[str, str, str]:
        return self.period, self.direction, self.status


def ask(layout: Layout) -> Iterator[Question]:
    """Whether a file is such a table; where nothing says the partner, whose trade it is."""
    table = _Table(layout)
    figures = table.figures() if table.is_one() else []
    scales = {each.scale for each in figures if each.measure == "value_usd"}
    if len(scales) != 1:
        return
    takes = table.says(figures, scales.pop())
    found = ", ".join(layout.header.cells[each.place] for each in figures if each.measure)
    if table.partner < 0 and not table.names_iran:
        yield unsaid(NAME, found, takes)
        return
    by_hand = Answer("by_hand", {"shape": {"named": ()}})
    yield Question("known_export", NAME, found, (Answer("take", takes), by_hand))


class _Table:
    """One such file: its titles, and the places of its columns."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.header = layout, layout.header.cells
        self._longer: tuple[int, ...] = ()
        self.titles = [line_of(each.cells) for each in layout.skipped]
        names = list(map(fold, self.header))
        self.code, self.goods, self.unit = (
            next((at for at, name in enumerate(names) if name in wanted), -1)
            for wanted in (_CODES, _GOODS, _UNITS)
        )
        self.partner = next(
            (at for at, name in enumerate(names) if any(word in name for word in PARTNER_WORDS)), -1
        )

    @property
    def names_iran(self) -> bool:
        words = [word for line in self.titles for word in words_of(line)]
        return any(country_in(word) == "IR" for word in words)

    @property
    def has_periods(self) -> bool:
        return any(fold(text) in reading.PERIODS for text in self.header)

    def is_one(self) -> bool:
        """Whether the office is named, or rupees and dollars stand side by side for countries; a
        table with a column of periods is no such table."""
        if max(self.goods, self.code, self.partner) < 0 or self.has_periods:
            return False
        notes = (line_of(each.cells) for each in self.layout.records if _is_note(each.cells))
        if any(map(_OFFICE.search, (*self.titles, *notes))):
            return True
        moneys = {currency_in(text) for text in self.header}
        return self.partner >= 0 and {Currency.PKR, Currency.USD} <= moneys

    # --- the columns of numbers ---------------------------------------------------------------

    def figures(self) -> list[_Figure]:
        """The columns of numbers, as their headings and the titles say."""
        bare = [_REVISED.sub(" ", _PROVISIONAL.sub(" ", text)) for text in self.header]
        bare = [" ".join(text.split()) for text in bare]
        told = reading.measured_in(bare) or reading.periods_in(bare) or reading.alone_in(bare)
        told = told or _undated(bare, {self.code, self.goods, self.unit, self.partner})
        self._longer = told.totals
        period = self._period()
        found = [self._figure(at, told) for at in sorted(told.texts)]
        return [each if each.period else replace(each, period=period) for each in found]

    def _figure(self, place: int, told: Labels) -> _Figure:
        text = told.measures.get(place, "")
        flow = flow_in(told.flows.get(place, ""))
        direction = str(_IMPORT[flow == "M"]) if flow else ""
        status = ObsStatus.PROVISIONAL if _PROVISIONAL.search(self.header[place]) else ""
        own = currency_in(text)
        says_quantity = bool({*words_of(text)} & _QUANTITIES)
        money = own or ("" if says_quantity else self._money)
        measure = "quantity" if says_quantity and not own else ""
        if money == Currency.USD:
            measure = "value_usd"
        scale = scale_in(text) if own else self._scale
        is_other = measure == "value_usd" and "%" in self.header[place]
        return _Figure(
            place, told.texts[place], direction, str(status), "" if is_other else measure, scale
        )

    @property
    def _money(self) -> str:
        """The one money that the titles name."""
        named = {each for each in map(currency_in, self.titles) if each}
        return named.pop() if len(named) == 1 else ""

    @property
    def _scale(self) -> int:
        scales = {scale_in_sentence(line) for line in self.titles if currency_in(line)} - {1}
        return scales.pop() if len(scales) == 1 else 1

    # --- what taking it means -----------------------------------------------------------------

    def says(self, figures: Sequence[_Figure], scale: int) -> dict[str, Any]:
        taken = {self.code: "code", self.goods: "commodity"}
        if self.goods >= 0 or self.code >= 0:
            taken[self.unit] = "unit"
        taken = {at: name for at, name in taken.items() if at >= 0}
        values = [each for each in figures if each.measure == "value_usd"]
        turn = _turned(figures, self._longer)
        fills = {"reporter": str(Reporter.PK), **self._fills(values)}
        if "commodity" in taken.values() or "code" in taken.values():
            fills["classification"] = "HS" if self.code >= 0 else "other"
        if turn is None:
            taken |= {each.place: each.measure for each in figures if each.measure}
        others = {
            at: f"{NAME}: {text}"
            for at, text in enumerate(self.header)
            if at not in taken and not (turn and at in turn.places | turn.left_out)
        }
        says: dict[str, Any] = {
            "shape": {"named": tuple(sorted({**taken, **others}.items())), "turn": turn},
            "fills": fills,
            "scales": {ALL_MONEY: scale} if scale != 1 else {},
        }
        if self.partner >= 0:
            says["kept"] = {self.partner: stays(texts_of(self.layout, self.partner))}
        totals = [text for text in texts_of(self.layout, self.goods) if is_total(text)]
        if totals:
            says["dropped"] = {self.goods: tuple(totals)}
        return says

    def _fills(self, values: Sequence[_Figure]) -> dict[str, str]:
        """What the titles say for all rows, where no heading does."""
        found: dict[str, str] = {}
        if not any(each.direction for each in values):
            flows = {flow_in(word) for line in self.titles for word in words_of(line)} - {""}
            if len(flows) == 1:
                found["direction"] = str(_IMPORT[flows == {"M"}])
        if not any(each.status for each in values) and any(map(_PROVISIONAL.search, self.titles)):
            found["obs_status"] = str(ObsStatus.PROVISIONAL)
        return found

    def _period(self) -> str:
        """The one period that the titles name."""
        periods = {each for line in self.titles if (each := _period_in(line))}
        return periods.pop() if len(periods) == 1 else ""


_QUANTITIES = frozenset(map(fold, ("quantity", "quantities", "qty", "weight", "volume")))


def _is_note(cells: Sequence[str]) -> bool:
    return sum(1 for cell in cells if cell.strip()) == 1


def _undated(headings: Sequence[str], taken: set[int]) -> Labels:
    """The columns of amounts whose period stands in the title."""
    parts: Mapping[int, tuple[str, str]] = {
        at: reading.flow_and_rest(text)
        for at, text in enumerate(headings)
        if at not in taken and reading.is_measure(text)
    }
    return Labels(
        "period",
        dict.fromkeys(parts, ""),
        measures={at: rest for at, (_flow, rest) in parts.items()},
        flows={at: flow for at, (flow, _rest) in parts.items()},
    )


def _period_in(line: str) -> str:
    """The longest run of words of a title that is a period: "… July-June, 2023-24"."""
    words = _REVISED.sub(" ", _PROVISIONAL.sub(" ", line)).split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        for at in range(len(words) - count + 1):
            found = reading.period_of(" ".join(words[at : at + count]).strip(" :,;.()"))
            if found and "--" not in found:
                return found
    return ""


def _turned(figures: Sequence[_Figure], longer: tuple[int, ...]) -> Turn | None:
    """One row for each period, direction and status; None where nothing says the one or the other.
    ``longer`` are the places of figures of longer periods, which hold these."""
    values = [each for each in figures if each.measure == "value_usd"]
    if len(values) == 1 and not values[0].period and not values[0].direction:
        return None
    amounts = {each.row: each.place for each in figures if each.measure == "quantity"}
    beside = (("quantity", tuple(amounts.get(each.row, -1) for each in values)),)
    told: dict[str, tuple[str, ...]] = {"direction": tuple(each.direction for each in values)}
    if any(each.status for each in values):
        told["obs_status"] = tuple(each.status or str(ObsStatus.NORMAL) for each in values)
    column = "period" if any(each.period for each in values) else "direction"
    labels = [each.period if column == "period" else each.direction for each in values]
    told = {name: texts for name, texts in told.items() if name != column and any(texts)}
    used = {each.place for each in values} | set(amounts.values())
    return Turn(
        column,
        "value_usd",
        tuple((each.place, label) for each, label in zip(values, labels, strict=True)),
        (),
        beside if amounts else (),
        tuple(told.items()),
        (*(each.place for each in figures if each.place not in used), *longer),
    )
