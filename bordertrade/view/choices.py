"""Which codes a link may name: those of a data set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.dataset import Dataset
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


def choices_of(
    dataset: Dataset, charts: Iterable[str] = (), languages: Iterable[str] = ("en",)
) -> Choices:
    """The markets that views choose from are the agreed first ones, not mere candidates; the
    targets those for the whole of two-way trade."""
    markets, targets = dataset["markets"], dataset["targets"]
    agreed = markets.loc[markets["stage"] == "first_three", "id"]
    return Choices(
        markets=tuple(agreed),
        goods=tuple(sorted(dataset.goods)),
        targets=tuple(targets.loc[targets["scope"] == TWO_WAY, "id"]),
        tables=tuple(dataset.contract.tables),
        charts=tuple(charts),
        languages=tuple(languages),
    )
