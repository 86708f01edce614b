"""A book’s level, its distance to a target, and the periods they speak of."""

from __future__ import annotations

from bordertrade.calendars import Period
from bordertrade.measures.book_level import Level
from bordertrade.measures.target import Progress, Target
from bordertrade.vocabulary import Direction, ObsStatus
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _, ngettext

_REFUSALS = {
    "reached": N_("The target is reached on this basis."),
    "base": N_("No growth rate leads from nothing to a target."),
    "target": N_("The target is not a positive amount."),
    "years": N_("The deadline lies in the year the base period ends, or before it."),
    "deadline": N_("This target was announced without a year: choose an end year."),
}


def level(value: Level) -> str:
    """ "Pakistan’s books, FY2024-25: at least US$1.222 bn …" """
    if value.is_complete:
        text = N_("{book}, {period}: {amount} in both directions.")
    else:
        text = N_("{book}, {period}: at least {amount}; {missing} not published for that year.")
    return _(
        text,
        book=labels.book(value.reporter),
        period=dates.period(value.period, with_span=True),
        amount=numbers.usd(value.value_usd),
        missing=", ".join(labels.direction(each) for each in value.missing),
    )


def refusal(reason: str) -> str:
    return _(_REFUSALS[reason])


def progress(value: Progress) -> str:
    """How far a book is from the target, and what growth that needs."""
    text = (
        N_("In {period} {book} recorded {goods}{added}: {share} of {target}; {gap} missing.")
        if value.gap_usd > 0
        else N_("In {period} {book} recorded {goods}{added}: {share} of {target}.")
    )
    told = _(
        text,
        period=dates.period(value.base.period),
        book=labels.book(value.reporter),
        goods=_goods(value.base),
        added=_added(value),
        share=at_least(numbers.percent(value.share), value.base),
        target=numbers.usd(value.target_usd),
        gap=at_most(numbers.usd(max(0.0, value.gap_usd)), value.base),
    )
    return _("{told} {needed}", told=told, needed=needed(value))


def _goods(value: Level) -> str:
    amount = numbers.usd(value.value_usd)
    if any(part.obs_status is ObsStatus.LOW_RELIABILITY for part in value.parts):
        amount = _("{amount} (low reliability)", amount=amount)
    if value.is_complete:
        return _("{amount} of goods both ways", amount=amount)
    if value.missing == (Direction.PK_TO_IR,):
        text = N_("{amount} of goods from Iran (goods to Iran not published)")
    else:
        text = N_("{amount} of goods to Iran (goods from Iran not published)")
    return _(text, amount=amount)


def _added(value: Progress) -> str:
    if not value.informal_usd:
        return ""
    return _(
        "; with {fuel} of informal fuel added that makes {base}",
        fuel=numbers.usd(value.informal_usd, 2),
        base=numbers.usd(value.base_usd),
    )


def needed(value: Progress) -> str:
    """The growth that the deadline asks for, or why none can be given."""
    if value.growth is None or value.years is None:
        return refusal(value.refusal)
    return ngettext(
        "To be there by {year}, trade would have to grow {growth} within {count} year.",
        "To be there by {year}, trade would have to grow {growth} every year for {count} years.",
        value.years,
        year=value.deadline_year,
        growth=at_most(numbers.percent(value.growth, 1), value.base),
    )


def at_least(told: str, base: Level) -> str:
    """A level, or its share, where one direction is not published."""
    return told if base.is_complete else _("at least {amount}", amount=told)


def at_most(told: str, base: Level) -> str:
    """A gap, or the growth it asks for, where the level is "at least"."""
    return told if base.is_complete else _("at most {amount}", amount=told)


def period_and_age(period: Period, months: int) -> str:
    return _(
        "{period}, {age}", period=dates.period(period, with_span=True), age=numbers.age(months)
    )


def target_name(value: Target) -> str:
    """ "US$10 bn by 2029 (inferred)" """
    amount = numbers.usd(value.value_usd)
    if value.deadline_year is None:
        return _("{amount}, no year given", amount=amount)
    return _(
        "{amount} by {year} ({basis})",
        amount=amount,
        year=value.deadline_year,
        basis=labels.of(labels.DEADLINE_BASES, value.deadline_basis),
    )


def target_aim(value: Target, end_year: int | None) -> str:
    """The target with the year that is counted to: the announced one unless the reader chose."""
    if end_year is None or end_year == value.deadline_year:
        return target_name(value)
    return _(
        "{amount} by {year} (your end year)", amount=numbers.usd(value.value_usd), year=end_year
    )
