"""Electricity by wire, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bordertrade.topics.electricity.measure import Delivery, Electricity
from bordertrade.words import dates, numbers
from bordertrade.words.catalogue import _, ngettext

#: As many digits as the petitions print.
_FIGURES = 5


def gwh(value: float) -> str:
    """Never parted at the end of a line."""
    return _("{amount} GWh", amount=numbers.scaled(value, _FIGURES)).replace(" ", "\u00a0")


def electricity_title(result: Electricity) -> str:
    """What the line with most months of one crossing says, else the span of all."""
    single = (own for line in result.lines if (own := result.of(line))[0].crossing)
    own = next(single, result.of(result.lines[0]))
    return _(
        "Electricity from Iran by wire: {range} a month, {line}",
        range=_range(own),
        line=own[0].line,
    )


def electricity(result: Electricity) -> str:
    """How many months are known of each line, and between what they lie."""
    deliveries = result.deliveries
    whole = ngettext(
        "{count} month is known, {span}.",
        "{count} months are known, {span}.",
        len({each.period for each in deliveries}),
        span=dates.span(deliveries[0].period.start, deliveries[-1].period.end),
    )
    return " ".join([whole, *(_line(result.of(line)) for line in result.lines)])


def _line(own: Sequence[Delivery]) -> str:
    return ngettext(
        "{line}: {count} month, {range}.",
        "{line}: {count} months, {range}.",
        len(own),
        line=own[0].line,
        range=_range(own),
    )


def _range(own: Sequence[Delivery]) -> str:
    values = [each.energy_gwh for each in own]
    low, high = min(values), max(values)
    if low == high:
        return gwh(low)
    return _("{low} to {high}", low=numbers.scaled(low, _FIGURES), high=gwh(high))


def electricity_apart() -> str:
    """Why it stands in a chart of its own."""
    return _(
        "It crosses by wire and not through a gate: it is no goods trade of a market, enters no "
        "total and hides no modelled figure. A month without a bar was not found; it is no zero."
    )
