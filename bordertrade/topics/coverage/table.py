"""The rows behind the coverage calendars: each stretch of months in one state."""

from __future__ import annotations

import pandas as pd

from bordertrade.tables import coded
from bordertrade.topics.coverage.measure.months import STATES, Coverage
from bordertrade.words import _, labels


def coverage_table(result: Coverage) -> pd.DataFrame:
    """One row for each market, channel, direction and run of months, in order of time."""
    rows = [
        {
            **coded.market(series.market),
            **coded.channel(series.channel),
            **coded.direction(series.direction),
            **coded.pair(
                "state_code", stretch.state, _("State"), labels.of(labels.STATES, stretch.state)
            ),
            **coded.month("from_period_code", _("From"), stretch.start),
            **coded.month("to_period_code", _("To"), stretch.end),
            _("Months"): stretch.months,
        }
        for series in result.series
        for stretch in sorted(
            (each for state in STATES for each in result.stretches(series, state)),
            key=lambda each: each.start,
        )
    ]
    return pd.DataFrame(rows)
