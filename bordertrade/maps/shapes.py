"""The geography files of the data package, read once and made light for the browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from bordertrade.maps.geometry import Line, light_line

Properties = dict[str, Any]
Feature = dict[str, Any]
Test = Callable[[Properties], bool]

_NEEDED_VERTICES = {"ring": 4, "line": 2}


@lru_cache(maxsize=32)
def features(folder: Path, name: str) -> tuple[Feature, ...]:
    """The features of ``<name>.geojson``. Shared: do not write to them."""
    collection = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))
    return tuple(collection["features"])


def everything(properties: Properties) -> bool:
    return True


def polygons(folder: Path, name: str, test: Test = everything) -> Iterator[list[Line]]:
    """Polygons as lists of rings (outer ring first) of (lon, lat), as the file has them."""
    for feature in features(folder, name):
        if test(feature["properties"]):
            geometry = feature["geometry"]
            several = geometry["type"] == "MultiPolygon"
            yield from geometry["coordinates"] if several else [geometry["coordinates"]]


def lines(folder: Path, name: str, test: Test = everything) -> Iterator[Line]:
    """Lines of (lon, lat), as the file has them."""
    for feature in features(folder, name):
        if test(feature["properties"]):
            geometry = feature["geometry"]
            several = geometry["type"] == "MultiLineString"
            yield from geometry["coordinates"] if several else [geometry["coordinates"]]


def light_area(folder: Path, name: str, test: Test = everything) -> Feature:
    """All polygons of a file as one MultiPolygon without properties: the least to send."""
    thinned = ([light_line(ring) for ring in rings] for rings in polygons(folder, name, test))
    kept = ([ring for ring in rings if len(ring) >= _NEEDED_VERTICES["ring"]] for rings in thinned)
    return _feature("MultiPolygon", [rings for rings in kept if rings])


def light_lines(folder: Path, name: str, test: Test = everything) -> Feature:
    """All lines of a file as one MultiLineString without properties."""
    thinned = (light_line(line) for line in lines(folder, name, test))
    kept = [line for line in thinned if len(line) >= _NEEDED_VERTICES["line"]]
    return _feature("MultiLineString", kept)


def _feature(kind: str, coordinates: list[Any]) -> Feature:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {}, "geometry": geometry}
