"""How much of a trade hangs on few goods or few markets, and what is missing to say so."""

from __future__ import annotations

from collections.abc import Iterable

from bordertrade.measures.division import Division
from bordertrade.topics.concentration.measure import (
    MARKETS,
    Concentration,
    ConcentrationResult,
    Share,
)
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _, ngettext

_NO_MARKETS = N_(
    "At the markets nobody has published goods or several markets for one period: to see their "
    "concentration, upload rows of formal_trade or informal_trade with period, market, hs_code or "
    "commodity, and value (template on “Update data”)."
)


def concentration(result: ConcentrationResult) -> str:
    """The oldest and the newest index of each flow, and the largest part behind them."""
    told = [
        _(
            "The index is the sum of squared shares: at 1 everything is one kind of goods or one "
            "market; at the floor, 1/N, all N are equal."
        )
    ]
    told += [_flow(own) for own in _flows(result.border)]
    told += [_one(each) for each in result.markets]
    if not result.markets:
        told.append(_(_NO_MARKETS))
    return " ".join(told)


def concentration_absence() -> str:
    return _(
        "No full division by goods for this choice. {needed}",
        needed=_(_NO_MARKETS),
    )


def _flows(found: Iterable[Concentration]) -> list[list[Concentration]]:
    flows: dict[tuple[str, str, str], list[Concentration]] = {}
    for each in found:
        flows.setdefault((each.direction, each.reporter, each.series), []).append(each)
    return [sorted(own, key=lambda each: each.end) for own in flows.values()]


def _flow(own: list[Concentration]) -> str:
    first, last = own[0], own[-1]
    if first is last:
        return _one(first)
    return _(
        "{where}: {before} in {start} ({largest_before}) and {after} in {end} ({largest_after}).",
        where=flow_name(last),
        before=index(first),
        start=_when(first),
        largest_before=largest(first),
        after=index(last),
        end=_when(last),
        largest_after=largest(last),
    )


def _one(value: Concentration) -> str:
    return _(
        "{where}, {period}: {index} over {parts} ({largest}); floor {floor}.",
        where=flow_name(value),
        period=_when(value),
        index=index(value),
        parts=count(value),
        largest=largest(value),
        floor=numbers.decimal(value.floor, 2),
    )


def flow_name(value: Concentration) -> str:
    """Where and which way: "Whole border, Iran → Pakistan, Iran’s books"."""
    parts = [place(value)]
    if value.market or value.by == MARKETS:
        parts.append(labels.channel(value.channel))
    parts.append(labels.direction(value.direction))
    if value.reporter:
        parts.append(labels.book(value.reporter))
    return ", ".join(parts)


def place(value: Concentration) -> str:
    if value.by == MARKETS:
        return _("Between markets")
    return labels.market(value.market) if value.market else _("Whole border")


def index(value: Concentration) -> str:
    """ "0.48", or the two ends of a range."""
    if value.index.is_exact:
        return numbers.decimal(value.index.central, 2)
    low, high = (numbers.decimal(end, 2) for end in (value.index.low, value.index.high))
    return _("{low}–{high}", low=low, high=high)


def count(value: Concentration) -> str:
    if value.by == MARKETS:
        return ngettext("{count} market", "{count} markets", value.count)
    return ngettext("{count} kind of goods", "{count} kinds of goods", value.count)


def largest(value: Concentration) -> str:
    """ "Mineral fuels 66 %"."""
    return _("{name} {share}", name=part_name(value), share=numbers.percent(value.largest.share))


def part_name(value: Concentration) -> str:
    return share_name(value, value.largest)


def share_name(value: Concentration, share: Share) -> str:
    return labels.market(share.code) if value.by == MARKETS else share.name


def _when(value: Concentration) -> str:
    name = when(value)
    return _("{period}, its compiler’s estimate", period=name) if value.estimated else name


def when(value: Concentration) -> str:
    return dates.period(value.period) if value.period else dates.span(value.start, value.end)


def partial(value: Division) -> str:
    """Why a listing divides nothing."""
    goods = ", ".join(part.name for part in value.parts)
    text = N_("{period}, {direction}: only {goods} is published; the rest is not divided.")
    if value.covered is not None:
        text = N_(
            "{period}, {direction}: only {goods} is published, {share} of the total; the rest is "
            "not divided."
        )
    return _(
        text,
        period=dates.period(value.period),
        direction=labels.direction(value.direction),
        goods=goods,
        share=numbers.percent(value.covered or 0),
    )


def lonely(markets: str) -> str:
    """Why markets are not compared."""
    return _(
        "Between markets: only {markets} has an observed figure; two markets are needed for one "
        "period, direction and book.",
        markets=", ".join(labels.market(each) for each in markets.split("~")),
    )
