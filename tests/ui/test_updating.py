"""The update page: a CSV checked, its effect shown, used in this session and given back."""

from __future__ import annotations

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade.dataset import Dataset
from bordertrade.intake import template
from bordertrade.ui import cache
from bordertrade.ui.charts import FORMAL
from tests.ui.app import at_page, charts, headings, notices, opened, problems, text

GOOD = {
    "period": "2025-06",
    "market": "gabd",
    "reporter": "PK",
    "direction": "IR_TO_PK",
    "value": "7654321",
    "currency": "USD",
    "obs_status": "A",
    "evidence": "count",
    "source": "NEWS1071531",
}
UPLOADABLE = [table.name for table in cache.shipped().contract.uploadable()]


def csv_of(*rows: dict[str, str], table: str = "formal_trade") -> bytes:
    """A file in the contract's columns; cells that a row does not name are empty."""
    columns = cache.shipped().contract.tables[table].column_names
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def uploaded(content: bytes, table: str = "formal_trade", name: str = "mine.csv") -> AppTest:
    app = opened("update")
    app.selectbox(key="upload_table").set_value(table).run()
    app.file_uploader(key=f"file_{table}").set_value((name, content, "text/csv")).run()
    assert list(problems(app)) == []
    return app


def using(content: bytes, table: str = "formal_trade") -> AppTest:
    app = uploaded(content, table)
    app.button(key="use_rows").click().run()
    assert list(problems(app)) == []
    return app


def test_the_page_says_what_happens_to_a_file_before_one_is_dropped() -> None:
    app = opened("update")
    assert "shown only to you in this browser tab" in text(app)
    assert app.file_uploader[0].allowed_type == [".csv"]


def test_a_clean_file_shows_what_it_would_change() -> None:
    app = uploaded(csv_of(GOOD, GOOD | {"period": "2025-05", "value": "1000000"}))
    assert notices(app, "own") == ["mine.csv: 2 rows read, 0 problems."]
    assert "2 added, 0 changed, 0 removed" in text(app)
    effects = app.dataframe[0].value
    gabd = effects[effects["Total"] == "Gabd"].iloc[0]
    assert gabd["Now"] != gabd["With this file"]
    books = effects[effects["Total"] == "Pakistan’s books"].iloc[0]
    assert books["Now"] == books["With this file"], "a market is no part of the national total"
    assert not app.button(key="use_rows").disabled


def test_nothing_changes_before_the_button() -> None:
    app = uploaded(csv_of(GOOD))
    at_page(app, "markets")
    assert "your own data" not in text(app)
    assert "7.654" not in text(app)


def test_rows_in_use_are_on_every_page_of_this_tab_under_a_banner(dataset: Dataset) -> None:
    app = using(csv_of(GOOD))
    for page in ("", "markets", "target", "map", "data", "sources", "update"):
        at_page(app, page)
        assert list(problems(app)) == []
        assert any("You are looking at your own data" in each for each in notices(app, "own"))
        assert f"Data version {dataset.version}" not in text(app)
    app.query_params = {"market": "gabd", "evidence": "observed"}
    at_page(app, "markets")
    assert FORMAL.name in charts(app)
    assert "US$7.654\u00a0m" in text(app)
    app.query_params = {"table": "formal_trade", "q": "7654321"}
    at_page(app, "data")
    assert app.dataframe[0].value["value"].tolist() == [7654321]


def test_other_visitors_see_the_shipped_record(dataset: Dataset) -> None:
    using(csv_of(GOOD))
    other = opened("markets", market="gabd")
    assert notices(other, "own") == []
    assert f"Data version {dataset.version}" in text(other)
    assert "US$7.654\u00a0m" not in text(other)


def test_back_to_the_shipped_record(dataset: Dataset) -> None:
    app = using(csv_of(GOOD))
    at_page(app, "markets").button(key="own_data_off").click().run()
    assert notices(app, "own") == []
    assert f"Data version {dataset.version}" in text(app)
    assert "US$7.654\u00a0m" not in text(app)


def test_a_bad_file_names_place_fault_and_cure_of_each_problem() -> None:
    app = uploaded(
        csv_of(GOOD, GOOD | {"period": "2025-05", "value": "12,5 m"}, GOOD | {"market": "Quetta"})
    )
    assert notices(app, "warn") == ["mine.csv: 3 rows read, 2 problems."]
    found = app.dataframe[0].value
    assert found["Line in the file"].tolist() == [3, 4]
    assert found["Record"].tolist() == [2, 3]
    assert found["Column"].tolist() == ["value", "market"]
    assert found["Found"].tolist() == ["12,5 m", "Quetta"]
    assert found["What is wrong"].str.contains("expected").all()
    assert found["What to do"].str.len().min() > 10


def test_rows_with_problems_are_left_out_only_on_demand() -> None:
    app = uploaded(csv_of(GOOD, GOOD | {"period": "2025-05", "value": "much"}))
    assert app.button(key="use_rows").disabled
    app.checkbox(key="agree_left_out").check().run()
    app.button(key="use_rows").click().run()
    assert notices(app, "own")[0].startswith("You are looking at your own data")
    app.query_params = {"table": "formal_trade"}
    at_page(app, "data")
    assert "2025-06" in app.dataframe[0].value["period"].tolist()
    assert "2025-05" not in app.dataframe[0].value["period"].tolist()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"period,market\n2025-06,gabd\n", "the column is missing"),
        (b"\x00\x01\x02\n", "missing"),
    ],
    ids=["empty", "utf-16", "columns", "binary"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content: bytes, told: str) -> None:
    app = uploaded(content)
    assert told in " ".join(app.dataframe[0].value["What is wrong"])
    assert not any(button.key == "use_rows" for button in app.button)


def test_replacing_a_table_says_how_many_rows_go(dataset: Dataset) -> None:
    app = uploaded(csv_of(GOOD))
    app.segmented_control(key="upload_mode").set_value("replace").run()
    assert f"1 added, 0 changed, {len(dataset['formal_trade'])} removed" in text(app)


@pytest.mark.parametrize("table", UPLOADABLE)
def test_each_template_is_offered_and_uploads_without_a_problem(
    table: str, dataset: Dataset
) -> None:
    app = uploaded(template(dataset.contract.tables[table], dataset), table)
    assert any(button.key == f"template_{table}" for button in app.get("download_button"))
    (told, *_rest) = notices(app, "own")
    assert told == "mine.csv: 1 row read, 0 problems."


def test_tables_that_only_the_model_writes_are_not_offered() -> None:
    options = opened("update").selectbox(key="upload_table").options
    titles = {name: table.title for name, table in cache.shipped().contract.tables.items()}
    assert titles["modelled_trade"] not in options
    assert titles["formal_trade"] in options


def test_a_file_name_is_shown_as_text() -> None:
    app = uploaded(csv_of(GOOD), name="<img src=x>.csv")
    assert notices(app, "own") == ["<img src=x>.csv: 1 row read, 0 problems."]


def test_the_heading_stays() -> None:
    assert headings(using(csv_of(GOOD)), 1) == ["Bring your own figures"]
