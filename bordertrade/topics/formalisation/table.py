"""The rows behind the lawful share and the revenue at stake. Shares in percent, money in US$."""

from __future__ import annotations

import pandas as pd

from bordertrade.envelope import Envelope
from bordertrade.tables import coded
from bordertrade.topics.formalisation import words as told
from bordertrade.topics.formalisation.measure.revenue import Revenue, Stake
from bordertrade.topics.formalisation.measure.shares import Formalisation, FormalShare
from bordertrade.words import _
from bordertrade.words.numbers import significant


def shares_table(result: Formalisation) -> pd.DataFrame:
    """The whole border first, then each market and the three together, in order of time."""
    border = [result.national] if result.national else []
    return pd.DataFrame([_share(each) for each in (*border, *result.shares)])


def _share(each: FormalShare) -> dict[str, object]:
    ratio = each.ratio
    return {
        **coded.pair("market_code", each.market, _("Place"), told.place(each.market)),
        **coded.book(each.reporter),
        **coded.period(each.period),
        _("Low (%)"): _percent(ratio, "low"),
        _("Central (%)"): _percent(ratio, "central"),
        _("High (%)"): _percent(ratio, "high"),
        **_money(_("Formal"), each.formal_usd, each.formal_modelled),
        **_money(_("Informal"), each.informal_usd, each.informal_modelled),
        **coded.pair("formal_modelled", each.formal_modelled, _("Evidence"), told.grade(each)),
        "informal_modelled": each.informal_modelled,
        _("Months"): each.months,
    }


def revenue_table(result: Revenue) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                **coded.pair("market_code", each.market, _("Place"), told.place(each.market)),
                **coded.period(each.period),
                **_money(_("At stake"), each.revenue_usd, each.modelled),
                **_money(_("Informal"), each.informal_usd, each.modelled),
                _("Lowest rate (%)"): round(result.rates.low * 100, 1),
                _("Central rate (%)"): round(result.rates.central * 100, 1),
                _("Highest rate (%)"): round(result.rates.high * 100, 1),
                **coded.pair("modelled", each.modelled, _("Evidence"), _made(each)),
                _("Months"): each.months,
            }
            for each in result.stakes
        ]
    )


def _made(each: Stake) -> str:
    return _("modelled") if each.modelled else _("observed")


def _percent(ratio: Envelope | None, end: str) -> float | None:
    return None if ratio is None else round(getattr(ratio, end) * 100, 1)


def _money(name: str, value: Envelope, modelled: bool) -> dict[str, object]:
    ends = (value.low, value.central, value.high)
    low, central, high = (round(significant(end) if modelled else end) for end in ends)
    return {
        _("{name}, low (US$)", name=name): low,
        _("{name}, central (US$)", name=name): central,
        _("{name}, high (US$)", name=name): high,
    }
