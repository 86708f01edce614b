"""A finished figure on the page.

``st.plotly_chart`` would write its JSON anew in each run, a third of what a page with charts
costs. This sends the same message with the bytes that are there; a test holds the two together.
"""

from __future__ import annotations

import json

from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.proto.PlotlyChart_pb2 import PlotlyChart

from bordertrade.figures.packed import Packed
from bordertrade.figures.theme import CONFIG
from bordertrade.words.markup import unturned

_CONFIG = json.dumps(CONFIG)


def plot(figure: Packed, *, key: str, alt: str) -> None:
    """As ``st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt)``."""
    main = get_dg_singleton_instance().main_dg
    alt = unturned(alt)
    chart = PlotlyChart(spec=figure.json.decode(), config=_CONFIG, alt=alt, theme="")
    chart.id = compute_and_register_element_id(
        "plotly_chart",
        user_key=key,
        key_as_main_identity=False,
        dg=main,
        plotly_spec=chart.spec,
        plotly_config=chart.config,
        selection_mode=("points", "box", "lasso"),
        is_selection_activated=False,
        theme=None,
        width="stretch",
        height="content",
        alt=alt,
    )
    main._enqueue("plotly_chart", chart, layout_config=LayoutConfig("stretch", figure.height_px))
