"""Smuggled fuel from Iran to Pakistan across the markets' districts.

litres a year / 365 x share of the three stretches x share of the district x price x open days.
Price is that on the Pakistani side of the border; at Iranian pumps it would be about fourteen
times less.
"""

from __future__ import annotations

from collections.abc import Iterator

from bordertrade import calendars
from bordertrade.baseline.assumptions import Assumptions
from bordertrade.baseline.row import MARKETS, Row
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.closures import Closure, closures, open_days
from bordertrade.envelope import Envelope
from bordertrade.vocabulary import THREE, Channel, Direction

METHOD = "fuel_volume_x_price"
GOODS = "fuel"
_DAYS_A_YEAR = 365
_VOLUME = ("fuel_litres_year", "fuel_share_three", "fuel_price_usd_l")

#: Months that a published estimate speaks of: from OGRA's spring of 2023 to the end of the
#: fiscal year of the intelligence report. Elsewhere the low bound falls.
_ESTIMATED = ("2023-03", "2024-06")


def fuel_rows(dataset: Dataset, assumed: Assumptions) -> Iterator[Row]:
    blocks = [calendars.parse(text) for text in dataset["import_blocks"]["period"]]
    months = sorted(month for block in blocks for month in calendars.months_of(block))
    for month in months:
        for market, share, ids in _shares(assumed):
            days, day_ids = _open_days(dataset, month, market, assumed)
            low_factor, low_ids = _low_factor(month, assumed)
            value = _per_day(assumed) * share * days * low_factor
            yield Row(
                month,
                market,
                Channel.INFORMAL,
                "",
                Direction.IR_TO_PK,
                GOODS,
                value,
                METHOD,
                (*_VOLUME, *ids, *day_ids, *low_ids),
            )


def _per_day(assumed: Assumptions) -> Envelope:
    litres, share, price = (assumed[id_] for id_ in _VOLUME)
    return litres * share * price / _DAYS_A_YEAR


def _shares(assumed: Assumptions) -> Iterator[tuple[str, Envelope, tuple[str, ...]]]:
    for market in MARKETS:
        id_ = f"split_fuel_{market}"
        yield market, assumed[id_], (id_,)
    yield THREE, Envelope.exact(1.0), ()


def _low_factor(month: Period, assumed: Assumptions) -> tuple[Envelope, tuple[str, ...]]:
    if _ESTIMATED[0] <= month.text <= _ESTIMATED[1]:
        return Envelope.exact(1.0), ()
    return Envelope(assumed.value("fuel_low_unobserved"), 1.0, 1.0), ("fuel_low_unobserved",)


def _open_days(
    dataset: Dataset, month: Period, market: str, assumed: Assumptions
) -> tuple[Envelope, tuple[str, ...]]:
    """Days of a month on which the border was open beside a market, or beside all three."""
    found = [each for each in closures(dataset["events"]) if _at(each, market)]
    days = open_days(month, found, assumed["fuel_disputed_day_open"])
    return days.days, ("fuel_disputed_day_open",) if days.disputed else ()


def _at(closure: Closure, market: str) -> bool:
    return closure.concerns_all(MARKETS) if market == THREE else closure.concerns(market)
