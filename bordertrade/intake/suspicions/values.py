"""Values that are out of all proportion to what the same cell held before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.matching import row_codes, same_places
from bordertrade.dataset.rows import numbered
from bordertrade.intake.suspicions.bounds import believed
from bordertrade.intake.suspicions.given import AMOUNT, START, UNIT, Given
from bordertrade.money import Currency
from bordertrade.problems import Problem

#: A slip of a thousand shows as a few hundred to a few thousand times a history that varies.
_FAR = 300.0
#: The same for a slip of ten, where the history itself is steadier than that.
_TEN_LOW, _TEN_HIGH, _STEADY = 6.0, 16.0, 5.0
_RIALS = (Currency.IRR, Currency.IRT)
#: How many neighbours in time make a history, at least and at most.
_FEWEST, _NEAREST = 3, 25
_FEWEST_OWN = 5

_ZEROS = 3
_PRICE_FAR, _PRICE_SCORE, _PRICE_ENOUGH = 10.0, 3.5, 5
_NORMAL = 0.6745  # as in measures.unit_values: Iglewicz and Hoaglin, 1993


def far_from_history(given: Given) -> Iterator[Problem]:
    """A value some 1,000 times its history, or a thousandth of it."""
    times = _times(given)
    far = times[(times >= _FAR) | (times <= 1 / _FAR)]
    yield from _told(given, "value_far_from_history", far)


def rial_or_toman(given: Given) -> Iterator[Problem]:
    """Rials that are ten times, or a tenth of, what the same cell held: tomans, or the reverse."""
    if "currency" not in given.table or not given.line:
        return
    rials = given.fresh["currency"].isin(list(_RIALS))
    if not rials.any():
        return
    times = _times(given)
    rials &= _is_steady(given)
    ten = times.between(_TEN_LOW, _TEN_HIGH) | times.between(1 / _TEN_HIGH, 1 / _TEN_LOW)
    yield from _told(given, "rial_or_toman", times[rials & ten])


def _told(given: Given, code: str, times: pd.Series[float]) -> Iterator[Problem]:
    values = given.fresh[given.value].reindex(times.index) if len(times) else times
    found = zip(times.index.tolist(), values.tolist(), times.tolist(), strict=True)
    findings = [
        (line, figure(value), {"times": _factor(ratio), "typical": figure(value / ratio, 4)})
        for line, value, ratio in found
    ]
    yield from given.told(code, given.value, findings)


def figure(number: float, digits: int = 10) -> str:
    """With separators and never as a power of ten, whatever its size."""
    return f"{Decimal(f'{number:.{digits}g}'):,f}"


def _factor(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 1 else f"1/{1 / ratio:,.0f}"


def _times(given: Given) -> pd.Series[float]:
    """Each fresh amount over what its cell, else its line, held; only where both are known."""
    if not given.line or given.fresh.empty:
        return pd.Series(dtype=float)
    usual = _own_before(given).fillna(_history(given)["median"])
    times = given.fresh[AMOUNT].where(lambda amount: amount > 0) / usual
    return times.reindex(given.fresh.index)


def _own_before(given: Given) -> pd.Series[float]:
    """What the very cell held before; NaN for a new one."""
    old, new = same_places(given.known, given.fresh, list(key_columns(given.table)))
    own = np.full(len(given.fresh), np.nan)
    amounts = believed(given, given.known).to_numpy()[old]
    same_unit = given.known[UNIT].to_numpy()[old] == given.fresh[UNIT].to_numpy()[new]
    own[new] = np.where(same_unit & (amounts > 0), amounts, np.nan)
    return pd.Series(own, index=given.fresh.index)


def has_history(given: Given) -> pd.Series[bool]:
    """Whether the record knows enough of each fresh row's line, or of its very cell."""
    if not given.line:
        return pd.Series(False, index=given.fresh.index)
    known = given.known_of(given.line)
    codes = row_codes(known, given.fresh, [*given.line, UNIT])
    is_known = believed(given, known).gt(0).to_numpy()
    count = np.bincount(codes[: len(known)][is_known], minlength=codes.max(initial=0) + 1)
    enough = count[codes[len(known) :]] >= _FEWEST
    return pd.Series(enough, index=given.fresh.index) | _own_before(given).notna()


def _is_steady(given: Given) -> pd.Series[bool]:
    """Where a factor of ten means something: the cell was there, or its history varies by less."""
    history = _history(given)
    return _own_before(given).notna() | (history["max"] <= _STEADY * history["min"])


def _history(given: Given) -> pd.DataFrame:
    """Median, least and most of the nearest known amounts of each fresh row's line.

    A line without history is held against the other rows of the file.
    """
    columns = [*given.line, UNIT, START, AMOUNT]
    before = given.known_of(given.line)
    before = before.assign(**{AMOUNT: believed(given, before)})
    both = pd.concat([before[columns], given.fresh[columns]], ignore_index=True)
    line = numbered(both, [*given.line, UNIT])[0]
    amount = both[AMOUNT].where(both[AMOUNT] > 0)
    is_known = np.arange(len(both)) < len(before)
    order = np.lexsort((both[START].to_numpy(), line))
    by_line = pd.Series(line[order])
    known = _rolled(amount.where(is_known).iloc[order].reset_index(drop=True), by_line, _FEWEST)
    own = _rolled(amount.iloc[order].reset_index(drop=True), by_line, _FEWEST_OWN)
    found = known.where(known["median"].notna(), own)
    found.index = pd.Index(order)
    fresh: pd.DataFrame = found.sort_index().iloc[len(before) :]
    return fresh.set_axis(given.fresh.index)


def _rolled(amount: pd.Series[float], line: pd.Series[int], fewest: int) -> pd.DataFrame:
    """Nothing is known of lines with fewer amounts; they are left out, for there may be as many
    of them as there are rows, and a window for each takes its time.
    """
    every, is_known = amount.index, amount.notna().groupby(line).transform("sum") >= fewest
    if not is_known.any():
        return pd.DataFrame(np.nan, every, ["median", "min", "max"])
    amount, line = amount[is_known], line[is_known]
    near = amount.groupby(line).rolling(_NEAREST, center=True, min_periods=fewest)
    found = pd.DataFrame({name: getattr(near, name)() for name in ("median", "min", "max")})
    filled: pd.DataFrame = found.groupby(level=0).ffill()
    filled = filled.groupby(level=0).bfill()
    return filled.droplevel(0).reindex(every)


def zero_run(given: Given) -> Iterator[Problem]:
    """Zeros in a row in a line that trades otherwise: unknown is an empty cell, not 0."""
    if not given.line or given.fresh.empty:
        return
    columns = [*given.line, START, given.value]
    before = given.known_of(given.line)
    both = pd.concat([before[columns], given.fresh[columns]], ignore_index=True)
    line = numbered(both, given.line)[0]
    fresh = np.arange(len(both)) >= len(before)
    zero = both[given.value].eq(0).to_numpy() & fresh
    trades = pd.Series(both[given.value].gt(0)).groupby(line).transform("any").to_numpy()
    order = np.lexsort((both[START].to_numpy(), line))
    first, length = _runs((zero & trades)[order], line[order])
    long = length >= _ZEROS
    lines = given.fresh.index[order[first[long]] - len(before)].tolist()
    pairs = zip(lines, length[long].tolist(), strict=True)
    yield from given.told(
        "zero_run", given.value, [(at, "0", {"zeros": str(n)}) for at, n in pairs]
    )


def _runs(flags: NDArray[Any], line: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where runs of True within one line begin, and how long they are."""
    change = np.flatnonzero((np.diff(flags.astype(int)) != 0) | (np.diff(line) != 0)) + 1
    starts = np.concatenate([[0], change]) if len(flags) else change
    lengths = np.diff(np.concatenate([starts, [len(flags)]]))
    is_true = flags[starts].astype(bool)
    return starts[is_true], lengths[is_true]


def unit_value(given: Given) -> Iterator[Problem]:
    """A price of a tonne, litre or piece that no other row of the same goods comes near."""
    goods = [n for n in ("hs_code", "code", "commodity") if n in given.table]
    if not goods or "quantity" not in given.table or given.fresh.empty:
        return
    by = [*goods, "direction", "unit", UNIT]
    known, fresh = (_priced(rows) for rows in (given.known_of(goods), given.fresh))
    both = pd.concat([known, fresh], ignore_index=True)
    group = pd.Series(numbered(both, by)[0])
    price = np.log(both["price"])
    usual = price.groupby(group).transform("median")
    spread = (price - usual).abs().groupby(group).transform("median")
    count = price.groupby(group).transform("count")
    distance = (price - usual).abs()
    scored = (count >= _PRICE_ENOUGH) & (spread > 0)
    odd = np.where(
        scored,
        (_NORMAL * distance / spread.where(spread > 0, 1) > _PRICE_SCORE) & (distance > np.log(2)),
        (count > 2) & (distance > np.log(_PRICE_FAR)),
    )[len(known) :]
    typical = np.exp(usual.to_numpy()[len(known) :])[odd].tolist()
    rows = fresh[odd]
    findings = [
        (line, figure(price, 4), {"typical": figure(common, 4), "unit": unit})
        for line, price, unit, common in zip(
            rows.index.tolist(), rows["price"].tolist(), rows["unit"].tolist(), typical, strict=True
        )
    ]
    yield from given.told("unit_value_far", "quantity", findings)


def _priced(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a price: the amount of the whole period for one unit."""
    days = (rows["end"] - rows[START]).dt.days + 1
    priced = rows.assign(price=rows[AMOUNT] * days / rows["quantity"].where(rows["quantity"] > 0))
    kept: pd.DataFrame = priced[priced["price"] > 0]
    return kept
