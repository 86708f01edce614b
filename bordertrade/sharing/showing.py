"""Which charts stand for a page on paper, and in which view."""

from __future__ import annotations

import pandas as pd

from bordertrade import charts
from bordertrade.charts import Chart, Finished
from bordertrade.palette import Scheme
from bordertrade.sharing.subject import Subject
from bordertrade.view import DEFAULT, ViewState

#: Pages that show drawings of their own; these charts say the same in figures.
_STAND_INS: dict[str, tuple[Chart, ...]] = {
    "": (charts.TARGET, charts.DIRECTIONS),
    "map": (charts.DIRECTIONS,),
}


def shown(subject: Subject) -> tuple[Chart, ...]:
    """The charts in order."""
    return subject.charts or _STAND_INS.get(subject.place.path, ())


def view_of(subject: Subject, chart: Chart | None = None) -> ViewState:
    """The view that it is drawn in. Overview and Map have no filters: what was chosen elsewhere must
    not take a market out of them, nor one of two books out of the target.
    """
    view = subject.view
    if subject.charts or subject.place.path not in _STAND_INS:
        return view
    bare = DEFAULT.with_(target=view.target, evidence=view.evidence, language=view.language)
    return bare if chart is charts.TARGET else bare.with_(reporter=view.reporter)


def drawn(subject: Subject, chart: Chart) -> Finished:
    """One of them, for paper."""
    view = view_of(subject, chart)
    return charts.finished(chart, subject.dataset, view, Scheme.LIGHT, subject.today)


def rows(subject: Subject, chart: Chart) -> pd.DataFrame:
    """The rows behind it, with stable codes beside labels."""
    return charts.coded_rows(chart, subject.dataset, view_of(subject, chart), subject.today)
