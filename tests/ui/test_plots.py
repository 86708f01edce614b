"""The message that carries a figure is Streamlit's own."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from bordertrade.figures.theme import CONFIG


def page(figure: dict, config: dict, own: bool) -> None:  # type: ignore[type-arg]
    import plotly.graph_objects as go
    import streamlit as st

    from bordertrade.figures.packed import packed
    from bordertrade.ui import plots

    drawn = go.Figure(figure)
    with st.container(key="around"):
        if own:
            plots.plot(packed(drawn), key="fig_x", alt="Said")
        else:
            st.plotly_chart(drawn, theme=None, config=config, key="fig_x", alt="Said")


def test_it_is_the_message_that_streamlit_sends() -> None:
    for layout in ({"height": 300}, {}):
        figure = {"data": [{"type": "bar", "x": [1, 2], "y": [3, 4]}], "layout": layout}
        given = {"figure": figure, "config": CONFIG}
        own, theirs = (
            AppTest.from_function(page, kwargs={**given, "own": own}).run() for own in (True, False)
        )
        sent, expected = (app.get("plotly_chart")[0] for app in (own, theirs))
        assert sent.proto == expected.proto
        assert own.main.children[0].proto == theirs.main.children[0].proto
