"""Wide tables on the page: the question of step 2, its effects, and the rows that are taken."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.commands.test_wide_tables import BESIDE
from tests.intake.published_tables import ITC, PBS, TABLES
from tests.ui.app import text
from tests.ui.bringing import brought, checked

FORMS = {
    ITC: (TABLES["Trade Map, years"][0], "take", "812000 → 812,000,000"),
    PBS: (TABLES["PBS, goods by month"][0], "take", "5040 → 5,040,000"),
    "periods_with_measures": (BESIDE, "turn", "82000 → 82,000"),
    "period_as_column": ("Market,Commodity,Azar 1404\nGabd,Dates,5100\n", "value", "5100 → 5,100"),
}


def asked(app: AppTest, question: str) -> AppTest:
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
