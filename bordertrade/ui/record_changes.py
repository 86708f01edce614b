"""What changed in the record with its newest release, and why."""

from __future__ import annotations

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.words import _, dates, labels

TABLE = "changes"


def of_record(now: Current) -> None:
    """The list of the newest release, and a download of all; nothing for a record before it."""
    release, told = now.dataset.release, changes_of(now.dataset)
    if told.empty:
        return
    blocks.section(
        _("What changed in the record"),
        _(
            "Release {release} of {date}. Uploads since then stand in the history of versions.",
            release=release,
            date=dates.partial_date(told["date"].iloc[0]),
        ),
    )
    blocks.table(_in_words(told), key="changes", alt=_("Changes of the record"), height=430)
    blocks.download(
        now.dataset[TABLE],
        name=f"changes-{now.dataset.version}.csv",
        key="dl_changes",
        label=_("Download all changes"),
    )


def changes_of(dataset: Dataset) -> pd.DataFrame:
    """The rows of ``changes`` of the newest release."""
    rows = dataset[TABLE]
    return rows[rows["release"] == dataset.release]


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Kind"): [labels.of(labels.CHANGES, kind) for kind in rows["kind"]],
            _("Tables"): rows["tables"].str.replace("~", ", ", regex=False).tolist(),
            _("Change"): rows["change"].tolist(),
            _("Reason"): rows["reason"].tolist(),
        }
    )
