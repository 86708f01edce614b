"""A record of which the markets' months were published: made-up figures, for tests and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade import calendars
from bordertrade.dataset import Dataset
from tests.tables import Row, added

#: Code, name, value of the first month in US$ thousand, US$ a tonne.
_FROM_IRAN = [
    ("2711", "Petroleum gas", 4_200, 520),
    ("0804", "Dates", 900, 640),
    ("2523", "Cement", 350, 48),
]
_FROM_PAKISTAN = [("1006", "Rice", 1_100, 900), ("0803", "Bananas", 240, 310)]
_SHARES = {"gabd": 1.0, "mand": 0.6, "chadgi": 0.25}


def with_months(dataset: Dataset, last: str = "2026-10", count: int = 24) -> Dataset:
    """The record with ``count`` months to ``last`` for three markets, both ways, by goods, and
    informal fuel. Values rise and fall with the season; nothing is drawn by chance.
    """
    months = list(_months(last, count))
    formal = [row for place, month in enumerate(months) for row in _formal(month, place)]
    informal = [row for place, month in enumerate(months) for row in _informal(month, place)]
    return added(added(dataset, "formal_trade", *formal), "informal_trade", *informal)


def _months(last: str, count: int) -> Iterator[str]:
    end = calendars.parse(last).start
    for back in reversed(range(count)):
        year, month = divmod(end.year * 12 + end.month - 1 - back, 12)
        yield f"{year}-{month + 1:02}"


def _formal(month: str, place: int) -> Iterator[Row]:
    ways = (("IR_TO_PK", _FROM_IRAN), ("PK_TO_IR", _FROM_PAKISTAN))
    for market, share in _SHARES.items():
        for direction, goods in ways:
            for code, name, thousand, price in goods:
                value = round(thousand * share * _season(place) * 1_000)
                yield {
                    "period": month,
                    "market": market,
                    "reporter": "PK",
                    "direction": direction,
                    "hs_code": code,
                    "commodity": name,
                    "value": str(value),
                    "currency": "USD",
                    "quantity": str(round(value / price)),
                    "unit": "t",
                    "obs_status": "A",
                    "evidence": "count",
                    "source": "BR40282284",
                }


def _informal(month: str, place: int) -> Iterator[Row]:
    for market, share in _SHARES.items():
        central = round(20_000_000 * share * _season(place))
        yield {
            "period": month,
            "market": market,
            "direction": "IR_TO_PK",
            "commodity": "Fuel",
            "hs_code": "2710",
            "value_low": str(central // 2),
            "value": str(central),
            "value_high": str(central * 2),
            "currency": "USD",
            "method": "vehicles counted at the road",
            "obs_status": "A",
            "evidence": "sample",
            "source": "BR40282284",
        }


def _season(place: int) -> float:
    """From 0.7 to 1.3 within a year, 1 % more each month."""
    wave = (0.0, 0.2, 0.3, 0.25, 0.1, -0.05, -0.2, -0.3, -0.25, -0.15, -0.1, -0.05)
    return (1 + wave[place % 12]) * 1.01**place
