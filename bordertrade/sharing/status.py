"""The target's status on paper: each book's newest year against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bordertrade.sharing.answers import both_books
from bordertrade.sharing.subject import Subject
from bordertrade.topics.target import words as outlook_words
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.words import _, labels, numbers
from bordertrade.words import levels as levels_words


@dataclass(frozen=True, slots=True)
class BookStatus:
    """One book in words. The two are never added up."""

    book: str
    level: str
    when: str
    share: str
    gap: str
    needed: str
    reached: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.book, self.level, self.when, self.share, self.gap, self.needed, self.reached)


def heads() -> tuple[str, ...]:
    """What the cells of a status are called."""
    return (
        _("Book"),
        _("A year of trade"),
        _("Year"),
        _("Share of the target"),
        _("Missing to the target"),
        _("Growth needed a year"),
        _("Reached at the observed pace"),
    )


def target_name(subject: Subject) -> str:
    return levels_words.target_name(both_books(subject.dataset, subject.view).target)


def status(subject: Subject) -> tuple[BookStatus, ...]:
    """Both books; empty where neither has a full year at this level of evidence."""
    found = both_books(subject.dataset, subject.view)
    return tuple(_of(each, subject.today) for each in found.outlooks)


def _of(outlook: Outlook, today: date) -> BookStatus:
    progress, base = outlook.progress, outlook.progress.base
    amount = numbers.usd(base.value_usd)
    gap = levels_words.at_most(numbers.usd(progress.gap_usd), base)
    return BookStatus(
        book=labels.book(progress.reporter),
        level=amount if base.is_complete else _("at least {amount}", amount=amount),
        when=levels_words.period_and_age(base.period, base.age_months(today)),
        share=levels_words.at_least(numbers.percent(progress.share), base),
        gap=gap if progress.gap_usd > 0 else _("reached"),
        needed=_needed(outlook),
        reached=_reached(outlook),
    )


def _needed(outlook: Outlook) -> str:
    progress = outlook.progress
    if progress.growth is None:
        return levels_words.refusal(progress.refusal)
    growth = levels_words.at_most(numbers.percent(progress.growth, 1), progress.base)
    return _("{growth} until {year}", growth=growth, year=progress.deadline_year)


def _reached(outlook: Outlook) -> str:
    return str(outlook.year) if outlook.year is not None else outlook_words.year(outlook)
