"""Pixels as deck.gl draws them."""

from __future__ import annotations

import pytest

from bordertrade.maps.mercator import pixels


def test_the_world_is_512_pixels_wide_at_zoom_0() -> None:
    assert pixels(180, 0, 0)[0] - pixels(-180, 0, 0)[0] == 512


def test_the_square_world_ends_at_85_degrees() -> None:
    assert pixels(0, 85.051129, 0)[1] == pytest.approx(-256, abs=1e-4)


def test_a_zoom_level_doubles() -> None:
    assert pixels(10, 20, 5) == pytest.approx([2 * each for each in pixels(10, 20, 4)])
