"""Published statements that should agree: what each comes to, and whether they do."""

from __future__ import annotations

from bordertrade.topics.informal.measure.arithmetic import Check, Statement, Unit
from bordertrade.words import numbers
from bordertrade.words.catalogue import N_, _, ngettext
from bordertrade.words.estimates import native, who_and_when

#: Three figures, four from ten billion litres on: 18.25 bn is not 18.2.
_FIGURES, _LARGE = 3, 1e10

_UNITS = {
    Unit.LITRES_YEAR: N_("{amount} a year"),
    Unit.RUPEES_YEAR: N_("{amount} a year"),
    Unit.RUPEES_LITRE: N_("{amount} a litre"),
}
_TITLES = {
    "day_and_year": N_("The report’s day and the report’s year"),
    "ogra_and_report": N_("The regulator and the report"),
    "ocac_and_report": N_("The oil companies’ loss and the report’s loss"),
    "ocac_and_prime": N_("The oil companies’ loss and the think-tank’s loss"),
    "loss_a_litre": N_("The loss on each litre: report and regulator"),
    "ocac_a_litre": N_("The loss on each litre: oil companies and report"),
    "ocac_share": N_("What “20 % of use” means"),
}
_MEANINGS = {
    "day_and_year": N_(
        "Both stand in one report. They agree only if fuel moves on {days} days a year. Over the "
        "366 days of FY2023-24 the daily figure comes to {leap}."
    ),
    "ogra_and_report": N_(
        "The regulator reads diesel from a fall in sales; the report speaks of petrol too and does "
        "not say how it was made."
    ),
    "ocac_and_report": N_(
        "The association’s figure of a day, kept up for a year, is far above every other loss."
    ),
    "ocac_and_prime": N_(
        "The think-tank repeats the report’s volume and puts a higher loss on it."
    ),
    "loss_a_litre": N_(
        "Two bodies, two years, nearly one amount: what a litre costs the treasury is the best agreed number here."
    ),
    "ocac_a_litre": N_(
        "On its own volume, the association’s loss on each litre is nearly twice the whole difference "
        "that it names between smuggled and official diesel (Rs180 against Rs258.64)."
    ),
    "ocac_share": N_(
        "The letter’s two numbers imply this much use in the country. No national total stands in the "
        "record, so nobody can check it here."
    ),
}


def check_title(check: Check) -> str:
    return _(_TITLES[check.id])


def amount(check: Check, statement: Statement) -> str:
    """A side of a check with its unit."""
    value = statement.value
    wide = check.unit is Unit.LITRES_YEAR and value >= _LARGE
    figures = _FIGURES + wide
    say = numbers.litres if check.unit is Unit.LITRES_YEAR else numbers.rupees
    text = say(value, figures)
    return _(_UNITS[check.unit], amount=text)


def statement(check: Check, side: Statement) -> str:
    """How a side was computed: "Intelligence report: 10 m litres a day → 3.65 bn litres a year"."""
    parts = " / ".join(f"{each.said_by}: {native(each)}" for each in side.estimates)
    if len(side.estimates) == 1 and side.estimates[0].native == side.estimates[0].yearly:
        return parts
    return f"{parts} → {amount(check, side)}"


def verdict(check: Check) -> str:
    if check.ratio is None:
        return _("cannot be checked")
    times = numbers.decimal(check.ratio, 2)
    if check.closes:
        return _("closes: {number} times", number=times)
    return _("does not close: {number} times", number=times)


def meaning(check: Check) -> str:
    days = numbers.decimal(check.days or 0)
    leap = numbers.litres(check.left.value / 365 * 366)
    return _(_MEANINGS[check.id], days=days, leap=leap)


def weakest_number(check: Check) -> str:
    """Which published number is the weakest, and why."""
    (first, *_rest) = check.left.estimates
    return _(
        "The weakest number is {amount} ({who}): kept up for a year it is {total}, {times} times "
        "what it should agree with, more than any other pair here, and its source names no method.",
        amount=native(first),
        who=who_and_when(first),
        total=amount(check, check.left),
        times=numbers.decimal(check.ratio or 0, 1),
    )


def closing(checks: tuple[Check, ...]) -> str:
    """How many pairs were held together and how many agree."""
    judged = [each for each in checks if each.closes is not None]
    return ngettext(
        "{closed} of {count} pair of published statements that should agree.",
        "{closed} of {count} pairs of published statements that should agree.",
        len(judged),
        closed=sum(bool(each.closes) for each in judged),
    )


def misprint() -> str:
    return _(
        "One outlet prints 90,000 litres a day for the report’s 10 million: a misprint, which no "
        "check here uses."
    )
