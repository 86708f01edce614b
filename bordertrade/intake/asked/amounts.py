"""The columns of numbers of a file, as askers need them."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.intake.declaration import IGNORED
from bordertrade.intake.forms import is_money
from bordertrade.intake.questions import Head


def amounts(head: Head) -> list[int]:
    """The places of columns of amounts."""
    return [
        place
        for place, each in enumerate(head.headings)
        if each.column != IGNORED and head.table.column(each.column).type == "number"
    ]


def money(head: Head) -> list[int]:
    """The places of columns of money."""
    columns = head.headings
    return [at for at in amounts(head) if is_money(head.table.column(columns[at].column))]


def left_out(places: Iterable[int]) -> dict[int, str]:
    """What an answer says that leaves columns out."""
    return dict.fromkeys(places, IGNORED)


def is_numeric(texts: Iterable[str]) -> bool:
    """Whether most of some cells hold digits and little else."""
    given = list(texts)
    numbers = sum(1 for text in given if sum(map(str.isdigit, text)) * 2 > len(text))
    return bool(given) and numbers * 2 > len(given)
