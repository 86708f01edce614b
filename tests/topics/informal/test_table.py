"""The tables of informal trade and of the lawful share hold their charts' rows."""

from __future__ import annotations

import pandas as pd
import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.measures.estimates import Measured, estimates, values_of_goods
from bordertrade.measures.selection import Selection
from bordertrade.topics.formalisation import table as shares
from bordertrade.topics.formalisation.measure.revenue import revenue
from bordertrade.topics.formalisation.measure.shares import formalisation
from bordertrade.topics.informal import table as tables
from bordertrade.words.numbers import significant

EVERY = Selection(markets=("gabd", "mand", "chadgi"))
ENDS = ("Low", "Central", "High")


def given(row: pd.Series, unit: str) -> list[int]:
    cells = [row[f"{end} ({unit})"] for end in ENDS]
    return [int(cell) for cell in cells if not pd.isna(cell)]


def test_volumes_with_every_end_that_was_given_and_no_other(dataset: Dataset) -> None:
    rows = estimates(dataset, Measured.VOLUME)
    table = tables.volumes_table(rows)
    assert len(table) == len(rows)
    for each, (_place, row) in zip(rows, table.iterrows(), strict=True):
        assert each.yearly is not None
        assert given(row, "litres a year") == [round(end) for end in each.yearly.given]
        assert row["Said by"] == each.said_by
        assert row["Method"] == each.method
        assert row["Source"] == "~".join(each.sources)
    by_who = table.set_index("Said by")
    assert str(by_who.loc["PRIME", "Remark"]).startswith("repeats Intelligence report 2023")
    assert by_who.loc["Iranian officials", "Reads as"] == "upper bound only"
    assert by_who.loc["Own composition", "Reads as"] == "modelled"


def test_losses_in_rupees_and_dollars_where_a_rate_is_sourced(dataset: Dataset) -> None:
    rows = estimates(dataset, Measured.REVENUE)
    table = tables.losses_table(rows)
    for each, (_place, row) in zip(rows, table.iterrows(), strict=True):
        assert each.yearly is not None
        assert given(row, "Rs a year") == [round(end) for end in each.yearly.given]
        usd = [round(end) for end in each.value_usd.given] if each.value_usd else []
        assert given(row, "US$ a year") == usd
        assert ("no sourced rate" in row["Exchange rate"]) == (not usd)
    assert not table["Exchange rate"].str.contains("no sourced rate").any()


def test_modelled_values_have_two_figures(dataset: Dataset) -> None:
    rows = values_of_goods(dataset).rows
    table = tables.values_table(rows)
    for each, (_place, row) in zip(rows, table.iterrows(), strict=True):
        assert each.value_usd is not None
        exact = list(each.value_usd.given)
        shown = [significant(end) for end in exact] if each.is_modelled else exact
        assert given(row, "US$ a year") == [round(end) for end in shown]
        assert (row["Reads as"] == "modelled") == each.is_modelled


def test_other_numbers_as_published(dataset: Dataset) -> None:
    rows = estimates(dataset, Measured.QUOTA)
    table = tables.others_table(rows)
    assert table["What"].tolist() == ["Quota"] * len(rows)
    assert "400 vehicles a day" in table["Published"].str.replace("\u00a0", " ").tolist()


@pytest.mark.parametrize("calendar", [Calendar.GREGORIAN, Calendar.FISCAL])
def test_the_border_stands_first_then_every_share(dataset: Dataset, calendar: Calendar) -> None:
    result = formalisation(dataset, Selection(markets=EVERY.markets, calendar=calendar))
    table = shares.shares_table(result)
    assert len(table) == len(result.shares) + 1
    assert table["Place"].iloc[0] == "The whole border"
    assert table["Low (%)"].iloc[0] == 26.2
    for share, (_place, row) in zip(result.shares, table.iloc[1:].iterrows(), strict=True):
        assert share.ratio is not None
        assert row["High (%)"] == round(share.ratio.high * 100, 1)
        assert row["Informal, high (US$)"] == round(significant(share.informal_usd.high))
    assert table["Formal, low (US$)"].iloc[0] == 1_037_000_000, "observed: as published"


def test_revenue_with_the_rates_it_was_taken_at(dataset: Dataset) -> None:
    result = revenue(dataset, EVERY, 0.12, 0.45)
    table = shares.revenue_table(result)
    assert table["Place"].tolist()[:2] == ["The whole border", "The three markets together"]
    assert set(table["Lowest rate (%)"]) == {12.0}
    assert set(table["Central rate (%)"]) == {28.5}
    assert set(table["Highest rate (%)"]) == {45.0}
    for stake, (_place, row) in zip(result.stakes, table.iterrows(), strict=True):
        assert row["At stake, central (US$)"] == round(significant(stake.revenue_usd.central))
