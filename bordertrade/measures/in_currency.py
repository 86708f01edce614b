"""The cube's rows in the money that the reader chose, and how they came to be in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.cube import CONVERTED_BY, KEYS, NATIVE, basis_of, rates_of
from bordertrade.measures.over_goods import over_goods
from bordertrade.measures.selection import Selection, is_chosen
from bordertrade.money import (
    CURRENCY_OF,
    RATE_TYPE_OF,
    Conversion,
    Currency,
    MoneyBasis,
    NoRateError,
    Rate,
    conversion,
)
from bordertrade.version_cache import once_for_version

#: What a row says of its money besides its value.
MARKS = ["converted", "rates", "lacks"]
COLUMNS = [*KEYS, "start", "end", *NATIVE, *MARKS, "modelled", "hidden", "cells"]


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Figures that the chosen money has no value for.

    ``lacks``: the money whose rate is missing on the way; ``spans``: the days they speak of,
    first and last; ``figures``: how many; ``known``: the first and the last mean of that money.
    """

    lacks: MoneyBasis
    spans: tuple[tuple[date, date], ...]
    figures: int
    known: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """How figures came to be in one money.

    ``rates``: those used, by currency and period; ``converted`` and ``as_written``: how many
    cells of the cube went through a rate and how many did not; ``unpriced``: what is left out.
    """

    money: MoneyBasis
    rates: tuple[Rate, ...] = ()
    converted: int = 0
    as_written: int = 0
    unpriced: tuple[Unpriced, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rate.source for rate in self.rates))


IN_DOLLARS = Exchange(MoneyBasis.USD)


def shown(
    dataset: Dataset,
    selection: Selection,
    *,
    with_three: bool = False,
    by_goods: bool = False,
    with_hidden: bool = False,
) -> pd.DataFrame:
    """The rows of ``chosen`` with their values in ``selection.money`` (columns ``COLUMNS``).

    ``value_low``, ``value``, ``value_high`` are in that money, NaN without a rate; ``converted``
    says whether a rate was used, ``rates`` which ("~"-joined ids), ``lacks`` the money
    whose rate is missing ("" where none is), ``cells`` how many cells of the cube were added.
    ``with_hidden``: also modelled rows that observations hide. Formula: ``money.conversion``.
    """
    split = selection.goods or by_goods
    rows = (_in_money if split else _over_goods)(dataset, selection.money)
    return rows[is_chosen(rows, selection, with_three=with_three, with_hidden=with_hidden)]


@once_for_version
def _over_goods(dataset: Dataset, money: MoneyBasis) -> pd.DataFrame:
    return over_goods(_in_money(dataset, money), "value")


@once_for_version
def _in_money(dataset: Dataset, money: MoneyBasis) -> pd.DataFrame:
    """The whole cube in one money: converted once, then every view only picks rows."""
    cube = dataset.cube
    keys = list(zip(*(cube[name].tolist() for name in CONVERTED_BY), strict=True))
    found = _conversions(set(keys), money, _rates(dataset))
    ways = [found[key] for key in keys]
    ends = {
        name: cube[name] * _column(ways, end, cube)
        for name, end in zip(NATIVE, ("low", "central", "high"), strict=True)
    }
    valued = cube["value"].notna()
    lacks = [way if isinstance(way, MoneyBasis) else "" for way in ways]
    return cube.assign(
        **ends,
        converted=[not isinstance(way, MoneyBasis) and way.converted for way in ways],
        rates=["" if isinstance(w, MoneyBasis) else "~".join(r.id for r in w.rates) for w in ways],
        cells=1,
        lacks=pd.Series([str(each) for each in lacks], index=cube.index).where(valued, ""),
    )[COLUMNS]


def _column(ways: list[Conversion | MoneyBasis], end: str, cube: pd.DataFrame) -> pd.Series[float]:
    """One end of each row's factor; none where a rate is missing."""
    factors = [
        float("nan") if isinstance(way, MoneyBasis) else getattr(way.factor, end) for way in ways
    ]
    return pd.Series(factors, index=cube.index, dtype="float64")


def _conversions(
    keys: set[tuple[str, ...]], money: MoneyBasis, rates: tuple[Rate, ...]
) -> dict[tuple[str, ...], Conversion | MoneyBasis]:
    """For each ``CONVERTED_BY`` its conversion, or the money whose rate is missing."""
    found: dict[tuple[str, ...], Conversion | MoneyBasis] = {}
    for key in keys:
        currency, period, basis = key
        try:
            found[key] = conversion(
                Currency(currency), calendars.parse(period), money, rates, basis_of(basis)
            )
        except NoRateError as error:
            found[key] = error.money
    return found


@once_for_version
def _rates(dataset: Dataset) -> tuple[Rate, ...]:
    return rates_of(dataset["exchange_rates"])


# --- what a chart says of its money ---------------------------------------------------------------


def exchange(dataset: Dataset, rows: pd.DataFrame, money: MoneyBasis) -> Exchange:
    """The rates, counts and holes of rows of ``shown``."""
    names = ("value", "cells", "converted", "rates")
    cells = zip(*(rows[name].tolist() for name in names), strict=True)  # frames cost ten times more
    valued = [rest for value, *rest in cells if value == value]
    used = {each for *__, joined in valued for each in joined.split("~")}
    converted = sum(count for count, is_converted, __ in valued if is_converted)
    lacking = sorted(set(rows["lacks"].tolist()) - {""})
    return Exchange(
        money=money,
        rates=tuple(sorted((r for r in _rates(dataset) if r.id in used), key=_by_currency)),
        converted=converted,
        as_written=sum(count for count, *__ in valued) - converted,
        unpriced=tuple(
            _unpriced(dataset, MoneyBasis(lacks), rows[rows["lacks"] == lacks]) for lacks in lacking
        ),
    )


def _by_currency(rate: Rate) -> tuple[str, str, Period]:
    return rate.currency, rate.rate_type, rate.period


def _unpriced(dataset: Dataset, lacks: MoneyBasis, rows: pd.DataFrame) -> Unpriced:
    currency, kind = CURRENCY_OF[lacks], RATE_TYPE_OF[lacks]
    if currency is Currency.IRT:
        currency = Currency.IRR
    own = [r for r in _rates(dataset) if (r.currency, r.rate_type) == (currency, kind)]
    means = sorted((rate for rate in own if rate.period.is_full_year), key=lambda r: r.period)
    return Unpriced(
        lacks=lacks,
        spans=_joined({(row[0].date(), row[1].date()) for row in _days(rows)}),
        figures=int(rows["cells"].sum()),
        known=(means[0], means[-1]) if means else (),
    )


def _days(rows: pd.DataFrame) -> Iterable[tuple[pd.Timestamp, pd.Timestamp]]:
    return zip(rows["start"], rows["end"], strict=True)


def _joined(spans: set[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Spans that touch or overlap, as one."""
    joined: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
