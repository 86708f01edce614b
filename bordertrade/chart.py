"""What a chart is: what it measures, draws, says and tabulates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.events import Event
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.view import ViewState

Result = Any


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order in which they came: ids of sources."""
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart; ``name`` is its letter in links and never changes.

    ``measure`` returns None when the choice holds nothing; then only ``absence`` is shown.
    ``figure`` returns a plotly figure, or HTML with inline SVG where no chart library is needed.
    ``basis`` says what the chart rests on where neither "observed" nor "modelled" would be true.
    ``behind`` gives the rows behind each number shown, or says why there are none; ``inputs`` says
    how the picture comes from totals that it does not show as they are.
    """

    name: str
    file: str
    heading: str
    measure: Callable[[Dataset, ViewState], Result | None]
    figure: Callable[[Result, ViewState, Look], go.Figure | str]
    title: Callable[[Result, ViewState], str]
    sentence: Callable[[Result, ViewState], str]
    table: Callable[[Result, ViewState], pd.DataFrame]
    sources: Callable[[Result, Dataset], tuple[str, ...]]
    absence: Callable[[ViewState], str]
    newest: Callable[[Result], date | None]
    modelled: Callable[[Result], bool]
    behind: Callable[[Result, Dataset, ViewState], RowsBehind | str]
    caution: Callable[[Result, Dataset], str] = lambda _result, _dataset: ""
    basis: Callable[[Result], str] = lambda _result: ""
    holds_figures: Callable[[Result], bool] = lambda _result: True
    notes: Callable[[Result], tuple[str, ...]] = lambda _result: ()
    events: Callable[[Result, Dataset, ViewState], tuple[Event, ...]] = lambda *_given: ()
    inputs: str = ""
