"""Colours: each role on both pages, told apart from the page and from each other."""

import re
from itertools import combinations

import pytest

from bordertrade import palette
from bordertrade.palette import Scheme

MARKETS = tuple(palette.market_role(place) for place in range(6))
#: What carries a figure, and must be seen on the page and on a panel (WCAG 1.4.11: 3 to 1).
DATA = (
    *("formal", "informal", "IR_TO_PK", "PK_TO_IR", "PK", "IR"),
    *MARKETS,
    *("three", "target", "modelled", "event"),
    *("rise", "fall", "revenue"),
)
TOGETHER = [
    ("formal", "informal"),
    ("IR_TO_PK", "PK_TO_IR"),
    ("PK", "IR"),
    *combinations(MARKETS, 2),
    ("rise", "fall"),
    ("revenue", "three"),
]


def luminance(colour: str) -> float:
    """Relative luminance by the WCAG formula."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in palette.rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("ground", ["page", "panel"])
@pytest.mark.parametrize("role", ["text", "quiet"])
def test_text_can_be_read(role: str, ground: str, scheme: Scheme) -> None:
    assert contrast(palette.colour(role, scheme), palette.colour(ground, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("ground", ["page", "panel"])
@pytest.mark.parametrize("role", DATA)
def test_figures_stand_out(role: str, ground: str, scheme: Scheme) -> None:
    assert contrast(palette.colour(role, scheme), palette.colour(ground, scheme)) >= 3


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("pair", TOGETHER)
def test_what_meets_in_one_picture_differs(pair: tuple[str, str], scheme: Scheme) -> None:
    one, other = (palette.rgb(palette.colour(role, scheme)) for role in pair)
    assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 100


def test_a_role_that_nobody_named_is_an_error() -> None:
    with pytest.raises(KeyError):
        palette.colour("mauve")
    with pytest.raises(KeyError):
        palette.either("mauve")


def test_markets_take_colours_and_symbols_by_their_place() -> None:
    assert len({palette.market_colour(place) for place in range(6)}) == 6
    assert palette.market_colour(0) == palette.market_colour(6) == palette.colour("first")
    assert palette.market_symbol(0) == palette.market_symbol(7) == "circle"


def test_no_two_of_forty_markets_look_alike() -> None:
    looks = {(palette.market_colour(n), palette.market_symbol(n)) for n in range(40)}
    assert len(looks) == 40


def test_forms_of_one_colour() -> None:
    assert palette.rgb("#0b6e69") == (11, 110, 105)
    assert palette.faded("#0b6e69", 0.25) == "rgba(11,110,105,0.25)"
    assert palette.colour("formal", Scheme.DARK) == "#5cc4b7"
    assert palette.either("formal") == "light-dark(#0b6e69, #5cc4b7)"
    assert all(re.fullmatch(r"#[0-9a-f]{6}", palette.colour(role)) for role in DATA)
