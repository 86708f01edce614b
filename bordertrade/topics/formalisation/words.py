"""The lawful share of what comes from Iran, and the revenue that hangs on the rest."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import Estimate
from bordertrade.topics.formalisation.measure.revenue import Revenue, Stake, UsualRates
from bordertrade.topics.formalisation.measure.shares import (
    Formalisation,
    FormalShare,
    comparable,
    newest_of_each,
)
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import dates, labels, numbers
from bordertrade.words import estimates as estimate_words
from bordertrade.words.catalogue import N_, _, ngettext

#: A range wider than half of all there is tells little.
_TELLS_LITTLE = 0.5


def place(market: str) -> str:
    """A market’s name, or that the whole border is meant."""
    return labels.market(market) if market else _("The whole border")


def percent_range(value: Envelope) -> str:
    """ "26–58 %"; a low below one in a hundred with a decimal: "0.6–92 %"."""
    low = numbers.decimal(value.low * 100, 1 if 0 < value.low < 0.01 else 0)
    high = numbers.percent(value.high)
    if numbers.percent(value.low) == high:
        return numbers.percent(value.central)
    return _("{low}–{high}", low=low, high=high)


def grade(share: FormalShare) -> str:
    """Observed, modelled, or one side of each."""
    if not share.is_modelled:
        return _("observed")
    if share.formal_modelled and share.informal_modelled:
        return _("modelled")
    if share.informal_modelled:
        return _("formal observed, informal modelled")
    return _("formal modelled, informal observed")


def share(value: FormalShare) -> str:
    """ "Gabd, FY2024-25, Pakistan’s books: 10–98 % recorded, central 69 % (modelled)." """
    ratio = value.ratio
    if ratio is None:
        return _(
            "{place}, {period}: neither formal nor informal trade at one end, so no share.",
            place=place(value.market),
            period=dates.period(value.period),
        )
    return _(
        "{place}, {period}, {book}: {range} recorded, central {central} ({grade}).",
        place=place(value.market),
        period=_span(value),
        book=labels.book(value.reporter),
        range=percent_range(ratio),
        central=numbers.percent(ratio.central),
        grade=grade(value),
    )


def _span(value: FormalShare) -> str:
    name = dates.period(value.period)
    if value.whole:
        return name
    return _("{period} ({months} of 12 months)", period=name, months=value.months)


def shares(result: Formalisation) -> str:
    """The newest share of each line, or what is missing."""
    found = newest_of_each(result)
    if not found:
        return lacking(result) or _("No month has a figure of both channels.")
    return " ".join(share(each) for each in found)


def lacking(result: Formalisation) -> str:
    """Which channel no figure stands for, market by market."""
    told = [
        _(
            "{market}: no figure of {channel} trade from Iran at this level of evidence.",
            market=labels.market(market),
            channel=labels.channel(channel).lower(),
        )
        for market, channel in result.lacking
    ]
    return " ".join(told)


def disagreement(result: Formalisation) -> str:
    """Said where the high end rests on more cleared beside the markets than imported at all."""
    if result.disagreeing is None:
        return ""
    return _(
        "Sources disagree: the high end rests on customs figures by which the goods cleared beside "
        "the three markets come to up to {times} times all that Pakistan imported from Iran in the "
        "same months. It is not cut to 1.",
        times=numbers.decimal(result.disagreeing, 2),
    )


def fuel_only() -> str:
    return _(
        "Informal means fuel only: nobody has estimated other goods, so the true share of lawful "
        "trade is lower. Goods into Iran are left out: nobody has estimated their informal side."
    )


def answer(result: Formalisation) -> str:
    """The lawful share of the whole border, or of the newest line there is."""
    value = result.national or next(iter(comparable(result)), None)
    if value is None or value.ratio is None:
        return _(
            "Nobody can say: at this level of evidence there is no month with both lawful and "
            "unlawful trade from Iran."
        )
    text = (
        N_(
            "Of what came from Iran over {place} in {period}, {range} was recorded at customs, if fuel "
            "is all that is smuggled."
        )
        if not value.market
        else N_(
            "Of what came from Iran beside {place} in {period}, {range} was recorded at customs, if "
            "fuel is all that is smuggled."
        )
    )
    return _(
        text,
        place=place(value.market) if value.market else place(value.market).lower(),
        period=dates.period(value.period),
        range=percent_range(value.ratio),
    )


def width(result: Formalisation) -> str:
    """How little is known beside single markets: the widest of their ranges, in points."""
    widths = [s.ratio.high - s.ratio.low for s in comparable(result) if s.ratio]
    if not widths or max(widths) < _TELLS_LITTLE:
        return ""
    return _(
        "Beside single markets the range is up to {points} percentage points wide: it says little "
        "more than that both kinds of trade exist there.",
        points=numbers.decimal(max(widths) * 100),
    )


def removed(floor: EvidenceFloor) -> str:
    """What the evidence filter takes from this page."""
    if floor is EvidenceFloor.ALL:
        return ""
    return _(
        "Without modelled figures no informal trade is left, neither by market nor for the border "
        "(its worth rests on an assumed price): so no share and no revenue can be told. What would "
        "help: an observed month of informal trade in the table informal_trade."
    )


# --- revenue at stake -----------------------------------------------------------------------------


def rates(value: Envelope) -> str:
    """ "12–45 %" """
    return percent_range(Envelope(value.low, value.low, value.high))


def revenue(result: Revenue) -> str:
    """Revenue at stake, place by place, then what others have published."""
    if not result.stakes:
        return _("No informal value stands at this level of evidence, so nothing is at stake here.")
    told = [stake(each) for each in result.stakes]
    told.append(
        _(
            "Duty rates {rates}, central at {middle}: what the fuel would have paid, not what would "
            "be collected.",
            rates=rates(result.rates),
            middle=numbers.percent(result.rates.central, 1),
        )
    )
    return " ".join(told)


def stake(value: Stake) -> str:
    return _(
        "{place}, {period}: {range} at stake on {informal} of fuel ({grade}).",
        place=place(value.market),
        period=dates.period(value.period),
        range=numbers.usd_range(value.revenue_usd),
        informal=numbers.usd_range(value.informal_usd),
        grade=_("modelled") if value.modelled else _("observed"),
    )


def published(rows: Iterable[Estimate]) -> str:
    """What others put the loss at, as text: never on one axis with a value."""
    told = [
        _(
            "{who} {amount} a year ({dollars})",
            who=estimate_words.who_and_when(each),
            amount=estimate_words.rupees(each.yearly),
            dollars=estimate_words.dollars(each.value_usd)
            if each.value_usd
            else estimate_words.dollar_note(each),
        )
        for each in rows
        if each.yearly is not None
    ]
    if not told:
        return ""
    return ngettext(
        "Published beside it: {list}.",
        "Published beside it: {list}.",
        len(told),
        list="; ".join(told),
    )


def usual(value: UsualRates) -> str:
    """Where the usual rates come from, and that the upper one is not independent."""
    return _(
        "The usual range: {low} is what Gwadar’s customs took in {period}, {duties} on {goods} of "
        "goods; {high} is the intelligence report’s {loss} over the assumed value of its fuel, "
        "{fuel}. At the upper rate the whole border’s central value gives the report’s own loss "
        "back: that is no confirmation.",
        low=numbers.percent(value.at_customs, 1),
        period=dates.period(value.period),
        duties=numbers.rupees(value.duties_pkr),
        goods=numbers.rupees(value.goods_pkr, 4),
        high=numbers.percent(value.of_fuel, 1),
        loss=numbers.rupees(value.loss_pkr),
        fuel=numbers.usd(value.fuel_usd, 3),
    )
