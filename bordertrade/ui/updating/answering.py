"""What the file says and nobody may guess: each question with its answers and what they would do."""

from __future__ import annotations

import streamlit as st

from bordertrade.intake.questions import Question
from bordertrade.ui.updating.desk import Paper
from bordertrade.ui.updating.steps import part
from bordertrade.words import _
from bordertrade.words import questions as words
from bordertrade.words.markup import plain


def questions(paper: Paper, most: int) -> int:
    """The open questions, at most so many at a time, then those that were answered, to be answered
    otherwise. Returns for how many more there is room.
    """
    found = paper.understanding
    assert found is not None
    asked = (*found.questions[:most], *found.answered)
    if asked:
        part(_("What the file leaves open"))
        with st.container(key=f"questions_{paper.key}"):
            for question in asked:
                _question(paper, question)
    return max(0, most - len(found.questions))


def _question(paper: Paper, question: Question) -> None:
    key = f"question_{paper.key}_{question.id}"
    before = paper.recalled.answered.get(question.id)
    st.session_state[key] = paper.answered.get(question.id, before)
    answers = {each.key: each for each in question.answers}
    effects = paper.effects[question.id]
    st.radio(
        plain(words.sentence(question)),
        list(answers),
        format_func=lambda each: plain(words.label(question, answers[each])),
        captions=[plain(words.effect(each)) for each in effects],
        key=key,
        on_change=_answered,
        args=(paper, question.id, key),
    )


def _answered(paper: Paper, question: str, key: str) -> None:
    answer = st.session_state[key]
    if answer:
        paper.settle(question, answer)
