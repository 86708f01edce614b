"""A book’s level, its distance to a target, and the periods they speak of."""

from __future__ import annotations

from bordertrade.calendars import Period
from bordertrade.measures.level import Level
from bordertrade.measures.target import Progress, Target, TargetResult
from bordertrade.vocabulary import Reporter
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
    amount = numbers.usd(value.base_usd)
    text = (
        N_("{book}: {amount} in {period} is {share} of {target}; {gap} are missing.")
        if value.gap_usd > 0
        else N_("{book}: {amount} in {period} is {share} of {target}.")
    )
    told = _(
        text,
        book=labels.book(value.reporter),
        amount=amount if value.base.is_complete else _("at least {amount}", amount=amount),
        period=dates.period(value.base.period),
        share=numbers.percent(value.share),
        target=numbers.usd(value.target_usd),
        gap=numbers.usd(max(0.0, value.gap_usd)),
    )
    return _("{told} {needed}", told=told, needed=needed(value))


def needed(value: Progress) -> str:
    """The growth that the deadline asks for, or why none can be given."""
    if value.growth is None or value.years is None:
        return refusal(value.refusal)
    return ngettext(
        "To be there by {year}, trade would have to grow {growth} within {count} year.",
        "To be there by {year}, trade would have to grow {growth} every year for {count} years.",
        value.years,
        year=value.deadline_year,
        growth=numbers.percent(value.growth, 1),
    )


def target(result: TargetResult) -> str:
    """The whole target page in a paragraph."""
    told = [progress(each) for each in result.progress]
    return " ".join(told) if told else _("No book has a figure for this basis.")


def missing_years(result: TargetResult, reporter: Reporter) -> str:
    """Which years a book has no figure for, as ranges."""
    rows = result.history
    rows = rows[(rows["reporter"] == reporter) & rows["value_usd"].isna()]
    if rows.empty:
        return ""
    return _(
        "{book}: no figure published for {years}.",
        book=labels.book(reporter),
        years=", ".join(_runs(rows["year"].tolist())),
    )


def _runs(years: list[int]) -> list[str]:
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


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
