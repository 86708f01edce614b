"""Below the chart of the target: on track or not, the milestones, and what the markets are of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.sources import sources
from bordertrade.palette import either
from bordertrade.topics.target import words as outlook_words
from bordertrade.topics.target.measure.markets_share import MarketsShare
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.topics.target.measure.status import BANDS, Status
from bordertrade.topics.target.table import milestones_table, statuses_table
from bordertrade.ui import blocks
from bordertrade.ui.html_table import html_table
from bordertrade.ui.kept_html import kept_html
from bordertrade.ui.state import Current
from bordertrade.ui.target_cards import result_of
from bordertrade.ui.workings import Input, workings
from bordertrade.vocabulary import Channel
from bordertrade.words import _, labels, numbers
from bordertrade.words.markup import escape

#: R that the end of the gauge stands for.
_GAUGE_END = 1.2


def track(now: Current) -> None:
    """The status of each book, apart from its distance, with its inputs and every other start."""
    blocks.section(
        _("On track or not?"),
        _(
            "By Open SDG’s method: R = observed growth / required growth, both from the same first "
            "year (t0). R of 0.95 and more is on track, 0.60 moderate, 0 limited, below moving away. "
            "The choice of t0 changes the status."
        ),
    )
    st.html(kept_html("track", now, lambda now: _cards(now, _status_card)))


def milestones(now: Current) -> None:
    """What each book would have to hold, year by year."""
    html = kept_html("milestones", now, _milestones)
    if not html:
        return
    blocks.section(
        _("Milestones"),
        _(
            "Levels at the end of each year on the way to the target, at the growth that is needed: "
            "an arithmetic path, no plan of either state."
        ),
    )
    st.html(html)


def _milestones(now: Current) -> str:
    table = milestones_table(result_of(now).outlooks)
    return "" if table.empty else html_table(table)


def three(now: Current) -> None:
    """What the three markets are of a book, and the most that they could add to it."""
    blocks.section(
        _("What the three markets are, and could be"),
        _(
            "Formal trade beside the markets is part of the national figures and never added to "
            "them. Informal fuel is outside every book: declaring all of it is the most that the "
            "markets could bring. Modelled outer envelopes, not confidence intervals."
        ),
    )
    st.html(kept_html("three", now, lambda now: _cards(now, _share_card)))


def _cards(now: Current, card: Callable[[Outlook, Current], str]) -> str:
    found = result_of(now).outlooks
    html = "".join(
        f'<article class="bt-card" style="--c:{either(each.reporter)}">'
        f"<h3>{escape(labels.book(each.reporter))}</h3>{card(each, now)}</article>"
        for each in found
    )
    return f'<div class="bt-cards bt-wide">{html}</div>'


# --- status ---------------------------------------------------------------------------------------


def _status_card(outlook: Outlook, now: Current) -> str:
    status = outlook.status
    if status is None:
        return f'<p class="bt-refusal">{escape(outlook_words.year(outlook))}</p>'
    told = escape(outlook_words.status(status))
    line = blocks.source_line(
        sources(now.dataset, (*status.pace.first.sources, *status.pace.last.sources))
    )
    table = html_table(statuses_table(outlook.statuses))
    title = escape(_("Every first year, its inputs and its status"))
    matters = escape(outlook_words.start_matters(outlook)) if outlook.statuses else ""
    if outlook.progress.informal_usd:
        alone = _(
            "Formal trade alone: informal trade has one estimate, so it cannot have grown or fallen. "
            "What is counted above is left out here."
        )
        told = f"<b>{escape(alone)}</b> {told}"
    return (
        f"{_gauge(status)}<p>{told}</p><p>{matters}</p>"
        f'<details class="bt-notes"><summary>{title}</summary>'
        f'<div class="bt-scroll">{table}</div></details><p class="bt-src">{line}</p>'
    )


def _gauge(status: Status) -> str:
    """R on a line with the bands' ends; the words beside it say the same."""
    if status.ratio is None:
        return ""
    at = min(max(status.ratio, 0.0), _GAUGE_END) / _GAUGE_END * 100
    ticks = "".join(
        f'<i class="bt-tick" style="inset-inline-start:{least / _GAUGE_END * 100:.1f}%">'
        f"<small>{escape(numbers.decimal(least, 2))}</small></i>"
        for _band, least in BANDS
    )
    label = escape(outlook_words.status(status), quote=True)
    return (
        f'<div class="bt-gauge" role="img" aria-label="{label}">{ticks}'
        f'<b style="inset-inline-start:{at:.1f}%"></b></div>'
    )


# --- the three markets ----------------------------------------------------------------------------


def _share_card(outlook: Outlook, now: Current) -> str:
    share = outlook.markets
    if share is None:
        text = _("No row of the model speaks of the three markets.")
        return f"<p>{escape(text)}</p>"
    line = blocks.source_line(sources(now.dataset, model_sources(now.dataset, Channel)))
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd><b>{escape(value)}</b><br><small>{escape(text)}</small>"
        "</dd></div>"
        for term, value, text in _shares(share)
    )
    return f'<dl>{rows}</dl>{_share_workings(share, now)}<p class="bt-src">{line}</p>'


def _share_workings(share: MarketsShare, now: Current) -> str:
    """Both divisions with what went into them."""
    model = sources(now.dataset, model_sources(now.dataset, Channel))
    inputs = [
        Input(
            _(
                "{channel}, {direction}, {months} months",
                channel=labels.channel(each.channel),
                direction=labels.direction(each.direction),
                months=each.months,
            ),
            numbers.usd_range(each.value_usd),
            model,
        )
        for each in (share.formal, share.informal)
        if each is not None
    ]
    inputs.append(Input(_("Published, same direction and period"), numbers.usd(share.part_usd)))
    return workings(
        _(
            "share of the level = formal beside the markets / published figure; share of the gap = "
            "informal fuel / (target − level); low over the figure, high over the figure"
        ),
        inputs,
    )


def _of_what(share: MarketsShare) -> str:
    if share.formal is None:
        return _("Of this book")
    return _("Of {direction} on this book", direction=labels.direction(share.formal.direction))


def _shares(share: MarketsShare) -> list[tuple[str, str, str]]:
    of_level = numbers.percent_range(share.of_part) if share.of_part else numbers.MISSING
    if share.sources_disagree:
        of_level = _("{share}: sources disagree", share=of_level)
    of_gap = numbers.percent_range(share.of_gap) if share.of_gap else numbers.MISSING
    if share.fills_more_than_the_gap:
        of_gap = _("{share}: more than is missing, sources disagree", share=of_gap)
    return [
        (_of_what(share), of_level, outlook_words.share_of_level(share)),
        (_("Of what is missing, at most"), of_gap, outlook_words.share_of_gap(share)),
    ]
