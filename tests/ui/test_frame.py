"""The net under every page: a visitor sees an id, the log its detail."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade.ui import overview, state, target_cards
from bordertrade.ui.registry import PAGES
from tests.ui.app import at_page, headings, notices, opened, problems, text


def _fail(*_given: object) -> None:
    raise RuntimeError("the secret detail")


def test_o7_an_error_inside_a_page_shows_an_id_and_logs_the_detail(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(target_cards, "distance", _fail)
    with caplog.at_level(logging.ERROR, logger="bordertrade"):
        app = opened("target")
    (told,) = notices(app, "error")
    found = re.search(r"error ([0-9a-f]{8})\.", told)
    assert found
    assert list(app.exception) == []
    assert "secret detail" not in text(app)
    assert "Traceback" not in text(app)
    (record,) = [each for each in caplog.records if each.name == "bordertrade"]
    assert found[1] in record.getMessage()
    assert "the secret detail" in caplog.text
    assert "Traceback" in caplog.text


def test_an_error_in_a_click_tells_no_detail(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = opened("data")
    monkeypatch.setattr(state, "change", _fail)
    app.text_input(key="w_search").set_value("rice").run()
    shown = " ".join(each.message for each in app.exception) + text(app)
    assert "secret detail" not in shown
    with caplog.at_level(logging.ERROR, logger="bordertrade"):
        assert _broken_page() == caplog.records[-1].getMessage()[-8:]


def _broken_page() -> str:
    """The id that a visitor reads where the server has told the page of an error."""

    def script() -> None:
        from bordertrade.ui import notices

        assert notices.broken(RuntimeError("/the/secret/detail"))

    app = AppTest.from_function(script).run()
    shown = text(app)
    assert "secret" not in shown
    found = re.search(r"error ([0-9a-f]{8})", shown)
    assert found
    return found[1]


def test_after_an_error_the_frame_still_stands_and_other_pages_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overview, "answer", _fail)
    app = opened("")
    assert len(notices(app, "error")) == 1
    assert len(app.get("page_link")) == len(PAGES)
    at_page(app, "sources")
    assert list(problems(app)) == []
    assert headings(app, 1) == ["Sources and methods"]
