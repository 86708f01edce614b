"""One row changed among very many shows in every figure at once, and in nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from bordertrade.dataset import UPLOADED, Dataset, provenance_of, with_table
from bordertrade.dataset.difference import difference
from bordertrade.exports.effects import effects
from bordertrade.intake import Merge, Mode, merge
from bordertrade.measures.market_totals import market_totals
from bordertrade.measures.selection import Selection
from bordertrade.remembered import once
from bordertrade.topics.goods.measure import goods
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.topics.markets.rows import behind_series
from bordertrade.vocabulary import Channel, Direction, Reporter

COUNT = 200_000
CHANGED = 123_456
MORE = 5_000_000.0
UP = provenance_of("again.csv", b"again", UPLOADED, COUNT)


def large_frame(dataset: Dataset) -> pd.DataFrame:
    """Ten years of months, three markets, both directions, both books, many goods."""
    place = np.arange(COUNT)
    months = np.array(
        [f"{year}-{month:02d}" for year in range(2016, 2026) for month in range(1, 13)]
    )
    frame = pd.DataFrame(
        {
            "period": months[place % 120],
            "market": np.array(["gabd", "mand", "chadgi"])[place // 120 % 3],
            "reporter": np.array(["PK", "IR"])[place // 360 % 2],
            "direction": np.array(["IR_TO_PK", "PK_TO_IR"])[place // 720 % 2],
            "hs_code": [f"{code:06d}" for code in place // 1440 + 100_000],
            "commodity": [f"Goods {number}" for number in place // 1440],
            "value": place % 977 * 1000.0,
            "currency": "USD",
            "rate_basis": "",
            "quantity": np.nan,
            "unit": "",
            "obs_status": "A",
            "evidence": "count",
            "source": "NEWS1071531",
            "more_sources": "",
            "note": "",
        }
    )
    return frame.astype(dataset["formal_trade"].dtypes.to_dict()).set_axis(place + 2)


@pytest.fixture(scope="module")
def before(dataset: Dataset) -> Dataset:
    made = provenance_of("large.csv", b"large", UPLOADED, COUNT)
    return with_table(dataset, "formal_trade", large_frame(dataset), made)


@pytest.fixture(scope="module")
def row(before: Dataset) -> pd.DataFrame:
    changed = large_frame(before).iloc[[CHANGED]]
    return changed.assign(value=changed["value"] + MORE)


@pytest.fixture(scope="module")
def done(before: Dataset, row: pd.DataFrame) -> Merge:
    table = before.contract.tables["formal_trade"]
    return merge(before, table, row, Mode.APPEND, UP)


def where(row: pd.DataFrame) -> tuple[Selection, str]:
    first = row.iloc[0]
    selection = Selection(
        (str(first["market"]),),
        reporters=(Reporter(first["reporter"]),),
        directions=(Direction(first["direction"]),),
    )
    return selection, str(first["period"])


def test_the_change_is_one_row_of_all(done: Merge) -> None:
    assert (done.added, done.changed, done.removed) == (0, 1, 0)
    assert done.unchanged == COUNT - 1
    (cell,) = done.difference.tables["formal_trade"].changed.to_dict("records")
    assert cell["column"] == "value"
    assert float(cell["after"]) - float(cell["before"]) == MORE


def test_only_the_changed_row_has_the_new_file(before: Dataset, done: Merge) -> None:
    files = done.dataset["formal_trade"].index.get_level_values("file")
    assert (files == UP.checksum).sum() == 1
    assert done.dataset["formal_trade"].index[CHANGED] == (UP.checksum, CHANGED + 2)
    assert len(difference(before, done.dataset).tables) == 1


def test_the_whole_file_again_is_the_same_one_change(
    before: Dataset, done: Merge, row: pd.DataFrame
) -> None:
    table = before.contract.tables["formal_trade"]
    whole = large_frame(before)
    whole.iloc[[CHANGED]] = row
    again = merge(before, table, whole, Mode.TABLE, UP)
    assert (again.added, again.changed, again.removed) == (0, 1, 0)
    assert again.dataset.fingerprint == done.dataset.fingerprint


def test_every_measure_moves_by_it_and_by_nothing_else(
    before: Dataset, done: Merge, row: pd.DataFrame
) -> None:
    selection, period = where(row)
    everything = Selection(("gabd", "mand", "chadgi"))
    old, new = (market_series(each, everything, Channel.FORMAL) for each in (before, done.dataset))
    moved = new.frame[(new.frame["value"] != old.frame["value"]).to_numpy()]
    assert moved["period"].tolist() == [period]
    assert moved["market"].tolist() == list(selection.markets)
    assert new.frame["value"].sum() - old.frame["value"].sum() == pytest.approx(MORE)
    always = replace(everything, start=date(2000, 1, 1))
    for kind in (goods(before, always), goods(done.dataset, always)):
        assert len(kind.frame)
    found = [goods(each, always).frame["value"].sum() for each in (before, done.dataset)]
    assert found[1] - found[0] == pytest.approx(MORE)
    totals = [market_totals(each, everything) for each in (before, done.dataset)]
    assert all(totals)
    assert any("market_year" in each.kind for each in effects(before, done.dataset))


def test_the_point_opens_to_the_changed_row(done: Merge, row: pd.DataFrame) -> None:
    selection, period = where(row)
    series = market_series(done.dataset, selection, Channel.FORMAL)
    behind = behind_series(done.dataset, selection, series)
    number = behind.totals.index[behind.totals["period"] == period][0]
    rows = behind.of(int(number))
    assert rows["value"].sum() == pytest.approx(behind.totals.at[number, "value"])
    changed = rows[rows["file"] == UP.checksum]
    assert changed["line"].tolist() == [CHANGED + 2]
    assert changed["written"].tolist() == row["value"].tolist()


def test_nothing_made_for_the_version_before_is_served_again(before: Dataset, done: Merge) -> None:
    made: list[str] = []

    def asked(dataset: Dataset) -> str:
        def make() -> str:
            made.append(dataset.fingerprint)
            return dataset.fingerprint

        result: str = once(dataset, "one row in very many", make=make)
        return result

    assert asked(before) == before.fingerprint
    assert asked(done.dataset) == done.dataset.fingerprint
    assert asked(before) == before.fingerprint
    assert made == [before.fingerprint, done.dataset.fingerprint]
