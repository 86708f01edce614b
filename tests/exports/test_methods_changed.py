"""Figures as 0.4.0 counted them beside those of today, and the sentences about it."""

from __future__ import annotations

from datetime import date

import pytest

from bordertrade.dataset import Dataset
from bordertrade.exports.methods_changed import figures_then_and_now, recounted
from bordertrade.measures.selection import Selection
from bordertrade.measures.shared_window import shared_window
from bordertrade.ui.registry import PAGES
from bordertrade.vocabulary import Channel, Direction
from bordertrade.words import methods_changed
from tests.registry import MEASURES
from tests.tables import FORMAL, added

MARKETS = ("gabd", "mand", "chadgi")
IN = Direction.IR_TO_PK


def test_the_old_way_gives_the_old_numbers(dataset: Dataset) -> None:
    """Chadgi's high of 220 m fell to 164 m when three months of Gabd moved the window of all."""
    before = shared_window(dataset, Selection(MARKETS))
    october = FORMAL | {"period": "2025-09"}
    after = shared_window(added(dataset, "formal_trade", october), Selection(MARKETS))
    assert before is not None
    assert after is not None
    assert (before.start, before.end) == (date(2024, 7, 1), date(2025, 6, 30))
    assert (after.start, after.end) == (date(2024, 10, 1), date(2025, 9, 30))
    highs = [
        row.value.high
        for each in (before, after)
        for row in each.rows
        if (row.market, row.channel, row.direction) == ("chadgi", Channel.FORMAL, IN)
    ]
    assert highs[0] == pytest.approx(220e6, rel=0.01)
    assert highs[1] < highs[0]


def test_only_what_differs_is_set_side_by_side(dataset: Dataset) -> None:
    table = figures_then_and_now(recounted(dataset, Selection(MARKETS)))
    names = table["Figure"].tolist()
    assert len(names) == 4
    assert sum("Pakistan → Iran" in name for name in names) == 3
    assert "Mand, Formal, Iran → Pakistan, Iran’s books" in names
    october = added(dataset, "formal_trade", FORMAL | {"period": "2026-10", "value": "7800000"})
    (chadgi,) = (
        row
        for row in figures_then_and_now(recounted(october, Selection(MARKETS))).to_dict("records")
        if row["Figure"].startswith("Chadgi, Formal, Iran → Pakistan")
    )
    assert chadgi["Up to 0.4.0"] == "not collected"
    assert chadgi["Now"] == "US$0–220\u00a0m (12 months to Jun 2025, modelled)"


def test_each_changed_method_is_a_measure_and_its_pages_exist() -> None:
    assert {each.measure for each in methods_changed.CHANGED} <= set(MEASURES)
    pages = {page for each in methods_changed.CHANGED for page in each.pages}
    assert pages <= {page.path for page in PAGES}


def test_links_of_older_programs_are_known_by_their_length() -> None:
    assert methods_changed.is_old("0123456789")
    assert not methods_changed.is_old("0123456789abcdef")
    assert not methods_changed.is_old("")
