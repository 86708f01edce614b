"""Spellings of the markets, in three scripts and on every keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset, MarketNames
from bordertrade.dataset.names import AmbiguousNameError, UnknownNameError, fold

LATIN = {
    "gabd": "Gabd Gabad Gobd Gabd-Rimdan Gabd-250 BP-250 Reemdan Rimdan",
    "mand": "Mand Mund Mand-Pishin Redig Rideeg Radeeg",
    "chadgi": "Chadgi Chedgi Chidgi Cheedgi Kuhak Kouhak Kohak",
}
#: Persian, Urdu and Arabic keyboards: ye is ی, ي or ے; kaf is ک or ك.
SCRIPT = {
    "gabd": "گبد ریمدان ريمدان رِیمدان",
    "mand": "مند مند-پیشین مند-پيشين ردیگ رديگ رادیگ",
    "chadgi": "چیدگی چيدگي چیدگے چدگی چدگي کوهک كوهك کوہک كوہك",
}
ALL = [
    (spelling, market)
    for spellings in (LATIN, SCRIPT)
    for market, text in spellings.items()
    for spelling in text.split()
]


@pytest.fixture(scope="module")
def names(dataset: Dataset) -> MarketNames:
    return dataset.names()


@pytest.mark.parametrize(("spelling", "market"), ALL)
def test_every_spelling_of_the_design(names: MarketNames, spelling: str, market: str) -> None:
    assert names.resolve(spelling) == market


@pytest.mark.parametrize(("spelling", "market"), ALL)
@pytest.mark.parametrize("dash", ["–", "—", "‑", "−", "\u200c", " ", "  ", " - ", ""])
def test_dashes_spaces_and_joiners_change_nothing(
    names: MarketNames, spelling: str, market: str, dash: str
) -> None:
    assert names.resolve(f" {spelling.replace('-', dash)} ") == market


@pytest.mark.parametrize(("spelling", "market"), ALL[:21])
def test_case_and_accents_change_nothing(names: MarketNames, spelling: str, market: str) -> None:
    assert names.resolve(spelling.upper()) == market
    assert names.resolve(spelling.lower().replace("a", "ā").replace("i", "ī")) == market


@pytest.mark.parametrize(
    "text", ["Pishin", "pishin ", "PISHIN", "Pīshīn", "پیشین", "پيشين", "پشین"]
)
def test_pishin_alone_is_asked_about(names: MarketNames, text: str) -> None:
    with pytest.raises(AmbiguousNameError):
        names.resolve(text)


@pytest.mark.parametrize("text", ["", "-", "\u200c", "Taftan", "three", "Mandi", "Gab", "تفتان"])
def test_what_is_no_market_is_unknown(names: MarketNames, text: str) -> None:
    with pytest.raises(UnknownNameError):
        names.resolve(text)


def test_no_spelling_belongs_to_two_markets(dataset: Dataset) -> None:
    owners: dict[str, set[str]] = {}
    for row in dataset["markets"].to_dict("records"):
        for name in (row["id"], row["name"], *row["spellings"].split("~")):
            owners.setdefault(fold(name), set()).add(row["id"])
    assert [name for name, ids in owners.items() if len(ids) > 1 or not name] == []


def test_an_empty_spelling_names_nothing() -> None:
    with pytest.raises(UnknownNameError):
        MarketNames({"gabd": ["", "-"]}).resolve("–")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_markets_are_named_once_each(names: MarketNames) -> None:
    assert names.markets == ("gabd", "mand", "chadgi")


@pytest.mark.parametrize(
    ("text", "market"),
    [("Gbad", "gabd"), ("Chadgee", "chadgi"), ("ریمدانن", "gabd"), ("Lahore", ""), ("", "")],
)
def test_a_slip_is_near_its_market_and_another_town_near_none(
    dataset: Dataset, text: str, market: str
) -> None:
    assert dataset.names().nearest(text) == market
