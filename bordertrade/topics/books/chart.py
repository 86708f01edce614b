"""The charts of the two books: one for each direction, and one series in three calendars."""

from __future__ import annotations

from datetime import date

from bordertrade.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.measures.recut import Fit
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


def _mirror_chart(name: str, file: str, direction: Direction, heading: str) -> Chart:
    def measure(dataset: Dataset, view: ViewState) -> MirrorYears | None:
        return measured(dataset, view, direction) if direction in view.directions else None

    return Chart(
        name=name,
        file=file,
        heading=heading,
        measure=measure,
        figure=lambda result, _view, look: mirror_figure(result, look),
        title=_title,
        sentence=lambda result, _view: books_words.mirror(result),
        table=lambda result, _view: mirror_table(result),
        sources=lambda result, _dataset: result.sources,
        absence=lambda _view: _("This direction is switched off: choose it above."),
        newest=_newest,
        modelled=lambda _result: False,
        holds_figures=lambda result: bool(result.pairs or result.alone),
        notes=_notes,
        behind=lambda result, _dataset, _view: behind_observations(
            figure for reporter in Reporter for figure in result.book(reporter)
        ),
    )


def _notes(result: MirrorYears) -> tuple[str, ...]:
    told = (
        tell(result, reporter)
        for tell in (books_words.years_alone, books_words.years_in_part)
        for reporter in Reporter
    )
    return tuple(filter(None, told))


def _title(result: MirrorYears, view: ViewState) -> str:
    direction = labels.direction(result.direction)
    if not view.cif_margin:
        return _("{direction} on both books, US$ a year, as published", direction=direction)
    return _(
        "{direction} on both books, US$ a year, the importer’s less {margin} freight and insurance",
        direction=direction,
        margin=numbers.percent(result.margin),
    )


def _newest(result: MirrorYears) -> date | None:
    shown = (*result.book(Reporter.PK), *result.book(Reporter.IR), *result.parts)
    return max((figure.period.end for figure in shown), default=None)


INTO_PAKISTAN = _mirror_chart(
    "m", "mirror-iran-to-pakistan", Direction.IR_TO_PK, N_("Iran → Pakistan on both books")
)
INTO_IRAN = _mirror_chart(
    "n", "mirror-pakistan-to-iran", Direction.PK_TO_IR, N_("Pakistan → Iran on both books")
)


def _recut_notes(result: ImportYears) -> tuple[str, ...]:
    years = (year for own in result.years.values() for year in own)
    refused = (calendars_words.cannot_recut(year) for year in years if year.fit is Fit.REFUSED)
    flagged = (
        _("{piece}: {note}", piece=piece.period.text, note=piece.note)
        for piece in result.pieces
        if piece.basis == "implied"
    )
    return (*refused, *flagged)


THREE_CALENDARS = Chart(
    name="y",
    file="imports-in-three-calendars",
    heading=N_("One series, three calendars"),
    measure=recut,
    figure=lambda result, _view, look: import_years_figure(result, look),
    title=lambda _result, _view: _(
        "One series, three calendars: Pakistan’s imports from Iran, US$ a year"
    ),
    sentence=lambda result, _view: calendars_words.import_years(result),
    table=lambda result, _view: import_years_table(result),
    sources=lambda result, _dataset: result.sources,
    absence=lambda _view: _("No months of Pakistan’s imports are known."),
    newest=lambda result: result.end,
    modelled=lambda _result: False,
    notes=_recut_notes,
    behind=lambda result, _dataset, _view: behind_import_years(result),
)
