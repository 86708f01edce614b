"""Published estimates of informal trade: each by itself, by what it measures, and in short."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import Bounds, Estimate, GoodsValues, Measured, Shape
from bordertrade.measures.fuel import BAND, FuelEstimate
from bordertrade.measures.informal_summary import InformalSummary
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _, ngettext

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

_Say = Callable[[float, float], str]


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


def _told(bounds: Bounds, say: _Say) -> str:
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


def volumes(rows: tuple[Estimate, ...]) -> str:
    """How many volumes were published, how far apart they lie, and the composed band."""
    told = _spread(rows, N_("litres a year"), numbers.litres_range)
    band = next((each for each in rows if each.id == BAND and each.yearly), None)
    if band is None or band.yearly is None or band.yearly.central is None:
        return told
    return _(
        "{told} The range used on this site, {range}, is composed of three of them (OGRA, the "
        "report’s year, the report’s day): no body has published it, and {central} litres stand "
        "in its middle.",
        told=told,
        range=litres(band.yearly),
        central=numbers.scaled(band.yearly.central),
    )


def losses(rows: tuple[Estimate, ...]) -> str:
    told = _spread(rows, N_("rupees a year"), numbers.rupees_range)
    return _(
        "{told} This is revenue forgone, not the value of the fuel, and stands on an axis of its "
        "own.",
        told=told,
    )


def values(value: GoodsValues) -> str:
    """What was published about the value, then what volumes come to at the assumed price."""
    published = [each for each in value.rows if not each.is_modelled]
    modelled = [each for each in value.rows if each.is_modelled]
    parts = [
        _(
            "Published, {who}: smuggled fuel worth {rupees} a year ({dollars}).",
            who=who_and_when(each),
            rupees=rupees(each.yearly),
            dollars=dollars(each.value_usd) if each.value_usd else dollar_note(each),
        )
        for each in published
        if each.yearly is not None
    ]
    if modelled:
        ends = [end for each in modelled if each.value_usd for end in each.value_usd.given]
        parts.append(
            ngettext(
                "{count} volume comes to {range} a year at the assumed price (modelled).",
                "{count} volumes, the one composed here among them, come to {range} a year at the assumed price "
                "(modelled): the lowest and the highest end of all.",
                len(modelled),
                range=numbers.usd_range(Envelope(min(ends), min(ends), max(ends))),
            )
        )
    return " ".join(parts) or _("Nobody has published a value at this level of evidence.")


def _spread(rows: tuple[Estimate, ...], unit: str, say: _Say) -> str:
    own = [each for each in rows if each.counts and each.yearly]
    ends = [end for each in own if each.yearly for end in each.yearly.given]
    parts = []
    if ends:
        parts.append(
            ngettext(
                "{count} published figure for Pakistan’s border, in {unit}: {range}.",
                "{count} published figures for Pakistan’s border, in {unit}: from the lowest to "
                "the highest {range}.",
                len(own),
                unit=_(unit),
                range=say(min(ends), max(ends)),
            )
        )
    repeats = sum(bool(each.repeats) for each in rows)
    if repeats:
        parts.append(
            ngettext(
                "{count} more repeats another source and is no second measurement.",
                "{count} more repeat another source and are no second measurement.",
                repeats,
            )
        )
    others = sum(not each.is_for_pakistan for each in rows)
    if others:
        parts.append(
            ngettext(
                "{count} speaks of all of Iran’s neighbours and cannot be compared.",
                "{count} speak of all of Iran’s neighbours and cannot be compared.",
                others,
            )
        )
    return " ".join(parts)


def without_dollars(rows: Iterable[Estimate]) -> tuple[str, ...]:
    """The estimates in rupees of whose time no rate is sourced."""
    return tuple(
        _(
            "{estimate}: no sourced rate for that time, so no dollar figure.",
            estimate=who_and_when(e),
        )
        for e in rows
        if e.measures is not Measured.VOLUME and e.yearly is not None and e.rate is None
    )


def not_valued(value: GoodsValues) -> tuple[str, ...]:
    """Volumes that got no value, and why."""
    found = []
    for each in value.left_out:
        if each.repeats:
            why = _("it repeats a volume that is valued already")
        elif not each.is_for_pakistan:
            why = _("it speaks of all of Iran’s neighbours")
        else:
            why = _("no price of its time is sourced")
        found.append(_("{estimate}: not valued, {why}.", estimate=who_and_when(each), why=why))
    return tuple(found)


# --- the answer ---------------------------------------------------------------------------------


def answer(value: InformalSummary) -> str:
    """How much, in one sentence."""
    if value.litres_year is None:
        return _(
            "Nobody has counted what is carried past customs: at this level of evidence there is "
            "no figure at all."
        )
    litres_ = numbers.litres_range(*value.litres_year)
    if value.fuel is None:
        return _(
            "Published figures put the fuel carried past customs into Pakistan at {litres} a year.",
            litres=litres_,
        )
    return _(
        "Estimates put the fuel carried past customs into Pakistan at {litres} a year, worth "
        "{value} at an assumed price. Nobody has counted it.",
        litres=litres_,
        value=numbers.usd_range(value.fuel.value_usd),
    )


def removed(value: InformalSummary, floor: EvidenceFloor) -> str:
    """What the evidence filter hides."""
    if floor is EvidenceFloor.ALL:
        return ""
    if floor is EvidenceFloor.COUNT:
        return ngettext(
            "“Full counts only” hides the {count} estimate: it is no count.",
            "“Full counts only” hides all {count} estimates: none of them is a count.",
            value.removed,
        )
    return ngettext(
        "“Observed only” hides {count} figure that we composed ourselves, and every value that "
        "rests on an assumed price.",
        "“Observed only” hides {count} figures that we composed ourselves, and every value that "
        "rests on an assumed price.",
        value.removed,
    )


def bodies(value: InformalSummary) -> tuple[tuple[str, str], ...]:
    """(grade, who): who made estimates, the strongest evidence first."""
    return tuple((labels.evidence(grade), ", ".join(names)) for grade, names in value.bodies)


def price(value: FuelEstimate) -> str:
    """ "US$0.45–0.80 a litre" """
    low, high = (numbers.decimal(end, 2) for end in (value.price_usd_l.low, value.price_usd_l.high))
    return _("US${low}–{high} a litre", low=low, high=high)
