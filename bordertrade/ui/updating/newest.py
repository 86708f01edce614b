"""What was just published, in a line or two: the newest figures of the files' markets."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from bordertrade import calendars
from bordertrade.envelope import Envelope
from bordertrade.measures.own_money import OwnMoney
from bordertrade.money import OWN_MONEY, Currency
from bordertrade.ui.updating.proposal import Proposal
from bordertrade.vocabulary import Channel
from bordertrade.words import own_money as words

_CHANNELS = {"formal_trade": Channel.FORMAL, "informal_trade": Channel.INFORMAL}
_LINE = ["market", "direction", "reporter", "currency"]
_MOST = 4


def told(proposal: Proposal) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The markets of the rows that came, and their newest figures in words, in their own money."""
    found = [
        each
        for change in proposal.changes
        if change.report.table in _CHANNELS
        for each in _figures(change.report.frame(), _CHANNELS[change.report.table])
    ]
    markets = tuple(dict.fromkeys(each.market for each in found))
    return markets, tuple(words.in_own_money(each) for each in found[:_MOST])


def _figures(rows: pd.DataFrame, channel: Channel) -> Iterator[OwnMoney]:
    """The newest period of each line; goods are added up, unless a row stands for all of them."""
    valued = rows[rows["value"].notna()].assign(low=_or_value(rows, "value_low"))
    valued = valued.assign(high=_or_value(rows, "value_high"))
    if "reporter" not in valued:
        valued = valued.assign(reporter="")
    for (market, direction, reporter, currency), own in valued.groupby(_LINE, sort=True):
        ends = own["period"].map(lambda text: calendars.parse(text).end)
        newest = own[ends == ends.max()]
        period = calendars.parse(newest["period"].iloc[0])
        newest = newest[newest["period"] == newest["period"].iloc[0]]
        whole = newest[newest["commodity"].eq("") & newest["hs_code"].eq("")]
        part = whole if len(whole) else newest
        value = Envelope(*(float(part[name].sum()) for name in ("low", "value", "high")))
        money = OWN_MONEY[Currency(str(currency))]
        yield OwnMoney(
            str(market),
            channel,
            str(direction),
            str(reporter),
            money,
            period.start,
            period.end,
            value,
        )


def _or_value(rows: pd.DataFrame, name: str) -> pd.Series[float]:
    return rows[name].fillna(rows["value"]) if name in rows else rows["value"]
