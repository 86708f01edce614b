"""The arithmetic that does not close: published statements held against one another.

Each check computes one quantity from two published statements that should agree. They close
when the larger is at most 15 % above the smaller: wider than rounding, narrower than any
quarrel about the matter. Formulas: facts, section 5, each from rows of ``informal_estimates``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bordertrade.dataset import Dataset
from bordertrade.measures.estimates import DAYS_A_YEAR, Estimate, all_estimates
from bordertrade.vocabulary import Evidence, EvidenceFloor

#: The larger over the smaller of two statements that still agree.
TOLERANCE = 1.15


class Unit(StrEnum):
    LITRES_YEAR = "litres_year"
    RUPEES_YEAR = "rupees_year"
    RUPEES_LITRE = "rupees_litre"


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of a check: ``value`` in the check's unit, and the estimates it comes from.

    ``divided``: the first estimate's yearly figure over the second's.
    """

    value: float
    estimates: tuple[Estimate, ...]
    divided: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for e in self.estimates for each in e.sources))


@dataclass(frozen=True, slots=True)
class Check:
    """Two statements about one quantity; ``right`` is None where nobody published the other."""

    id: str
    unit: Unit
    left: Statement
    right: Statement | None

    @property
    def ratio(self) -> float | None:
        """The larger over the smaller; None where there is nothing to hold it against."""
        if self.right is None:
            return None
        low, high = sorted((self.left.value, self.right.value))
        return high / low if low > 0 else None

    @property
    def closes(self) -> bool | None:
        return None if self.ratio is None else self.ratio <= TOLERANCE

    @property
    def days(self) -> float | None:
        """On how many days a year the daily figure on the left gives the figure on the right."""
        if self.right is None or self.left.value <= 0:
            return None
        return self.right.value / self.left.value * DAYS_A_YEAR

    @property
    def sources(self) -> tuple[str, ...]:
        right = self.right.sources if self.right else ()
        return tuple(dict.fromkeys([*self.left.sources, *right]))


def arithmetic(dataset: Dataset, floor: EvidenceFloor = EvidenceFloor.ALL) -> tuple[Check, ...]:
    """The checks whose rows are in the record, in the order they are told.

    Yearly figures as in ``estimates``; rupees a litre = rupees lost a year / litres a year.
    Empty where only full counts are looked at: no estimate of informal trade is one.
    """
    known = {
        each.id: each
        for each in all_estimates(dataset)
        if floor is not EvidenceFloor.COUNT or each.evidence is Evidence.COUNT
    }
    return tuple(_checks(known))


def weakest(checks: tuple[Check, ...]) -> Check | None:
    """The check that lies furthest apart; its left side is the weakest published number."""
    apart = [each for each in checks if each.closes is False]
    return max(apart, key=lambda each: each.ratio or 0.0) if apart else None


_DAILY, _YEARLY, _LOSS = "fuel_report_day_fy24", "fuel_report_year_fy24", "fuel_report_loss_fy24"
_OGRA, _OGRA_LOSS = "diesel_ogra_2023", "diesel_loss_ogra_2023"
_OCAC, _OCAC_LOSS, _OCAC_SHARE = (
    "products_ocac_2024",
    "fuel_loss_ocac_2025",
    "products_share_ocac_2024",
)
_PRIME_LOSS = "oil_loss_prime_fy25"

_Make = Callable[[dict[str, Estimate]], Statement | None]


def _checks(known: dict[str, Estimate]) -> Iterator[Check]:
    for id_, unit, left, right in _PLAN:
        one, other = left(known), right(known) if right else None
        if one is not None and (other is not None or right is None):
            yield Check(id_, unit, one, other)


def _yearly(id_: str) -> _Make:
    """The yearly figure of one estimate that gives a single number."""

    def make(known: dict[str, Estimate]) -> Statement | None:
        value = _single(known.get(id_))
        return None if value is None else Statement(value, (known[id_],))

    return make


def _per_litre(loss: str, volume: str) -> _Make:
    def make(known: dict[str, Estimate]) -> Statement | None:
        rupees, litres = _single(known.get(loss)), _single(known.get(volume))
        if rupees is None or not litres:
            return None
        return Statement(rupees / litres, (known[loss], known[volume]), divided=True)

    return make


def _whole_use(volume: str, share: str) -> _Make:
    """All use = the smuggled volume / its share of use in percent."""

    def make(known: dict[str, Estimate]) -> Statement | None:
        litres = _single(known.get(volume))
        percent = known[share].native.central if share in known else None
        if litres is None or not percent:
            return None
        return Statement(litres / (percent / 100), (known[volume], known[share]), divided=True)

    return make


def _single(estimate: Estimate | None) -> float | None:
    return estimate.yearly.central if estimate and estimate.yearly else None


#: (id, unit, the statement on trial, the one it is held against or None)
_PLAN: tuple[tuple[str, Unit, _Make, _Make | None], ...] = (
    ("day_and_year", Unit.LITRES_YEAR, _yearly(_DAILY), _yearly(_YEARLY)),
    ("ogra_and_report", Unit.LITRES_YEAR, _yearly(_OGRA), _yearly(_YEARLY)),
    ("ocac_and_report", Unit.RUPEES_YEAR, _yearly(_OCAC_LOSS), _yearly(_LOSS)),
    ("ocac_and_prime", Unit.RUPEES_YEAR, _yearly(_OCAC_LOSS), _yearly(_PRIME_LOSS)),
    (
        "loss_a_litre",
        Unit.RUPEES_LITRE,
        _per_litre(_LOSS, _YEARLY),
        _per_litre(_OGRA_LOSS, _OGRA),
    ),
    (
        "ocac_a_litre",
        Unit.RUPEES_LITRE,
        _per_litre(_OCAC_LOSS, _OCAC),
        _per_litre(_LOSS, _YEARLY),
    ),
    ("ocac_share", Unit.LITRES_YEAR, _whole_use(_OCAC, _OCAC_SHARE), None),
)
