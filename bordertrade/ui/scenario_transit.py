"""The quiet box on transit: published, and kept apart from every path."""

from __future__ import annotations

from bordertrade.measures.sources import sources
from bordertrade.remembered import once
from bordertrade.topics.scenario.measure.transit import Transit, TransitFigure
from bordertrade.topics.scenario.measure.transit import transit as transit_of
from bordertrade.topics.scenario.words import paths as scenario_words
from bordertrade.ui.blocks import grade, source_line
from bordertrade.ui.state import Current
from bordertrade.words import _, dates
from bordertrade.words.markup import escape


def box(now: Current) -> str:
    """HTML of the box."""
    made: str = once(now.dataset, "transit box", make=lambda: _box(now))
    return made


def _box(now: Current) -> str:
    found = transit_of(now.dataset)
    why = _(
        "Goods that only pass through Pakistan or Iran are neither state’s export or import: they "
        "stand on no book of two-way trade, no target counts them, and no lever above moves them."
    )
    title = _("Transit is kept apart")
    line = source_line(sources(now.dataset, found.sources))
    return (
        f'<aside class="bt-apart"><h3>{escape(title)}</h3>'
        f"<p>{escape(why)}</p>{_order(found)}{_figures(found)}"
        f'<p class="bt-src">{line}</p></aside>'
    )


def _order(found: Transit) -> str:
    if found.order is None:
        return ""
    told = _(
        "{day}: {title}. {what}",
        day=dates.partial_date(found.order.date_text),
        title=found.order.title,
        what=found.order.description,
    )
    return f"<p>{escape(told)}</p>"


def _figures(found: Transit) -> str:
    if not found.figures:
        none = _("No quantity of transit is in the record.")
        return f"<p>{escape(none)}</p>"
    return "".join(f"<p>{_figure(each)}</p>" for each in found.figures)


def _figure(value: TransitFigure) -> str:
    note = f"<br><small>{escape(value.note)}</small>" if value.note else ""
    tag = grade(value.obs_status, value.evidence)
    return f"{escape(scenario_words.transit_figure(value))} {tag}{note}"
