"""A click may end a run anywhere: what the visitor said stays, and what was begun goes on."""

from __future__ import annotations

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from bordertrade.dataset import Dataset
from bordertrade.ui.updating import working
from bordertrade.ui.updating.desk import Paper
from tests.ui.app import text
from tests.ui.bringing import GOOD, bring, brought, click, csv_of, is_open


def test_a_run_that_ends_before_a_check_began_does_not_hold_the_file_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if somebody clicked right there: Streamlit ends a run so. The file was noted as checked
    first, and then never was."""
    begun, really = [], working._start

    def start(paper: Paper, record: Dataset) -> None:
        begun.append(paper)
        if len(begun) == 1:
            raise RerunException(RerunData())
        really(paper, record)

    monkeypatch.setattr(working, "_start", start)
    app = brought(csv_of(GOOD))
    app.run()
    assert len(begun) == 2
    assert "1 row read" in text(app)
    assert is_open(app)


def test_the_reason_stays_while_another_file_is_added() -> None:
    app = brought(("june.csv", csv_of(GOOD)))
    field = next(each for each in app.text_input if str(each.key).startswith("apply_why"))
    field.set_value("June and July").run()
    click(app, "fold_1")
    bring(app, ("july.csv", csv_of(GOOD | {"period": "2025-07"})))
    field = next(each for each in app.text_input if str(each.key).startswith("apply_why"))
    assert field.value == "June and July"
