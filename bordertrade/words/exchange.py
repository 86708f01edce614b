"""Which exchange rates stand behind a chart, and which figures have none."""

from __future__ import annotations

from itertools import groupby

from bordertrade.measures.in_currency import Exchange, Unpriced
from bordertrade.money import MoneyBasis, Rate, RateType
from bordertrade.words import dates, money
from bordertrade.words.catalogue import N_, _, ngettext

_KINDS = {
    RateType.OFFICIAL: N_("official"),
    RateType.NIMA: N_("NIMA, buying"),
    RateType.OPEN_MARKET: N_("open market"),
}
_RATES_OF = {
    MoneyBasis.PKR: N_("the rupee’s official rate"),
    MoneyBasis.IRR_OFFICIAL: N_("the rial’s official rate"),
    MoneyBasis.IRR_NIMA: N_("the rial’s NIMA rate"),
    MoneyBasis.IRR_OPEN: N_("the rial’s open-market rate"),
    MoneyBasis.TOMAN: N_("the rial’s open-market rate"),
}


def exchange(value: Exchange) -> str:
    """The rates with their span, what needed none, and what is left out and why; "" where all is
    in US$ from the start. The rates' sources stand in the source line.
    """
    told = [_converted(value), _as_written(value), _warning(value)]
    told += [_unpriced(each, value.money) for each in value.unpriced]
    return " ".join(part for part in told if part)


def _converted(value: Exchange) -> str:
    if not value.rates:
        return ""
    pairs = groupby(value.rates, key=lambda rate: (rate.currency, rate.rate_type))
    text = _(
        "Converted at the mean rate of each figure’s own period or months, or between the two "
        "nearest yearly means: {rates}.",
        rates="; ".join(_span(tuple(own)) for _key, own in pairs),
    )
    ten = _("A toman is ten rials.") if value.money is MoneyBasis.TOMAN else ""
    return _("{text} {more}", text=text, more=ten) if ten else text


def _span(rates: tuple[Rate, ...]) -> str:
    first, last = min(r.period.start for r in rates), max(r.period.end for r in rates)
    return _(
        "{amount} for a US dollar ({kind}, means of {span})",
        amount=money.for_a_dollar(rates),
        kind=_(_KINDS[rates[0].rate_type]),
        span=dates.span(first, last),
    )


def _as_written(value: Exchange) -> str:
    """Whether figures stand that went through no rate, beside others that did."""
    if not value.as_written or (value.money is MoneyBasis.USD and not value.converted):
        return ""
    if not value.converted:
        return _("All figures stand as they were published: no exchange rate was needed.")
    return ngettext(
        "{count} of {all} figures went through no exchange rate.",
        "{count} of {all} figures went through no exchange rate.",
        value.as_written,
        all=value.as_written + value.converted,
    )


def _warning(value: Exchange) -> str:
    if value.money is MoneyBasis.IRR_NIMA and _stands_in(value):
        return _(
            "Where the NIMA rate is not known (before November 2018, after October 2025) the "
            "open-market rate stands in."
        )
    if value.money is not MoneyBasis.IRR_OFFICIAL:
        return ""
    return _("The official rate has been frozen since 2019 and says nothing of trade after 2018.")


def _stands_in(value: Exchange) -> bool:
    return any(rate.rate_type is RateType.OPEN_MARKET for rate in value.rates)


def _unpriced(each: Unpriced, shown_in: MoneyBasis) -> str:
    spans = ", ".join(dates.span(start, end) for start, end in each.spans)
    figures = ngettext("{count} figure", "{count} figures", each.figures)
    if not each.known:
        reason = _("there is no sourced mean of {rate}", rate=_(_RATES_OF[each.lacks]))
    else:
        first, last = each.known
        reason = _(
            "yearly means of {rate} are known from {first} to {last}, and a period needs one on "
            "either side",
            rate=_(_RATES_OF[each.lacks]),
            first=dates.period(first.period),
            last=dates.period(last.period),
        )
    return _(
        "No amount in {money} for {spans} ({figures}): {reason}.",
        money=money.counted_in(shown_in),
        spans=spans,
        figures=figures,
        reason=reason,
    )
