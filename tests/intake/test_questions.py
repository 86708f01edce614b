"""Questions about a file: asked where two readings are likely, answered once, with their effects."""

from __future__ import annotations

import json

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake.asked import ASKERS, KINDS
from bordertrade.intake.declaration import ALL_MONEY, QUESTIONS, Declaration, How
from bordertrade.intake.questions import Answer, Question, effects, joined, keeper
from bordertrade.intake.template import template
from bordertrade.intake.understanding import Understanding
from bordertrade.words import questions as words
from tests.intake.office import CONTRACT_FILE, Looks

TITLE = "Amounts in lakh"
FILE = f"{TITLE}\n{CONTRACT_FILE}"
ID = f"scale_word:{TITLE}"


def test_a_question_is_open_until_it_is_answered(look: Looks) -> None:
    found = look(FILE)
    (question,) = found.questions
    assert (question.id, question.found) == (ID, TITLE)
    assert [each.key for each in question.answers] == ["lakhs", "as_written"]
    assert found.declaration.open_questions == (ID,)
    assert found.declaration.unconfirmed == (QUESTIONS,)
    assert found.declaration.confirmed().unconfirmed == (QUESTIONS,), "a word for all is no answer"


@pytest.mark.parametrize(("key", "scales"), [("lakhs", {ALL_MONEY: 100_000}), ("as_written", {})])
def test_an_answer_says_its_parts_and_is_asked_no_more(
    look: Looks, key: str, scales: dict[str, int]
) -> None:
    found = look(FILE, declared=Declaration().declare(answered={ID: key}))
    assert (found.questions, found.declaration.unconfirmed) == ((), ())
    assert [each.id for each in found.answered] == [ID]
    assert found.declaration.scales == scales
    assert found.declaration.how.get("scales") == (How.DECLARED if scales else None)
    assert found.declaration.answered == {ID: key}


def test_an_answer_that_there_is_not_leaves_the_question_open(look: Looks) -> None:
    found = look(FILE, declared=Declaration().declare(answered={ID: "crores", "other": "x"}))
    assert [each.id for each in found.questions] == [ID]


def test_what_a_person_said_stands_over_an_answer(look: Looks) -> None:
    said = Declaration().declare(answered={ID: "lakhs"}, scales={ALL_MONEY: 1000})
    assert look(FILE, declared=said).declaration.scales == {ALL_MONEY: 1000}


def test_each_answer_shows_what_it_would_do_to_a_row(look: Looks, dataset: Dataset) -> None:
    (question,) = look(FILE).questions

    def again(key: str) -> Understanding:
        return look(FILE, declared=Declaration().declare(answered={ID: key}))

    found = effects(question, again, dataset.contract, dataset.names())
    assert [each.key for each in found] == ["lakhs", "as_written"]
    assert [[(c.column, c.found, c.value) for c in each.cells] for each in found] == [
        [("value", "1250000", 125_000_000_000)],
        [("value", "1250000", 1_250_000)],
    ]
    assert words.effect(found[0]) == "value: 1250000 → 125,000,000,000"


def test_an_answered_declaration_comes_back_from_json(look: Looks) -> None:
    declared = look(FILE, declared=Declaration().declare(answered={ID: "lakhs"})).declaration
    more = declared.declare(marks={"quantity": (",", ".")}, kept={3: ("Iran",)})
    written = json.loads(json.dumps(more.as_json()))
    assert Declaration.from_json(written) == more


def test_a_declaration_of_an_earlier_release_is_read() -> None:
    how = {"scale": "guessed"}
    found = Declaration.from_json({"columns": ["value"], "scale": 1000, "how": how})
    assert (found.scales, found.unconfirmed) == ({ALL_MONEY: 1000}, ("scales",))


def test_parts_are_joined_and_not_replaced() -> None:
    there = {"fills": {"reporter": "PK"}, "columns": ("value", "unit"), "decimal": "."}
    more = {"fills": {"unit": "t"}, "columns": {1: ""}, "scales": {"value": 10}}
    assert joined(there, more) == {
        "fills": {"reporter": "PK", "unit": "t"},
        "columns": ("value", ""),
        "decimal": ".",
        "scales": {"value": 10},
    }


def test_rows_stay_by_what_stands_in_a_column() -> None:
    stays = keeper({1: ("ایران", "Iran")})
    assert [stays(["x", text]) for text in ("IRAN", "ايران", "Iran ", "Iraq", "")] == [
        *(True, True, True, False, True)
    ]
    assert stays(["x"]), "a record of another width is told as such"


def test_a_file_in_the_contracts_form_is_asked_nothing(look: Looks, dataset: Dataset) -> None:
    assert look(CONTRACT_FILE).questions == ()
    for table in dataset.contract.uploadable():
        found = look(template(table, dataset), table=table.name)
        assert found.questions == (), table.name


def test_every_kind_of_question_has_its_words() -> None:
    assert ASKERS
    assert set(words.QUESTIONS) == set(words.ANSWERS) == set(KINDS)
    for code, keys in KINDS.items():
        answers = tuple(Answer(key) for key in keys)
        question = Question(code, "about", "found", answers)
        assert words.sentence(question).endswith("?")
        assert set(words.ANSWERS[code]) == set(keys)
        assert all(words.label(question, each) for each in answers)
