"""What an answer for machines holds: sentences, sources, columns and rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import pandas as pd

from bordertrade.charts import CHARTS, AnyChart, Finished, finished
from bordertrade.dataset import Dataset
from bordertrade.measures.sources import Source
from bordertrade.palette import Scheme
from bordertrade.sharing.places import PLACES, Place
from bordertrade.view import ViewState
from bordertrade.words import _, labels

#: What stands in a row. None is a missing figure, never a zero.
Cell: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the same in every language; ``title`` says what it is, with the name of ``book`` in
    its place ``{book}``; ``kind`` is a type of JSON Schema, "" where cells may be of several.
    """

    name: str
    title: str
    kind: str = ""
    book: str = ""

    @property
    def told(self) -> str:
        """The title in the reader's language."""
        return _(self.title, book=labels.book(self.book)) if self.book else _(self.title)


@dataclass(frozen=True, slots=True)
class Told:
    """What a chart says in words. ``newest`` is the last day that a figure speaks of."""

    chart: str
    title: str
    sentence: str
    basis: str
    notes: tuple[str, ...]
    newest: date | None


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """``place`` is the page that shows the same; ``chart`` the letter of the one chart or ""."""

    place: Place
    chart: str
    told: tuple[Told, ...]
    sources: tuple[Source, ...]
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Cell], ...]

    @property
    def newest(self) -> date | None:
        return max((each.newest for each in self.told if each.newest), default=None)


def answer(
    shown: Iterable[Finished],
    charts: Iterable[AnyChart],
    columns: tuple[Column, ...],
    rows: Iterable[dict[str, Cell]],
) -> Answer:
    """Rows beside what their charts say."""
    done, specs = tuple(shown), tuple(charts)
    told = tuple(_told(chart, each) for chart, each in zip(specs, done, strict=True))
    sources = dict.fromkeys(source for each in done for source in each.sources)
    only = specs[0].name if len(specs) == 1 else ""
    return Answer(place_of(specs[0]), only, told, tuple(sources), columns, tuple(rows))


def done(name: str, dataset: Dataset, view: ViewState, today: date) -> Finished:
    """A chart of a view as the page shows it."""
    return finished(CHARTS[name], dataset, view, Scheme.LIGHT, today)


def place_of(chart: AnyChart) -> Place:
    """The page that shows a chart."""
    return next(place for place in PLACES.values() if chart in place.charts)


def frame_of(columns: Iterable[Column], rows: Iterable[dict[str, Cell]]) -> pd.DataFrame:
    """The rows as a frame whose cells are as they were: no whole number becomes a fraction."""
    return pd.DataFrame(list(rows), columns=[each.name for each in columns], dtype=object)


def _told(chart: AnyChart, each: Finished) -> Told:
    return Told(chart.name, each.title, each.sentence, each.basis, each.notes, each.newest)
