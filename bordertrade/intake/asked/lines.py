"""Lines that are no rows: titles above the table, units below its header, notes after the data.

What they say about the numbers holds for all of them or for none, and only a person knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.intake.asked.amounts import amounts, left_out, money
from bordertrade.intake.declaration import ALL_MONEY, IGNORED
from bordertrade.intake.meanings import is_cumulative, is_share, other_country_in, other_money_in
from bordertrade.intake.questions import Answer, Head, Question
from bordertrade.intake.scales import KEYS, scale_in_sentence
from bordertrade.intake.spellings import code_spelled, currency_in

AS_WRITTEN, LEAVE_OUT = "as_written", "leave_out"
KINDS: Mapping[str, tuple[str, ...]] = {
    "scale_word": (*KEYS.values(), AS_WRITTEN),
    "cumulative_line": ("each_period", LEAVE_OUT),
    "share_line": ("amounts", LEAVE_OUT),
    "country_line": ("this_trade", LEAVE_OUT),
    "currency_line": ("as_column", "USD", "PKR", "IRR", "IRT", LEAVE_OUT),
}


def ask(head: Head) -> Iterator[Question]:
    """One question a line and meaning, where that was not understood already."""
    for line in head.lines:
        yield from _of_line(head, line)


def _of_line(head: Head, line: str) -> Iterator[Question]:
    scale = scale_in_sentence(line)
    if scale in KEYS and money(head) and scale not in head.declaration.scales.values():
        answers = (Answer(KEYS[scale], {"scales": {ALL_MONEY: scale}}), Answer(AS_WRITTEN))
        yield Question("scale_word", line, line, answers)
    if not amounts(head):
        return
    out = Answer(LEAVE_OUT, {"columns": left_out(amounts(head))})
    if is_cumulative(line):
        yield Question("cumulative_line", line, line, (Answer("each_period"), out))
    if is_share(line):
        yield Question("share_line", line, line, (Answer("amounts"), out))
    if other_country_in(line):
        yield Question("country_line", line, other_country_in(line), (Answer("this_trade"), out))
    yield from _currency(head, line, out)


def _currency(head: Head, line: str, out: Answer) -> Iterator[Question]:
    """A money that the rows do not say: they may be in another one than their column tells."""
    named = currency_in(line)
    if not named and money(head) and other_money_in(line):
        yield Question("currency_line", line, line, (out, Answer("as_column")))
    if not named or not money(head) or named in _said(head):
        return
    if "currency" not in head.table:
        yield Question("currency_line", line, line, (out, Answer("as_column")))
        return
    places = [at for at, each in enumerate(head.headings) if each.column == "currency"]
    says = {"fills": {"currency": named}, "columns": dict.fromkeys(places, IGNORED)}
    yield Question("currency_line", line, line, (Answer("as_column"), Answer(named, says)))


def _said(head: Head) -> set[str]:
    """The moneys that columns, headings or answers name."""
    if "currency" not in head.table:
        return {"USD"}
    column = head.table.column("currency")
    places = [at for at, each in enumerate(head.headings) if each.column == "currency"]
    texts = [text for place in places for text in head.texts(place)]
    cells = {code_spelled(column, text) or text for text in texts}
    filled = head.declaration.fills.get("currency")
    return cells | ({filled} if filled else set())
