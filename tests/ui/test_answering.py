"""Questions about a file on the page: answers with their effects; nothing goes on before."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.intake.office import CONTRACT_FILE
from tests.ui.bringing import applied, brought, checked, is_open

TITLE = "Amounts in lakh"
FILE = f"{TITLE}\n{CONTRACT_FILE}".encode()


def radios(app: AppTest) -> list[object]:
    return [each for each in app.radio if str(each.key).startswith("question_")]


def test_a_question_stands_in_step_2_with_what_its_answers_would_do() -> None:
    app = brought(FILE)
    (asked,) = (each for each in app.radio if str(each.key).startswith("question_"))
    assert TITLE in asked.label
    assert asked.value is None, "nothing is chosen for a person"
    assert len(asked.options) == 2
    assert not is_open(app)
    asked.set_value("as_written").run()
    checked(app)
    assert radios(app) == [], "the step is done and folds"
    assert is_open(applied(app)) is False, "it is applied"


def test_a_file_in_the_contracts_form_is_asked_nothing() -> None:
    assert radios(brought(CONTRACT_FILE.encode())) == []
