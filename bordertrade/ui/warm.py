"""What happens once, before the first visitor: load, draw the usual views, freeze."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from bordertrade import __version__, clock, version_cache
from bordertrade.charts import CHART_NAMES, CHARTS
from bordertrade.palette import Scheme
from bordertrade.shelf import Record
from bordertrade.store import room
from bordertrade.ui import blocks, cache, chain, starting
from bordertrade.ui.ending import wait_for_runs
from bordertrade.ui.frost import FROST
from bordertrade.ui.state import Current
from bordertrade.view import ViewState, choices_of
from bordertrade.words import languages


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """The record is loaded and every chart's usual view drawn before anybody asks, and whoever sits
    here is told how to publish; at the end, who is saving comes to an end first."""
    warm_up()
    starting.open_door()
    chain.begin(cache.store())
    yield {}
    await asyncio.to_thread(wait_for_runs)
    cache.store().close()


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Fill the caches, then take what lives until the end out of the garbage collector's way.

    Once for the process, by whichever comes first: the server's start or, where only the shell
    runs, the first visitor. Streamlit forces a full collection after every run; frozen objects cost it nothing.
    """
    dataset = cache.published()
    choices = choices_of(dataset, CHART_NAMES, languages())
    for scheme in Scheme:
        now = Current(dataset, ViewState(), choices, scheme, "", clock.today())
        for spec in CHARTS.values():
            blocks.finished(spec, now)
    FROST.freeze()


def facts() -> dict[str, Any]:
    """What the health route says of us: ``degraded`` when the newest record cannot be served or
    none be published; ``ready`` once there was a published record to serve.
    """
    record, is_short = cache.record(), room.is_short_aside()
    against = (record.unavailable, record.faults, record.unwritable, is_short)
    return {
        "status": "degraded" if any(against) else "ok",
        "ready": not record.is_stand_in,
        "version": __version__,
        "data": record.dataset.version,
        "revision": record.revision.number if record.revision else 0,
        "record": _state(record),
        "audit": str(chain.found()),
        "store": str(record.unavailable or "ok"),
        "disk": "low" if is_short else "ok",
        "writing": str(record.unavailable or record.unwritable or "ok"),
        "rows": sum(len(table) for table in record.dataset.tables.values()),
        "cache": asdict(version_cache.size()),
    }


def _state(record: Record) -> str:
    if record.faults:
        return "damaged"
    return "unread" if record.is_stand_in else "whole"


def deeds() -> dict[str, int]:
    """How often the audit tells of each action. Raises StoreUnavailable."""
    return cache.store().deeds()


def index() -> str:
    """The page that Streamlit serves for every address, HTML."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def base() -> str:
    """The path that Streamlit serves below: "" or "/trade"."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""
