"""A link about one chart: the page scrolls there once and says so, with a way out."""

from __future__ import annotations

import streamlit as st

from bordertrade.ui import state
from bordertrade.ui.state import Current
from bordertrade.words import _
from bordertrade.words.markup import escape

#: Charts above may still be growing: until the reader does something, the place is held.
_JS = """
const seen = new WeakSet();
const HELD = 4000;
export default function ({ data, parentElement }) {
  if (seen.has(parentElement)) return;
  seen.add(parentElement);
  const chart = document.querySelector('.st-key-chart_' + data.chart);
  const page = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!chart || !page) return;
  const go = () => chart.scrollIntoView({ block: 'start' });
  const growing = new ResizeObserver(go);
  const signs = ['wheel', 'touchstart', 'keydown', 'pointerdown'];
  const stop = () => {
    growing.disconnect();
    signs.forEach((sign) => window.removeEventListener(sign, stop, true));
  };
  signs.forEach((sign) => window.addEventListener(sign, stop, true));
  growing.observe(page);
  go();
  setTimeout(stop, HELD);
  return stop;
}
"""

_component = st.components.v2.component(
    "bt_arriving", html="<i></i>", css="i{display:none}", js=_JS
)


def told(name: str, now: Current) -> None:
    """Above the chart that the link is about; nothing above any other."""
    if now.view.chart != name:
        return
    with st.container(key="arrived", horizontal=True, vertical_alignment="center"):
        text = escape(_("This link is about this chart."))
        st.html(f'<p class="bt-source">{text}</p>', width="content")
        st.button(_("The whole page"), key="whole_page", type="tertiary", on_click=_leave)
        _component(key=f"arriving_{name}", data={"chart": name}, width="content")


def _leave() -> None:
    state.change(chart="")
