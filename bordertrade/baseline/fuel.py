"""Smuggled fuel from Iran to Pakistan across the markets' districts.

litres a year / 365 x share of the three stretches x share of the district x price x open days.
Price is that on the Pakistani side of the border; at Iranian pumps it would be about fourteen
times less.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bordertrade import calendars
from bordertrade.baseline.assumptions import Assumptions
from bordertrade.baseline.row import MARKETS, Row
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
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
    """Days of a month on which the border was open: closures with an end date only.

    On a day that sources dispute (``partly_closed``), low takes it as closed, central as the
    assumed share, high as open. A day that two events speak of counts once.
    """
    days: dict[str, set[int]] = {"closed": set(), "partly_closed": set()}
    for effect, span in _closures(dataset, market):
        first, last = max(month.start, span.start), min(month.end, span.end)
        days[effect].update(range(first.toordinal(), last.toordinal() + 1))
    disputed = days["partly_closed"] - days["closed"]
    surely = Envelope.exact(month.days - len(days["closed"] | disputed))
    if not disputed:
        return surely, ()
    share = assumed["fuel_disputed_day_open"]
    return surely + share * len(disputed), ("fuel_disputed_day_open",)


def _closures(dataset: Dataset, market: str) -> Iterator[tuple[str, Period]]:
    for row in rows_of(dataset["events"]):
        concerned = row.markets.split("~") if row.markets else []
        at_market = market in concerned or (market == THREE and set(MARKETS) <= set(concerned))
        if row.effect in ("closed", "partly_closed") and row.date_end and at_market:
            yield row.effect, _days(row.date, row.date_end)


def _days(first: str, last: str) -> Period:
    """From the first day a date can mean to the last: "2025-07" ends on 31 July."""
    start = date.fromisoformat(first) if len(first) == 10 else calendars.parse(first).start
    end = date.fromisoformat(last) if len(last) == 10 else calendars.parse(last).end
    return Period(start, end, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)
