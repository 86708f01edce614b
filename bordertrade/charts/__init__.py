"""The charts, listed once. ``blocks.chart`` shows any of them the same way.

To add a chart: a class in ``chart.py`` of its topic, and its one instance in the list here.
"""

from bordertrade.chart import AnyChart, Chart, Result
from bordertrade.charts.finished import Finished, coded_rows, finished, measured
from bordertrade.topics.books.chart import INTO_IRAN, INTO_PAKISTAN, THREE_CALENDARS
from bordertrade.topics.concentration.chart import CONCENTRATION
from bordertrade.topics.coverage.chart import COVERAGE
from bordertrade.topics.electricity.chart import ELECTRICITY
from bordertrade.topics.formalisation.chart import SHARE, STAKE
from bordertrade.topics.goods.chart import GOODS
from bordertrade.topics.growth.chart import GROWTH_BY_DIRECTION, GROWTH_BY_GOODS
from bordertrade.topics.informal.chart import LOSS, VALUE, VOLUME
from bordertrade.topics.markets.chart import BALANCE, DIRECTIONS, FORMAL, INFORMAL
from bordertrade.topics.open_days.chart import OPEN_DAYS
from bordertrade.topics.scenario.chart import LEVERS, SCENARIO
from bordertrade.topics.target.chart import TARGET
from bordertrade.topics.unit_values.chart import UNIT_VALUES

CHARTS: dict[str, AnyChart] = {
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
    "AnyChart",
    "Chart",
    "Finished",
    "Result",
    "coded_rows",
    "finished",
    "measured",
]
