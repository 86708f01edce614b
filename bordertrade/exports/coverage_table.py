"""The rows behind the coverage calendars: each stretch of months in one state."""

from __future__ import annotations

import pandas as pd

from bordertrade.measures.coverage import STATES, Coverage
from bordertrade.words import _, dates, labels


def coverage_table(result: Coverage) -> pd.DataFrame:
    """One row for each market, channel, direction and run of months, in order of time."""
    rows = [
        {
            _("Market"): labels.market(series.market),
            _("Channel"): labels.channel(series.channel),
            _("Direction"): labels.direction(series.direction),
            _("State"): labels.of(labels.STATES, stretch.state),
            _("From"): dates.month(stretch.start),
            _("To"): dates.month(stretch.end),
            _("Months"): stretch.months,
        }
        for series in result.series
        for stretch in sorted(
            (each for state in STATES for each in result.stretches(series, state)),
            key=lambda each: each.start,
        )
    ]
    return pd.DataFrame(rows)
