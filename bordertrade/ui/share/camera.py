"""The chart as a picture, taken by plotly in the reader's browser: what it shows is what it has.

On screen title, legend and source stand outside the plot, in HTML. A picture that travels needs
them inside: the browser sets them around what plotly drew.
"""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from bordertrade.palette import colour
from bordertrade.sharing.filters import filters_sentence
from bordertrade.sharing.statement import Statement, source_name
from bordertrade.sharing.subject import statement
from bordertrade.ui import state
from bordertrade.ui.share.shared import Shared
from bordertrade.words import _

_HTML = """<div class="row"><button type="button" data-format="png"></button>
<button type="button" data-format="svg"></button></div>
<span class="said" role="status" aria-live="polite"></span>"""

_CSS = """
:host, div, span { font-family: var(--st-font); }
.row { display: flex; flex-wrap: wrap; gap: .5rem; }
button { font: inherit; font-size: .9rem; color: var(--st-text-color); cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 6px; padding: .4rem .9rem; }
button:hover, button:focus-visible { border-color: var(--st-primary-color);
  color: var(--st-primary-color); outline: none; }
@media (pointer: coarse) { button { min-block-size: 44px; } }
.said { display: block; font-size: .85rem; padding-block-start: .3rem; }
.said:empty { display: none; }
"""

_component = st.components.v2.component(
    "bt_camera",
    html=_HTML,
    css=_CSS,
    js=(Path(__file__).parent / "camera.js").read_text(encoding="utf-8"),
)


def picture(chosen: Shared) -> None:
    """Two buttons, for a chart that plotly draws and that stands on the page as a picture."""
    chart = chosen.subject.chart
    if chart is None or not isinstance(chosen.subject.done(chart).figure, go.Figure):
        return
    if chart.name in chosen.subject.view.tables:
        return
    said, scheme = statement(chosen.subject), state.scheme()
    data = {
        "chart": chart.name,
        "title": said.title,
        "filters": filters_sentence(chosen.subject.view),
        "foot": _foot(said, chosen),
        "file": chosen.file,
        "ink": colour("text", scheme),
        "quiet": colour("quiet", scheme),
        "paper": colour("page", scheme),
        "png": _("Picture (PNG)"),
        "svg": _("Picture (SVG)"),
        "failed": _("This browser could not draw the picture. A screenshot shows the same."),
    }
    _component(key="share_picture", data=data)


def _foot(said: Statement, chosen: Shared) -> list[str]:
    names = dict.fromkeys(source_name(each) for each in said.sources)
    sources = _("Source: {names}", names="; ".join(names)) if names else ""
    lines = (said.basis, sources, said.dated, chosen.address + chosen.subject.frozen)
    return [line for line in lines if line]
