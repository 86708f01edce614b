"""The chart as a picture, taken by plotly in the reader's browser: what it shows is what it has.

On screen title, legend and source stand outside the plot, in HTML. A picture that travels needs
them inside: the browser sets them around what plotly drew.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from bordertrade.charts import AnyChart
from bordertrade.palette import colour
from bordertrade.sharing import picture as drawing
from bordertrade.sharing.filters import filters_sentence
from bordertrade.sharing.picture import foot
from bordertrade.sharing.raster import png
from bordertrade.sharing.subject import statement
from bordertrade.ui import state
from bordertrade.ui.downloads import later
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
    """Two buttons, for a chart that plotly draws. Where the reader's browser cannot, as where the
    chart stands there as a table, the server draws.
    """
    chart = chosen.subject.chart
    if chart is None or not chosen.subject.done(chart).is_plotted:
        return
    if chart.name in chosen.subject.view.tables:
        _drawn_here(chosen, chart)
        return
    found = _component(key="share_picture", data=_data(chosen, chart), on_failed_change=_noted)
    if found.failed:
        _drawn_here(chosen, chart)


def _data(chosen: Shared, chart: AnyChart) -> dict[str, object]:
    said, scheme = statement(chosen.subject), state.scheme()
    return {
        "chart": chart.name,
        "title": said.title,
        "filters": filters_sentence(chosen.subject.dataset, chosen.subject.view),
        "foot": foot(said, chosen.address + chosen.subject.frozen),
        "file": chosen.file,
        "ink": colour("text", scheme),
        "quiet": colour("quiet", scheme),
        "paper": colour("page", scheme),
        "png": _("Picture (PNG)"),
        "svg": _("Picture (SVG)"),
        "failed": _("This browser could not draw the picture. Here is one that our server draws:"),
    }


def _noted() -> None:
    """The browser's word stands in the component's state already."""


def _drawn_here(chosen: Shared, chart: AnyChart) -> None:
    drawn = partial(drawing.picture, chosen.subject, chart, chosen.address, state.scheme())
    with st.container(key="share_drawn", horizontal=True):
        for ending, label, mime, make in (
            ("png", _("Picture (PNG)"), "image/png", lambda: png(drawn(), scale=2)),
            ("svg", _("Picture (SVG)"), "image/svg+xml", lambda: drawn().encode()),
        ):
            st.download_button(
                label,
                data=later(make),
                file_name=f"{chosen.file}.{ending}",
                mime=mime,
                key=f"share_drawn_{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/image:",
            )
