"""Unit values: what a tonne or a litre cost in each observed row, to find figures that cannot be.

unit value = US$ / quantity, by goods and direction, within one kind of unit. A row is flagged when
its modified z-score, 0.6745 * (x - median) / MAD on natural logarithms, is beyond 3.5 (Iglewicz &
Hoaglin 1993). With fewer than five observations of the same goods, or where most are equal (MAD
= 0), it is flagged when it is more than ten times from their median: a slip of a unit, not a
price. A row alone has nothing to be compared with. A flag is a question to the source: rows are
never changed or left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import goods_code, rates_of
from bordertrade.dataset.lineage import files, lines
from bordertrade.measures.selection import Selection
from bordertrade.money import Currency, Factor, NoRateError, Rate, usd_factor
from bordertrade.version_cache import once_for_version
from bordertrade.vocabulary import ABSENT, Channel, Evidence, EvidenceFloor

PLAUSIBLE, IMPLAUSIBLE, ALONE = "plausible", "implausible", "alone"
#: What quantities are told in: masses and volumes are brought together, other units stay.
TONNE, LITRE = "t", "litre"

MARKET_TABLES = ("formal_trade", "informal_trade")

THRESHOLD = 3.5
_NORMAL = 0.6745  # the third quartile of the standard normal: makes MAD comparable to a deviation
_ENOUGH = 5
_TIMES = 10.0

#: unit as written -> (what it is told in, how many of these it is)
_UNITS = {
    **dict.fromkeys(("t", "tonne", "tonnes", "ton", "tons", "metric ton", "mt"), (TONNE, 1.0)),
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms"), (TONNE, 1e-3)),
    **dict.fromkeys(("g", "gram", "grams"), (TONNE, 1e-6)),
    **dict.fromkeys(("kt", "thousand t"), (TONNE, 1e3)),
    **dict.fromkeys(("l", "litre", "litres", "liter", "liters", "ltr"), (LITRE, 1.0)),
    **dict.fromkeys(("m3", "m³", "kl"), (LITRE, 1e3)),
}
#: Units of money are no quantity, and rates a day fit no total of a period.
_MONEY = frozenset({"us$", "usd", "pkr", "irr", "irt", "rs"})

COLUMNS = [
    "table",
    "file",
    "line",
    "period",
    "start",
    "end",
    "market",
    "channel",
    "reporter",
    "direction",
    "goods",
    "label",
    "value_usd",
    "quantity",
    "unit",
    "base_unit",
    "low_usd",
    "unit_value_usd",
    "high_usd",
    "evidence",
    "source",
    "observations",
    "median_usd",
    "score",
    "verdict",
]
#: The same goods: rows that are compared. The whole border and markets are never mixed.
GROUP = ["scope", "goods", "direction", "base_unit"]


@dataclass(frozen=True, eq=False, slots=True)
class UnitValues:
    """``frame``: one row for each observed row with a value and a quantity (``COLUMNS``).

    ``low_usd``, ``unit_value_usd``, ``high_usd`` are US$ for one ``base_unit``; ``median_usd``
    that of the ``observations`` of the same goods, direction and kind of unit; ``score`` the
    modified z-score, NaN where the rule of ten times decides. ``verdict``: ``plausible``,
    ``implausible`` or ``alone``. ``rows`` counts observed rows with a value by table, ``without``
    those of them that have no quantity to divide by.
    """

    frame: pd.DataFrame
    rows: dict[str, int]
    without: dict[str, int]

    @property
    def flagged(self) -> pd.DataFrame:
        return self.frame[self.frame["verdict"] == IMPLAUSIBLE]


@once_for_version
def unit_values(dataset: Dataset) -> UnitValues:
    """Every observed unit value of a data set, judged. Formula: the module's own words.

    Source of the score: Iglewicz & Hoaglin, How to Detect and Handle Outliers (ASQC, 1993).
    """
    rates = rates_of(dataset["exchange_rates"])
    tables = {name: _observed(dataset[name], name, rates) for name in _TABLES}
    valued = {name: int(rows["value_usd"].notna().sum()) for name, rows in tables.items()}
    usable = {name: _usable(rows) for name, rows in tables.items()}
    joined = pd.concat(
        [rows for rows in usable.values() if len(rows)] or [tables[MARKET_TABLES[0]][:0]]
    )
    return UnitValues(
        frame=_judged(_per_unit(joined)),
        rows=valued,
        without={name: valued[name] - len(usable[name]) for name in _TABLES},
    )


def chosen_unit_values(dataset: Dataset, selection: Selection) -> UnitValues:
    """Those of a choice. They are judged among all observations, whatever the choice."""
    every = unit_values(dataset)
    frame = every.frame
    keep = (
        frame["market"].isin(["", *selection.markets])
        & frame["channel"].isin(list(selection.channels))
        & frame["direction"].isin(list(selection.directions))
        & frame["reporter"].isin(["", *selection.reporters])
    )
    if selection.start:
        keep &= frame["start"] >= pd.Timestamp(selection.start)
    if selection.end:
        keep &= frame["end"] <= pd.Timestamp(selection.end)
    if selection.floor is EvidenceFloor.COUNT:
        keep &= frame["evidence"] == Evidence.COUNT
    return UnitValues(frame[keep], every.rows, every.without)


# --- rows to US$ and quantities -------------------------------------------------------------------

_TABLES = (*MARKET_TABLES, "commodity_trade")


def _observed(rows: pd.DataFrame, table: str, rates: tuple[Rate, ...]) -> pd.DataFrame:
    """The rows of one table that somebody observed, in the columns that all three share."""
    gone = rows["obs_status"].isin(list(ABSENT)) | (rows["evidence"] == Evidence.MODEL)
    own = rows[~gone]
    code = own["code"] if table == "commodity_trade" else own["hs_code"]
    names = zip(code.tolist(), own["commodity"].tolist(), strict=True)
    low, central, high = _ends(own, table, rates)
    return pd.DataFrame(
        {
            "table": table,
            "file": files(own),
            "line": lines(own),
            "period": own["period"],
            "market": own.get("market", ""),
            "channel": str(Channel.INFORMAL if table == "informal_trade" else Channel.FORMAL),
            "reporter": own.get("reporter", ""),
            "direction": own["direction"],
            "goods": [goods_code(hs, name) for hs, name in names],
            "label": own["commodity"].where(own["commodity"] != "", code),
            "value_low": low,
            "value_usd": central,
            "value_high": high,
            "quantity": own["quantity"],
            "unit": own["unit"],
            "evidence": own["evidence"],
            "source": own["source"],
        }
    )


def _ends(
    rows: pd.DataFrame, table: str, rates: tuple[Rate, ...]
) -> tuple[pd.Series[float], pd.Series[float], pd.Series[float]]:
    """Values in US$: a range where the source gives one or the exchange rate is one."""
    if table == "commodity_trade":
        return rows["value_usd"], rows["value_usd"], rows["value_usd"]
    value = rows["value"]
    low = rows["value_low"].fillna(value) if "value_low" in rows else value
    high = rows["value_high"].fillna(value) if "value_high" in rows else value
    pairs = list(zip(rows["currency"].tolist(), rows["period"].tolist(), strict=True))
    known = {pair: _factor(*pair, rates) for pair in set(pairs)}
    factors = [known[pair] for pair in pairs]
    ends = (
        pd.Series(
            [getattr(f.usd_per_unit, end) if f else np.nan for f in factors],
            index=rows.index,
            dtype="float64",
        )
        for end in ("low", "central", "high")
    )
    by_low, by_central, by_high = ends
    return low * by_low, value * by_central, high * by_high


def _factor(currency: str, period: str, rates: Iterable[Rate]) -> Factor | None:
    try:
        return usd_factor(Currency(currency), calendars.parse(period), rates)
    except NoRateError:
        return None


def _usable(rows: pd.DataFrame) -> pd.DataFrame:
    """With a value and a quantity above zero: a logarithm of nothing says nothing."""
    unit = rows["unit"].str.strip().str.casefold()
    rate = unit.str.contains("/", regex=False)
    counted = (unit != "") & ~unit.isin(_MONEY) & ~rate
    return rows[(rows["value_usd"] > 0) & (rows["quantity"] > 0) & counted]


def _per_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """US$ for one tonne, litre or whatever else was counted."""
    unit = rows["unit"].str.strip().str.casefold()
    known = {each: _UNITS.get(each, (each, 1.0)) for each in set(unit)}
    size = unit.map({each: factor for each, (_base, factor) in known.items()}).astype("float64")
    quantity = rows["quantity"] * size
    periods = {text: calendars.parse(text) for text in set(rows["period"])}
    return rows.assign(
        base_unit=unit.map({each: base for each, (base, _factor) in known.items()}),
        low_usd=rows["value_low"] / quantity,
        unit_value_usd=rows["value_usd"] / quantity,
        high_usd=rows["value_high"] / quantity,
        start=pd.to_datetime(rows["period"].map({t: p.start for t, p in periods.items()})),
        end=pd.to_datetime(rows["period"].map({t: p.end for t, p in periods.items()})),
    )


# --- the verdict ----------------------------------------------------------------------------------


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.reset_index(drop=True)
    scope = rows["market"].ne("").map({True: "market", False: "border"})
    keys = [scope.rename("scope"), *(rows[name] for name in GROUP[1:])]
    x = pd.Series(np.log(rows["unit_value_usd"].to_numpy("float64")), index=rows.index)
    count = x.groupby(keys).transform("size")
    median = x.groupby(keys).transform("median")
    mad = (x - median).abs().groupby(keys).transform("median")
    by_score = (count >= _ENOUGH) & (mad > 0)
    score = (_NORMAL * (x - median) / mad.where(by_score)).astype("float64")
    far = (x - median).abs() > np.log(_TIMES)
    flagged = np.where(by_score, score.abs() > THRESHOLD, far)
    verdict = np.where(count < 2, ALONE, np.where(flagged, IMPLAUSIBLE, PLAUSIBLE))
    found = rows.assign(
        observations=count.astype("int64"), median_usd=np.exp(median), score=score, verdict=verdict
    )
    order = ["market", "goods", "direction", "base_unit", "start", "table", "line"]
    return found.sort_values(order, ignore_index=True)[COLUMNS]
