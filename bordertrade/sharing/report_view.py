"""The charts of a page on paper."""

from __future__ import annotations

import pandas as pd

from bordertrade import charts
from bordertrade.charts import AnyChart
from bordertrade.sharing.subject import Subject
from bordertrade.view import ViewState


def view_of(subject: Subject) -> ViewState:
    """The choices that its charts share: those of the page, or of what stands in for it."""
    return subject.view_of(subject.shown[-1]) if subject.shown else subject.view


def rows(subject: Subject, chart: AnyChart) -> pd.DataFrame:
    """The rows behind a chart, with stable codes beside labels."""
    return charts.coded_rows(chart, subject.dataset, subject.view_of(chart), subject.today)
