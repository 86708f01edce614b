"""NIL in a file: the page asks what it means, and one click says it for all that are alike."""

from __future__ import annotations

import pytest

from tests.ui.app import text
from tests.ui.bringing import GOOD, brought, click, csv_of, has, is_open

pytestmark = pytest.mark.usefixtures("own_store", "publisher")
NIL = csv_of(
    GOOD,
    GOOD | {"commodity": "Rice", "value": "NIL"},
    GOOD | {"commodity": "Fish", "value": "nil"},
)


def test_nil_is_asked_about_and_never_guessed() -> None:
    app = brought(NIL)
    assert "value: “NIL”, “nil” (2 rows) means:" in text(app)
    assert has(app, "zero_")
    assert has(app, "unrecorded_")
    assert not has(app, "fix_")
    assert not is_open(app)


@pytest.mark.parametrize("answer", ["zero_", "unrecorded_"])
def test_one_click_says_it_for_all_alike_and_it_can_be_taken_back(answer: str) -> None:
    app = click(brought(NIL), answer)
    assert "means:" not in text(app)
    assert is_open(app)
    click(app, "fold_3")
    assert "means:" in text(click(app, "take_back_"))
