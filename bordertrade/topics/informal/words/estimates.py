"""The estimates of a page as sentences: volumes, values, losses, and the answer in one minute."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import Estimate, GoodsValues, Measured
from bordertrade.measures.fuel import BAND, FuelEstimate
from bordertrade.topics.informal.measure.summary import InformalSummary
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import labels, numbers
from bordertrade.words.catalogue import N_, _, ngettext
from bordertrade.words.estimates import Say, dollar_note, dollars, litres, rupees, who_and_when


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


def _spread(rows: tuple[Estimate, ...], unit: str, say: Say) -> str:
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
