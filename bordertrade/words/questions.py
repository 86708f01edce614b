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
    "known_export": N_("The columns {found} are those of {about}. Read it as such?"),
    "partner_unsaid": N_(
        "This table of {about} names no partner: it is most likely the trade with all countries. "
        "Is it the trade between Pakistan and Iran alone?"
    ),
    "sheet": N_("Several sheets hold a table: {found}. Which one is meant?"),
    "merged_cells": N_("The cells {found} are merged. Do they hold for all the rows they cover?"),
    "hidden_rows": N_("The sheet has {found} hidden rows, which are read too. Is that right?"),
    "fill_down": N_("Many cells of “{found}” are empty. Does what stands above hold for them?"),
    "two_header_rows": N_("The column names stand in two lines: {found}. Are they to be joined?"),
    "periods_as_columns": N_("Each period has a column of its own: {found}. Turn them into rows?"),
    "period_as_column": N_(
        "The column “{found}” is called after a period. Are its cells the figures of that period?"
    ),
    "periods_with_measures": N_(
        "Each period has several columns, by what is measured: {found}. Make one row of each period?"
    ),
    "markets_as_columns": N_("Each market has a column of its own: {found}. Turn them into rows?"),
    "year_of_months": N_("The columns {found} do not say their year. Which year is it?"),
    "period_in_parts": N_("The period stands in several columns: {found}. Are they to be joined?"),
    "cumulative_line": N_(
        "“{found}” stands beside the table. Is each figure that of its own period, or a sum since "
        "the start of the year?"
    ),
    "share_line": N_("“{found}” stands beside the table. Are its numbers amounts or percentages?"),
    "country_line": N_(
        "“{about}” stands beside the table and names {found}. Is this the trade between Pakistan "
        "and Iran?"
    ),
    "currency_line": N_(
        "“{found}” stands beside the table and names another money than its rows. Which holds?"
    ),
    "heading_words": N_(
        "In the heading “{about}” these words were not understood: {found}. Do they change its "
        "numbers?"
    ),
    "cumulative_heading": N_(
        "“{about}” seems to hold sums since the start of the year. Is it to be taken as the figure "
        "of each period?"
    ),
    "share_heading": N_("“{about}” seems to hold percentages. Is it to be taken as amounts?"),
    "cumulative_column": N_(
        "The column “{about}” seems to hold sums since the start of the year and is left out. Is "
        "that right?"
    ),
    "share_column": N_(
        "The column “{about}” seems to hold percentages and is left out. Is that right?"
    ),
    "other_amount": N_("The column “{about}” holds amounts too and is left out. Is that right?"),
    "scale_column": N_(
        "The column “{about}” says “{found}”. Does it hold for the amounts of money?"
    ),
    "unit_mult": N_("The column “{about}” gives rows different factors: {found}. Which rows stay?"),
    "customs_house": N_(
        "The column “{about}” names {found}. Do the rows of all belong to one market?"
    ),
    "unit_is_money": N_(
        "“{found}” stands in the column of units, which is about quantities. What does it say?"
    ),
    "unit_scale": N_("“{found}” stands in the column of units. What does it say?"),
    "other_partner": N_(
        "The column “{about}” names other partners too: {found}. Are their rows kept out?"
    ),
    "country_role": N_(
        "The column “{about}” says {found}. Is that whose books these are, or the partner?"
    ),
    "rows_in_rows": N_(
        "Some rows hold others of the same month and market ({found}). Which of them count?"
    ),
    "parts_of_one": N_(
        "Rows are alike but for “{about}” ({found}), which is left out. Are they parts of one figure?"
    ),
    "dates_for_months": N_(
        "“{about}” holds days such as {found}. Does each stand for its whole month?"
    ),
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
_FACTORS = {
    "units": N_("Rows with {about}: whole units"),
    "thousands": N_("Rows with {about}: thousands"),
    "lakhs": N_("Rows with {about}: lakhs (100,000)"),
    "millions": N_("Rows with {about}: millions"),
    "crores": N_("Rows with {about}: crores (10 million)"),
    "billions": N_("Rows with {about}: billions"),
    "trillions": N_("Rows with {about}: trillions"),
}
_OUT = N_("Leave the numbers out: bring them in a form that this record takes")
_BESIDE = {
    "leave_out": N_("Yes: leave it out"),
    "is_value": N_("No: these are the values, and the other column is left out"),
}
#: Code of a question -> key of an answer -> the answer. {about} is what the answer is about.
ANSWERS: dict[str, dict[str, str]] = {
    "scale_word": _SCALES,
    "known_export": {
        "take": N_("Yes: only trade between Pakistan and Iran, each level of goods once"),
        "take_as_written": N_("Yes, but its numbers are as written, not in thousands"),
        "by_hand": N_("No: I say which column is which"),
    },
    "partner_unsaid": {
        "leave_out": N_("No: leave its figures out"),
        "this_trade": N_("Yes: all of it is trade between Pakistan and Iran"),
    },
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
    "period_as_column": {
        "value": N_("Yes: they are amounts of money"),
        "quantity": N_("Yes: they are quantities"),
        "as_it_is": N_("No: leave the column as it is"),
    },
    "periods_with_measures": {
        "turn": N_("Yes: each row has {about} side by side"),
        "as_it_is": N_("No: leave the columns as they are"),
    },
    "markets_as_columns": _MEASURES,
    "year_of_months": {ANY: N_("The year {about}")},
    "period_in_parts": {
        "join": N_("Yes: join them to one period"),
        "leave": N_("No: leave them as they are"),
    },
    "cumulative_line": {"each_period": N_("Each figure is of its own period"), "leave_out": _OUT},
    "share_line": {"amounts": N_("They are amounts"), "leave_out": _OUT},
    "country_line": {"this_trade": N_("Yes, it is"), "leave_out": _OUT},
    "currency_line": {
        "as_column": N_("What the rows or their column say"),
        "USD": N_("All amounts are in US dollars"),
        "PKR": N_("All amounts are in Pakistani rupees"),
        "IRR": N_("All amounts are in Iranian rials"),
        "IRT": N_("All amounts are in Iranian toman"),
        "leave_out": _OUT,
    },
    "heading_words": {
        "no_matter": N_("No: the numbers are as written"),
        "thousands": N_("They are in thousands"),
        "millions": N_("They are in millions"),
        "billions": N_("They are in billions"),
        "leave_out": N_("Leave the column out"),
    },
    "cumulative_heading": {
        "leave_out": N_("No: leave the column out and bring the figures of each period"),
        "each_period": N_("Yes: each figure is of its own period"),
    },
    "share_heading": {
        "leave_out": N_("No: leave the column out"),
        "amounts": N_("Yes: they are amounts"),
    },
    "cumulative_column": _BESIDE,
    "share_column": _BESIDE,
    "other_amount": _BESIDE,
    "scale_column": _SCALES,
    "unit_mult": _FACTORS,
    "customs_house": {
        "all_rows": N_("Yes: all rows are of one market"),
        "is_market": N_("No: the column says the market of each row"),
    },
    "unit_is_money": {
        "of_value": N_("It holds for the values, not for quantities"),
        "leave_out": N_("Leave the column out; values stay as written"),
    },
    "unit_scale": {
        "of_quantity": N_("Quantities are multiplied by it"),
        "leave_out": N_("Leave the column out"),
    },
    "other_partner": {
        "keep_out": N_("Yes: only rows with Iran or Pakistan as partner stay"),
        "all_rows": N_("No: all rows are trade between Pakistan and Iran"),
    },
    "country_role": {
        "partner": N_("The partner: these are the books of the other country"),
        "reporter": N_("The reporter: these are its books"),
    },
    "rows_in_rows": {
        "parts": N_("The finest rows: together {about}"),
        "whole": N_("The rows that hold the others: together {about}"),
        "all": N_("All of them, none is part of another: together {about}"),
    },
    "parts_of_one": {
        "add_up": N_("Yes: add them up"),
        "apart": N_("No: keep them apart, and out where they contradict each other"),
    },
    "dates_for_months": {
        "months": N_("Yes: each is the figure of a whole month"),
        "days": N_("No: each is the figure of that one day"),
        "day_first": N_("No: they are single days, the day first"),
        "month_first": N_("No: they are single days, the month first"),
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
