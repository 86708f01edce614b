"""The charts of the two books: one for each direction, and one series in three calendars."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.figures.theme import Look
from bordertrade.measures.recut import Fit
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.measures.rows_behind.books import behind_observations
from bordertrade.remembered import once
from bordertrade.topics.books.figure.both_books import mirror_figure
from bordertrade.topics.books.figure.three_calendars import import_years_figure
from bordertrade.topics.books.measure.import_years import ImportYears, import_years
from bordertrade.topics.books.measure.years import MirrorYears, mirror_years
from bordertrade.topics.books.rows import behind_import_years
from bordertrade.topics.books.table import import_years_table, mirror_table
from bordertrade.topics.books.words import calendars as calendars_words
from bordertrade.topics.books.words import years as books_words
from bordertrade.view import ViewState
from bordertrade.vocabulary import Direction, Reporter
from bordertrade.words import N_, _, labels, numbers


def measured(dataset: Dataset, view: ViewState, direction: Direction) -> MirrorYears:
    """One direction at the view's margin and evidence, made once for cards and chart."""
    made: MirrorYears = once(
        dataset,
        "mirror",
        direction,
        view.cif_margin,
        view.evidence,
        make=lambda: mirror_years(dataset, direction, view.cif_margin / 100, view.evidence),
    )
    return made


def recut(dataset: Dataset, view: ViewState) -> ImportYears | None:
    made: ImportYears | None = once(
        dataset, "import years", view.evidence, make=lambda: import_years(dataset, view.evidence)
    )
    return made


class BothBooks(Chart[MirrorYears]):
    """One direction on the exporter's book and on the importer's."""

    def __init__(self, name: str, file: str, direction: Direction, heading: str) -> None:
        self.name, self.file, self.heading = name, file, heading
        self._direction = direction

    def measure(self, dataset: Dataset, view: ViewState) -> MirrorYears | None:
        is_chosen = self._direction in view.directions
        return measured(dataset, view, self._direction) if is_chosen else None

    def figure(self, result: MirrorYears, _view: ViewState, look: Look) -> go.Figure:
        return mirror_figure(result, look)

    def title(self, result: MirrorYears, view: ViewState) -> str:
        direction = labels.direction(result.direction)
        if not view.cif_margin:
            return _("{direction} on both books, US$ a year, as published", direction=direction)
        return _(
            "{direction} on both books, US$ a year, the importer’s less {margin} freight and insurance",
            direction=direction,
            margin=numbers.percent(result.margin),
        )

    def sentence(self, result: MirrorYears, _view: ViewState) -> str:
        return books_words.mirror(result)

    def table(self, result: MirrorYears, _view: ViewState) -> pd.DataFrame:
        return mirror_table(result)

    def sources(self, result: MirrorYears, _dataset: Dataset) -> tuple[str, ...]:
        return result.sources

    def absence(self, _view: ViewState) -> str:
        return _("This direction is switched off: choose it above.")

    def newest(self, result: MirrorYears) -> date | None:
        shown = (*result.book(Reporter.PK), *result.book(Reporter.IR), *result.parts)
        return max((figure.period.end for figure in shown), default=None)

    def modelled(self, _result: MirrorYears) -> bool:
        return False

    def holds_figures(self, result: MirrorYears) -> bool:
        return bool(result.pairs or result.alone)

    def notes(self, result: MirrorYears) -> tuple[str, ...]:
        told = (
            tell(result, reporter)
            for tell in (books_words.years_alone, books_words.years_in_part)
            for reporter in Reporter
        )
        return tuple(filter(None, told))

    def behind(self, result: MirrorYears, _dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_observations(
            figure for reporter in Reporter for figure in result.book(reporter)
        )


class ThreeCalendars(Chart[ImportYears]):
    """Pakistan's imports by the years of all three calendars."""

    name = "y"
    file = "imports-in-three-calendars"
    heading = N_("One series, three calendars")

    def measure(self, dataset: Dataset, view: ViewState) -> ImportYears | None:
        return recut(dataset, view)

    def figure(self, result: ImportYears, _view: ViewState, look: Look) -> go.Figure:
        return import_years_figure(result, look)

    def title(self, _result: ImportYears, _view: ViewState) -> str:
        return _("One series, three calendars: Pakistan’s imports from Iran, US$ a year")

    def sentence(self, result: ImportYears, _view: ViewState) -> str:
        return calendars_words.import_years(result)

    def table(self, result: ImportYears, _view: ViewState) -> pd.DataFrame:
        return import_years_table(result)

    def sources(self, result: ImportYears, _dataset: Dataset) -> tuple[str, ...]:
        return result.sources

    def absence(self, _view: ViewState) -> str:
        return _("No months of Pakistan’s imports are known.")

    def newest(self, result: ImportYears) -> date | None:
        return result.end

    def modelled(self, _result: ImportYears) -> bool:
        return False

    def notes(self, result: ImportYears) -> tuple[str, ...]:
        years = (year for own in result.years.values() for year in own)
        refused = (calendars_words.cannot_recut(year) for year in years if year.fit is Fit.REFUSED)
        flagged = (
            _("{piece}: {note}", piece=piece.period.text, note=piece.note)
            for piece in result.pieces
            if piece.basis == "implied"
        )
        return (*refused, *flagged)

    def behind(self, result: ImportYears, _dataset: Dataset, _view: ViewState) -> RowsBehind:
        return behind_import_years(result)


INTO_PAKISTAN = BothBooks(
    "m", "mirror-iran-to-pakistan", Direction.IR_TO_PK, N_("Iran → Pakistan on both books")
)
INTO_IRAN = BothBooks(
    "n", "mirror-pakistan-to-iran", Direction.PK_TO_IR, N_("Pakistan → Iran on both books")
)
THREE_CALENDARS = ThreeCalendars()
