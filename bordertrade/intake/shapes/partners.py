"""Published tables of one country's trade: which rows are of the other, and what if none says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bordertrade.intake.layouts import Layout
from bordertrade.intake.meanings import country_in
from bordertrade.intake.questions import Answer, Question
from bordertrade.intake.spellings import country_names


def stays(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts of a column of partners whose rows stay: as they stand there, and as others write
    the two countries."""
    seen = [text for text in texts if country_in(text) in ("PK", "IR")]
    return tuple(dict.fromkeys((*seen, *country_names("IR"), *country_names("PK"))))


def texts_of(layout: Layout, place: int) -> list[str]:
    """The different texts of a column, in order; none for a place that is no column."""
    cells = (each.cells[place] for each in layout.records if 0 <= place < len(each.cells))
    return list(dict.fromkeys(text for cell in cells if (text := cell.strip())))


def unsaid(name: str, found: str, takes: Mapping[str, Any]) -> Question:
    """A table that names no partner is most likely the trade with all countries."""
    out = {"shape": {"named": (), "turn": None}}
    answers = (Answer("leave_out", out), Answer("this_trade", takes))
    return Question("partner_unsaid", name, found, answers)
