"""A CSV of one's own, from the template to the banner, in a real browser."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import expect

from bordertrade.dataset import Dataset
from bordertrade.ui.charts import FORMAL
from tests.browser.visiting import Visit, choose, menu, settle

pytestmark = pytest.mark.browser


def test_a_file_is_previewed_used_and_given_back(visitor: Visit) -> None:
    page = visitor.open("/update")
    with page.expect_download() as waiting:
        page.locator(".st-key-template_formal_trade button").click()
    head, *rows = csv.reader(io.StringIO(waiting.value.path().read_text("utf-8-sig"), newline=""))
    assert len(rows) == 1
    row = dict.fromkeys(head, "") | {
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
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, row.values()])
    page.set_input_files(
        'input[type="file"]',
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()},
    )
    expect(page.locator(".bt-own")).to_have_text("mine.csv: 1 row read, 0 problems.")
    settle(page)
    expect(page.locator(".bt-lead", has_text="1 added, 0 changed")).to_be_visible()
    page.locator(".st-key-use_rows button").click()
    expect(page.locator(".bt-own").first).to_contain_text("your own data")

    menu(page, "Markets")
    page.wait_for_url("**/markets")
    settle(page)
    expect(page.locator(".bt-own")).to_contain_text("your own data")
    choose(page, "w_evidence", "Observed only")
    expect(page.locator(f".st-key-chart_{FORMAL.name} .bt-sentence")).to_contain_text(
        "US$7.654\u00a0m"
    )
    page.locator(".st-key-own_data_off button").click()
    expect(page.locator(".bt-own")).to_have_count(0)
    settle(page)
    assert "7.654" not in page.locator(f".st-key-chart_{FORMAL.name}").inner_text()
    assert visitor.errors == []


def test_a_broken_file_shows_its_problems(visitor: Visit, dataset: Dataset) -> None:
    page = visitor.open("/update")
    header = ",".join(dataset.contract.tables["formal_trade"].column_names)
    page.set_input_files(
        'input[type="file"]',
        {"name": "bad.csv", "mimeType": "text/csv", "buffer": f"{header}\n1,2\n".encode()},
    )
    expect(page.locator(".bt-warn")).to_have_text("bad.csv: 1 row read, 1 problem.")
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    expect(page.locator(".st-key-use_rows")).to_have_count(0)
