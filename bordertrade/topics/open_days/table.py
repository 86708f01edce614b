"""The rows behind the chart of trade by the open day."""

from __future__ import annotations

import pandas as pd

from bordertrade.tables import coded
from bordertrade.tables.amounts import whole
from bordertrade.topics.open_days.measure import BEFORE, Line, OpenDaysResult, PerDay
from bordertrade.words import _, labels


def open_days_table(result: OpenDaysResult) -> pd.DataFrame:
    """One row for each line and period, newest last; "closed" where no day was open."""
    return pd.DataFrame([_open_days(line, cell) for line in result.lines for cell in line.cells])


def _open_days(line: Line, cell: PerDay) -> dict[str, object]:
    day = cell.per_day_usd
    known = None if cell.state == BEFORE else cell.open_days.days
    open_day = cell.per_open_day_usd
    value = cell.value_usd
    where = labels.market(line.market) if line.market else _("Whole border")
    return {
        **coded.pair("market_code", line.market, _("Where"), where),
        **coded.channel(line.channel),
        **coded.direction(line.direction),
        **coded.book(line.reporter),
        **coded.period(cell.period),
        **coded.pair(
            "openness_code", cell.state, _("State"), labels.of(labels.OPENNESS, cell.state)
        ),
        _("Days"): cell.days,
        _("Open days, fewest"): known.low if known else None,
        _("Open days, central"): known.central if known else None,
        _("Open days, most"): known.high if known else None,
        _("Value, low (US$)"): whole(value.low if value else None),
        _("Value, central (US$)"): whole(value.central if value else None),
        _("Value, high (US$)"): whole(value.high if value else None),
        _("US$ a calendar day"): whole(day.central if day else None),
        _("US$ an open day, low"): whole(cell.at_least_usd),
        _("US$ an open day, central"): whole(open_day.central if open_day else None),
        _("US$ an open day, high"): whole(open_day.high if open_day else None),
    }
