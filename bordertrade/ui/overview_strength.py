"""The first page's last question: which of these numbers can be leaned on?"""

from __future__ import annotations

import streamlit as st

from bordertrade.measures.sources import sources
from bordertrade.measures.strength import Strength, strengths
from bordertrade.remembered import once
from bordertrade.sharing import strength as strength_words
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.words import _, labels
from bordertrade.words.markup import escape

#: One number's own sources fit into a cell; the rest stand on the sources page.
_NAMED = 2


def how_sure(now: Current) -> None:
    """Every headline number from the strongest to the weakest, and the weakest in a sentence."""
    found: tuple[Strength, ...] = once(
        now.dataset, "strengths", make=lambda: strengths(now.dataset)
    )
    blocks.section(_("How sure each number is"), strength_words.weakest(found))
    st.html(once(now.dataset, "strength table", make=lambda: _table(found, now)))


def _table(found: tuple[Strength, ...], now: Current) -> str:
    heads = (
        _("Number"),
        _("US$, and of which months"),
        _("How it was made"),
        _("Width"),
        _("Source"),
    )
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(_row(each, now) for each in found)
    return (
        f'<div class="bt-scroll"><table class="bt-table bt-stack"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(each: Strength, now: Current) -> str:
    grade = labels.of(strength_words.GRADES, each.grade)
    links = ", ".join(
        blocks.source_link(source) for source in sources(now.dataset, each.sources[:_NAMED])
    )
    return (
        f"<tr><td><b>{escape(strength_words.name(each))}</b></td>"
        f"<td>{escape(strength_words.amount(each))}</td><td>{escape(grade)}</td>"
        f"<td>{escape(strength_words.width(each))}</td><td>{links}</td></tr>"
    )
