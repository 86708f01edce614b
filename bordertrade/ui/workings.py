"""How a number was worked out, to open: formula, inputs, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.measures.sources import Source
from bordertrade.ui.blocks import source_link
from bordertrade.words import _
from bordertrade.words.markup import escape


@dataclass(frozen=True, slots=True)
class Input:
    """One number that went in: its name, its value as people read it, and who says so."""

    name: str
    value: str
    sources: tuple[Source, ...] = ()


def workings(formula: str, inputs: Iterable[Input], *notes: str) -> str:
    """A closed block as HTML: the formula, a table of inputs, then notes."""
    rows = "".join(
        f"<tr><td>{escape(each.name)}</td><td>{escape(each.value)}</td>"
        f"<td>{', '.join(source_link(source) for source in each.sources)}</td></tr>"
        for each in inputs
    )
    heads = "".join(f"<th>{escape(h)}</th>" for h in (_("Input"), _("Value"), _("Source")))
    said = "".join(f"<p>{escape(note)}</p>" for note in notes if note)
    title = escape(_("How this is worked out"))
    return (
        f'<details class="bt-notes bt-workings"><summary>{title}</summary>'
        f"<p><code>{escape(formula)}</code></p>"
        f'<div class="bt-scroll"><table class="bt-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{said}</details>"
    )
