"""Words in headings that were not understood, and such as make another thing of the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.intake.asked.amounts import amounts, left_out
from bordertrade.intake.headings import not_understood
from bordertrade.intake.meanings import is_cumulative, is_share
from bordertrade.intake.questions import Answer, Head, Question

LEAVE_OUT = "leave_out"
_SCALES = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}
KINDS: Mapping[str, tuple[str, ...]] = {
    "heading_words": ("no_matter", *_SCALES, LEAVE_OUT),
    "cumulative_heading": (LEAVE_OUT, "each_period"),
    "share_heading": (LEAVE_OUT, "amounts"),
}


def ask(head: Head) -> Iterator[Question]:
    """One question a column of numbers."""
    for place in amounts(head):
        heading = head.headings[place]
        out = Answer(LEAVE_OUT, {"columns": left_out([place])})
        if is_cumulative(heading.text):
            either = (out, Answer("each_period"))
            yield Question("cumulative_heading", heading.text, heading.text, either)
        elif is_share(heading.text):
            yield Question("share_heading", heading.text, heading.text, (out, Answer("amounts")))
        elif rest := not_understood(heading, head.table):
            scales = tuple(
                Answer(key, {"scales": {heading.column: factor}})
                for key, factor in _SCALES.items()
                if heading.column not in head.declaration.scales
            )
            answers = (Answer("no_matter"), *scales, out)
            yield Question("heading_words", heading.text, rest, answers)
