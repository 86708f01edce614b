"""The page Update data: rows without ids, and market names that only a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from bordertrade.store import FOLDER_VARIABLE
from bordertrade.ui import cache
from tests.ui.app import text
from tests.ui.bringing import GOOD, brought, checked, click, csv_of, has, is_open

RATES = b"""Period,Currency,Rate type,lcu_per_usd,Source
2025-08,PKR,official,282.15,IMF_ENDA
2025-09,PKR,official,281.4,IMF_ENDA
"""


@pytest.fixture(autouse=True)
def store(tmp_path: Path, publisher: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The visitor is a publisher; a store of its own for each test."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "store"))
    _forget()
    yield
    _forget()


def _forget() -> None:
    for cached in (cache.store, cache._head, cache._versions):
        cached.clear()


def test_ids_are_made_and_never_asked() -> None:
    app = brought(RATES)
    assert not any("_id" in str(each.key) for each in app.text_input)
    assert "2 rows read, all good" in text(app)
    click(app, "fold_2")
    assert "made from the row: Currency" in text(app)


def test_a_name_of_two_places_is_read_as_mand_only_by_its_own_click() -> None:
    rows = [GOOD | {"market": name, "period": f"2025-0{at}"} for at, name in NAMES]
    app = brought(csv_of(*rows))
    click(app, "fix_all_")
    assert not is_open(app), "what a person must decide is not mended with the rest"
    click(app, "fix_")
    assert "3 rows read, all good" in text(app)
    assert is_open(app)


NAMES = [(1, "Gbad"), (2, "Chadgii"), (3, "پیشین")]


def test_which_market_an_unknown_name_means_is_chosen() -> None:
    names = [(5, "Lahore"), (6, "Lahore"), (7, "Quetta")]
    rows = [GOOD | {"market": name, "period": f"2025-0{month}"} for month, name in names]
    app = brought(csv_of(*rows))
    assert not has(app, "fix_")
    click(app, "write_market_")
    assert not is_open(app), "nothing was chosen"
    _choose(app, "Mand")
    assert "expected gabd" in text(app)
    assert _choices(app)[0].value is None, "a choice is not passed on to the next name"
    _choose(app, "Chadgi")
    assert "3 rows read, all good" in text(app)
    assert is_open(app)


def _choices(app: AppTest) -> list[Selectbox[str]]:
    return [each for each in app.selectbox if str(each.key).startswith("market_")]


def _choose(app: AppTest, name: str) -> None:
    _choices(app)[0].select(name).run()
    click(checked(app), "write_market_")


def test_only_what_looks_like_no_value_is_offered_as_such() -> None:
    app = brought(csv_of(GOOD | {"value": "abc"}))
    assert not has(app, "unrecorded_")
    app = brought(csv_of(GOOD | {"value": "n/a"}))
    assert has(app, "unrecorded_")
    assert not has(app, "zero_"), "it never stands for 0"
