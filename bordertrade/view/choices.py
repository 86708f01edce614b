"""Which codes a link may name: those of a data set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.dataset.markets import agreed
from bordertrade.view.state import TWO_WAY


@dataclass(frozen=True, slots=True)
class Choices:
    """The codes that exist in a data set: what a link may name."""

    markets: tuple[str, ...]
    goods: tuple[str, ...]
    targets: tuple[str, ...]
    tables: tuple[str, ...]
    charts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)

    def some_markets(self, chosen: Iterable[str]) -> tuple[str, ...] | None:
        """A view's choice of markets in the order of the data set; None for all of them."""
        wanted = frozenset(chosen)
        found = tuple(market for market in self.markets if market in wanted)
        return None if found == self.markets else found


def choices_of(
    dataset: Dataset, charts: Iterable[str] = (), languages: Iterable[str] = ("en",)
) -> Choices:
    """The markets that views choose from are the agreed ones, not mere candidates; the targets those
    for the whole of two-way trade."""
    targets = dataset["targets"]
    return Choices(
        markets=tuple(agreed(dataset["markets"])["id"]),
        goods=tuple(sorted(dataset.goods)),
        targets=tuple(targets.loc[targets["scope"] == TWO_WAY, "id"]),
        tables=tuple(dataset.contract.tables),
        charts=tuple(charts),
        languages=tuple(languages),
    )
