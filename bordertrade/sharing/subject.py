"""What a link is about: a page or one chart of it, in one data version, on one day.

Preview, report, brief, citation and embedded card all start here, so they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bordertrade import charts
from bordertrade.charts import AnyChart, Finished, finished
from bordertrade.dataset import Dataset
from bordertrade.measures.sources import sources
from bordertrade.palette import Scheme
from bordertrade.remembered import once
from bordertrade.sharing.own_answers import OwnAnswer
from bordertrade.sharing.places import PLACES, Place
from bordertrade.sharing.statement import Statement
from bordertrade.view import ViewState, link
from bordertrade.words import _, methods_changed


@dataclass(frozen=True, eq=False, slots=True)
class Subject:
    """``chart`` is None where the link is about the whole page."""

    place: Place
    chart: AnyChart | None
    dataset: Dataset
    view: ViewState
    today: date

    @property
    def live(self) -> str:
        """Path and query of the link that follows new data."""
        return link(self.place.path, self.view.with_(version=""))

    @property
    def frozen(self) -> str:
        """Path and query of the link that keeps these very numbers."""
        return link(
            self.place.path, self.view.with_(version=self.dataset.in_links(self.view.version))
        )

    @property
    def asked(self) -> str:
        """Path and query of the very link, with the version as it named it: an old one is known by
        that."""
        return link(self.place.path, self.view)

    def done(self, chart: AnyChart, scheme: Scheme = Scheme.LIGHT) -> Finished:
        """A chart as this link shows it."""
        return finished(chart, self.dataset, self.view_of(chart), scheme, self.today)

    def view_of(self, chart: AnyChart) -> ViewState:
        """The view that a chart is drawn in."""
        return self.answer.view_of(chart, self.view) if self.answer else self.view

    @property
    def answer(self) -> OwnAnswer | None:
        """The page's own; None where charts answer."""
        return None if self.chart else self.place.answer

    @property
    def charts(self) -> tuple[AnyChart, ...]:
        """The charts that belong to it, in the order of the page."""
        return (self.chart,) if self.chart else self.place.charts

    @property
    def leading(self) -> AnyChart | None:
        """The chart that stands for it in a picture: the first that holds figures."""
        drawn = (each for each in self.shown if self.done(each).drawn is not None)
        return next(drawn, None)

    @property
    def shown(self) -> tuple[AnyChart, ...]:
        """The charts that say in figures what it says."""
        return self.answer.charts if self.answer else self.charts


def subject_of(path: str, view: ViewState, dataset: Dataset, today: date) -> Subject:
    """What the link of a view is about. A path that is no page's counts as the first page."""
    place = PLACES.get(path, PLACES[""])
    return Subject(place, charts.CHARTS.get(view.chart), dataset, view, today)


def statement(subject: Subject) -> Statement:
    """What is said of it, made once. A choice that holds nothing says why."""
    key = ("statement", subject.place.path, subject.view, subject.today)
    said: Statement = once(subject.dataset, *key, make=lambda: _statement(subject))
    return said


def _statement(subject: Subject) -> Statement:
    if subject.chart:
        return _of_chart(subject, subject.chart, subject.done(subject.chart).title)
    title = _(subject.place.title)
    if subject.answer:
        return _answered(subject, subject.answer, title)
    shown = subject.leading or next(iter(subject.charts), None)
    return _of_chart(subject, shown, title) if shown else _stated(subject, title)


def _answered(subject: Subject, own: OwnAnswer, title: str) -> Statement:
    answer = own.answer(subject.dataset, subject.view)
    if answer is None:
        return replace(_stated(subject, title), sentence=_("No figure is left of this choice."))
    return replace(
        _stated(subject, title),
        sentence=answer.sentence,
        basis=answer.basis,
        sources=sources(subject.dataset, answer.sources),
        newest=answer.newest,
    )


def _of_chart(subject: Subject, chart: AnyChart, title: str) -> Statement:
    done = subject.done(chart)
    return replace(
        _stated(subject, title),
        sentence=done.sentence,
        basis=done.basis,
        sources=done.sources,
        newest=done.newest,
    )


def _stated(subject: Subject, title: str) -> Statement:
    """The page's own words, of which every statement is made."""
    lead, version = _(subject.place.lead), subject.dataset.version
    changed = methods_changed.sentence(subject.view.version, subject.place.path)
    return Statement(title, lead, "", (), None, version, subject.today, changed)
