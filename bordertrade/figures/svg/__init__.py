"""Drawings without a chart library in the reader's browser: inline SVG, no script."""

from bordertrade.figures.svg.picture import natural_height, svg
from bordertrade.figures.svg.spark import spark

__all__ = ["natural_height", "spark", "svg"]
