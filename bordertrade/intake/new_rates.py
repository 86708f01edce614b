"""An exchange rate that a person gives beside a file: a row of its own, with its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.money import DEFAULT_RATE_TYPE, RIALS_PER_TOMAN, Currency
from bordertrade.problems import Problem

TABLE = "exchange_rates"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A rate that rows of a file need: units of ``currency`` for one US dollar over ``period``, as
    the file writes it. Nobody publishes rates of the toman: those of the rial are asked for."""

    currency: Currency
    period: str

    def row(self, lcu_per_usd: str, source: str) -> dict[str, str]:
        """The row of ``exchange_rates``; its id is made from what it speaks of."""
        return {
            "period": self.period,
            "currency": str(self.currency),
            "rate_type": str(DEFAULT_RATE_TYPE[self.currency]),
            "lcu_per_usd": lcu_per_usd,
            "source": source,
        }


def lacking(suspicions: Iterable[Problem]) -> tuple[Lacking, ...]:
    """The rates that a file's rows need and nobody has given, as its suspicions tell."""
    found = (
        Lacking(_published(Currency(each.value or "")), period)
        for each in suspicions
        if each.code == "no_exchange_rate"
        for period in each.expected
    )
    return tuple(dict.fromkeys(found))


def _published(currency: Currency) -> Currency:
    return Currency.IRR if currency is Currency.IRT else currency


def rates_file(dataset: Dataset, rows: Iterable[dict[str, str]]) -> bytes:
    """The rows as a file in the contract's form, checked like any other."""
    columns = [name for name in dataset.contract.tables[TABLE].column_names if name != "id"]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def far_from_known(dataset: Dataset, wanted: Lacking, lcu_per_usd: float) -> float:
    """How many times the newest known rate of the currency one is, or it is one; 1 where none is.

    A rate in tomans, or one of another currency, stands out by it.
    """
    kind = str(DEFAULT_RATE_TYPE[wanted.currency])
    known = dataset[TABLE]
    own = known[(known["currency"] == str(wanted.currency)) & (known["rate_type"] == kind)]
    if own.empty or lcu_per_usd <= 0:
        return 1.0
    newest = float(own.sort_values("period")["lcu_per_usd"].iloc[-1])
    return max(newest / lcu_per_usd, lcu_per_usd / newest)


#: A rate this many times another is asked about: between rial and toman lie ten.
FAR = RIALS_PER_TOMAN / 2
