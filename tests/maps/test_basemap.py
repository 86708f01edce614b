"""The layers beneath: shared, light, and in both schemes."""

from __future__ import annotations

from pathlib import Path

from bordertrade.maps.basemap import CREDIT, basemap
from bordertrade.palette import Scheme


def test_the_basemap_is_built_once(geo: Path) -> None:
    first, second = basemap(geo, Scheme.LIGHT), basemap(geo, Scheme.LIGHT)
    assert all(a is b for a, b in zip(first, second, strict=True))


def test_schemes_differ(geo: Path) -> None:
    light, dark = (basemap(geo, scheme)[0].to_json() for scheme in Scheme)
    assert light != dark


def test_fills_name_their_colour_where_streamlit_does_not_dim_it(geo: Path) -> None:
    assert not [each.id for each in basemap(geo, Scheme.LIGHT) if hasattr(each, "get_fill_color")]


def test_the_credit_names_all_sources() -> None:
    for source in ("Natural Earth", "GeoNames (CC BY 4.0)", "© OpenStreetMap contributors"):
        assert source in CREDIT
