"""Published estimates of informal trade: each by itself, by what it measures, and in short."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import Bounds, Estimate, Shape
from bordertrade.measures.fuel import BAND
from bordertrade.words import dates, numbers
from bordertrade.words.catalogue import N_, _

#: Units as the sources used them.
NATIVE_UNITS = {
    "litres/day": N_("{number} litres a day"),
    "litres/month": N_("{number} litres a month"),
    "litres/year": N_("{number} litres a year"),
    "tonnes/day": N_("{number} tonnes a day"),
    "tonnes/year": N_("{number} tonnes a year"),
    "PKR/day": N_("Rs{number} a day"),
    "PKR/month": N_("Rs{number} a month"),
    "PKR/year": N_("Rs{number} a year"),
    "USD/year": N_("US${number} a year"),
    "vehicles/day": N_("{number} vehicles a day"),
    "people": N_("{number} people"),
    "outlets": N_("{number} outlets"),
    "% of market": N_("{number} % of the market"),
    "% of demand": N_("{number} % of demand"),
    "% of national use": N_("{number} % of national use"),
}
SHAPES = {
    "range": N_("range"),
    "single": N_("one number, no range given"),
    "at_least": N_("lower bound only"),
    "at_most": N_("upper bound only"),
}
KINDS = {
    "volume": N_("Volume"),
    "value_of_goods": N_("Value of goods"),
    "revenue_lost": N_("Revenue lost"),
    "market_share": N_("Market share"),
    "dependants": N_("People living from it"),
    "outlets": N_("Outlets"),
    "quota": N_("Quota"),
}

Say = Callable[[float, float], str]


# --- one estimate -----------------------------------------------------------------------------


def who_and_when(each: Estimate) -> str:
    return _("{who}, {when}", who=each.said_by, when=dates.period(each.period))


def litres(bounds: Bounds) -> str:
    """What was given of a volume, in litres: "1.7–3.65 bn litres", "at most 4.02 bn litres"."""
    return _told(bounds, numbers.litres_range)


def rupees(bounds: Bounds, figures: int = 3) -> str:
    return _told(bounds, lambda low, high: numbers.rupees_range(low, high, figures))


def dollars(bounds: Bounds, figures: int = 3) -> str:
    return _told(bounds, lambda low, high: numbers.usd_range(Envelope(low, low, high), figures))


def native(each: Estimate) -> str:
    """What was published, in the source's own unit: "7,000–8,000 tonnes a day"."""

    def say(low: float, high: float) -> str:
        ends = [_number(end) for end in dict.fromkeys((low, high))]
        text = "–".join(ends)
        unit = NATIVE_UNITS.get(each.unit)
        return _(unit, number=text) if unit else f"{text} {each.unit}"

    return _told(each.native, say)


def _number(value: float) -> str:
    if value >= 1e6:
        return numbers.scaled(value)
    return numbers.decimal(value, 0 if value == round(value) else 1)


def _told(bounds: Bounds, say: Say) -> str:
    amount = say(*bounds.ends)
    if bounds.shape is Shape.AT_LEAST:
        return _("at least {amount}", amount=amount)
    if bounds.shape is Shape.AT_MOST:
        return _("at most {amount}", amount=amount)
    return amount


def remarks(each: Estimate, all_rows: Iterable[Estimate] = ()) -> tuple[str, ...]:
    """What keeps an estimate from being one measurement of Pakistan's border."""
    found: list[str] = []
    if not each.is_for_pakistan:
        found.append(_("all of Iran’s neighbours, not Pakistan alone"))
    if each.repeats:
        names = {other.id: other.said_by for other in all_rows}
        found.append(
            _(
                "repeats {source}, not a second measurement",
                source=names.get(each.repeats, each.repeats),
            )
        )
    if each.id == BAND:
        found.append(_("our composition of three figures, not one measurement"))
    return tuple(found)


def short_remarks(each: Estimate) -> tuple[str, ...]:
    """The same in the few words that fit beside a bar on a phone."""
    found = []
    if not each.is_for_pakistan:
        found.append(_("all of Iran’s neighbours"))
    if each.repeats:
        found.append(_("repeats another source"))
    if each.id == BAND:
        found.append(_("composed by us"))
    return tuple(found)


def converted(each: Estimate, amount: str) -> str:
    """An amount a year with what it was made from, where the source gave another unit."""
    if each.native == each.yearly:
        return amount
    return _("{amount}, from {published}", amount=amount, published=native(each))


def dollar_note(each: Estimate) -> str:
    """At which rate rupees were converted, or that there is none."""
    if each.yearly is None:
        return ""
    if each.rate is None:
        return _("no sourced rate: no dollar figure")
    low, high = (1 / each.rate.usd_per_unit.high, 1 / each.rate.usd_per_unit.low)
    rate = numbers.decimal(low, 1)
    if low != high:
        rate = f"{rate}–{numbers.decimal(high, 1)}"
    means = ", ".join(dates.period(one.period) for one in each.rate.rates)
    return _("Rs{rate} for US$1, mean of {periods}", rate=rate, periods=means)


# --- the three charts ---------------------------------------------------------------------------


# --- the answer ---------------------------------------------------------------------------------
