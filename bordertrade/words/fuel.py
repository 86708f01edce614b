"""The informal estimate and the price it is valued at."""

from __future__ import annotations

from bordertrade.measures.fuel import FuelEstimate
from bordertrade.words import dates, numbers
from bordertrade.words.catalogue import _


def fuel(value: FuelEstimate) -> str:
    """The informal estimate with its price: the number means nothing without it."""
    litres = value.litres_year
    return _(
        "Fuel carried from Iran to Pakistan outside customs in {period}: {low}–{high} bn litres, "
        "worth {value} at US${price_low}–{price_high} a litre on the Pakistani side of the "
        "border. The volume is published, the price an assumption; other goods are not estimated.",
        period=dates.period(value.period),
        low=numbers.decimal(litres.low / 1e9, 1),
        high=numbers.decimal(litres.high / 1e9, 2),
        value=numbers.usd_range(value.value_usd),
        price_low=numbers.decimal(value.price_usd_l.low, 2),
        price_high=numbers.decimal(value.price_usd_l.high, 2),
    )


def price_note(estimate: FuelEstimate | None) -> str:
    """Which price is meant: stands wherever fuel is given in dollars."""
    if estimate is None:
        return ""
    return _(
        "Fuel is valued at US${low}–{high} a litre, the price on the Pakistani side of the border "
        "(an assumption); at Iranian pumps it would be about fourteen times less.",
        low=numbers.decimal(estimate.price_usd_l.low, 2),
        high=numbers.decimal(estimate.price_usd_l.high, 2),
    )


def span_of_months(name: str, months: int) -> str:
    """A year's name, with how many of its months have a figure where some lack one."""
    if months >= 12:
        return name
    return _("{period}, {months} of 12 months", period=name, months=months)
