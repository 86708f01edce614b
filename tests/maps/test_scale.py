"""Areas that mean dollars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.maps.points import MapPoint
from bordertrade.maps.scale import LARGEST_RADIUS, Scale, legend, scale

amounts = st.floats(1, 1e10)


@given(amounts, amounts)
def test_area_is_proportional_to_the_amount(a: float, b: float) -> None:
    measure = Scale(1e10)
    assert measure.radius(a) ** 2 * b == pytest.approx(measure.radius(b) ** 2 * a)


def test_the_largest_bound_fills_the_largest_circle(points: list[MapPoint]) -> None:
    measure = scale(points)
    assert measure.largest == 520e6
    assert measure.radius(520e6) == LARGEST_RADIUS


def test_the_legend_has_round_amounts_on_the_same_scale(points: list[MapPoint]) -> None:
    assert [entry.value for entry in legend(points)] == [500e6, 100e6, 20e6]
    assert all(entry.radius == scale(points).radius(entry.value) for entry in legend(points))


def test_without_amounts_there_is_no_legend() -> None:
    assert legend([]) == ()
    assert Scale(0).radius(5) == 0
