"""The sources that some rows name, as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.words import _

_NAMING = ("source", "more_sources")
#: Tables whose rows a modelled row names instead: its sources are theirs.
_VIA = ("assumptions", "anchors")


def sources_named(frame: pd.DataFrame, dataset: Dataset) -> tuple[str, ...]:
    """The ids that rows of a table name, each once, in the order of the rows; of modelled rows
    those of the assumptions and anchors that they rest on.
    """
    found = list(_ids(frame, _NAMING))
    for table in _VIA:
        own = dataset[table]
        found += _ids(own[own["id"].isin(_ids(frame, (table,)))], _NAMING)
    return tuple(dict.fromkeys(found))


def _ids(frame: pd.DataFrame, columns: Iterable[str]) -> tuple[str, ...]:
    cells = [cell for name in columns if name in frame for cell in frame[name].unique()]
    return tuple(dict.fromkeys(each for cell in cells for each in cell.split("~") if each))


def source_list(dataset: Dataset, ids: Iterable[str]) -> pd.DataFrame:
    """One row for each source, in the order of ``ids``; an id that is no source is left out."""
    known = dataset["sources"].set_index("id")
    heads = {
        "publisher": _("Publisher"),
        "title": _("Title"),
        "date": _("Date"),
        "url": _("Address"),
        "accessed": _("Read on"),
        "licence": _("Licence"),
        "note": _("Note"),
    }
    found = known.loc[[each for each in dict.fromkeys(ids) if each in known.index], list(heads)]
    return found.rename(columns=heads).rename_axis(_("Source")).reset_index()
