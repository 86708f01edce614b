"""Wide tables on the page: the question of step 2, its effects, and the rows that are taken."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from tests.commands.test_wide_tables import BESIDE
from tests.intake.published_tables import ITC, PBS, TABLES
from tests.ui.app import text
from tests.ui.bringing import brought, checked, click

FORMS = {
    ITC: (TABLES["Trade Map, years"][0], "take", "812000 → 812,000,000"),
    PBS: (TABLES["PBS, goods by month"][0], "take", "5040 → 5,040,000"),
    "periods_with_measures": (BESIDE, "turn", "82000 → 82,000"),
    "period_as_column": ("Market,Commodity,Azar 1404\nGabd,Dates,5100\n", "value", "5100 → 5,100"),
}


def asked(app: AppTest, question: str) -> Radio[Any]:
    (found,) = (each for each in app.radio if str(each.key).endswith(f"_{question}"))
    return found


@pytest.mark.parametrize("question", FORMS)
def test_a_wide_table_is_asked_about_and_turned(question: str) -> None:
    content, key, effect = FORMS[question]
    app = brought(content.encode())
    found = asked(app, question)
    assert found.value is None, "nothing is chosen for a person"
    shown = " ".join(found.proto.captions).replace("\\", "")
    assert effect in shown
    found.set_value(key).run()
    assert "is not read" not in text(checked(app))
    assert asked(app, question).value == key


def test_a_cell_of_a_line_is_left_out_alone_or_the_line_with_all_of_them() -> None:
    fills = "reporter,direction,currency,obs_status,evidence,source"
    cells = "PK,IR_TO_PK,USD,A,count,BR40282284"
    content = (
        f"market,commodity,{fills},Jul-24,Aug-24\ngabd,LPG,{cells},10,many\nmand,Rice,{cells},3,4\n"
    )
    app = brought(content.encode())
    asked(app, "periods_as_columns").set_value("value").run()
    checked(app)
    labels = [each.label for each in app.button if str(each.key).startswith("leave_")]
    assert labels == ["Leave this cell out", "Leave line 2 out, all its columns"]
    app = click(app, "leave_cell_")
    assert "4 rows read, all good" in text(app)
