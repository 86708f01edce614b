"""An office's second file of a form: two clicks and the reason; its first: four questions at most."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade.store import Store
from tests.ui.app import text
from tests.ui.bringing import applied, brought, checked, click, has, is_open

pytestmark = pytest.mark.usefixtures("own_store", "publisher")

#: A month's statement of an office: it says neither whose books these are nor who published it.
OFFICE = (
    "Statement of the customs house at Gabd\n"
    "Month,Goods,Direction,Value (Rs),Weight (kg)\n"
    "2024-0{month},Dates,Imports,12500000,1500\n"
    "2024-0{month},Rice,Exports,NIL,0\n"
)


def month(number: int, office: str = OFFICE) -> bytes:
    return office.replace("{month}", str(number)).encode()


def asked(app: AppTest) -> list[str]:
    """The columns that are asked for."""
    return [
        str(each.key).split("_", 2)[2]
        for each in (*app.selectbox, *app.radio, *app.text_input)
        if str(each.key).startswith("fill_") and "please say" in each.label
    ]


def say(app: AppTest, column: str, code: str) -> None:
    field = next(e for e in (*app.selectbox, *app.radio) if str(e.key).endswith(f"_{column}"))
    field.set_value(code).run()
    checked(app)


def first(office: str = OFFICE) -> AppTest:
    """The first file of the form, answered and published."""
    app = brought(month(1, office))
    assert 0 < len(asked(app)) <= 4
    answers = {"reporter": "PK", "source": "BR40282284", "currency": "IRT", "market": "gabd"}
    while asked(app):
        say(app, asked(app)[0], answers[asked(app)[0]])
    click(app, "confirm_")
    click(app, "unrecorded_")
    return applied(app, "January of Gabd")


def test_at_most_four_questions_then_one_button_for_the_rest() -> None:
    app = brought(month(1))
    assert len(asked(app)) <= 4
    (button,) = [each for each in app.button if str(each.key).startswith("confirm_")]
    assert button.label == "Everything else looks right"


def test_the_next_file_takes_two_clicks_and_the_reason(own_store: Store) -> None:
    first()
    before = own_store.head()
    app = brought(month(2))
    shown = text(app)
    assert "A file of this form came before" in shown
    assert "BR40282284" in shown
    assert "“NIL” means: not recorded" in shown
    assert not is_open(app), "nothing is applied silently"
    assert asked(app) == []
    click(app, "confirm_")
    assert is_open(app)
    applied(app, "February of Gabd")
    after = own_store.head()
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1


def test_what_is_taken_from_last_time_can_be_changed() -> None:
    first()
    app = brought(month(2))
    say(app, "reporter", "IR")
    field = next(e for e in (*app.selectbox, *app.radio) if str(e.key).endswith("_reporter"))
    assert (field.value, field.label) == ("IR", "Reporter · said by you")
    click(app, "confirm_")
    assert is_open(app)


def test_the_reason_is_asked_each_time() -> None:
    first()
    app = click(brought(month(2)), "confirm_")
    click(app, "apply")
    assert "Say why, in one line" in text(app)


def test_another_form_is_asked_about_as_ever() -> None:
    first()
    app = brought(month(2).replace(b"Weight (kg)", b"Trucks"))
    assert "A file of this form came before" not in text(app)
    assert has(app, "confirm_") or asked(app)


def test_the_scale_that_is_taken_is_shown_before_it_is_confirmed() -> None:
    millions = OFFICE.replace("(Rs)", "(Rs million)").replace("12500000", "12.5")
    first(millions)
    app = brought(month(2, millions))
    panel = text(app).split("A file of this form came before")[1].split("Change something")[0]
    assert "million" in panel.split("Columns")[0]
