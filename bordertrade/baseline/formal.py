"""Formal trade beside the markets: a share of what the two national books hold.

Iran to Pakistan is a ratio of Pakistan's imports, Pakistan to Iran a share of what Iran's book
says it bought. The ratio's high end is above 1: two Pakistani sources disagree, and it is not
clipped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from bordertrade import calendars
from bordertrade.baseline.assumptions import Assumptions
from bordertrade.baseline.imports import monthly_imports_usd
from bordertrade.baseline.row import MARKETS, Row
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.vocabulary import THREE, Channel, Direction, Reporter

IMPORT_METHOD = "imports_x_ratio"
EXPORT_METHOD = "iran_book_x_share"
GOODS = "all"

#: From this month on the second Gwadar figure bounds the ratio.
_SECOND_RATIO = "2023-07"


def formal_rows(dataset: Dataset, assumed: Assumptions) -> Iterator[Row]:
    yield from _imports(dataset, assumed)
    yield from _exports(dataset, assumed)


def import_ratio(month: str, assumed: Assumptions) -> tuple[Envelope, tuple[str, ...]]:
    """k: goods cleared beside the three markets over national imports; centre sqrt(low x high)."""
    low_id = "k_low"
    high_id = "k_high_from_2023_07" if month >= _SECOND_RATIO else "k_high_to_2023_06"
    low, high = assumed.value(low_id), assumed.value(high_id)
    return Envelope(low, math.sqrt(low * high), high), (low_id, high_id)


def _imports(dataset: Dataset, assumed: Assumptions) -> Iterator[Row]:
    opened = _opened(dataset)
    for text, imports in monthly_imports_usd(dataset["import_blocks"]).items():
        month = calendars.parse(text)
        ratio, ids = import_ratio(text, assumed)
        for market, share, share_ids in _shares(assumed):
            value = ratio * share * imports
            yield Row(
                month,
                market,
                Channel.FORMAL,
                Reporter.PK,
                Direction.IR_TO_PK,
                GOODS,
                _from_nothing(value) if _before(month, opened.get(market)) else value,
                IMPORT_METHOD,
                (*ids, *share_ids),
            )


def _exports(dataset: Dataset, assumed: Assumptions) -> Iterator[Row]:
    opened = _opened(dataset)
    share_of_book = assumed["share_pk_to_ir"]
    for month, book_usd in iranian_purchases_usd(dataset):
        for market, share, share_ids in _shares(assumed):
            value = share_of_book * share * book_usd
            yield Row(
                month,
                market,
                Channel.FORMAL,
                Reporter.IR,
                Direction.PK_TO_IR,
                GOODS,
                _from_nothing(value) if _before(month, opened.get(market)) else value,
                EXPORT_METHOD,
                ("share_pk_to_ir", *share_ids),
            )


def iranian_purchases_usd(dataset: Dataset) -> list[tuple[Period, float]]:
    """Iran's recorded purchases from Pakistan by Gregorian month, spread by days.

    Only months that published periods cover to the day: part of a month is no month.
    """
    spans = _iranian_spans(dataset)
    found = []
    for month in calendars.months_of(_model_window(dataset)):
        shares = [(span, value, month.overlap_days(span)) for span, value in spans]
        if sum(days for _, _, days in shares) == month.days:
            found.append((month, sum(value * days / s.days for s, value, days in shares)))
    return found


def _iranian_spans(dataset: Dataset) -> list[tuple[Period, float]]:
    """Iran's preferred figures: full years first, then the longest span of a year without one."""
    rows = dataset["bilateral_trade"]
    rows = rows[
        rows["preferred"].fillna(False)
        & (rows["reporter"] == Reporter.IR)
        & (rows["direction"] == Direction.PK_TO_IR)
        & rows["value_usd"].notna()
    ]
    found = [
        (calendars.parse(p), float(v))
        for p, v in zip(rows["period"], rows["value_usd"], strict=True)
    ]
    hijri = [each for each in found if each[0].calendar is calendars.Calendar.SOLAR_HIJRI]
    kept: list[tuple[Period, float]] = []
    for span, value in sorted(hijri, key=lambda each: -each[0].days):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, value))
    return sorted(kept)


def _shares(assumed: Assumptions) -> Iterator[tuple[str, Envelope, tuple[str, ...]]]:
    """Each market's share, then the three together: the level that the anchors speak of."""
    for market in MARKETS:
        id_ = f"split_formal_{market}"
        yield market, assumed[id_], (id_,)
    yield THREE, Envelope.exact(1.0), ()


def _from_nothing(value: Envelope) -> Envelope:
    return Envelope(0.0, value.central, value.high)


def _before(month: Period, opened: date | None) -> bool:
    return opened is not None and month.start < opened


def _opened(dataset: Dataset) -> dict[str, date]:
    pairs = zip(dataset["markets"]["id"], dataset["markets"]["crossing_opened"], strict=True)
    return {market: date.fromisoformat(text) for market, text in pairs if text}


def _model_window(dataset: Dataset) -> Period:
    blocks = [calendars.parse(text) for text in dataset["import_blocks"]["period"]]
    first, last = min(blocks), max(blocks, key=lambda block: block.end)
    return Period(first.start, last.end, "", calendars.Calendar.GREGORIAN, calendars.Grain.SPAN)
