"""The numbers of a view for machines: rows with codes, and what must travel with them.

Everything starts from the results that the charts draw, so a row holds the number of the picture.
"""

from bordertrade.sharing.series.answer import Answer, Cell, Column, Told, frame_of
from bordertrade.sharing.series.charts import chart_answer
from bordertrade.sharing.series.markets import SERIES_COLUMNS, series_answer
from bordertrade.sharing.series.mirror import MIRROR_COLUMNS, mirror_answer
from bordertrade.sharing.series.record import (
    VERSION_COLUMNS,
    record_rows,
    revision_rows,
    table_facts,
)
from bordertrade.sharing.series.target import TARGET_COLUMNS, target_answer

__all__ = [
    "MIRROR_COLUMNS",
    "SERIES_COLUMNS",
    "TARGET_COLUMNS",
    "VERSION_COLUMNS",
    "Answer",
    "Cell",
    "Column",
    "Told",
    "chart_answer",
    "frame_of",
    "mirror_answer",
    "record_rows",
    "revision_rows",
    "series_answer",
    "table_facts",
    "target_answer",
]
