"""What an old link's page counts otherwise than the program that made the link, with both figures."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade import selecting
from bordertrade.dataset import Dataset
from bordertrade.exports.methods_changed import Recounted, recounted
from bordertrade.remembered import once
from bordertrade.view import ViewState, choices_of
from bordertrade.words import methods_changed


@dataclass(frozen=True, slots=True)
class Recount:
    """``sentence`` says that methods changed, ``methods`` which, ``figures`` what was shown then and
    what is now.
    """

    sentence: str
    methods: tuple[str, ...]
    figures: tuple[Recounted, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Of all figures, each once."""
        return tuple(dict.fromkeys(source for each in self.figures for source in each.sources))


def recount(page: str, dataset: Dataset, view: ViewState) -> Recount | None:
    """Of the page of a view; None where the link is not an old one or nothing there changed."""
    said = methods_changed.sentence(view.version, page)
    if not said:
        return None
    wanted = selecting.whole_markets(choices_of(dataset).markets, view)
    figures: tuple[Recounted, ...] = once(
        dataset, "recounted", wanted, make=lambda: recounted(dataset, wanted)
    )
    return Recount(said, tuple(methods_changed.changed_on(page)), figures)
