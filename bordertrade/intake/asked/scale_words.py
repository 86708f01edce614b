"""Words such as "million" in lines around the table: do they hold for its numbers?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.dataset import Table
from bordertrade.intake.declaration import ALL_MONEY, IGNORED
from bordertrade.intake.forms import is_money
from bordertrade.intake.headings import scale_in
from bordertrade.intake.questions import Answer, Head, Question
from bordertrade.intake.tidying import visible

_NAMES = {
    10**3: "thousands",
    10**5: "lakhs",
    10**6: "millions",
    10**7: "crores",
    10**9: "billions",
    10**12: "trillions",
}
AS_WRITTEN = "as_written"

KINDS: Mapping[str, tuple[str, ...]] = {"scale_word": (*_NAMES.values(), AS_WRITTEN)}

#: A line is no longer.
_LONGEST_LINE = 200


def ask(head: Head) -> Iterator[Question]:
    """A scale word in a line that is no row, where no scale was understood from it."""
    if not _has_money(head) or head.declaration.scales:
        return
    for record in head.layout.skipped:
        line = " ".join(filter(None, map(visible, record.cells)))[:_LONGEST_LINE]
        scale = scale_in(line)
        if scale in _NAMES:
            said = {"scales": {ALL_MONEY: scale}}
            answers = (Answer(_NAMES[scale], said), Answer(AS_WRITTEN))
            yield Question("scale_word", line, line, answers)


def _has_money(head: Head) -> bool:
    return any(_is_money(head.table, each.column) for each in head.headings)


def _is_money(table: Table, column: str) -> bool:
    return column != IGNORED and is_money(table.column(column))
