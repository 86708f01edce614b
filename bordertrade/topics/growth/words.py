"""What made trade grow, and why some growth cannot be taken apart."""

from __future__ import annotations

from bordertrade.topics.growth.measure import (
    CONTINUING,
    DIRECTIONS,
    Contribution,
    Decomposition,
    GrowthResult,
    Refusal,
)
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _

_REFUSALS = {
    "none": N_("no year gives both directions"),
    "year": N_("the year that ends in {detail} does not give both directions"),
    "one_period": N_("there is one period only, and growth needs two"),
    "order": N_("the first year is not before the last"),
    "overlap": N_("the two periods overlap"),
    "base": N_("there is nothing to grow from"),
    "compilers": N_("the parts of {detail} come from different compilers"),
    "estimate": N_(
        "{detail} is its compiler’s estimate, of which only shares may be used, not the level"
    ),
}
#: Parts below this share of the whole change are told in the table only.
_TOLD = 0.05


def growth(result: GrowthResult) -> str:
    """Each headline with the parts that made it."""
    told = [_headline(each) for each in result.found]
    return " ".join(told) if told else growth_absence(result)


def growth_absence(result: GrowthResult) -> str:
    return " ".join(refused_growth(each) for each in result.refused)


def _headline(value: Decomposition) -> str:
    parts = [_part(value, part) for part in value.parts if _counts(part, value)]
    text = N_("{whose}: from {before} in {first} to {after} in {last}, {growth}: {parts}.")
    return _(
        text,
        whose=flow_name(value),
        before=numbers.usd(value.before_usd),
        first=_graded(dates.period(value.first), value.grades[0]),
        after=numbers.usd(value.after_usd),
        last=_graded(dates.period(value.last), value.grades[1]),
        growth=signed_percent(value.growth),
        parts="; ".join(parts),
    )


def _graded(period: str, grade: str) -> str:
    """The period, and how far its figures can be trusted where they are no plain counts."""
    return _("{period} ({grade})", period=period, grade=grades(grade).lower()) if grade else period


def grades(statuses: str) -> str:
    return ", ".join(labels.of(labels.OBS_STATUS, each) for each in statuses.split("~") if each)


def _counts(part: Contribution, value: Decomposition) -> bool:
    return value.by == DIRECTIONS or abs(part.change_usd) >= _TOLD * abs(value.change_usd)


def _part(value: Decomposition, part: Contribution) -> str:
    return _(
        "{name} {change} ({points})",
        name=part_name(value, part),
        change=signed_usd(part.change_usd),
        points=points(part.points),
    )


def flow_name(value: Decomposition) -> str:
    book = labels.book(value.reporter)
    if value.direction is None:
        return book
    return _("{direction}, {book}", direction=labels.direction(value.direction), book=book)


def part_name(value: Decomposition, part: Contribution) -> str:
    """The part as people call it; whether it is new or vanished stands with it."""
    name = labels.direction(part.code) if value.by == DIRECTIONS else part.name
    if part.kind == CONTINUING:
        return name
    return _("{name} ({kind})", name=name, kind=labels.of(labels.PART_KINDS, part.kind))


def signed_usd(value: float, figures: int = 4) -> str:
    """An amount with its sign: "+US$394 m", "−US$79 m"."""
    amount = numbers.usd(value, figures)
    return _("+{amount}", amount=amount) if value > 0 else amount


def signed_percent(share: float) -> str:
    number = numbers.decimal(abs(share) * 100, 1)
    return _("{sign}{number} %", sign=_sign(share), number=number).replace(" ", "\u00a0")


def points(share: float) -> str:
    """Percentage points: 0.251 is "+25.1 points"."""
    number = numbers.decimal(abs(share) * 100, 1)
    return _("{sign}{number} points", sign=_sign(share), number=number).replace(" ", "\u00a0")


def _sign(value: float) -> str:
    if round(value, 3) == 0:
        return ""
    return "+" if value > 0 else "−"


def refused_growth(value: Refusal) -> str:
    """Why a growth is not taken apart: "Pakistan’s books: no year gives both directions." """
    book = labels.book(value.reporter)
    whose = (
        book
        if value.direction is None
        else _("{direction}, {book}", direction=labels.direction(value.direction), book=book)
    )
    reason = _(_REFUSALS[value.error.reason], detail=value.error.detail)
    return _("{whose}: {reason}.", whose=whose, reason=reason)


def compilers(value: Decomposition) -> str:
    """Two compilers of one state, said where they differ."""
    first, last = value.series
    if first == last:
        return ""
    return _(
        "{whose}: {first} comes from {one}, {last} from {other}; part of the change may be their "
        "definitions.",
        whose=flow_name(value),
        first=dates.period(value.first),
        one=labels.of(labels.SERIES, first),
        last=dates.period(value.last),
        other=labels.of(labels.SERIES, last),
    )
