"""What a scenario comes to: the year, the level then, what is missing, which lever matters."""

from __future__ import annotations

from bordertrade.envelope import Envelope
from bordertrade.measures.target import Target
from bordertrade.topics.scenario.measure.levers import AT_REST, Lever
from bordertrade.topics.scenario.measure.paths import Reached
from bordertrade.topics.scenario.measure.result import BookScenario, Refused, ScenarioResult
from bordertrade.topics.scenario.measure.sensitivity import Need, Swing
from bordertrade.topics.scenario.measure.transit import TransitFigure
from bordertrade.topics.scenario.words import levers
from bordertrade.vocabulary import Reporter
from bordertrade.words import dates, labels, numbers
from bordertrade.words import levels as books
from bordertrade.words.catalogue import N_, _, ngettext

_NO_PACE = {
    "one_point": N_("There is one year only on this basis: no pace can be told from one point."),
    "directions": N_("No direction is published at both ends, so there is no pace."),
    "no_pace": N_("There is no earlier year to compare with: no pace can be told from one point."),
}


def scenario(value: ScenarioResult) -> str:
    """The whole scenario in a paragraph: its levers, then each book."""
    if not value.books:
        return " ".join(scenario_refusal(each) for each in value.refused)
    told = [_book(each, value) for each in value.books]
    told += [scenario_refusal(each) for each in value.refused]
    return " ".join([scenario_levers(value), *told])


def scenario_levers(value: ScenarioResult) -> str:
    if value.is_at_rest:
        return _("Hypothetical: all levers at rest, each book just grows on at its observed pace.")
    return _("Hypothetical: {levers}.", levers=levers.chosen(value.levers, value.first_year))


def scenario_years(value: ScenarioResult) -> str:
    """Each book's year, then the levers: the answer before everything else."""
    years = ", ".join(
        _("{book} {years}", book=labels.book(each.reporter), years=years_short(each.reached))
        for each in value.books
    )
    return _(
        "{target} reached: {years}. {levers}",
        target=numbers.usd(value.target.value_usd),
        years=years,
        levers=scenario_levers(value),
    )


def _book(value: BookScenario, result: ScenarioResult) -> str:
    held = _(
        "{book} would hold {level} in {year}",
        book=labels.book(value.reporter),
        level=level_at_end(value),
        year=value.end_year,
    )
    if not result.is_at_rest:
        before = amounts(value.baseline_at_end_usd)
        held = _("{held} (levers at rest: {before})", held=held, before=before)
    return _(
        "{held}, with {growth} of growth a year; {reached}.",
        held=held,
        growth=growth_range(value.growth),
        reached=years_reached(value.reached, result.target),
    )


def level_at_end(value: BookScenario) -> str:
    """The level in the end year; "at least" where the base lacks a direction."""
    amount = amounts(value.at_end_usd)
    complete = value.ground.progress.base.is_complete
    return amount if complete else _("at least {amount}", amount=amount)


def growth_range(value: Envelope) -> str:
    """A growth a year as a range: "16.5–24.2 %"; below zero with words between the ends."""
    if value.low >= 0 or value.is_exact:
        return numbers.percent_range(value, 1)
    return _("{low} to {high}", low=_signed(value.low), high=_signed(value.high))


def _signed(share: float) -> str:
    told = numbers.percent(abs(share), 1)
    return _("−{amount}", amount=told) if share < 0 else told


def scenario_refusal(value: Refused) -> str:
    """Why a book has no scenario."""
    reason = value.reason
    told = _(_NO_PACE[reason]) if reason in _NO_PACE else books.refusal(reason)
    return _("{book}: {told}", book=labels.book(value.progress.reporter), told=told)


def years_reached(value: Reached, target: Target) -> str:
    """When the target is reached, from the high path to the low one."""
    amount = numbers.usd(target.value_usd)
    if value.early is None:
        return _("{target} would not be reached by {year}", target=amount, year=value.until)
    if value.early == value.late:
        return _("{target} would be reached in {year}", target=amount, year=value.early)
    if value.late is None:
        text = N_("{target} would be reached in {early} at the earliest, or not by {year}")
        return _(text, target=amount, early=value.early, year=value.until)
    text = N_("{target} would be reached between {early} and {late}")
    return _(text, target=amount, early=value.early, late=value.late)


def years_short(value: Reached) -> str:
    """The same in a card's big type: "2031–2033"."""
    if value.early is None:
        return _("not by {year}", year=value.until)
    if value.late is None:
        return _("{year} or later", year=value.early)
    return str(value.early) if value.early == value.late else f"{value.early}–{value.late}"


def year_central(value: Reached) -> str:
    return _("not by {year}", year=value.until) if value.central is None else str(value.central)


def amounts(value: Envelope) -> str:
    """A hypothetical range to the two figures it honestly has, even where its ends meet."""
    return numbers.usd(value.central, 2) if value.is_exact else numbers.usd_range(value)


def hypothetical_range(value: Envelope) -> str:
    """A level with its range and the centre in it: "US$2.2–2.9 bn, central US$2.8 bn"."""
    if value.is_exact:
        return amounts(value)
    return _(
        "{range}, central {central}",
        range=amounts(value),
        central=numbers.usd(value.central, 2),
    )


def still_missing(value: Envelope) -> str:
    """What is missing to the target, from the high path to the low one."""
    if value.high <= 0:
        return _("nothing, on the whole range")
    if value.low <= 0:
        return _("from nothing to {amount}", amount=numbers.usd(value.high, 2))
    return amounts(value)


def change(value: float) -> str:
    """A change with its sign: "+US$1.2 bn"."""
    return _("+{amount}", amount=numbers.usd(value, 2)) if value > 0 else numbers.usd(value, 2)


def change_range(value: Envelope) -> str:
    """A range of changes with its signs; a change that is none says so."""
    if value.low == value.high == 0:
        return _("no change")
    if value.low >= 0:
        return _("+{range}", range=amounts(value))
    if value.is_exact:
        return change(value.central)
    return _("{low} to {high}", low=change(value.low), high=change(value.high))


def sensitivity(value: ScenarioResult) -> str:
    """Which lever matters most, over the common reach and at the reader's own setting."""
    if not value.books:
        return " ".join(scenario_refusal(each) for each in value.refused)
    told = [_most(each) for each in value.books]
    return " ".join([_("Hypothetical, each lever moved alone."), *told])


def _most(value: BookScenario) -> str:
    widest = value.swings[0]
    text = _(
        "{book}, {year}: {lever} matters most, {least} at {from_setting} and {most} at "
        "{to_setting}.",
        book=labels.book(value.reporter),
        year=value.end_year,
        lever=levers.name(widest.lever),
        least=change_range(widest.at_least.span),
        most=change_range(widest.at_most.span),
        from_setting=levers.setting(widest.lever, widest.settings[0]),
        to_setting=levers.setting(widest.lever, widest.settings[1]),
    )
    largest = value.effects.largest
    if largest is None:
        return text
    own = next(each for each in value.swings if each.lever is largest)
    return _("{text} {chosen}", text=text, chosen=_own(own))


def _own(value: Swing) -> str:
    return _(
        "Of the settings chosen, {setting} changes most: {effect}.",
        setting=levers.phrase(value.lever, AT_REST.alone(value.lever, value.setting)),
        effect=change_range(value.own.span),
    )


def need(value: Need) -> str:
    """The setting that one lever would need, alone."""
    lever = value.lever
    if lever is Lever.GAP:
        return _("cannot: alone it moves only fuel that is on no book")
    if value.best is None:
        return _(
            "cannot reach it alone: even at {furthest} {short} would be missing",
            furthest=levers.setting(lever, value.furthest),
            short=still_missing(value.short_usd),
        )
    if value.worst == AT_REST.setting(lever):
        return _("not needed: the observed pace is enough")
    if value.best == value.worst:
        return levers.setting(lever, value.best)
    best = levers.setting(lever, value.best)
    if value.worst is not None:
        return levers.span(lever, value.best, value.worst)
    return _("{best} on the high path; on the low path it cannot reach it alone", best=best)


def everything(value: BookScenario) -> str:
    """What all levers at the generous end of their reach come to."""
    return _(
        "{level} in {year}; missing: {short}",
        level=amounts(value.everything_usd),
        year=value.end_year,
        short=still_missing(Envelope.exact(value.ground.target_usd) - value.everything_usd),
    )


def inert(value: BookScenario) -> tuple[str, ...]:
    """What limits a book's scenario: levers that the record gives nothing to move."""
    ground, book = value.ground, labels.book(value.reporter)
    told = []
    if not ground.markets:
        text = N_(
            "{book}: no figure for the three markets in the base period at this level of evidence, "
            "so markets and days move nothing."
        )
        told.append(_(text, book=book))
    elif value.reporter is Reporter.IR:
        told.append(
            _(
                "{book}: the model has imports from Iran beside the markets on Pakistan’s books "
                "only, and one book is never filled from the other. Here markets and days move "
                "goods to Iran alone.",
                book=book,
            )
        )
    for each in ground.markets:
        if each.months < 12:
            text = ngettext(
                "{book}, {direction}: {count} of the 12 months of {period} has a figure beside the "
                "markets; the others are not made up.",
                "{book}, {direction}: {count} of the 12 months of {period} have figures beside "
                "the markets; the others are not made up.",
                each.months,
                book=book,
                direction=labels.direction(each.direction),
                period=dates.period(each.period),
            )
            told.append(text)
    if ground.three_usd.high > ground.base_usd:
        told.append(
            _(
                "{book}: the high end of the three markets ({amount}) is more than the whole book. "
                "Two Pakistani sources disagree; nothing is clipped.",
                book=book,
                amount=numbers.usd(ground.three_usd.high, 2),
            )
        )
    if ground.fuel is None:
        told.append(_("{book}: no fuel estimate, so fuel and its price move nothing.", book=book))
    return tuple(told)


def transit_figure(value: TransitFigure) -> str:
    return _(
        "{period}: {amount} {unit} through {place}.",
        period=dates.period(value.period, with_span=True),
        amount=numbers.decimal(value.value),
        unit=value.unit,
        place=value.place,
    )


def lever_effect(lever: Lever | None) -> str:
    """The name of a row of the sum of effects; None is what they do together."""
    return _("What they do together") if lever is None else levers.name(lever)
