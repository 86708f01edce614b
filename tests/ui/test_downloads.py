"""One button a chart; behind it the rows, any whole table, and everything, each made when asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.sharing.filters import filters_sentence
from bordertrade.sharing.takeaway import Takeaway
from bordertrade.ui import blocks, downloads
from bordertrade.view import TimeSpan, ViewState
from bordertrade.vocabulary import Channel
from bordertrade.words import language, use
from tests.day import TODAY
from tests.ui.app import opened

ADDRESS = "https://trade.example/markets?v=0123456789"


def keys(app: AppTest) -> list[str]:
    return [each.proto.id.rsplit("-", 1)[-1] for each in app.get("download_button")]


def test_nothing_is_offered_before_the_button_is_pressed() -> None:
    app = opened("markets")
    assert keys(app) == []
    app.button(key="dl_f").click().run()
    assert keys(app) == [
        *("dl_chart_csv", "dl_chart_xlsx", "dl_table_csv", "dl_table_xlsx", "dl_everything")
    ]
    assert app.selectbox(key="dl_which").value == "modelled_trade", "what the chart adds up"


def test_no_file_is_made_until_its_own_button_is_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_given: object) -> bytes:
        raise AssertionError

    for name in ("chart_csv", "chart_xlsx", "table_csv", "table_xlsx", "everything"):
        monkeypatch.setattr(Takeaway, name, never)
    app = opened("target")
    app.button(key="dl_t").click().run()
    assert not app.exception
    assert len(keys(app)) == 5


def test_the_data_page_offers_what_was_found_and_the_whole_table() -> None:
    app = opened("data", q="itc")
    app.button(key="dl_table_bilateral_trade").click().run()
    assert [key for key in keys(app) if key.startswith("dl_found")] == [
        "dl_found_csv",
        "dl_found_xlsx",
    ]
    app = opened("data")
    app.button(key="dl_table_bilateral_trade").click().run()
    offered = [key for key in keys(app) if key != "dl_changes"]
    assert offered == ["dl_table_csv", "dl_table_xlsx", "dl_everything"]


def test_a_file_is_made_in_the_language_of_whoever_asked() -> None:
    use("ur")
    make = downloads.later(lambda: language().encode())
    use("en")
    assert (make(), make()) == (b"ur", b"ur")


def test_rows_are_made_in_the_language_of_whoever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit makes a file in a thread of its own, which begins in no language."""
    offered: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: offered.append(data))
    use("ur")
    blocks.download(lambda: pd.DataFrame({"x": [language()]}), name="x.csv", key="x", label="x")
    use("en")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(offered[0]).result().endswith(b"ur\r\n")


@pytest.mark.parametrize("name", list(CHARTS))
def test_csv_and_workbook_of_a_chart_hold_the_same_rows(name: str, dataset: Dataset) -> None:
    taken = Takeaway(dataset, ViewState(), TODAY, ADDRESS)
    content = taken.chart_csv(CHARTS[name])
    assert content.startswith(b"\xef\xbb\xbf")
    book = openpyxl.load_workbook(io.BytesIO(taken.chart_xlsx(CHARTS[name])))
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    read = pd.read_csv(io.BytesIO(content))
    assert list(heads) == list(read.columns)
    numbers = read.select_dtypes("number")
    for head in numbers.columns:
        cells = [row[heads.index(head)] for row in rows[: len(read)]]
        found = pd.to_numeric(pd.Series(cells, dtype=object))
        pd.testing.assert_series_equal(
            found.astype(float), numbers[head].astype(float), check_names=False, obj=head
        )


def test_a_workbook_says_version_filters_and_link(dataset: Dataset) -> None:
    view = ViewState(markets=("gabd",), channels=(Channel.FORMAL,), time=TimeSpan("2023-01"))
    taken = Takeaway(dataset, view, TODAY, ADDRESS)
    book = openpyxl.load_workbook(io.BytesIO(taken.chart_xlsx(CHARTS["f"])))
    told = {row[0]: row[1] for row in book.worksheets[3].iter_rows(values_only=True)}
    assert told["Version"] == dataset.fingerprint
    assert told["Link"] == ADDRESS
    cited = str(told["How to cite"])
    assert cited.startswith("Border-market trade dashboard. “Formal trade beside Gabd")
    assert cited.endswith(f"Data version {dataset.version}. Accessed 24 Nov 2026. {ADDRESS}")
    assert told["Filters"] == filters_sentence(dataset, view)
    assert filters_sentence(dataset, view).startswith(
        "Markets: Gabd; Channel: Formal; Direction: Iran"
    )
    assert "Time: Jan 2023 to the latest" in filters_sentence(dataset, view)
