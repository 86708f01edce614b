"""The cube: market trade reduced to what pages need, in the periods of the sources.

Looking at data must not cost more as rows pile up, so rows of the same cell are added once, when
data come in. Pages read the cube and never the rows.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bordertrade import calendars
from bordertrade.dataset.goods import spelled
from bordertrade.dataset.markets import first_three
from bordertrade.dataset.rows import each, numbered, rows_of
from bordertrade.money import Currency, Factor, NoRateError, Rate, RateType, usd_factor
from bordertrade.vocabulary import ABSENT, THREE, Channel, Evidence, ObsStatus

#: An absence that was observed: the border was closed, or there was nothing to cross it by.
_SAYS_WHY = [ObsStatus.CLOSED, ObsStatus.CANNOT_EXIST]

#: What tells one cell from another.
KEYS = [
    "period",
    "market",
    "channel",
    "reporter",
    "direction",
    "goods",
    "obs_status",
    "evidence",
    "source",
    "currency",
    "rate_basis",
]
#: What decides the rate of a value.
CONVERTED_BY = ["currency", "period", "rate_basis"]
#: An observation hides the modelled rows that share these.
_HIDDEN_BY = ["period", "market", "channel", "direction"]
LONGEST_GOODS_CODE = 8
#: As the source wrote them, in ``currency``; then in US$.
NATIVE = ["value_low", "value", "value_high"]
VALUES = ["value_low_usd", "value_usd", "value_high_usd"]
COLUMNS = [
    *KEYS,
    *("start", "end"),
    *NATIVE,
    *VALUES,
    *("rows", "no_rate", "rates", "modelled", "hidden"),
]


def build_cube(tables: Mapping[str, pd.DataFrame], rates: Iterable[Rate]) -> pd.DataFrame:
    """The cube of ``formal_trade``, ``informal_trade`` and ``modelled_trade``; ``markets`` says which
    of its markets the model takes together.

    Columns: ``period`` (as the source wrote it), ``start``, ``end`` (days, inclusive),
    ``market``, ``channel``, ``reporter``, ``direction``, ``goods``, ``currency``, ``rate_basis``
    (the rate that turns rials into US$; "" for the usual one), ``value_low``,
    ``value``, ``value_high`` (in that currency), ``value_low_usd``, ``value_usd``,
    ``value_high_usd`` (US$; all NaN where absent), ``obs_status``, ``evidence``,
    ``source``, ``rows`` (how many rows were added), ``no_rate`` (rows left without a dollar
    figure), ``rates`` (ids of the exchange rates used, "~"-joined), ``modelled`` and ``hidden``
    (an observation stands for this modelled row). Sorted by start, market, channel.
    """
    rates = tuple(rates)
    named = (_formal(tables["formal_trade"]), _informal(tables["informal_trade"]))
    observed = pd.concat([_in_dollars(rows, rates) for rows in named], ignore_index=True)
    cube = pd.concat([_reduced(observed), _modelled(tables["modelled_trade"])], ignore_index=True)
    cube["start"] = _days(cube, "start")
    cube["end"] = _days(cube, "end")
    cube["hidden"] = _hidden(cube, first_three(tables["markets"]))
    order = ["start", "end", "market", "channel", "direction", "reporter", "goods"]
    return cube.sort_values(order, kind="stable", ignore_index=True)[COLUMNS]


def cube_rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every row that the cube is made of, one by one, under the name of its cell.

    Columns: ``KEYS``, ``modelled``, ``NATIVE`` (in ``currency``) and ``table``; indexed by
    (``file``, ``line``). Rows with equal ``KEYS`` and ``modelled`` are one cell of the cube.
    """
    parts = {
        "formal_trade": _formal(tables["formal_trade"]).assign(modelled=False),
        "informal_trade": _informal(tables["informal_trade"]).assign(modelled=False),
        "modelled_trade": _modelled(tables["modelled_trade"]),
    }
    return pd.concat(
        [rows[[*KEYS, "modelled", *NATIVE]].assign(table=name) for name, rows in parts.items()]
    )


def _days(cube: pd.DataFrame, end: str) -> pd.Series[pd.Timestamp]:
    """The first or last day of each row's period."""
    days = each(cube, ["period"], lambda text: getattr(calendars.parse(text), end))
    return pd.Series(pd.to_datetime(days), index=cube.index)


def _formal(rows: pd.DataFrame) -> pd.DataFrame:
    exact = rows.assign(value_low=rows["value"], value_high=rows["value"])
    return exact.assign(channel=str(Channel.FORMAL), goods=_goods(rows))


def _informal(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        goods=_goods(rows),
        channel=str(Channel.INFORMAL),
        reporter="",
        value_low=rows["value_low"].fillna(rows["value"]),
        value_high=rows["value_high"].fillna(rows["value"]),
    )


def _in_dollars(frame: pd.DataFrame, rates: tuple[Rate, ...]) -> pd.DataFrame:
    """Add US$ values; the range of an exchange rate widens the range of the value."""
    codes, first = numbered(frame, CONVERTED_BY)
    found = frame[CONVERTED_BY].iloc[first].itertuples(index=False, name=None)
    factors = [_factor(currency, period, basis, rates) for currency, period, basis in found]
    low, central, high = (
        pd.Series(
            np.array([getattr(f.usd_per_unit, end) if f else nan for f in factors], float)[codes],
            index=frame.index,
        )
        for end in ("low", "central", "high")
    )
    used = np.array(["~".join(rate.id for rate in f.rates) if f else "" for f in factors], object)
    absent = frame["obs_status"].isin(list(ABSENT))
    return frame.assign(
        value_low_usd=frame["value_low"] * low,
        value_usd=frame["value"] * central,
        value_high_usd=frame["value_high"] * high,
        no_rate=low.isna() & ~absent & frame["value"].notna(),
        rates=_text(used[codes], frame),
        rows=1,
    )


def _goods(rows: pd.DataFrame) -> pd.Series[str]:
    return _text(each(rows, ["hs_code", "commodity"], goods_code), rows)


def _text(values: NDArray[np.object_], frame: pd.DataFrame) -> pd.Series[str]:
    return pd.Series(values, index=frame.index, dtype="str")


def goods_code(hs_code: str, commodity: str) -> str:
    """A short stable code for goods: the HS code, else a slug of the name, else a checksum.

    It stands in links, so it is ASCII and at most 8 characters. A slug that lost what tells the
    goods from others ("Fe 60%" is not "Fe 60") is none.
    """
    if hs_code or not commodity:
        return hs_code
    slug = re.sub(r"[^a-z0-9]+", "-", commodity.lower()).strip("-")
    is_short = commodity.isascii() and 3 <= len(slug) <= LONGEST_GOODS_CODE
    if is_short and spelled(slug) == spelled(commodity):
        return slug
    return f"{zlib.crc32(commodity.encode()):08x}"


def goods_names(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Goods code -> the first name that observed rows give it."""
    names: dict[str, str] = {}
    for table in ("formal_trade", "informal_trade"):
        pairs = tables[table][["hs_code", "commodity"]].drop_duplicates()
        for hs_code, commodity in rows_of(pairs):
            if code := goods_code(hs_code, commodity):
                names.setdefault(code, commodity or hs_code)
    return names


def _factor(currency: str, period: str, basis: str, rates: tuple[Rate, ...]) -> Factor | None:
    try:
        return usd_factor(Currency(currency), calendars.parse(period), rates, basis_of(basis))
    except NoRateError:
        return None


def basis_of(text: str) -> RateType | None:
    """A cell of ``rate_basis``; None where the usual rate is meant."""
    return RateType(text) if text else None


def _reduced(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one cell added up; a cell without any value stays without one.

    Rows in different currencies are different cells: their sum would have no money to stand in.
    """
    codes, first = numbered(rows, KEYS)
    cells = rows[[*KEYS, "rates"]].iloc[first].reset_index(drop=True)
    grouped = rows.groupby(codes)
    sums = grouped[[*NATIVE, *VALUES]].sum(min_count=1)
    counts = grouped[["rows", "no_rate"]].sum()
    return cells.join(sums).join(counts).assign(modelled=False)


def _modelled(rows: pd.DataFrame) -> pd.DataFrame:
    """The model speaks in US$."""
    kept = rows[["period", "market", "channel", "reporter", "direction", "goods", *VALUES]]
    native = kept[VALUES].set_axis(NATIVE, axis="columns")
    return kept.join(native).assign(
        currency=str(Currency.USD),
        rate_basis="",
        obs_status="I",
        evidence=str(Evidence.MODEL),
        source="",
        rows=1,
        no_rate=0,
        rates="",
        modelled=True,
    )


def _hidden(cube: pd.DataFrame, together: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which modelled rows an observation stands for.

    An observed row hides the modelled rows of its market, channel, direction and months,
    whatever its goods. Where it hides one market's row, of those taken ``together``, it also hides
    that of the three together. A row hides nothing that has no dollar figure and does not say that
    the border was closed.
    """
    covered: set[tuple[str, str, str, str]] = set()
    modelled = cube["modelled"].astype(bool)
    observed = ~modelled & (cube["value_usd"].notna() | cube["obs_status"].isin(_SAYS_WHY))
    seen = cube.loc[observed, _HIDDEN_BY]
    for row in rows_of(seen.drop_duplicates()):
        for month in calendars.month_hidden_by(calendars.parse(row.period)):
            covered.add((month, row.market, row.channel, row.direction))
            if row.market in together:
                covered.add((month, THREE, row.channel, row.direction))
    keys = cube.loc[modelled, _HIDDEN_BY].itertuples(index=False, name=None)
    hidden = modelled.to_numpy(copy=True)
    hidden[modelled] = [key in covered for key in keys]
    return hidden


def rates_of(table: pd.DataFrame) -> tuple[Rate, ...]:
    """The rows of ``exchange_rates`` as rates."""
    return tuple(
        Rate(
            id=row.id,
            period=calendars.parse(row.period),
            currency=Currency(row.currency),
            rate_type=RateType(row.rate_type),
            lcu_per_usd=float(row.lcu_per_usd),
            source=row.source,
            days=None if pd.isna(row.days) else int(row.days),
        )
        for row in rows_of(table)
    )
