"""The sources that some rows name, as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.words import _

_NAMING = ("source", "more_sources")


def sources_named(frame: pd.DataFrame) -> tuple[str, ...]:
    """The ids in a table's own columns, each once, in the order of the rows."""
    cells = [cell for name in _NAMING if name in frame for cell in frame[name].unique()]
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
