"""How sure each headline number is: the order, and the weakest."""

from __future__ import annotations

import math
from itertools import pairwise

from bordertrade.dataset import Dataset
from bordertrade.measures.strength import GRADES, strengths, weakest
from bordertrade.words.sentences import strength as words


def test_counted_comes_before_estimated_and_modelled_last(dataset: Dataset) -> None:
    found = strengths(dataset)
    places = [GRADES.index(each.grade) for each in found]
    assert places == sorted(places)
    assert (found[0].what, found[0].grade) == ("PK", "counted")
    assert (found[1].what, found[1].grade) == ("IR", "counted_with_doubts")
    assert found[2].what == "fuel"
    for before, after in pairwise(found):
        if before.grade == after.grade:
            assert before.width <= after.width


def test_the_weakest_is_the_one_that_nothing_bounds(dataset: Dataset) -> None:
    last = weakest(dataset)
    assert last is not None
    assert (last.what, last.channel) == ("chadgi", "formal")
    assert last.value_usd.low == 0
    assert math.isinf(last.width)
    told = words.weakest(strengths(dataset))
    assert "Chadgi, formal" in told
    assert "unbounded below" in told


def test_every_number_keeps_its_range_and_its_sources(dataset: Dataset) -> None:
    for each in strengths(dataset):
        assert each.value_usd.low <= each.value_usd.central <= each.value_usd.high
        assert each.sources, each
        assert words.name(each)
