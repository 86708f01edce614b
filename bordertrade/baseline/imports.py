"""P(t): Pakistan's imports from Iran by month.

Published months as they are; what is left of a published block is spread over its months by
days. Each block of ``data/import_blocks.csv`` is either a month or such a remainder. Where
published figures allow more than one value a block has a range, and its months have it too.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from bordertrade import calendars
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope


def monthly_imports_usd(blocks: pd.DataFrame) -> dict[str, Envelope]:
    """Month (``YYYY-MM``) -> US$. The months of a block sum to the block."""
    months: dict[str, Envelope] = {}
    for row in rows_of(blocks):
        block, value = calendars.parse(row.period), _value_usd(row)
        for month in calendars.months_of(block):
            months[month.text] = value * (month.days / block.days)
    return dict(sorted(months.items()))


def _value_usd(row: Any) -> Envelope:
    central = float(row.value_usd)
    if pd.isna(row.value_low_usd) or pd.isna(row.value_high_usd):
        return Envelope.exact(central)
    return Envelope(float(row.value_low_usd), central, float(row.value_high_usd))
