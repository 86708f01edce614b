"""The rows behind estimates of informal trade: one row each, and what it was multiplied by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from bordertrade.dataset import Dataset
from bordertrade.dataset.lineage import FILE
from bordertrade.dataset.lineage import LINE as FILE_LINE
from bordertrade.measures.estimates import Bounds, Estimate
from bordertrade.measures.fuel import BAND, PRICE, FuelEstimate
from bordertrade.measures.rows_behind.behind import (
    FACTOR,
    NAMES,
    PART,
    VALUES,
    RowsBehind,
    finding,
    plain,
)
from bordertrade.money import MoneyBasis

_Ends = tuple[float | None, float | None, float | None]
_DOLLARS = str(MoneyBasis.USD)
_Row = dict[str, Any]


def behind_estimates(dataset: Dataset, rows: Iterable[Estimate], unit: str) -> RowsBehind:
    """The row of each estimate: ``unit`` is what its chart shows (``litres``, ``pkr``, ``usd``).

    An estimate is one row, brought to a year; a volume in US$ was also multiplied by the assumed
    price, and rupees in US$ by a rate: those rows come as factors.
    """
    totals: list[_Row] = []
    parts: list[_Row] = []
    for each in rows:
        bounds = each.value_usd if unit == _DOLLARS else each.yearly
        if bounds is None:
            continue
        parts += _estimate(dataset, each.id, len(totals), _ends(bounds))
        parts += _factors(dataset, each, len(totals)) if unit == _DOLLARS else []
        totals.append(_total(each.period.text, each.commodity, each.said_by, _ends(bounds)))
    return _behind(totals, parts, unit)


def behind_fuel(dataset: Dataset, fuel: FuelEstimate) -> RowsBehind:
    """The rows of the fuel that the first page and the target count with: volume and price."""
    value = fuel.value_usd
    ends = (value.low, value.central, value.high)
    parts = [*_estimate(dataset, BAND, 0, ends), *_prices(dataset, 0)]
    return _behind([_total(fuel.period.text, "", "", ends)], parts, _DOLLARS)


def _behind(totals: list[_Row], parts: list[_Row], unit: str) -> RowsBehind:
    frame = pd.DataFrame(totals, columns=[*NAMES, *VALUES])
    frame = frame.astype(dict.fromkeys(VALUES, "float64"))
    made = plain(pd.DataFrame(parts).to_dict("series"))  # type: ignore[arg-type]
    return RowsBehind(frame, unit, finding(made))


def _total(period: str, commodity: str, said_by: str, ends: _Ends) -> _Row:
    name = {"period": period, "goods": commodity, "reporter": said_by}
    return {**dict.fromkeys(NAMES, ""), **name, **dict(zip(VALUES, ends, strict=True))}


def _ends(bounds: Bounds) -> _Ends:
    return bounds.low, bounds.central, bounds.high


def _estimate(dataset: Dataset, id_: str, number: int, ends: _Ends) -> Iterator[_Row]:
    for row in _rows(dataset, "informal_estimates", [id_]):
        yield {
            **_place(number, PART, "informal_estimates", row),
            **{name: row[name] for name in ("period", "obs_status", "evidence", "unit")},
            "goods": row["commodity"],
            "written_low": row["low"],
            "written": row["central"],
            "written_high": row["high"],
            **dict(zip(VALUES, ends, strict=True)),
        }


def _factors(dataset: Dataset, estimate: Estimate, number: int) -> Iterator[_Row]:
    if estimate.is_modelled:
        yield from _prices(dataset, number)
    elif estimate.rate is not None:
        used = [rate.id for rate in estimate.rate.rates]
        for row in _rows(dataset, "exchange_rates", used):
            yield {
                **_place(number, FACTOR, "exchange_rates", row),
                "period": row["period"],
                "written": row["lcu_per_usd"],
                "unit": f"{row['currency']}/USD",
            }


def _prices(dataset: Dataset, number: int) -> Iterator[_Row]:
    for row in _rows(dataset, "assumptions", [PRICE]):
        yield {
            **_place(number, FACTOR, "assumptions", row),
            "written_low": row["low"],
            "written": row["value"],
            "written_high": row["high"],
            "unit": row["unit"],
        }


def _rows(dataset: Dataset, table: str, ids: list[str]) -> list[_Row]:
    rows = dataset[table]
    found: list[_Row] = rows[rows["id"].isin(ids)].reset_index().to_dict("records")  # type: ignore[assignment]
    return found


def _place(number: int, role: str, table: str, row: _Row) -> _Row:
    return {
        "total": number,
        "role": role,
        "table": table,
        FILE: row[FILE],
        FILE_LINE: row[FILE_LINE],
        "source": row["source"],
    }
