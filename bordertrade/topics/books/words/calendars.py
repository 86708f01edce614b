"""One series in three calendars: what could be re-cut, what could not, and what follows."""

from __future__ import annotations

from bordertrade.calendars import Calendar, Period
from bordertrade.measures.recut import Fit
from bordertrade.topics.books.measure.import_years import ImportYear, ImportYears
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _


def import_years(result: ImportYears) -> str:
    """The newest year of each calendar that could be made, then the test of the calendars."""
    told = [_("Pakistan’s imports from Iran, made of its months and blocks of months.")]
    told += [_newest(result, calendar) for calendar in (Calendar.FISCAL, Calendar.GREGORIAN)]
    told += [_approximate(each) for each in result.of(Fit.APPROXIMATE, Calendar.SOLAR_HIJRI)]
    told.append(calendar_verdict(result))
    return " ".join(part for part in told if part)


def _newest(result: ImportYears, calendar: Calendar) -> str:
    exact = result.of(Fit.EXACT, calendar)
    if not exact:
        return ""
    return _(
        "{calendar}: exact for {years}, newest {amount}.",
        calendar=labels.of(labels.YEARS, calendar),
        years=dates.year_runs(each.period for each in exact),
        amount=numbers.usd(exact[-1].sum.value),
    )


def _approximate(year: ImportYear) -> str:
    cut = year.sum.cut
    text = _(
        "{year}, approximately ({span}): {amount}",
        year=dates.period(year.period),
        span=dates.span(cut.start, cut.end),
        amount=numbers.usd(year.sum.value),
    )
    if year.iran is None:
        return _("{text}.", text=text)
    return _("{text}; Iran’s books hold {iran}.", text=text, iran=numbers.usd(year.iran.value_usd))


def calendar_verdict(result: ImportYears) -> str:
    """Whether the months in which years begin can be the reason for the gap."""
    if not result.exceeded:
        return ""
    return _(
        "For {years} Iran’s figure lies above everything that Pakistan’s pieces can hold in that "
        "year ({bounds} at most): the calendars do not explain the gap.",
        years=dates.year_runs(each.period for each in result.exceeded),
        bounds=", ".join(numbers.usd(each.sum.high) for each in result.exceeded),
    )


def year_told(year: ImportYear) -> str:
    """One year in a few words: its amount and how well it fits, or why it has none."""
    value, cut = year.sum.value, year.sum.cut
    if value is None:
        return cannot_recut(year)
    texts = {
        Fit.EXACT: N_("{year}: {amount}, exact."),
        Fit.APPROXIMATE: N_("{year}: {amount}, approximate: {span}."),
        Fit.INCOMPLETE: N_("{year}: {amount} in {months} of 12 months."),
    }
    return _(
        texts[year.fit],
        year=dates.period(year.period),
        amount=numbers.usd(value),
        span=dates.span(cut.start, cut.end),
        months=cut.months,
    )


def cannot_recut(year: ImportYear) -> str:
    """Which pieces straddle, with their days in each year, and between what the year must lie."""
    cut = year.sum.cut
    pieces = "; ".join(_divided(piece, year) for piece in cut.straddling)
    name = dates.period(year.period)
    told = _("{year} cannot be re-cut: {pieces}.", year=name, pieces=pieces)
    bounds = import_bounds(year)
    return _("{told} {bounds}", told=told, bounds=bounds) if bounds else told


def _divided(piece: Period, year: ImportYear) -> str:
    parts = ", ".join(
        _("{days} days in {year}", days=part.days, year=dates.period(part.period))
        for part in year.sum.cut.days_by_year(piece)
    )
    return _("{piece} lies with {parts}", piece=dates.period(piece), parts=parts)


def import_bounds(year: ImportYear) -> str:
    """Between what the year must lie, whatever the straddling pieces hold."""
    if year.sum.high is None:
        return ""
    return _(
        "It lies between {low} and {high}.",
        low=numbers.usd(year.sum.low),
        high=numbers.usd(year.sum.high),
    )
