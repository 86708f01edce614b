"""The fonts that pictures and prints are made with, and how much room a text takes in them.

A bare server has no fonts: these are shipped (Noto, SIL Open Font License).
"""

from bordertrade.typography.files import ARABIC, BOLD, FAMILY, FILES, REGULAR, SIGNS
from bordertrade.typography.measure import shortened, width, wrapped

__all__ = ["ARABIC", "BOLD", "FAMILY", "FILES", "REGULAR", "SIGNS", "shortened", "width", "wrapped"]
