"""The answers of pages that have no charts and draw in their own way: the Overview and the Map."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bordertrade.charts import DIRECTIONS, TARGET, AnyChart
from bordertrade.charts.finished import evidence
from bordertrade.dataset import Dataset
from bordertrade.maps.svg import map_svg
from bordertrade.measures.fuel import fuel_estimate
from bordertrade.measures.market_totals import sources_of
from bordertrade.measures.markets import ids
from bordertrade.measures.strength import strengths
from bordertrade.palette import Scheme
from bordertrade.sharing import strength as strength_words
from bordertrade.sharing.answers import both_books, every_market, price_of, shown_on_map
from bordertrade.sharing.map_points import map_points
from bordertrade.sharing.target_card import distance
from bordertrade.topics.markets import words as markets_words
from bordertrade.topics.target import words as target_words
from bordertrade.view import DEFAULT, ViewState, choices_of
from bordertrade.words import _
from bordertrade.words import fuel as fuel_words

_Kept = Mapping[AnyChart, tuple[str, ...]]
#: Keys of the view that count on such a page.
_KEPT = ("target", "evidence", "language")
_DISTANCE_HEIGHT = 340
#: The map is drawn smaller and shown larger, so that its letters are read on a phone.
_MAP_SCALE = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """``sources`` are ids; ``newest`` the last day that a figure speaks of."""

    sentence: str
    sources: tuple[str, ...]
    newest: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG of a card, beside its words; where it ``is_wide``, under the title alone. ``sources`` are
    ids of who says what is drawn besides the answer.
    """

    svg: str
    is_wide: bool = False
    sources: tuple[str, ...] = ()


class OwnAnswer(ABC):
    """``kept`` are the charts that say it in figures, each with the keys of the view that it keeps.

    Such a page has no filters: what was chosen elsewhere must not take a market out of it, nor one
    of two books out of the target.
    """

    kept: ClassVar[_Kept]

    @property
    def charts(self) -> tuple[AnyChart, ...]:
        return tuple(self.kept)

    def view_of(self, chart: AnyChart, view: ViewState) -> ViewState:
        """The view that a chart is drawn in."""
        if chart not in self.kept:
            return view
        return DEFAULT.with_(**{key: getattr(view, key) for key in self.kept[chart]})

    @abstractmethod
    def answer(self, dataset: Dataset, view: ViewState) -> Answer | None:
        """In words; None where no figure is left."""

    @abstractmethod
    def drawing(
        self, dataset: Dataset, view: ViewState, width: int, height: int, scheme: Scheme
    ) -> Drawing:
        """For a card that has ``width`` by ``height`` px beside its words."""


class Overview(OwnAnswer):
    """Both books, what the markets could bring, what is weakest."""

    kept: ClassVar[_Kept] = {TARGET: _KEPT, DIRECTIONS: (*_KEPT, "reporter")}

    def answer(self, dataset: Dataset, view: ViewState) -> Answer | None:
        result = both_books(dataset, view)
        if not result.outlooks:
            return None
        told = (
            target_words.target(result),
            strength_words.at_most(result.outlooks),
            strength_words.weakest(strengths(dataset)),
            fuel_words.price_note(fuel_estimate(dataset)),
        )
        ids = (each for progress in result.progress for each in progress.base.sources)
        return Answer(
            sentence=" ".join(filter(None, told)),
            sources=tuple(dict.fromkeys(ids)),
            newest=max(progress.base.period.end for progress in result.progress),
            basis=_("Both books as observed; what the markets could bring is modelled"),
        )

    def drawing(
        self, dataset: Dataset, view: ViewState, _width: int, _height: int, scheme: Scheme
    ) -> Drawing:
        """How far both books are; carried fuel is drawn too, so who says so is named."""
        fuel = fuel_estimate(dataset)
        drawn = distance(dataset, view, _DISTANCE_HEIGHT, scheme)
        return Drawing(drawn, is_wide=True, sources=fuel.sources if fuel else ())


class BorderMap(OwnAnswer):
    """What crosses beside each market."""

    kept: ClassVar[_Kept] = {DIRECTIONS: (*_KEPT, "reporter")}

    def answer(self, dataset: Dataset, view: ViewState) -> Answer | None:
        totals = every_market(dataset, view)
        if totals is None:
            return None
        named = markets_words.totals(totals, choices_of(dataset).markets)
        rows = shown_on_map(totals)
        return Answer(
            sentence=" ".join(filter(None, (named, price_of(dataset, totals)))),
            sources=sources_of(rows),
            newest=totals.end,
            basis=evidence(modelled=any(row.modelled for row in rows)),
        )

    def drawing(
        self, dataset: Dataset, view: ViewState, width: int, height: int, scheme: Scheme
    ) -> Drawing:
        drawn = map_svg(
            map_points(dataset, view),
            dataset.folder / "geo",
            order=ids(dataset),
            width=width // _MAP_SCALE,
            height=height // _MAP_SCALE,
            scheme=scheme,
        )
        return Drawing(f'<g transform="scale({_MAP_SCALE:.3f})">{drawn}</g>')
