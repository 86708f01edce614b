"""Both books' years side by side, as published and as compared, for each direction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bordertrade import charts
from bordertrade.charts import measured
from bordertrade.dataset import Dataset
from bordertrade.measures.observation import Observation
from bordertrade.sharing.series.answer import Answer, Cell, Column, answer, done
from bordertrade.topics.books.measure.years import MirrorYears, YearPair
from bordertrade.view import ViewState
from bordertrade.vocabulary import Reporter
from bordertrade.words import N_

_BOOK = (
    ("period", N_("{book}: the year"), "string"),
    ("start", N_("{book}: its first day"), "string"),
    ("end", N_("{book}: its last day"), "string"),
    ("published_usd", N_("{book}: as published"), "integer"),
    ("compared_usd", N_("{book}: as compared, the importer’s less freight"), "integer"),
    ("obs_status", N_("{book}: SDMX observation status"), "string"),
    ("evidence", N_("{book}: how the number was made"), "string"),
)
MIRROR_COLUMNS = (
    Column("direction", N_("Which way the goods went"), "string"),
    Column("kind", N_("both_books, one_book, part_of_year or also_published"), "string"),
    *(
        Column(f"{book.lower()}_{name}", title, kind, str(book))
        for book in Reporter
        for name, title, kind in _BOOK
    ),
    Column("gap_usd", N_("Iran’s figure less Pakistan’s"), "integer"),
    Column("ratio", N_("Iran’s figure over Pakistan’s"), "number"),
    Column("asymmetry", N_("The gap over the mean of both, from −2 to 2"), "number"),
    Column("margin_percent", N_("What was taken off the importer’s figure"), "integer"),
    Column("shared_months", N_("Months that both years share"), "number"),
    Column("modelled", N_("Always false: books hold no modelled figure"), "boolean"),
    Column("sources", N_("Ids of its sources, joined by “~”"), "string"),
)
_CHARTS = (charts.INTO_PAKISTAN, charts.INTO_IRAN)


def mirror_answer(dataset: Dataset, view: ViewState, today: date) -> Answer:
    """The rows of both charts of the page Mirror, trade into Pakistan first."""
    shown = [done(spec.name, dataset, view, today) for spec in _CHARTS]
    results = [measured(spec, dataset, view, today) for spec in _CHARTS]
    rows = [row for result in results if result for row in _rows(result)]
    return answer(shown, _CHARTS, MIRROR_COLUMNS, rows)


def _rows(result: MirrorYears) -> list[dict[str, Cell]]:
    """The newest on top, as the page shows them."""
    return [row for _end, row in sorted(_dated(result), key=lambda each: each[0], reverse=True)]


def _dated(result: MirrorYears) -> Iterator[tuple[date, dict[str, Cell]]]:
    for pair in result.pairs:
        yield max(each.period.end for each in pair.figures), _pair(pair, result)
    kinds = (
        ("one_book", result.alone),
        ("part_of_year", result.parts),
        ("also_published", result.also),
    )
    for kind, figures in kinds:
        for each in figures:
            yield each.period.end, _row(kind, (each,), each.sources, result)


def _pair(pair: YearPair, result: MirrorYears) -> dict[str, Cell]:
    ratio, asymmetry = pair.ratio, pair.asymmetry
    return _row("both_books", pair.figures, pair.sources, result) | {
        "gap_usd": round(pair.gap_usd),
        "ratio": None if ratio is None else round(ratio, 3),
        "asymmetry": None if asymmetry is None else round(asymmetry, 3),
        "margin_percent": round(100 * pair.margin),
        "shared_months": round(pair.shared_months, 1),
    }


def _row(
    kind: str, figures: tuple[Observation, ...], sources: tuple[str, ...], result: MirrorYears
) -> dict[str, Cell]:
    row: dict[str, Cell] = {column.name: None for column in MIRROR_COLUMNS}
    row |= {"direction": str(result.direction), "kind": kind}
    for each in figures:
        row |= _book(each, result)
    return row | {"modelled": False, "sources": "~".join(sources)}


def _book(figure: Observation, result: MirrorYears) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "period": figure.period.text,
        "start": figure.period.start.isoformat(),
        "end": figure.period.end.isoformat(),
        "published_usd": round(figure.value_usd),
        "compared_usd": round(result.value_usd(figure)),
        "obs_status": str(figure.obs_status),
        "evidence": str(figure.evidence),
    }
    return {f"{figure.reporter.lower()}_{name}": value for name, value in cells.items()}
