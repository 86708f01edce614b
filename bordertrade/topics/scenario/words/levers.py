"""What a scenario's levers are called, how their settings read, and why they reach so far."""

from __future__ import annotations

from bordertrade.topics.scenario.measure.levers import OPENING_DAYS, REACH, Lever, Levers
from bordertrade.words import numbers
from bordertrade.words.catalogue import N_, _, ngettext

_NAMES = {
    Lever.GROWTH: N_("Growth of formal trade"),
    Lever.FUEL: N_("Informal fuel declared"),
    Lever.MARKETS: N_("More markets"),
    Lever.DAYS: N_("Opening days"),
    Lever.GAP: N_("Price gap of fuel"),
}

#: A column of settings, with its unit.
_COLUMNS = {
    Lever.GROWTH: N_("Growth of formal trade (points)"),
    Lever.FUEL: N_("Informal fuel declared (%)"),
    Lever.MARKETS: N_("More markets"),
    Lever.DAYS: N_("Opening days"),
    Lever.GAP: N_("Price gap of fuel (%)"),
}

#: A setting in a sentence.
_PHRASES = {
    Lever.GROWTH: N_("growth of formal trade {setting} a year"),
    Lever.FUEL: N_("{setting} of the informal fuel declared"),
    Lever.DAYS: N_("markets open {setting} a year"),
    Lever.GAP: N_("price gap of fuel {setting}"),
}

#: What a lever does, for its help text.
_MEANINGS = {
    Lever.GROWTH: N_(
        "Percentage points added to the observed growth a year, from the first year on."
    ),
    Lever.FUEL: N_(
        "The share of the fuel now carried past customs that becomes declared trade, in equal "
        "steps until the target’s year. Valued at the price on the Pakistani side of the border; "
        "at Iranian pump prices its declared value would be about fourteen times less."
    ),
    Lever.MARKETS: N_(
        "Each adds the mean of Gabd, Mand and Chadgi, as this book has it. That a new market "
        "would be like the mean of the first three is an assumption; the further three agreed in "
        "2021 have not been named."
    ),
    Lever.DAYS: N_(
        "Days a year on which the markets are open, the new ones too; the model takes {days}. "
        "Trade beside them is taken to follow the days."
    ),
    Lever.GAP: N_(
        "How much dearer fuel is in Pakistan than in Iran, as a change. A narrower gap makes "
        "smuggling pay less: the informal volume shrinks, and so does what can be declared. It "
        "does not become lawful trade by itself."
    ),
}

#: Why each lever is compared over just this reach.
_REASONS = {
    Lever.GROWTH: N_("about as far as the pace itself differs with the year it is counted from"),
    Lever.FUEL: N_("none of the fuel or all of it"),
    Lever.MARKETS: N_("the further three that were agreed in 2021"),
    Lever.DAYS: N_("a year with long closures, or never closed"),
    Lever.GAP: N_("no gap left, or half as wide again"),
}


def name(lever: Lever) -> str:
    return _(_NAMES[lever])


def column(lever: Lever) -> str:
    return _(_COLUMNS[lever])


def meaning(lever: Lever) -> str:
    return _(_MEANINGS[lever], days=OPENING_DAYS)


def setting(lever: Lever, value: int) -> str:
    """A setting with its unit: "+5 points", "50 %", "3 markets"."""
    if lever is Lever.GROWTH:
        return ngettext("{number} point", "{number} points", abs(value), number=_signed(value))
    if lever is Lever.MARKETS:
        return ngettext("{count} market", "{count} markets", value)
    if lever is Lever.DAYS:
        return ngettext("{count} day", "{count} days", value)
    if lever is Lever.GAP:
        return _("{number} %", number=_signed(value)).replace(" ", "\u00a0")
    return numbers.percent(value / 100)


def reach(lever: Lever) -> str:
    """ "0 to 100 %" """
    return span(lever, *REACH[lever])


def span(lever: Lever, least: int, most: int) -> str:
    """Two settings with their unit once: "+8 to +18 points"."""
    signed = lever in (Lever.GROWTH, Lever.GAP)
    first = _signed(least) if signed else numbers.decimal(least)
    return _("{least} to {most}", least=first, most=setting(lever, most))


def reaches() -> str:
    """How far each lever is moved, and why, in one text."""
    told = [
        _("{lever} {reach} ({reason})", lever=name(e), reach=reach(e), reason=_(_REASONS[e]))
        for e in Lever
    ]
    return _("How far each lever is moved: {list}.", list="; ".join(told))


def chosen(levers: Levers, first_year: int | None = None) -> str:
    """The moved levers with their settings: "growth of formal trade +5 points a year, …"."""
    moved = levers.moved()
    if not moved:
        return _("all levers at rest")
    return ", ".join(phrase(each, levers, first_year) for each in moved)


def phrase(lever: Lever, levers: Levers, first_year: int | None = None) -> str:
    """One lever's setting in a sentence: "3 more markets from 2027"."""
    value = levers.setting(lever)
    if lever is Lever.MARKETS:
        told = ngettext("{count} more market", "{count} more markets", value)
        year = levers.markets_year or first_year
        return _("{told} from {year}", told=told, year=year) if year else told
    return _(_PHRASES[lever], setting=setting(lever, value))


def _signed(value: int) -> str:
    number = numbers.decimal(abs(value))
    if value == 0:
        return number
    return f"+{number}" if value > 0 else f"−{number}"
