"""What the success panel says after publishing."""

from __future__ import annotations

from bordertrade.dataset import Dataset
from bordertrade.store import Store
from bordertrade.ui.updating import outcome
from bordertrade.ui.updating.desk import Outcome
from tests.ui.publishing import grown, publish, upload


def test_rows_that_were_left_out_are_counted(own_store: Store, dataset: Dataset) -> None:
    revision = publish(own_store, grown(dataset), "June", **upload(own_store))
    _title, told = outcome._words(Outcome(revision.version, revision))
    assert told.endswith("(revision 2). 3 rows with problems were left out.")


def test_nothing_is_said_of_rows_where_all_came_in(own_store: Store, dataset: Dataset) -> None:
    revision = publish(own_store, grown(dataset), "June")
    _title, told = outcome._words(Outcome(revision.version, revision))
    assert told.endswith("(revision 2).")
