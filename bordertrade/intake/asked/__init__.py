"""What is asked about a file, a module a kind.

To ask: write a function of the ``Head`` that yields questions, name each of its codes with the keys
of its answers in ``KINDS``, put both here, and their words into ``words/questions.py``. Ask only
where two readings are likely: a file in the contract's own form is asked nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bordertrade.intake.asked import (
    countries,
    doubles,
    heading_words,
    left_out,
    lines,
    months,
    shapes,
    unit_words,
)
from bordertrade.intake.questions import Head, Question

Asker = Callable[[Head], Iterable[Question]]

_MODULES = (shapes, lines, unit_words, countries, heading_words, left_out, months, doubles)

#: In the order in which they are asked.
ASKERS: tuple[Asker, ...] = tuple(module.ask for module in _MODULES)
#: Code of a question -> the keys of its answers.
KINDS: Mapping[str, tuple[str, ...]] = {
    code: keys for module in _MODULES for code, keys in module.KINDS.items()
}


def asked(head: Head) -> tuple[Question, ...]:
    """All that must be asked about a file, each question once."""
    found = {each.id: each for ask in ASKERS for each in ask(head)}
    return tuple(found.values())
