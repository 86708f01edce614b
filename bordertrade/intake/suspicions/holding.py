"""Figures that hold others of the record: a code beside one that it contains, a year beside its months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.matching import row_codes, same_places
from bordertrade.dataset.rows import numbered
from bordertrade.intake import wholes
from bordertrade.intake.listing import listed
from bordertrade.intake.suspicions.given import END, START, Given
from bordertrade.intake.suspicions.values import figure
from bordertrade.problems import Problem
from bordertrade.vocabulary import ABSENT

Mask = NDArray[np.bool_]
#: The longest month, and the longest quarter, in days: what is longer holds such.
_SHORT = (31, 92)
#: So many of the codes that another holds are named.
_NAMED = 6
#: Days of a span that does not fit a year: keys of lines and days are joined with it.
_FAR = 10_000_000


def code_in_code(given: Given) -> Iterator[Problem]:
    """A kind of goods beside another that holds it (27 and 2711), of which the record has the one
    and the file the other: both would be added. Those of one file are asked about in its check."""
    code, amount = wholes.code_of(given.table), wholes.amount_of(given.table)
    if not wholes.columns_of(given.table) or given.fresh.empty:
        return
    rows, lines = _beside(given, [code, "commodity", "source"])
    if rows.empty:
        return
    found = wholes.nested_pairs(given.table, rows)
    is_fresh, codes = lines >= 0, rows[code].astype("str").to_numpy()
    values = rows[amount].to_numpy(dtype="float64", na_value=np.nan)
    money = rows["currency"].astype("str").to_numpy() if "currency" in rows else None
    findings = []
    for whole, parts in found:
        among = np.concatenate([whole, parts])
        if is_fresh[among].all() or not is_fresh[among].any():
            continue
        line = int(lines[among][is_fresh[among]].min())
        details = {
            "whole": codes[whole[0]],
            "parts": listed(list(dict.fromkeys(codes[parts].tolist())), _NAMED),
            "whole_sum": figure(float(np.nansum(values[whole]))),
            "parts_sum": figure(float(np.nansum(values[parts]))),
            "money": money[whole[0]] if money is not None else "US$",
        }
        own = codes[among][lines[among] == line][0]
        findings.append((line, str(own), details))
    yield from given.told("code_in_code", code, findings)


def period_in_period(given: Given) -> Iterator[Problem]:
    """A year or a quarter beside its months, of the same goods, market, book and direction: in the
    file, or one of them in the record. Totals count the longer one alone."""
    if not given.value or given.when != "period" or given.fresh.empty:
        return
    if given.value in ("lcu_per_usd", "price"):
        return
    rows, lines = _beside(given, ["period", "source"])
    if rows.empty:
        return
    line, _places = numbered(rows, _of_line(given, ["period", "source"]))
    values = rows[given.value].to_numpy(dtype="float64", na_value=np.nan)
    start, end = (
        rows[name].to_numpy(dtype="datetime64[D]").astype(np.int64) for name in (START, END)
    )
    findings: list[Any] = []
    done = np.zeros(len(rows), dtype=bool)
    for longest in _SHORT:
        short = end - start < longest
        for whole, parts in _held(line, start, end, short, ~short & ~done):
            among = np.concatenate([[whole], parts])
            if (lines[among] < 0).all():
                continue
            done[whole] = True
            told = {
                "count": str(len(parts)),
                "whole_sum": figure(float(values[whole])),
                "parts_sum": figure(float(np.nansum(values[parts]))),
                "period": str(rows["period"].iloc[whole]),
                "first": str(rows["period"].iloc[parts[0]]),
                "last": str(rows["period"].iloc[parts[-1]]),
            }
            at = lines[among][lines[among] >= 0].min()
            findings.append((int(at), told["period"], told))
    yield from given.told("period_in_period", "period", findings)


def _of_line(given: Given, without: list[str]) -> list[str]:
    """What tells one cell from the next, but for some columns; and the money."""
    money = ["currency"] if "currency" in given.table else []
    keys = [name for name in key_columns(given.table) if name not in without]
    return list(dict.fromkeys([*keys, *money]))


def _beside(given: Given, without: list[str]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """The rows with values, afterwards, that share a cell with any fresh one; and the line of each
    that is fresh (-1: it was there)."""
    after = given.after[given.table.name]
    of_line = _of_line(given, without)
    codes = row_codes(after, given.fresh, of_line)
    near = np.isin(codes[: len(after)], codes[len(after) :])
    amount = given.value or wholes.amount_of(given.table)
    near &= after[amount].notna().to_numpy()
    if "obs_status" in after:
        near &= ~after["obs_status"].isin(list(ABSENT)).to_numpy()
    rows = given.measured(after[near])
    lines = np.full(len(rows), -1, dtype=np.int64)
    own, fresh = same_places(rows, given.fresh, list(given.before.columns))
    lines[own] = given.fresh.index.to_numpy()[fresh]
    return rows.reset_index(drop=True), lines


def _held(
    line: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    short: Mask,
    long: Mask,
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each long row with the short ones of its line that lie within it."""
    at = np.flatnonzero(short)
    at = at[np.lexsort((start[at], line[at]))]
    keys = line[at].astype(np.int64) * _FAR + start[at]
    for whole in np.flatnonzero(long & np.isin(line, line[at])).tolist():
        base = int(line[whole]) * _FAR
        first, last = np.searchsorted(keys, [base + start[whole], base + end[whole] + 1])
        parts = at[first:last]
        parts = parts[end[parts] <= end[whole]]
        if len(parts):
            yield whole, parts
