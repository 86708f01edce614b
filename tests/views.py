"""Views drawn from every control, the same in every run."""

from __future__ import annotations

import random

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.money import MoneyBasis
from bordertrade.view import Percents, ViewState, choices_of
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, InformalBasis

#: Views that a chart is swept over.
VIEWS = 40


def views(dataset: Dataset, seed: str, count: int = VIEWS) -> list[ViewState]:
    """The usual view, then others drawn from every control."""
    choices = choices_of(dataset)
    draw = random.Random(f"sweep {seed}")
    markets = [None, ("gabd",), ("mand", "chadgi")]
    drawn = [
        ViewState(
            markets=draw.choice(markets),
            channels=draw.choice([tuple(Channel), tuple(Channel), (Channel.FORMAL,)]),
            directions=draw.choice(
                [(Direction.IR_TO_PK, Direction.PK_TO_IR), (Direction.IR_TO_PK,)]
            ),
            reporter=draw.choice(["both", "both", "PK", "IR"]),
            calendar=draw.choice(list(Calendar)),
            currency=draw.choice(list(MoneyBasis)),
            evidence=draw.choice([EvidenceFloor.ALL, EvidenceFloor.ALL, EvidenceFloor.OBSERVED]),
            informal=draw.choice(list(InformalBasis)),
            target=draw.choice(choices.targets),
            base_year=draw.choice([None, None, 2022, 2023]),
            end_year=draw.choice([None, None, 2030, 2035]),
            since_year=draw.choice([None, None, 2021, 2023]),
            cif_margin=draw.choice([0, 0, 6, 10]),
            duty=draw.choice([ViewState().duty, Percents(5, 20)]),
            fuel_formalised=draw.choice([0, 25, 100]),
            growth_change=draw.choice([0, -5, 8]),
            more_markets=draw.choice([0, 0, 2]),
            markets_year=draw.choice([None, 2028]),
            opening_days=draw.choice([250, 250, 300, 200]),
            price_gap=draw.choice([0, 0, -50]),
        )
        for _view in range(count)
    ]
    return [ViewState(), *drawn]
