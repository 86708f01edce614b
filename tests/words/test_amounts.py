"""Amounts in rupees, rials and tomans: units with every number, both ends of every range."""

from __future__ import annotations

import math

import pytest

from bordertrade.envelope import Envelope
from bordertrade.money import MoneyBasis
from bordertrade.words import money, numbers

PKR, RIALS, TOMAN = MoneyBasis.PKR, MoneyBasis.IRR_OPEN, MoneyBasis.TOMAN


@pytest.mark.parametrize(
    ("value", "basis", "text"),
    [
        (130.0e9, PKR, "Rs130 bn"),
        (163.5e9, PKR, "Rs163.5 bn"),
        (5.2e13, RIALS, "52 tn rials"),
        (5.2e12, TOMAN, "5.2 tn toman"),
        (0, TOMAN, "0 toman"),
        (-7e9, PKR, "−Rs7 bn"),
        (1.222e9, MoneyBasis.USD, "US$1.222 bn"),
        (None, RIALS, "–"),
        (math.nan, PKR, "–"),
    ],
)
def test_amounts(value: float | None, basis: MoneyBasis, text: str) -> None:
    assert money.amount(value, basis).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("ends", "basis", "text"),
    [
        ((95e9, 120e9, 180e9), PKR, "Rs95–180 bn"),
        ((1.1e12, 5e12, 2.1e13), TOMAN, "1.1–21 tn toman"),
        ((4e8, 5e12, 2.1e13), RIALS, "400 m to 21 tn rials"),
        ((0, 1e9, 7e11), RIALS, "0–700 bn rials"),
        ((130e9, 130e9, 130e9), PKR, "Rs130 bn"),
        ((129e9, 130e9, 131e9), PKR, "Rs130 bn"),
        ((5.19e12, 5.2e12, 5.21e12), TOMAN, "5.2 tn toman"),
        ((-2e9, -1e9, 3e8), PKR, "−Rs2 bn to Rs300 m"),
    ],
)
def test_ranges(ends: tuple[float, float, float], basis: MoneyBasis, text: str) -> None:
    assert money.amount_range(Envelope(*ends), basis).replace("\u00a0", " ") == text


def test_dollars_are_said_as_everywhere() -> None:
    value = Envelope(0.8e9, 1.8e9, 2.9e9)
    assert money.amount_range(value, MoneyBasis.USD) == numbers.usd_range(value)
    assert money.amount_range(None, PKR) == numbers.MISSING


def test_rates_that_differ_have_names_that_differ() -> None:
    assert len({money.name(each) for each in MoneyBasis}) == len(MoneyBasis)
    assert set(money.CHOICES) == set(MoneyBasis)
