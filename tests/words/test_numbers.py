"""Numbers for people: units with every number, both ends of every range, no false precision."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.envelope import Envelope
from bordertrade.words import numbers

NBSP = "\u00a0"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_222_000_000, "US$1.222 bn"),
        (10_000_000_000, "US$10 bn"),
        (773_800_000, "US$773.8 m"),
        (999_960_000, "US$1 bn"),
        (83_200_000, "US$83.2 m"),
        (490_000, "US$490 thousand"),
        (10_000, "US$10 thousand"),
        (999, "US$999"),
        (0, "US$0"),
        (-0.0, "US$0"),
        (0.65, "US$0.65"),
        (-1_717_000_000, "−US$1.717 bn"),
        (None, "–"),
        (math.nan, "–"),
    ],
)
def test_dollars(value: float | None, text: str) -> None:
    assert plain(numbers.usd(value)) == text


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((0.8e9, 1.8e9, 2.9e9), "US$0.8–2.9 bn"),
        ((464e6, 532e6, 635e6), "US$460–640 m"),
        ((0, 5e6, 9.1e6), "US$0–9.1 m"),
        ((2e6, 5e6, 2.9e9), "US$2 m to 2.9 bn"),
        ((95e6, 5e8, 1.2e9), "US$95 m to 1.2 bn"),
        ((0.12e9, 0.5e9, 0.998e9), "US$0.12–1 bn"),
        ((12e6, 500e6, 999.6e6), "US$12 m to 1 bn"),
        ((1, 2, 3), "US$1–3"),
        ((40e6, 40e6, 40e6), "US$40 m"),
        ((138e6, 140e6, 141e6), "US$140 m"),
        ((5.19e12, 5.2e12, 5.21e12), "US$5.2 tn"),
        ((-1.01e9, -1e9, -0.996e9), "−US$1 bn"),
        ((139e6, 145e6, 146e6), "US$140–150 m"),
        ((-2e9, -1e9, -5e8), "−US$2 bn to −US$500 m"),
        ((-2e9, -1e9, 3e8), "−US$2 bn to US$300 m"),
    ],
)
def test_ranges_say_both_ends(ends: tuple[float, float, float], text: str) -> None:
    assert plain(numbers.usd_range(Envelope(*ends))) == text


SIZES = {"bn": 1e9, "m": 1e6, "thousand": 1e3, "": 1.0}


def read_back(text: str, unit: str) -> float:
    """What a reader takes a figure to be; its own unit, else that of the other end."""
    found = re.fullmatch(r"([\d,.]+) ?(bn|m|thousand|)", text)
    assert found, text
    return float(found[1].replace(",", "")) * SIZES[found[2] or unit]


@given(st.tuples(st.integers(0, 9 * 10**11), st.integers(0, 9 * 10**11)).map(sorted))
def test_a_range_reads_back_as_its_ends(ends: list[int]) -> None:
    low, high = ends
    text = plain(numbers.usd_range(Envelope(low, (low + high) / 2, high)))
    parts = re.fullmatch(r"US\$(.+?)(–| to )(.+)", text)
    if not parts:
        assert read_back(text.removeprefix("US$"), "") == pytest.approx(low, rel=0.051, abs=0.1)
        return
    unit = (re.search("bn|m|thousand", parts[3]) or [""])[0] if parts[2] == "–" else ""
    assert read_back(parts[3], "") == pytest.approx(high, rel=0.051, abs=1e-9)
    assert read_back(parts[1], unit) == pytest.approx(low, rel=0.051, abs=max(1e-9, high / 1000))


@given(st.floats(-1e13, 1e13).filter(lambda v: v == 0 or abs(v) > 1e-9), st.integers(1, 5))
def test_significant_figures(value: float, figures: int) -> None:
    found = numbers.significant(value, figures)
    assert found == pytest.approx(value, rel=0.5 * 10 ** (1 - figures) * 1.0001)
    assert len(f"{abs(found):.12e}".split("e")[0].replace(".", "").rstrip("0")) <= figures


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (0.29, 0, "29 %"),
        (0.337, 1, "33.7 %"),
        (0, 0, "0 %"),
        (-0.001, 0, "0 %"),
        (12.5, 0, "1,250 %"),
    ],
)
def test_shares(share: float, digits: int, text: str) -> None:
    assert plain(numbers.percent(share, digits)) == text


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    assert " " not in numbers.percent(0.29)
    assert " " not in numbers.usd(1e9)


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((2, 3, 5), "high is 2.5 times low"),
        ((1, 3, 16.2), "high is 16 times low"),
        ((0, 3, 5), "unbounded below"),
    ],
)
def test_how_wide_a_range_is(ends: tuple[float, float, float], text: str) -> None:
    assert numbers.width(Envelope(*ends)) == text


@pytest.mark.parametrize(
    ("months", "text"), [(0, "0 months old"), (1, "1 month old"), (17, "17 months old")]
)
def test_ages(months: int, text: str) -> None:
    assert numbers.age(months) == text
