"""Which number is how sure, and which is the weakest."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.measures.strength import Strength
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _
from bordertrade.words.totals import total_period, way

GRADES = {
    "counted": N_("counted and published"),
    "counted_with_doubts": N_("published, low reliability"),
    "estimated": N_("estimated: volume published, price assumed"),
    "modelled": N_("modelled"),
}


def name(value: Strength) -> str:
    """ "Chadgi, formal, Iran → Pakistan" """
    if value.what == "fuel":
        return _("Informal fuel, whole border")
    if not value.channel:
        return labels.book(value.what)
    return _(
        "{market}, {channel}, {direction}",
        market=labels.market(value.what),
        channel=labels.channel(value.channel).lower(),
        direction=way(value.direction, value.book),
    )


def amount(value: Strength) -> str:
    """The range, and of a market the months that it is of: "US$2–2.3 m (one month, Oct 2026)"."""
    text = numbers.usd_range(value.value_usd)
    part = total_period(value.total) if value.total else ""
    return _("{amount} ({notes})", amount=text, notes=part) if part else text


def width(value: Strength) -> str:
    """How far apart the ends are; nothing for a single published figure."""
    return "" if value.value_usd.is_exact else numbers.width(value.value_usd)


def weakest(found: Iterable[Strength]) -> str:
    """The last of them in a sentence, with why."""
    ranked = list(found)
    if not ranked:
        return ""
    last = ranked[-1]
    return _(
        "The weakest number here is {name}: {amount}, {grade}, {width}.",
        name=name(last),
        amount=amount(last),
        grade=labels.of(GRADES, last.grade),
        width=width(last) or _("one figure"),
    )


def at_most(found: Iterable[Outlook]) -> str:
    """What the three markets could add to each book at most."""
    known = [
        (each, each.markets.informal, each.markets.of_gap)
        for each in found
        if each.markets and each.markets.informal and each.markets.of_gap
    ]
    if not known:
        return ""
    fuel = known[0][1]
    shares = _(" and ").join(
        _(
            "{share} of what is missing on {book}",
            share=numbers.percent_range(share),
            book=labels.book(each.reporter),
        )
        for each, _fuel, share in known
    )
    return _(
        "At most the three markets could bring {amount} a year into the books, {shares}: if all "
        "informal fuel of their districts ({span}, modelled) were declared.",
        amount=numbers.usd_range(fuel.value_usd),
        shares=shares,
        span=dates.span(fuel.period.start, fuel.period.end),
    )
