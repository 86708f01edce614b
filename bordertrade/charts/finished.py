"""A chart of a view, ready to show, to send or to print: the same for a page, a preview, a report
and the API.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from bordertrade.chart import AnyChart, Chart, Result
from bordertrade.charts.used import once_for_used
from bordertrade.dataset import Dataset
from bordertrade.figures.legend import legend_html
from bordertrade.figures.packed import Packed, packed
from bordertrade.figures.theme import Look
from bordertrade.measures.markets import markets
from bordertrade.measures.sources import Source, sources
from bordertrade.palette import Scheme
from bordertrade.tables.coded import readable
from bordertrade.view import ViewState
from bordertrade.words import _


@dataclass(frozen=True, eq=False, slots=True)
class Finished:
    """``drawn`` is None when the choice holds nothing (``sentence`` says why then), HTML where it
    is a drawing of ours. ``table`` has the figures as people read them.
    """

    title: str
    sentence: str
    drawn: Packed | str | None
    legend: str
    table: pd.DataFrame
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    basis: str
    newest: date | None

    @property
    def figure(self) -> go.Figure | str | None:
        """What ``drawn`` holds, for who draws it here; made anew each time."""
        return self.drawn.figure() if isinstance(self.drawn, Packed) else self.drawn

    @property
    def is_plotted(self) -> bool:
        """Whether plotly draws it."""
        return isinstance(self.drawn, Packed)


def finished(
    spec: AnyChart, dataset: Dataset, view: ViewState, scheme: Scheme, today: date
) -> Finished:
    """The chart of a view, made once for a data version, what it looks at of the view, scheme,
    language and month: some charts show the silence until now.
    """
    done: Finished = once_for_used(
        dataset,
        f"chart {spec.name}",
        view,
        scheme,
        today.replace(day=1),
        make=lambda seen: _finish(spec, dataset, seen, scheme, today),
    )
    return done


def measured(spec: Chart[Result], dataset: Dataset, view: ViewState, today: date) -> Result | None:
    """What a chart measures of the view, made once: its workings start from the same result."""
    found: Result | None = once_for_used(
        dataset,
        f"result {spec.name}",
        view,
        today.replace(day=1),
        make=lambda seen: spec.measure(dataset, seen),
    )
    return found


def coded_rows(spec: AnyChart, dataset: Dataset, view: ViewState, today: date) -> pd.DataFrame:
    """The rows of a chart's table with stable codes beside labels (``exports.coded``): for who
    takes them away, so made when asked for. No rows where the choice holds nothing.
    """
    result = measured(spec, dataset, view, today)
    return pd.DataFrame() if result is None else spec.table(result, view)


def _finish(
    spec: AnyChart, dataset: Dataset, view: ViewState, scheme: Scheme, today: date
) -> Finished:
    result = measured(spec, dataset, view, today)
    if result is None:
        return _absent(spec, view)
    rows = spec.table(result, view)
    drawn = len(rows) > 0 and spec.holds_figures(result)
    figure = (
        spec.figure(result, view, _look(spec, result, dataset, view, scheme)) if drawn else None
    )
    plotted = isinstance(figure, go.Figure)
    told = (spec.sentence(result, view), spec.caution(result, dataset))
    return Finished(
        title=spec.title(result, view),
        sentence=" ".join(filter(None, told)),
        drawn=packed(figure) if plotted else figure,
        legend=legend_html(figure) if plotted else "",
        table=readable(rows),
        sources=sources(dataset, spec.sources(result, dataset)),
        notes=spec.notes(result),
        basis=spec.basis(result) or evidence(modelled=spec.modelled(result)),
        newest=spec.newest(result),
    )


def _absent(spec: AnyChart, view: ViewState) -> Finished:
    told = spec.absence(view)
    return Finished(_(spec.heading), told, None, "", pd.DataFrame(), (), (), basis="", newest=None)


def _look(
    spec: Chart[Result], result: Result, dataset: Dataset, view: ViewState, scheme: Scheme
) -> Look:
    order = tuple(market.id for market in markets(dataset))
    return Look(scheme, order, spec.events(result, dataset, view))


def evidence(*, modelled: bool) -> str:
    """What figures rest on."""
    if modelled:
        return _("Modelled outer envelope, not a confidence interval; hatched and dashed")
    return _("Observed")
