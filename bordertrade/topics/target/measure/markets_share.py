"""What the three markets are, and could be, of a book and of what is missing to a target.

Two things that must not be mixed:

- **formal** trade beside the markets is already inside the book: its share of the level is
  three markets / level of the same direction and months. Above 100 % the sources disagree.
- **informal** fuel of the markets' districts is outside every book: it is the most that could
  join if all of it were declared, and its share of the gap is fuel / (target - level).

Shares take low / low, central / central, high / high; the divisor is a published figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.target import Progress
from bordertrade.measures.three_markets import ThreeMarkets, newest_year, three_markets
from bordertrade.vocabulary import Channel, Direction, Reporter

#: The direction in which each book has a modelled row for the three markets.
_DIRECTION = {Reporter.PK: Direction.IR_TO_PK, Reporter.IR: Direction.PK_TO_IR}


@dataclass(frozen=True, slots=True)
class MarketsShare:
    """The three markets against one book. US$ and shares (0.15 is 15 %), all modelled.

    ``formal`` covers the book's own base period in the direction of ``part_usd``;
    ``of_part`` is its share of that published direction. ``informal`` covers the newest
    twelve months that all three cover; ``of_gap`` is its share of what is missing, None when nothing is.
    ``already_counted``: the basis counts informal fuel in the level, so declaring it adds nothing
    and ``of_gap`` is None.
    """

    formal: ThreeMarkets | None
    part_usd: float
    of_part: Envelope | None
    informal: ThreeMarkets | None
    of_gap: Envelope | None
    already_counted: bool = False

    @property
    def sources_disagree(self) -> bool:
        """A part that is larger than its whole: a disagreement of sources, never clipped."""
        return self.of_part is not None and self.of_part.high > 1

    @property
    def fills_more_than_the_gap(self) -> bool:
        return self.of_gap is not None and self.of_gap.high > 1


def markets_share(dataset: Dataset, progress: Progress) -> MarketsShare | None:
    """The three markets' share of a book's level and of its gap; None without the model's rows."""
    formal, part_usd = _formal(dataset, progress)
    informal = _informal(dataset)
    if formal is None and informal is None:
        return None
    gap = progress.gap_usd
    counted = progress.informal_usd > 0
    return MarketsShare(
        formal=formal,
        part_usd=part_usd,
        of_part=formal.value_usd / part_usd if formal and part_usd > 0 else None,
        informal=informal,
        of_gap=informal.value_usd / gap if informal and gap > 0 and not counted else None,
        already_counted=counted,
    )


def _formal(dataset: Dataset, progress: Progress) -> tuple[ThreeMarkets | None, float]:
    reporter, period = progress.reporter, progress.base.period
    direction = _DIRECTION[reporter]
    part = progress.base.part(direction)
    if part is None:
        return None, 0.0
    return three_markets(dataset, Channel.FORMAL, direction, period, reporter), part.value_usd


def _informal(dataset: Dataset) -> ThreeMarkets | None:
    return newest_year(dataset, Channel.INFORMAL, Direction.IR_TO_PK)
