"""Figures without a rate: in the money they were written in, each once."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.intake.new_rates import FAR, Lacking, far_from_known
from bordertrade.measures.own_money import in_own_money, money_of
from bordertrade.measures.selection import Selection
from bordertrade.money import Currency, MoneyBasis
from tests.tables import FORMAL, added

#: No sourced rate will ever be known for it.
LATER = "2099-10"
RUPEES = FORMAL | {"period": LATER, "currency": "PKR", "commodity": "Dates", "value": "2000"}
GABD = Selection(markets=("gabd",))


def test_without_such_rows_there_is_nothing(dataset: Dataset) -> None:
    assert in_own_money(dataset, GABD) == ()
    assert money_of(dataset, GABD) is MoneyBasis.USD


def test_rows_of_a_line_are_added_in_their_own_money(dataset: Dataset) -> None:
    record = added(
        dataset,
        "formal_trade",
        RUPEES,
        RUPEES | {"commodity": "Rice", "value": "500"},
        RUPEES | {"direction": "PK_TO_IR", "value": "7"},
        RUPEES | {"currency": "IRT", "value": "9"},
        RUPEES | {"market": "mand", "value": "11"},
    )
    found = {(e.direction, e.money): e.value for e in in_own_money(record, GABD)}
    assert found == {
        ("IR_TO_PK", MoneyBasis.PKR): Envelope.exact(2500),
        ("PK_TO_IR", MoneyBasis.PKR): Envelope.exact(7),
        ("IR_TO_PK", MoneyBasis.TOMAN): Envelope.exact(9),
    }


def test_overlapping_spans_and_parts_of_a_whole_are_never_added(dataset: Dataset) -> None:
    record = added(
        dataset,
        "formal_trade",
        RUPEES,
        RUPEES | {"commodity": "", "value": "3000"},
        RUPEES | {"period": "2099", "commodity": "", "value": "9000"},
    )
    (one,) = in_own_money(record, GABD)
    assert one.value == Envelope.exact(9000)


def test_what_the_chosen_money_has_is_not_told(dataset: Dataset) -> None:
    record = added(dataset, "formal_trade", RUPEES)
    in_rupees = Selection(markets=("gabd",), money=MoneyBasis.PKR)
    assert in_own_money(record, in_rupees) == ()


@pytest.mark.parametrize(("others", "money"), [((), "pkr"), ((FORMAL,), "usd")])
def test_goods_are_shown_in_their_own_money_only_where_nothing_else_is(
    dataset: Dataset, others: tuple[dict[str, str], ...], money: str
) -> None:
    record = added(dataset, "formal_trade", RUPEES, *others)
    formal = Selection(markets=("gabd",), start=None)
    bare = in_own_money(dataset, formal)
    assert bare == ()
    assert money_of(record, formal) == money


@pytest.mark.parametrize(
    ("currency", "rate", "is_far"),
    [(Currency.PKR, 300.0, False), (Currency.PKR, 28.0, True), (Currency.PKR, 80_000.0, True)],
)
def test_a_rate_is_held_against_the_newest_known(
    dataset: Dataset, currency: Currency, rate: float, is_far: bool
) -> None:
    times = far_from_known(dataset, Lacking(currency, LATER), rate)
    assert (times >= FAR) is is_far
