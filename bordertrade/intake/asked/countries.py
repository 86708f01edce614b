"""Columns that name countries: whose book it is, or with whom the trade was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.dataset.names import fold
from bordertrade.intake.contents import PARTNER_WORDS, partners
from bordertrade.intake.declaration import IGNORED
from bordertrade.intake.headings import Match
from bordertrade.intake.meanings import country_in
from bordertrade.intake.questions import Answer, Head, Question
from bordertrade.intake.spellings import country_names

KINDS: Mapping[str, tuple[str, ...]] = {
    "other_partner": ("keep_out", "all_rows"),
    "country_role": ("partner", "reporter"),
}
_REPORTER_WORDS = tuple(map(fold, ("report", "book", "record", "گزارش", "رپورٹ")))
_MOST_NAMED = 6


def ask(head: Head) -> Iterator[Question]:
    """Whose rows stay, where a column names other countries too."""
    for place, heading in enumerate(head.headings):
        if heading.column == IGNORED:
            yield from _partner(head, place)
        elif heading.column == "reporter" and heading.match is not Match.NAME:
            yield from _role(head, place)


def _partner(head: Head, place: int) -> Iterator[Question]:
    found = partners(head.headings[place], head.texts(place))
    if found is None or not found.others or place in head.declaration.kept:
        return
    named = ", ".join(found.others[:_MOST_NAMED])
    answers = (Answer("keep_out", {"kept": {place: found.stay}}), Answer("all_rows"))
    yield Question("other_partner", head.headings[place].text, named, answers)


def _role(head: Head, place: int) -> Iterator[Question]:
    """ "Country" over Iran alone, or over others too: the book, or the partner?"""
    heading, texts = head.headings[place], head.texts(place)
    if any(word in fold(heading.text) for word in _REPORTER_WORDS):
        return
    countries = {country_in(text) for text in texts} - {""}
    ours = countries & {"PK", "IR"}
    if not countries or ours == {"PK", "IR"} or heading.match is Match.REMEMBERED:
        return
    partner = next(iter(ours), "IR")
    book = "PK" if partner == "IR" else "IR"
    says = {
        "columns": {place: IGNORED},
        "kept": {place: country_names(partner)},
        "fills": {"reporter": book},
    }
    answers = [Answer("partner", says, partner), Answer("reporter", {}, partner)]
    if any(word in fold(heading.text) for word in PARTNER_WORDS) or not ours:
        answers = answers[:1] + answers[1:]
    yield Question("country_role", heading.text, ", ".join(texts[:_MOST_NAMED]), tuple(answers))
