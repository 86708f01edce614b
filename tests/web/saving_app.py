"""The server's whole life around a page that saves; nobody looks at charts here."""

from pathlib import Path

import streamlit as st

from bordertrade.ui import warm
from bordertrade.web.metrics import Metrics
from bordertrade.web.running import running

warm.warm_up = lambda: None  # type: ignore[assignment]

page = Path(__file__).with_name("saving_page.py")
app = st.App(page, lifespan=running(warm.lifespan, Metrics(dict, dict)))
