"""The rows behind totals of published national figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bordertrade.dataset.lineage import FILE
from bordertrade.dataset.lineage import LINE as FILE_LINE
from bordertrade.measures.book_level import Level
from bordertrade.measures.observation import Observation
from bordertrade.measures.rows_behind.behind import (
    NAMES,
    PART,
    VALUES,
    RowsBehind,
    finding,
    plain,
)
from bordertrade.money import MoneyBasis

Named = Mapping[str, str]


def behind_levels(levels: Iterable[Level]) -> RowsBehind:
    """The rows of each level: the directions that its book publishes for that period."""
    return behind_figures(
        ({"period": each.period.text, "reporter": str(each.reporter)}, each.parts)
        for each in levels
    )


def behind_observations(figures: Iterable[Observation]) -> RowsBehind:
    """The row of each published figure by itself."""
    return behind_figures((_name(each), (each,)) for each in figures)


def _name(figure: Observation) -> Named:
    return {
        "period": figure.period.text,
        "reporter": figure.reporter,
        "direction": str(figure.direction),
    }


def behind_figures(groups: Iterable[tuple[Named, tuple[Observation, ...]]]) -> RowsBehind:
    """The rows of sums of published figures: each group is a name (``NAMES``) and its figures."""
    named = list(groups)
    return behind_dollars(
        [(name, sum(each.value_usd for each in own)) for name, own in named],
        [_figure(number, o) for number, (_, own) in enumerate(named) for o in own],
    )


def behind_dollars(
    named: Sequence[tuple[Named, float]], rows: Iterable[Mapping[str, Any]]
) -> RowsBehind:
    """Totals in US$, each a name and a value, and all their rows, made already."""
    totals = [
        {**dict.fromkeys(NAMES, ""), **name, **dict.fromkeys(VALUES, value)}
        for name, value in named
    ]
    frame = pd.DataFrame(totals, columns=[*NAMES, *VALUES])
    made = plain(pd.DataFrame(rows).to_dict("series"))  # type: ignore[arg-type]
    return RowsBehind(frame, str(MoneyBasis.USD), finding(made))


def _figure(number: int, figure: Observation) -> dict[str, Any]:
    return {
        **dollar_row(number, "bilateral_trade", figure.file, figure.line, figure.value_usd),
        **_name(figure),
        "obs_status": str(figure.obs_status),
        "evidence": str(figure.evidence),
        "source": figure.sources[0] if figure.sources else "",
    }


def dollar_row(number: int, table: str, file: str, line: int, value_usd: float) -> dict[str, Any]:
    """A row that adds what is written in it in US$."""
    return {
        "total": number,
        "role": PART,
        "table": table,
        FILE: file,
        FILE_LINE: line,
        "written": value_usd,
        "unit": "USD",
        **dict.fromkeys(VALUES, value_usd),
    }
