"""One direction on both books: how far they are apart, by how much their years miss each other."""

from __future__ import annotations

from bordertrade.calendars import month_count
from bordertrade.measures.observation import Observation
from bordertrade.topics.books.measure.causes import HIGHEST_MARGIN
from bordertrade.topics.books.measure.years import MirrorYears, NextToNothing, YearPair
from bordertrade.vocabulary import Reporter
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _


def mirror(result: MirrorYears) -> str:
    """The newest pair, and what single books have said since."""
    direction = labels.direction(result.direction)
    if result.newest is None:
        return _(
            "{direction}: no year stands on both books. {alone}",
            direction=direction,
            alone=mirror_since(result),
        ).strip()
    told = [
        _("{direction}, newest years on both books.", direction=direction),
        mirror_pair(result.newest),
        mirror_missed(result.newest),
        _lately(result),
        mirror_margin(result),
        next_to_nothing(result.next_to_nothing) if result.next_to_nothing else "",
        mirror_since(result),
    ]
    return " ".join(part for part in told if part)


def mirror_pair(pair: YearPair) -> str:
    """Both figures, the ratio, the gap and the asymmetry."""
    if pair.asymmetry is None:
        text = N_("Both books hold nothing: Pakistan’s for {pk_period}, Iran’s for {ir_period}.")
    elif pair.ratio is None:
        text = N_(
            "Iran’s books hold {iran} for {ir_period}, Pakistan’s nothing for {pk_period}: a gap of "
            "{gap}, a ratio without limit, an asymmetry of {asymmetry}."
        )
    else:
        text = N_(
            "Pakistan’s books hold {pakistan} for {pk_period}, Iran’s {iran} for {ir_period}: "
            "{ratio} times Pakistan’s, a gap of {gap}, an asymmetry of {asymmetry}."
        )
    return _(
        text,
        pakistan=numbers.usd(pair.pakistan_usd),
        iran=numbers.usd(pair.iran_usd),
        pk_period=dates.period(pair.pakistan.period),
        ir_period=dates.period(pair.iran.period),
        ratio=numbers.decimal(pair.ratio or 0, 2),
        gap=numbers.usd(pair.gap_usd),
        asymmetry=numbers.decimal(pair.asymmetry or 0, 2),
    )


def mirror_ratio(pair: YearPair) -> str:
    """ "1.98 times" or "without limit"; a dash where both books hold nothing."""
    if pair.asymmetry is None:
        return numbers.MISSING
    if pair.ratio is None:
        return _("without limit")
    return _("{ratio} times", ratio=numbers.decimal(pair.ratio, 2))


def _lately(result: MirrorYears) -> str:
    """How the ratio has moved over the newest years in a row."""
    run = result.runs[-1]
    ratios = [pair.ratio for pair in run if pair.ratio is not None]
    if len(run) < 2 or len(ratios) < len(run):
        return ""
    return _(
        "From {first} to {last} the ratio lies between {low} and {high}.",
        first=dates.period(run[0].pakistan.period),
        last=dates.period(run[-1].pakistan.period),
        low=numbers.decimal(min(ratios), 2),
        high=numbers.decimal(max(ratios), 2),
    )


def mirror_missed(pair: YearPair) -> str:
    """By how much the two years miss each other."""
    if pair.is_same_period:
        return _("Both figures are of the same year.")
    if pair.missed_months >= 0:
        text = N_(
            "The two years share {shared} of 12 months: Iran’s begins {months} months earlier."
        )
    else:
        text = N_("The two years share {shared} of 12 months: Iran’s begins {months} months later.")
    return _(
        text,
        shared=numbers.decimal(pair.shared_months, 1),
        months=numbers.decimal(abs(pair.missed_months), 1),
    )


def mirror_margin(result: MirrorYears) -> str:
    """What was taken off for freight and insurance; nothing for figures as published."""
    if not result.margin or result.newest is None:
        return ""
    return _(
        "Freight and insurance are taken off {book}: its figures are divided by 1 + {margin} before "
        "they are compared and told here.",
        margin=numbers.percent(result.margin),
        book=labels.book(result.newest.importer),
    )


def freight_verdict(pair: YearPair) -> str:
    """Whether freight and insurance can explain the gap."""
    needed = pair.margin_needed
    importer = labels.book(pair.importer)
    if needed is None:
        return _(
            "Freight and insurance cannot explain it: the exporter’s book holds nothing that they "
            "could be added to."
        )
    if needed < 0:
        text = N_(
            "Freight and insurance cannot explain it: the importer’s figure ({importer}) holds them "
            "and is the smaller one all the same, so taking them off widens the gap."
        )
    elif needed > HIGHEST_MARGIN:
        text = N_("Freight and insurance cannot explain it: they would have to add {needed}.")
    else:
        text = N_("Freight and insurance of {needed} would explain it.")
    return _(text, importer=importer, needed=numbers.percent(needed, 1 if needed < 1 else 0))


def next_to_nothing(found: NextToNothing) -> str:
    """Pakistan’s exports to Iran since FY2019-20."""
    first = dates.period(found.figures[0].period)
    last = dates.period(found.figures[-1].period)
    if found.highest_usd == 0:
        text = N_("From {first} to {last} {book} hold nothing.")
    else:
        text = N_("From {first} to {last} {book} never hold more than {most} a year.")
    return _(
        text,
        book=labels.book(found.reporter),
        first=first,
        last=last,
        most=numbers.usd(found.highest_usd),
    )


def mirror_since(result: MirrorYears) -> str:
    """Years newer than the newest pair that one book has and the other lacks: never a zero."""
    if not result.since:
        return ""
    told = "; ".join(_alone(figure, result) for figure in result.since)
    return _("On one book only: {list}.", list=told)


def _alone(figure: Observation, result: MirrorYears) -> str:
    return _(
        "{book}, {period}: {amount}",
        book=labels.book(figure.reporter),
        period=dates.period(figure.period),
        amount=single_figure(figure, result),
    )


def single_figure(figure: Observation, result: MirrorYears, *, as_recorded: bool = False) -> str:
    """A figure's amount, with its months where it is of a part of a year.

    ``as_recorded``: with freight and insurance left on it, as the book has it.
    """
    value = figure.value_usd if as_recorded else result.value_usd(figure)
    amount = numbers.usd(value) if value else _("nothing")
    if figure.period.is_full_year:
        return amount
    months = month_count(figure.period)
    return _("{amount} in {months} of 12 months", amount=amount, months=months)


def years_in_part(result: MirrorYears, reporter: Reporter) -> str:
    """Years of which a book gives a part only; "" where there are none."""
    own = [_alone(o, result) for o in result.parts if o.reporter == reporter]
    return _("Parts of years. {list}.", list="; ".join(own)) if own else ""


def years_alone(result: MirrorYears, reporter: Reporter) -> str:
    """All years that only one book has; "" where there are none."""
    own = [o.period for o in result.alone if o.reporter == reporter]
    if not own:
        return ""
    return _(
        "{book} only, the other book has no figure: {years}.",
        book=labels.book(reporter),
        years=dates.year_runs(own),
    )
