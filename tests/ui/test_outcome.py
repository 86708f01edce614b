"""What the success panel says after publishing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade.dataset import Dataset
from bordertrade.store import Store
from bordertrade.ui import cache
from bordertrade.ui.updating import outcome
from bordertrade.ui.updating.desk import Outcome
from tests.ui.app import html, text
from tests.ui.bringing import GOOD, applied, brought, csv_of
from tests.ui.publishing import grown, publish, upload


def test_rows_that_were_left_out_are_counted(own_store: Store, dataset: Dataset) -> None:
    revision = publish(own_store, grown(dataset), "June", **upload(own_store))
    _title, told = outcome._words(Outcome(revision.version, revision))
    assert told.endswith("(revision 2). 3 rows with problems were left out.")


def test_nothing_is_said_of_rows_where_all_came_in(own_store: Store, dataset: Dataset) -> None:
    revision = publish(own_store, grown(dataset), "June")
    _title, told = outcome._words(Outcome(revision.version, revision))
    assert told.endswith("(revision 2).")


@pytest.mark.usefixtures("own_store", "publisher")
def test_what_was_published_is_shown_with_its_picture_link_and_undo() -> None:
    app = applied(brought(csv_of(GOOD, GOOD | {"commodity": "Rice", "value": "1"})))
    shown = html(app)
    assert "Gabd, Formal, Iran → Pakistan" in text(app)
    assert "US$7.654\u00a0m" in text(app), "goods of the month are added up"
    version = cache.published().fingerprint[:16]
    assert f'src="preview/markets.png?market=gabd&amp;v={version}"' in shown
    assert any("copy_published" in each for each in element_ids(app))
    assert any(each.key == "undo" for each in app.button)


def element_ids(app: AppTest) -> list[str]:
    """The ids of the page's own components."""
    return [str(getattr(each.proto, "id", "")) for each in app.get("bidi_component")]
