"""The model of what nobody published: monthly ranges for the three markets.

It writes ``data/modelled_trade.csv`` from cited anchors and nothing else: no clock, no chance,
sorted rows, whole US$. The method is told in ``docs/methods.md``.
"""

from bordertrade.baseline.anchors import judged_anchors
from bordertrade.baseline.table import modelled_rows, write_baseline

__all__ = ["judged_anchors", "modelled_rows", "write_baseline"]
