"""Which modelled months observed rows newly stand for, and by how much that moves the totals.

Only by that may rows that are added make a total smaller ("Windows" in ``docs/methods.md``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bordertrade import calendars
from bordertrade.calendars import Period
from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope, total
from bordertrade.measures.market_lines import market_lines
from bordertrade.measures.selection import Selection
from bordertrade.measures.stretches import adding_up_to_most
from bordertrade.vocabulary import THREE, Channel, Direction

_LINE = ["market", "channel", "direction"]
_VALUES = ["value_low_usd", "value_usd", "value_high_usd"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Months of one market, channel and direction; US$.

    ``modelled_usd`` is what the model has in these months, ``observed`` what rows of each book have
    that stand for them: (reporter, US$), none where they only say that the border was closed.
    """

    market: str
    channel: Channel
    direction: Direction
    months: tuple[Period, ...]
    modelled_usd: Envelope
    observed: tuple[tuple[str, Envelope], ...]


def replacements(before: Dataset, after: Dataset) -> tuple[Replacement, ...]:
    """The modelled months that observations hide in ``after`` and not in ``before``.

    Of the three markets together nothing is said: each market's own months say it.
    """
    had = _hidden(before)
    found: dict[tuple[str, str, str], dict[str, Envelope]] = defaultdict(dict)
    for (line, period), value in _hidden(after).items():
        if (line, period) not in had:
            found[line][period] = value
    return tuple(_replacement(after, line, months) for line, months in sorted(found.items()))


def _hidden(dataset: Dataset) -> dict[tuple[tuple[str, str, str], str], Envelope]:
    """The modelled months that observed rows stand for, with their values."""
    cube = dataset.cube
    rows = cube[cube["hidden"].astype(bool) & (cube["market"] != THREE)]
    sums = rows.groupby([*_LINE, "period"])[_VALUES].sum().reset_index()
    return {
        ((row.market, row.channel, row.direction), row.period): Envelope(
            row.value_low_usd, row.value_usd, row.value_high_usd
        )
        for row in rows_of(sums)
    }


def _replacement(
    after: Dataset, line: tuple[str, str, str], months: dict[str, Envelope]
) -> Replacement:
    market, channel, direction = line[0], Channel(line[1]), Direction(line[2])
    periods = tuple(sorted(calendars.parse(text) for text in months))
    wanted = Selection((market,), (channel,), (direction,))
    return Replacement(
        market,
        channel,
        direction,
        periods,
        total(months.values()),
        tuple(_observed(after, wanted, periods)),
    )


def _observed(
    after: Dataset, wanted: Selection, months: tuple[Period, ...]
) -> Iterator[tuple[str, Envelope]]:
    days = [(month.start.toordinal(), month.end.toordinal()) for month in months]
    for line in market_lines(after, wanted).lines:
        if line.market == THREE or line.money is not wanted.money:
            continue
        seen = adding_up_to_most(
            each
            for each in line.stretches
            if each.observed
            and any(
                each.stands_for[0] <= end and start <= each.stands_for[1] for start, end in days
            )
        )
        if seen:
            yield line.reporter, total(each.value for each in seen)
