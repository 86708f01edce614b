"""The server: Streamlit's pages, our routes, and what happens once at start.

Run it with ``streamlit run dashboard.py`` (one visitor, or a host that knows Streamlit) or with
``uvicorn dashboard:app`` (many visitors).
"""

from pathlib import Path

import streamlit as st

from bordertrade.ui import cache, identity, messages, notices, roles, starting
from bordertrade.ui.upload_grants import ALLOWANCES
from bordertrade.ui.warm import base, deeds, facts, index, lifespan
from bordertrade.web.app import middleware, routes, watching
from bordertrade.web.metrics import Metrics
from bordertrade.web.running import running

starting.refuse_what_is_unsafe()
roles.attend(starting.porter)

metrics = Metrics(facts, deeds)
app = st.App(
    Path(__file__).parent / "bordertrade" / "ui" / "shell.py",
    routes=routes(facts, cache, roles.needs_a_second),
    middleware=[
        watching(metrics, base()),
        *middleware(
            ALLOWANCES,
            index(),
            cache,
            messages.kind_of,
            base(),
            told=messages.told,
            porter=starting.porter(),
            claimed=identity.told,
        ),
    ],
    lifespan=running(lifespan, metrics),
    on_script_error=notices.broken,
)
