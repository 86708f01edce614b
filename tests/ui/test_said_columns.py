"""Step 2: a column is understood again once a person said what it is."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade.intake.declaration import Declaration
from bordertrade.ui.updating.desk import Desk
from tests.intake.said_columns import SAID, written
from tests.ui.bringing import brought, checked

#: What the known headings of the file are.
OF = {"Value (USD)": ("value",), "Status": ("obs_status",)}


def declared(app: AppTest) -> Declaration:
    desk: Desk = app.session_state["bt_desk"]
    assert desk.paper is not None
    return desk.paper.declaration


@pytest.mark.parametrize("name", ["style", "scale and unit", "money and scale", "spellings"])
def test_a_column_that_is_named_on_the_page_is_understood_again(name: str) -> None:
    heading, cells, column, _values, more = SAID[name]
    text = written(heading, cells)
    for known in ("Value (USD)", "Status"):  # a column that is taken is offered to no other
        text = text.replace(known, "Left aside") if column in OF[known] else text
    app = brought(text.encode())
    place = len(declared(app).columns) - 1
    if not any(str(each.key).endswith(f"_{place}") for each in app.selectbox):
        next(each for each in app.toggle if str(each.key).startswith("every_")).set_value(
            True
        ).run()
    (choice,) = (
        each
        for each in app.selectbox
        if str(each.key).startswith("map_") and str(each.key).endswith(f"_{place}")
    )
    choice.set_value(column).run()
    found = declared(checked(app))
    assert found.columns[place] == column
    for part, wanted in more.items():
        assert getattr(found, part) == wanted, part
    if name == "spellings":
        assert {(each.found, each.put) for each in found.replacements} >= {
            ("provisional", "P"),
            ("estimated", "E"),
        }
