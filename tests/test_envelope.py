"""Ranges keep their order through all arithmetic and refuse what is no number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.envelope import ZERO, Envelope, total

NUMBERS = st.floats(-1e15, 1e15)
NOT_NEGATIVE = st.floats(0, 1e12)


def envelopes(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Envelope]:
    return st.tuples(numbers, numbers, numbers).map(lambda three: Envelope(*sorted(three)))


def in_order(envelope: Envelope) -> bool:
    return envelope.low <= envelope.central <= envelope.high


@given(envelopes(NUMBERS), envelopes(NUMBERS))
def test_sums_and_differences_keep_their_order(one: Envelope, other: Envelope) -> None:
    assert in_order(one + other)
    assert in_order(one - other)


@given(envelopes(NUMBERS), envelopes(NUMBERS), st.floats(0, 1), st.floats(0, 1))
def test_a_difference_holds_the_difference_of_any_two_truths(
    one: Envelope, other: Envelope, at_one: float, at_other: float
) -> None:
    first = one.low + at_one * (one.high - one.low)
    second = other.low + at_other * (other.high - other.low)
    difference = one - other
    slack = 1e-9 * max(1.0, abs(one.low), abs(one.high), abs(other.low), abs(other.high))
    assert difference.low - slack <= first - second <= difference.high + slack


@given(envelopes(NOT_NEGATIVE), envelopes(NOT_NEGATIVE), st.floats(0, 1e6))
def test_products_keep_their_order(one: Envelope, other: Envelope, number: float) -> None:
    assert in_order(one * other)
    assert one * number == one * Envelope.exact(number)


@given(envelopes(NUMBERS), st.floats(1e-6, 1e6))
def test_quotients_keep_their_order(one: Envelope, number: float) -> None:
    assert in_order(one / number)


@given(st.lists(envelopes(NUMBERS), max_size=8))
def test_a_total_adds_lows_to_lows_and_highs_to_highs(parts: list[Envelope]) -> None:
    found = total(parts)
    assert in_order(found)
    for end in ("low", "central", "high"):
        exact = math.fsum(getattr(part, end) for part in parts)
        assert getattr(found, end) == pytest.approx(exact, rel=1e-9, abs=1e-3 * len(parts))


def test_the_total_of_nothing_is_zero() -> None:
    assert total([]) == ZERO == Envelope(0, 0, 0)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_not_finite_is_refused(bad: float, place: int) -> None:
    numbers = [1.0, 1.0, 1.0]
    numbers[place] = bad
    with pytest.raises(ValueError, match="finite"):
        Envelope(*numbers)


@pytest.mark.parametrize("numbers", [(2, 1, 3), (1, 3, 2), (3, 2, 1)])
def test_what_is_out_of_order_is_refused(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="low <= central <= high"):
        Envelope(*numbers)


def test_a_product_that_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Envelope.exact(1e200) * Envelope.exact(1e200)


@pytest.mark.parametrize("number", [0.0, -1.0, math.nan, math.inf])
def test_only_a_positive_number_divides(number: float) -> None:
    with pytest.raises(ValueError, match=r"positive|finite"):
        Envelope(1, 2, 3) / number


@pytest.mark.parametrize(
    ("one", "by"),
    [(Envelope(-1, 0, 1), 2.0), (Envelope(0, 1, 2), -1.0), (Envelope(0, 1, 2), math.nan)],
)
def test_a_product_with_something_negative_is_refused(one: Envelope, by: float) -> None:
    with pytest.raises(ValueError, match=r"negative|finite"):
        one * by


def test_width_in_words_and_numbers() -> None:
    assert Envelope(1, 2, 4).ratio == 4
    assert Envelope(0, 2, 4).ratio is None
    assert Envelope.exact(7).is_exact
    assert not Envelope(1, 1, 2).is_exact
    assert Envelope(1, 2, 4) * Envelope(2, 3, 5) == Envelope(2, 6, 20)
    assert Envelope(10, 20, 30) - Envelope(1, 2, 4) == Envelope(6, 18, 29)
