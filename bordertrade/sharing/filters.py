"""What a view is narrowed to, in words: for what travels without the page's controls."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade import selecting
from bordertrade.calendars import parse
from bordertrade.dataset import Dataset
from bordertrade.view import DEFAULT, EARLIEST, LATEST, TimeSpan, ViewState
from bordertrade.words import _, dates, labels, money


def filters(dataset: Dataset, view: ViewState) -> tuple[tuple[str, str], ...]:
    """Each choice that shapes figures, as its name and what was chosen."""
    told = (
        (_("Markets"), _joined(map(labels.market, selecting.markets(dataset, view)))),
        (_("Channel"), _joined(labels.channel(each) for each in view.channels)),
        (_("Direction"), _joined(labels.direction(each) for each in view.directions)),
        (_("Books"), labels.book(view.reporter)),
        (_("Goods"), _joined(view.goods)),
        (_("Time"), _time(view.time)),
        (_("Years"), labels.of(labels.CALENDARS, view.calendar)),
        (_("Money"), money.name(view.currency)),
        (_("Evidence"), labels.of(labels.EVIDENCE_FLOORS, view.evidence)),
    )
    return tuple((name, text) for name, text in told if text)


def filters_sentence(dataset: Dataset, view: ViewState) -> str:
    """All of them in a line; what is left as it is counts too, for the reader cannot know."""
    return "; ".join(f"{name}: {text}" for name, text in filters(dataset, view))


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _time(time: TimeSpan) -> str:
    if time == DEFAULT.time:
        return _("all there is")
    start = _("the earliest") if time.start == EARLIEST else dates.period(parse(time.start))
    end = _("the latest") if time.end == LATEST else dates.period(parse(time.end))
    return _("{start} to {end}", start=start, end=end)
