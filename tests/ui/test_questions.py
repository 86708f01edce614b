"""What a run of a page asks the store: the head at most once a second, else nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bordertrade.shelf import head
from bordertrade.store import Store
from bordertrade.ui import cache
from tests.ui.app import opened, problems

PAGES = ("", "markets", "formalisation", "data")


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Every statement sent to any database."""
    found: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("page", PAGES)
def test_a_rerun_asks_for_the_head_and_nothing_else(
    own_store: Store, page: str, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_store
    monkeypatch.setattr(head, "_FRESH_SECONDS", 3600.0)
    app = opened(page)
    cache.look_again()
    asked.clear()
    app.run()
    assert list(problems(app)) == []
    (question,) = asked
    assert "max(audit.revision)" in question
    app.run()
    assert len(asked) == 1, "what is fresh is not asked for again"
