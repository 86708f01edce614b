"""Units that are no units of quantity: money and scale words in the column of units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bordertrade.intake.asked.amounts import money
from bordertrade.intake.declaration import ALL_MONEY, IGNORED, Replacement
from bordertrade.intake.questions import Answer, Head, Question
from bordertrade.intake.scales import scale_in
from bordertrade.intake.spellings import currency_in, unit_in

KINDS: Mapping[str, tuple[str, ...]] = {
    "unit_is_money": ("of_value", "leave_out"),
    "unit_scale": ("of_quantity", "leave_out"),
}


def ask(head: Head) -> Iterator[Question]:
    """Texts such as "US$ million" and "thousand tons" where units of quantities stand."""
    if "quantity" not in head.table:
        return
    for place, heading in enumerate(head.headings):
        if heading.column == "unit":
            for text in head.texts(place):
                yield from _of_text(head, place, text)


def _of_text(head: Head, place: int, text: str) -> Iterator[Question]:
    currency, scale = currency_in(text), scale_in(text)
    leave = Answer("leave_out", {"columns": {place: IGNORED}})
    alone = {"kept": {place: (text,)}} if len(head.texts(place)) > 1 else {}
    if currency and money(head):
        says: dict[str, Any] = {"columns": {place: IGNORED}, **alone}
        if scale != 1:
            says["scales"] = {ALL_MONEY: scale}
        if "currency" in head.table and not _has(head, "currency"):
            says["fills"] = {"currency": currency}
        yield Question("unit_is_money", text, text, (Answer("of_value", says), leave))
    elif scale != 1 and unit_in(text):
        put = (Replacement("unit", text, unit_in(text)),)
        says = {"scales": {"quantity": scale}, "replacements": put, **alone}
        yield Question("unit_scale", text, text, (Answer("of_quantity", says), leave))


def _has(head: Head, column: str) -> bool:
    return any(each.column == column for each in head.headings)
