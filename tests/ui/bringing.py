"""Bringing files to the page "Update data" without a browser."""

from __future__ import annotations

import csv
import io
import time

from streamlit.testing.v1 import AppTest

from bordertrade.ui import cache
from tests.ui.app import at_page, opened, problems
from tests.ui.publishing import ROW

GOOD = ROW
#: Seconds until a check that should end counts as hung.
_PATIENCE = 60


def csv_of(*rows: dict[str, str], table: str = "formal_trade") -> bytes:
    """A file in the contract's columns; cells that a row does not name are empty."""
    columns = cache.shipped().contract.tables[table].column_names
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def brought(*files: tuple[str, bytes] | bytes) -> AppTest:
    """The page with files on the desk, their checks over."""
    return bring(opened("update"), *files)


def bring(app: AppTest, *files: tuple[str, bytes] | bytes) -> AppTest:
    """Drop files; bare bytes are called mine.csv."""
    named = [file if isinstance(file, tuple) else ("mine.csv", file) for file in files]
    sent = [(name, content, "text/csv") for name, content in named]
    app.file_uploader[0].set_value(sent).run()
    return checked(app)


def checked(app: AppTest) -> AppTest:
    """The page once no check is running any more."""
    deadline = time.monotonic() + _PATIENCE
    while running(app):
        assert time.monotonic() < deadline
        time.sleep(0.1)
        app.run()
    assert list(problems(app)) == []
    return app


def running(app: AppTest) -> bool:
    return any(str(button.key).startswith("cancel_") for button in app.button)


def click(app: AppTest, start: str) -> AppTest:
    """Press the first button whose key starts so."""
    button = next(each for each in app.button if str(each.key).startswith(start))
    assert not button.disabled, f"{button.key} is disabled"
    button.click().run()
    return checked(app)


def has(app: AppTest, start: str) -> bool:
    return any(str(each.key).startswith(start) for each in app.button)


def is_open(app: AppTest) -> bool:
    """Whether the last button is there and can be pressed."""
    return any(each.key == "apply" and not each.disabled for each in app.button)


def applied(app: AppTest, why: str = "a test") -> AppTest:
    """Say why and apply."""
    field = next(each for each in app.text_input if str(each.key).startswith("apply_why"))
    field.set_value(why).run()
    return click(app, "apply")


def published_value(value: str = "7654321") -> bool:
    """Whether a new visitor finds a figure in the record."""
    other = opened("data", table="formal_trade", q=value)
    frames = [each.value for each in other.dataframe if "value" in each.value]
    return any(float(value) in frame["value"].tolist() for frame in frames)


def elsewhere(app: AppTest, page: str) -> AppTest:
    """The same visitor on another page."""
    return at_page(app, page)
