"""The months of electricity behind the picture."""

from __future__ import annotations

import pandas as pd

from bordertrade.tables import coded
from bordertrade.topics.electricity.measure import Delivery, Electricity
from bordertrade.words import _


def electricity_table(result: Electricity) -> pd.DataFrame:
    """One row for each month and line, the newest first; an empty cell where no rupees are known."""
    return pd.DataFrame([_row(each) for each in reversed(result.deliveries)])


def _row(each: Delivery) -> dict[str, object]:
    return {
        **coded.period(each.period),
        _("Line"): each.line,
        _("Energy (GWh)"): each.energy_gwh,
        _("Cost (Rs)"): each.cost_pkr,
        **coded.status(str(each.obs_status)),
        **coded.evidence(each.evidence),
        _("Source"): coded.JOINER.join(each.sources),
    }
