"""The tables beside the mirror charts hold each figure of the results once."""

from __future__ import annotations

import pandas as pd
import pytest

from bordertrade.dataset import Dataset
from bordertrade.topics.books.measure.import_years import import_years
from bordertrade.topics.books.measure.years import mirror_years
from bordertrade.topics.books.table import import_years_table, mirror_table
from bordertrade.vocabulary import Direction

PUBLISHED = "{book}, as published (US$)"
COMPARED = "{book}, compared (US$)"
BOOKS = {"PK": "Pakistan’s books", "IR": "Iran’s books"}


def numbers_of(table: pd.DataFrame, column: str) -> list[float]:
    return sorted(table[column].dropna().astype(float).tolist())


@pytest.mark.parametrize("direction", [Direction.IR_TO_PK, Direction.PK_TO_IR])
@pytest.mark.parametrize("margin", [0.0, 0.1])
def test_a_mirror_table_has_every_figure_and_no_zero_for_a_missing_one(
    dataset: Dataset, direction: Direction, margin: float
) -> None:
    result = mirror_years(dataset, direction, margin)
    table = mirror_table(result)
    paired = [o for pair in result.pairs for o in pair.figures]
    for reporter, book in BOOKS.items():
        own = [
            o
            for o in (*paired, *result.alone, *result.also, *result.parts)
            if o.reporter == reporter
        ]
        published, compared = PUBLISHED.format(book=book), COMPARED.format(book=book)
        assert numbers_of(table, published) == sorted(round(o.value_usd) for o in own)
        assert numbers_of(table, compared) == sorted(round(result.value_usd(o)) for o in own)
    both = table[table["Reads as"].str.startswith("both books")]
    assert len(both) == len(result.pairs)
    gap = "Gap, Iran’s less Pakistan’s (US$)"
    assert numbers_of(both, gap) == sorted(round(pair.gap_usd) for pair in result.pairs)
    assert table[~table.index.isin(both.index)][gap].isna().all()
    unlimited = both["Reads as"].eq("both books, ratio without limit")
    assert unlimited.sum() == sum(pair.ratio is None for pair in result.pairs)
    assert both.loc[unlimited, "Ratio, Iran’s over Pakistan’s"].isna().all()


def test_a_recut_table_has_each_year_and_each_piece(dataset: Dataset) -> None:
    result = import_years(dataset)
    assert result is not None
    table = import_years_table(result)
    years = [year for own in result.years.values() for year in own]
    assert len(table) == len(years) + len(result.pieces)
    value = "Pakistan’s imports from Iran (US$)"
    shown = table.iloc[: len(years)]
    refused = shown["Fit"] == "cannot be re-cut"
    assert shown.loc[refused, value].isna().all()
    assert shown.loc[refused, "Remark"].str.contains("cannot be re-cut").all()
    assert numbers_of(shown[~refused], value) == sorted(
        round(year.sum.value) for year in years if year.sum.value is not None
    )
    pieces = table.iloc[len(years) :]
    assert pieces[value].tolist() == [round(piece.value_usd) for piece in result.pieces]
    assert (pieces["Sources"] != "").all()
