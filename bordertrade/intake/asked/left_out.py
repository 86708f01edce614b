"""Columns that no column of the table is called like, but that say something about its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.dataset.names import fold
from bordertrade.intake.asked.amounts import is_numeric, money
from bordertrade.intake.contents import multipliers
from bordertrade.intake.declaration import ALL_MONEY, IGNORED
from bordertrade.intake.meanings import is_cumulative, is_share
from bordertrade.intake.questions import Answer, Head, Question
from bordertrade.intake.scales import KEYS, scale_in
from bordertrade.intake.spellings import currency_in

LEAVE_OUT, IS_VALUE = "leave_out", "is_value"
_FACTORS = {1: "units", **KEYS}
KINDS: Mapping[str, tuple[str, ...]] = {
    "cumulative_column": (LEAVE_OUT, IS_VALUE),
    "share_column": (LEAVE_OUT, IS_VALUE),
    "other_amount": (LEAVE_OUT, IS_VALUE),
    "scale_column": (*KEYS.values(), "as_written"),
    "unit_mult": tuple(_FACTORS.values()),
    "customs_house": ("all_rows", "is_market"),
}
_HOUSES = tuple(
    map(fold, ("customs house", "customs station", "customs office", "collectorate", "dry port"))
) + tuple(map(fold, ("گمرک", "کسٹم ہاؤس", "کسٹمز", "کلکٹریٹ")))
_MOST_NAMED = 6


def ask(head: Head) -> Iterator[Question]:
    """One question a column that is left out and means something."""
    for place, heading in enumerate(head.headings):
        if heading.column == IGNORED and heading.text.strip():
            yield from _of_column(head, place)


def _of_column(head: Head, place: int) -> Iterator[Question]:
    text, texts = head.headings[place].text, head.texts(place)
    factors = multipliers(head.headings[place], texts)
    if factors:
        if len(factors) > 1 and place not in head.declaration.kept:
            yield Question("unit_mult", text, ", ".join(factors), _by_factor(place, factors))
    elif money(head) and is_numeric(texts):
        yield from _numbers(head, place)
    elif money(head) and len(texts) == 1 and scale_in(texts[0]) in KEYS:
        scale = scale_in(texts[0])
        says = {"scales": {ALL_MONEY: scale}, "kept": {place: (texts[0],)}}
        answers = (Answer(KEYS[scale], says), Answer("as_written"))
        yield Question("scale_column", text, texts[0], answers)
    elif _tells_houses(head, text, texts):
        answers = (Answer("all_rows"), Answer("is_market", {"columns": {place: "market"}}))
        yield Question("customs_house", text, ", ".join(texts[:_MOST_NAMED]), answers)


def _by_factor(place: int, factors: Mapping[str, int]) -> tuple[Answer, ...]:
    """The rows of one factor stay; those of another are for a file of their own."""
    return tuple(
        Answer(_FACTORS[factor], {"scales": {ALL_MONEY: factor}, "kept": {place: (text,)}}, text)
        for text, factor in factors.items()
        if factor in _FACTORS
    )


def _numbers(head: Head, place: int) -> Iterator[Question]:
    """Numbers beside the values: a running sum, a share, the same in another money."""
    text = head.headings[place].text
    says_money = bool(currency_in(text)) or scale_in(text) != 1
    code = (
        "cumulative_column"
        if is_cumulative(text)
        else "share_column"
        if is_share(text)
        else "other_amount"
        if says_money
        else ""
    )
    if code:
        first = money(head)[0]
        swapped = {place: head.headings[first].column, first: IGNORED}
        yield Question(
            code, text, text, (Answer(LEAVE_OUT), Answer(IS_VALUE, {"columns": swapped}))
        )


def _tells_houses(head: Head, text: str, texts: list[str]) -> bool:
    """Several customs houses in rows that have no market of their own."""
    has_market = any(each.column == "market" for each in head.headings)
    is_house = any(word in fold(text) for word in _HOUSES)
    return "market" in head.table and not has_market and is_house and len(texts) > 1
