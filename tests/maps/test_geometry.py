"""Coordinates made smaller without changing what they show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bordertrade.maps.geometry import (
    Line,
    clipped_ring,
    holds,
    pieces_within,
    simplified,
    snapped,
    within,
    without_repeats,
)

coordinates = st.floats(-50, 50, allow_nan=False).map(lambda value: round(value, 2))
lines = st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=30)
WINDOW = (-10.0, -10.0, 10.0, 10.0)


@given(st.floats(44, 80), st.floats(22, 42))
def test_snapping_moves_little_and_only_once(lon: float, lat: float) -> None:
    point = snapped(lon, lat)
    assert abs(point[0] - lon) <= 0.26
    assert abs(point[1] - lat) <= 0.26


def test_the_border_keeps_a_tenth_of_a_kilometre() -> None:
    assert snapped(61.65649, 25.37951) == (61.656, 25.38)


@given(lines)
def test_simplified_keeps_the_ends(line: Line) -> None:
    thin = simplified(line, 1.0)
    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert set(thin) <= set(line)


@given(lines)
def test_clipped_rings_stay_in_the_window(ring: Line) -> None:
    slack = 1e-9  # a crossing is counted, so its last digit may lie outside
    west, south, east, north = WINDOW
    wider = (west - slack, south - slack, east + slack, north + slack)
    assert all(within(point, wider) for point in clipped_ring(ring, WINDOW))


def test_a_ring_around_the_window_becomes_the_window() -> None:
    around = [(-99.0, -99.0), (99.0, -99.0), (99.0, 99.0), (-99.0, 99.0)]
    corners = {(-10.0, -10.0), (10.0, -10.0), (10.0, 10.0), (-10.0, 10.0)}
    assert set(clipped_ring(around, WINDOW)) == corners


def test_a_line_that_leaves_and_returns_is_two_pieces() -> None:
    line = [(0.0, 0.0), (20.0, 0.0), (30.0, 0.0), (20.0, 1.0), (0.0, 1.0)]
    assert pieces_within(line, WINDOW) == [line[:2], line[3:]]


def test_repeats_are_dropped() -> None:
    assert without_repeats([(1, 1), (1, 1), (2, 2), (1, 1)]) == [(1, 1), (2, 2), (1, 1)]


def test_holds() -> None:
    square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    assert holds(square, 1, 1)
    assert not holds(square, 3, 1)
