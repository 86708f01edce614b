"""Words for questions about a file: what was found, what each answer means and what it would do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bordertrade.intake.questions import Answer, Effect, Question, Seen
from bordertrade.words import problems as problem_words
from bordertrade.words import uploads
from bordertrade.words.catalogue import N_, _, ngettext

#: Code of a question -> the question. {about} is the heading or line, {found} what was found.
QUESTIONS: dict[str, str] = {
    "scale_word": N_("“{found}” stands beside the table. Does it hold for its amounts of money?"),
    "sheet": N_("Several sheets hold a table: {found}. Which one is meant?"),
    "merged_cells": N_("The cells {found} are merged. Do they hold for all the rows they cover?"),
    "hidden_rows": N_("The sheet has {found} hidden rows, which are read too. Is that right?"),
    "fill_down": N_("Many cells of “{found}” are empty. Does what stands above hold for them?"),
    "two_header_rows": N_("The column names stand in two lines: {found}. Are they to be joined?"),
    "periods_as_columns": N_("Each period has a column of its own: {found}. Turn them into rows?"),
    "markets_as_columns": N_("Each market has a column of its own: {found}. Turn them into rows?"),
    "year_of_months": N_("The columns {found} do not say their year. Which year is it?"),
    "period_in_parts": N_("The period stands in several columns: {found}. Are they to be joined?"),
}
#: Stands for answers whose key is a year or a sheet: their text is what they are about.
ANY = "*"
_MEASURES = {
    "value": N_("Make a row of each cell; the cells are amounts of money"),
    "quantity": N_("Make a row of each cell; the cells are quantities"),
    "as_it_is": N_("No: leave the columns as they are"),
}
_SCALES = {
    "thousands": N_("Yes: they are in thousands"),
    "lakhs": N_("Yes: they are in lakhs (100,000)"),
    "millions": N_("Yes: they are in millions"),
    "crores": N_("Yes: they are in crores (10 million)"),
    "billions": N_("Yes: they are in billions"),
    "trillions": N_("Yes: they are in trillions"),
    "as_written": N_("No: they are as written"),
}
#: Code of a question -> key of an answer -> the answer. {about} is what the answer is about.
ANSWERS: dict[str, dict[str, str]] = {
    "scale_word": _SCALES,
    "sheet": {ANY: N_("The sheet “{about}”")},
    "merged_cells": {
        "fill": N_("Yes: each row says what the merged cell says"),
        "leave": N_("No: only its first row does"),
    },
    "hidden_rows": {"read": N_("Read them like the others"), "leave_out": N_("Leave them out")},
    "fill_down": {
        "fill": N_("Yes: what stands above holds for them"),
        "leave": N_("No: nothing is known of them"),
    },
    "two_header_rows": {
        "join": N_("Yes: join both to one line of column names"),
        "first": N_("No: the names are in the first line only"),
    },
    "periods_as_columns": _MEASURES,
    "markets_as_columns": _MEASURES,
    "year_of_months": {ANY: N_("The year {about}")},
    "period_in_parts": {
        "join": N_("Yes: join them to one period"),
        "leave": N_("No: leave them as they are"),
    },
}

_LONGEST = 80


def sentence(question: Question) -> str:
    """The question in words, with what was found."""
    about, found = question.about[:_LONGEST], question.found[:_LONGEST]
    return _(QUESTIONS[question.code], about=about, found=found)


def label(question: Question, answer: Answer) -> str:
    """An answer in words."""
    answers = ANSWERS[question.code]
    text = answers[answer.key if answer.key in answers else ANY]
    return _(text, about=answer.about[:_LONGEST])


def effect(done: Effect) -> str:
    """What an answer would do: cells of a sample row as found and as read, and rows kept out."""
    return "; ".join(_effects(done)) or _("no value changes")


def _effects(done: Effect) -> Iterator[str]:
    if done.refusal is not None:
        yield problem_words.sentence(done.refusal)
        return
    for cell in done.cells:
        yield _(
            "{column}: {found} → {read}", column=cell.column, found=cell.found, read=_read(cell)
        )
    if done.stay < done.rows:
        yield ngettext(
            "{stay} of the first {count} row stays",
            "{stay} of the first {count} rows stay",
            done.rows,
            stay=done.stay,
        )


def _read(cell: Seen) -> str:
    if cell.fault:
        return _("cannot be read")
    return uploads.cell_read(cell.value, "")


def as_record(question: Question, effects: tuple[Effect, ...]) -> dict[str, Any]:
    """A question for programs; docs/command-line.md describes the keys."""
    return {
        "id": question.id,
        "code": question.code,
        "about": question.about,
        "found": question.found,
        "question": sentence(question),
        "answers": [
            {
                "key": answer.key,
                "label": label(question, answer),
                "effect": effect(done),
                "rows": done.rows,
                "stay": done.stay,
                "cells": [
                    {"column": c.column, "found": c.found, "read": c.value, "fault": c.fault}
                    for c in done.cells
                ],
            }
            for answer, done in zip(question.answers, effects, strict=True)
        ],
    }
