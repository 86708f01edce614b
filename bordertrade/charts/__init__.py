"""The charts, listed once. ``blocks.chart`` shows any of them the same way.

To add a chart: an entry in the module of its page, and its name in the list here.
"""

from bordertrade.charts.chart import Chart
from bordertrade.charts.coverage import COVERAGE
from bordertrade.charts.electricity import ELECTRICITY
from bordertrade.charts.finished import Finished, coded_rows, finished, measured
from bordertrade.charts.formalisation import SHARE, STAKE
from bordertrade.charts.informal import LOSS, VALUE, VOLUME
from bordertrade.charts.markets import BALANCE, DIRECTIONS, FORMAL, GOODS, INFORMAL
from bordertrade.charts.mirror import INTO_IRAN, INTO_PAKISTAN, THREE_CALENDARS
from bordertrade.charts.observed import (
    CONCENTRATION,
    GROWTH_BY_DIRECTION,
    GROWTH_BY_GOODS,
    OPEN_DAYS,
    UNIT_VALUES,
)
from bordertrade.charts.scenario import LEVERS, SCENARIO
from bordertrade.charts.target import TARGET

CHARTS: dict[str, Chart] = {
    chart.name: chart
    for chart in (
        FORMAL,
        INFORMAL,
        DIRECTIONS,
        BALANCE,
        GOODS,
        ELECTRICITY,
        TARGET,
        INTO_PAKISTAN,
        INTO_IRAN,
        THREE_CALENDARS,
        VOLUME,
        VALUE,
        LOSS,
        SHARE,
        STAKE,
        SCENARIO,
        LEVERS,
        COVERAGE,
        GROWTH_BY_DIRECTION,
        GROWTH_BY_GOODS,
        CONCENTRATION,
        OPEN_DAYS,
        UNIT_VALUES,
    )
}

#: What the link's ``tab`` may name.
CHART_NAMES = tuple(CHARTS)

__all__ = [
    "BALANCE",
    "CHARTS",
    "CHART_NAMES",
    "CONCENTRATION",
    "COVERAGE",
    "DIRECTIONS",
    "ELECTRICITY",
    "FORMAL",
    "GOODS",
    "GROWTH_BY_DIRECTION",
    "GROWTH_BY_GOODS",
    "INFORMAL",
    "INTO_IRAN",
    "INTO_PAKISTAN",
    "LEVERS",
    "LOSS",
    "OPEN_DAYS",
    "SCENARIO",
    "SHARE",
    "STAKE",
    "TARGET",
    "THREE_CALENDARS",
    "UNIT_VALUES",
    "VALUE",
    "VOLUME",
    "Chart",
    "Finished",
    "coded_rows",
    "finished",
    "measured",
]
