"""Why the books differ: each usual cause with a verdict for this border."""

from __future__ import annotations

import streamlit as st

from bordertrade.measures.sources import sources
from bordertrade.topics.books.chart import measured, recut
from bordertrade.topics.books.measure.causes import Cause, mirror_causes
from bordertrade.topics.books.words.causes import CAUSES, VERDICTS
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.vocabulary import Direction
from bordertrade.words import _
from bordertrade.words.markup import escape


def causes(now: Current) -> None:
    """The list, the likely ones first. A gap is never smuggling by itself, and it says so."""
    blocks.section(
        _("Why do the books differ?"),
        _(
            "What stands on the other book is formal trade there: a mirror gap is never an estimate "
            "of informal trade. The usual causes, and whether each can hold at this border:"
        ),
    )
    found = mirror_causes(
        measured(now.dataset, now.view, Direction.IR_TO_PK),
        measured(now.dataset, now.view, Direction.PK_TO_IR),
        recut(now.dataset, now.view),
    )
    items = "".join(_item(each, now) for each in found)
    st.html(f'<dl class="bt-causes">{items}</dl>')


def _item(cause: Cause, now: Current) -> str:
    words = CAUSES[cause.id]
    line = blocks.source_line(sources(now.dataset, cause.sources))
    return (
        f'<div><dt>{escape(_(words.name))} <span class="bt-verdict bt-{cause.verdict}">'
        f"{escape(_(VERDICTS[cause.verdict]))}</span></dt>"
        f'<dd>{escape(_(words.why[cause.verdict]))} <span class="bt-src">{line}</span></dd></div>'
    )
