"""What a chart is: what it measures, draws, says and tabulates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, TypeVar

import pandas as pd
import plotly.graph_objects as go

from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.events import Event
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.palette import Scheme
from bordertrade.view import ViewState

Result = TypeVar("Result")


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order in which they came: ids of sources."""
    return tuple(dict.fromkeys(found))


class Chart(ABC, Generic[Result]):
    """One chart of a result; ``name`` is its letter in links and never changes.

    ``file`` is what it is called where it is taken away; ``inputs`` says how the picture comes from
    totals that it does not show as they are.
    """

    name: str
    file: str
    heading: str
    inputs: str = ""

    @abstractmethod
    def measure(self, dataset: Dataset, view: ViewState, /) -> Result | None:
        """None when the choice holds nothing; then only ``absence`` is shown."""

    @abstractmethod
    def figure(self, result: Result, view: ViewState, look: Look, /) -> go.Figure | str:
        """A plotly figure, or HTML with inline SVG where no chart library is needed."""

    def card(self, _result: Result, _width: int, _height: int, _scheme: Scheme, /) -> str:
        """For a card of so many px where ``figure`` is HTML: SVG, "" where it could not be read."""
        return ""

    @abstractmethod
    def title(self, result: Result, view: ViewState, /) -> str:
        """What is shown, in which unit, of which time."""

    @abstractmethod
    def sentence(self, result: Result, view: ViewState, /) -> str:
        """What is to be seen, with its numbers."""

    @abstractmethod
    def table(self, result: Result, view: ViewState, /) -> pd.DataFrame:
        """The figures drawn, with stable codes beside labels."""

    @abstractmethod
    def sources(self, result: Result, dataset: Dataset, /) -> tuple[str, ...]:
        """Ids of who says so."""

    @abstractmethod
    def absence(self, view: ViewState, /) -> str:
        """Why the choice holds nothing."""

    @abstractmethod
    def newest(self, result: Result, /) -> date | None:
        """The last day that a figure speaks of."""

    @abstractmethod
    def modelled(self, result: Result, /) -> bool:
        """Whether any figure is a model's."""

    @abstractmethod
    def behind(self, result: Result, dataset: Dataset, view: ViewState, /) -> RowsBehind | str:
        """The rows behind each number shown, or why there are none."""

    def caution(self, _result: Result, _dataset: Dataset, /) -> str:
        """What must be said right after the sentence."""
        return ""

    def basis(self, _result: Result, /) -> str:
        """What it rests on where neither "observed" nor "modelled" would be true."""
        return ""

    def holds_figures(self, _result: Result, /) -> bool:
        """Whether there is anything to draw: a table may say only what is missing."""
        return True

    def notes(self, _result: Result, /) -> tuple[str, ...]:
        """What is missing or left out, and why."""
        return ()

    def events(self, _result: Result, _dataset: Dataset, _view: ViewState, /) -> tuple[Event, ...]:
        """What happened meanwhile, to be marked."""
        return ()


#: A chart, whatever it measures.
AnyChart = Chart[Any]
