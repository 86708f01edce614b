"""P(t): Pakistan's imports from Iran by month.

Published months as they are; what is left of a published block is spread over its months by
days. Each block of ``data/import_blocks.csv`` is either a month or such a remainder.
"""

from __future__ import annotations

import pandas as pd

from bordertrade import calendars


def monthly_imports_usd(blocks: pd.DataFrame) -> dict[str, float]:
    """Month (``YYYY-MM``) -> US$. The months of a block sum to the block."""
    months: dict[str, float] = {}
    for text, value in zip(blocks["period"], blocks["value_usd"], strict=True):
        block = calendars.parse(text)
        for month in calendars.months_of(block):
            months[month.text] = float(value) * month.days / block.days
    return dict(sorted(months.items()))
