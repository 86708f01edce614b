"""Where modelled figures come from: the sources of the assumptions that they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.dataset import Dataset
from bordertrade.vocabulary import Channel


def model_sources(dataset: Dataset, channels: Iterable[Channel]) -> tuple[str, ...]:
    """Source ids behind the modelled rows of some channels, each once; judgements have none."""
    rows = dataset["modelled_trade"]
    cells = rows.loc[rows["channel"].isin(list(channels)), "assumptions"].unique()
    used = {id_ for cell in cells for id_ in cell.split("~")}
    assumptions = dataset["assumptions"]
    found = assumptions.loc[assumptions["id"].isin(used), "source"]
    return tuple(dict.fromkeys(source for source in found if source))
