"""Where modelled figures come from: the sources of the assumptions that they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.dataset import Dataset
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import Channel


def model_sources(dataset: Dataset, channels: Iterable[Channel]) -> tuple[str, ...]:
    """Source ids behind the modelled rows of some channels, each once; judgements have none."""
    rows = dataset["modelled_trade"]
    cells = rows.loc[rows["channel"].isin(list(channels)), "assumptions"].unique()
    used = {id_ for cell in cells for id_ in cell.split("~")}
    assumptions = dataset["assumptions"]
    found = assumptions.loc[assumptions["id"].isin(used), "source"]
    return tuple(dict.fromkeys(source for source in found if source))


@once_for_version
def sources_of_model(dataset: Dataset) -> dict[tuple[str, ...], tuple[str, ...]]:
    """(market, period, channel, direction, reporter) of a modelled row -> the sources of its own
    assumptions; judgements have none.
    """
    table = dataset["assumptions"]
    source = dict(zip(table["id"], table["source"], strict=True))
    rows = dataset["modelled_trade"]
    names = ["market", "period", "channel", "direction", "reporter"]
    cells: dict[str, tuple[str, ...]] = {
        cell: tuple(dict.fromkeys(s for id_ in cell.split("~") if (s := source.get(id_, ""))))
        for cell in rows["assumptions"].unique()
    }
    keys = rows[names].itertuples(index=False, name=None)
    return dict(zip(keys, (cells[cell] for cell in rows["assumptions"]), strict=True))
