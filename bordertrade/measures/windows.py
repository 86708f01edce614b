"""The figures of one line of trade, each with the period that its own rows cover.

What is shown of a market, channel, direction and book ("Windows" in ``docs/methods.md``):

1. **Observed**: the newest gapless run of observed months, at most twelve; beside it each older
   run that has more months, up to a full year.
2. **Modelled**: the last twelve months that the model speaks of. These months are fixed by the
   model alone; in them observed figures stand for the modelled ones that they hide, and the figure
   says how many are which. It goes when an observed year ends no earlier.

Observed figures lead; those that end more than 24 months before the modelled one stay with the
series. No figure depends on another line, but that an observation on either book hides the
modelled months of its market, channel and direction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bordertrade import calendars
from bordertrade.measures.stretches import (
    YEAR,
    Run,
    Stretch,
    adding_up_to_most,
    common_run,
    newest_runs,
)

#: Observed figures older than this beside a modelled one do not lead any more.
RECENT = 24  # months


def figures(stretches: Iterable[Stretch], model_ends: int | None) -> tuple[Run, ...]:
    """The runs that are shown of a line: observed ones, the newest first, then the modelled one.

    ``stretches`` are those with a figure: modelled ones without those that observations hide.
    ``model_ends`` is the last day of the model's own months, hidden ones among them; None without.
    """
    known = tuple(stretches)
    observed = tuple(newest_runs(each for each in known if each.observed))
    modelled = _modelled(known, model_ends)
    if modelled is None:
        return observed
    if any(each.months >= YEAR and each.last >= modelled.last for each in observed):
        return observed
    since = months_before(modelled.last, RECENT)
    return (*(each for each in observed if each.last > since), modelled)


def figures_together(
    stretches: Iterable[Stretch], model_ends: int | None, model_months: int
) -> tuple[Run, ...]:
    """The same for a total over several lines, which takes no window that a part does not cover.

    ``model_months``: how many of its twelve months the model speaks of. Where one of these lacks a
    part, the newest year that all parts cover stands in its place.
    """
    known = tuple(stretches)
    found = figures(known, model_ends)
    if not any(each.modelled and each.months < model_months for each in found):
        return found
    whole = common_run([known]) or ()
    return (*(each for each in found if not each.modelled), *whole)


def _modelled(known: tuple[Stretch, ...], model_ends: int | None) -> Run | None:
    own = [each for each in known if not each.observed]
    if not own or model_ends is None:
        return None
    return _year_to(model_ends, known) or _year_to(max(each.last for each in own), known)


def _year_to(last: int, known: tuple[Stretch, ...]) -> Run | None:
    """Twelve months to a day: what was modelled, and what observations put in its place."""
    first = months_before(last, YEAR) + 1
    inside = [each for each in known if first <= each.stands_for[0] and each.stands_for[1] <= last]
    members = added_up(inside)
    if all(each.observed for each in members):
        return None
    start = min(each.stands_for[0] for each in members)
    end = max(each.stands_for[1] for each in members)
    months = sum(each.months for each in members)
    return Run(start, end, months, max(months, _months_between(start, end)), members)


def added_up(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Observed figures that may be added up, and the modelled ones that they do not stand for."""
    known = tuple(stretches)
    seen = adding_up_to_most(each for each in known if each.observed)
    assumed = [each for each in known if not each.observed and not _stood_for(each, seen)]
    return tuple(sorted((*seen, *assumed), key=lambda each: each.first))


def _stood_for(modelled: Stretch, seen: Iterable[Stretch]) -> bool:
    return any(
        each.stands_for[0] <= modelled.last and modelled.first <= each.stands_for[1]
        for each in seen
        if each.months
    )


def months_before(last: int, months: int) -> int:
    """The last day of the month that many months before a day's month."""
    day = date.fromordinal(last)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return calendars.month(year, month + 1).end.toordinal()


def _months_between(first: int, last: int) -> int:
    start, end = date.fromordinal(first), date.fromordinal(last)
    return (end.year - start.year) * 12 + end.month - start.month + 1
