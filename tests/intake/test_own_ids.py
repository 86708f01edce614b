"""Ids that point to rows of the same file, held against an obvious twin."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.intake import check_file, hashes, own_ids

HEADER = (
    "id,period,scope,commodity,measures,central,unit,method,repeats,obs_status,evidence,source\n"
)
NAMES = st.sampled_from(["a", "b", "c", "d"])
FILES = st.lists(st.tuples(NAMES, NAMES | st.just("")), min_size=1, max_size=12)


@pytest.mark.parametrize("at_once", [1, 1_000_000])
@given(rows=FILES)
def test_every_pointer_to_nowhere_is_told(
    dataset: Dataset, at_once: int, rows: list[tuple[str, str]]
) -> None:
    rows = list(dict(rows).items())
    text = HEADER + "".join(
        f"{own},2024,x,fuel,volume,5,l,m,{other},A,press,PMM2024\n" for own, other in rows
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashes, "WAITING_ROWS", at_once)
        patch.setattr(hashes, "CHUNK_ROWS", at_once)
        table = dataset.contract.tables["informal_estimates"]
        report = check_file(text.encode(), table, dataset, date(2026, 11, 1))
    ids = {own for own, _other in rows}
    lost = [(at, other) for at, (_, other) in enumerate(rows, 2) if other and other not in ids]
    told = [e for e in report.problems if e.code == "unknown_reference"]
    assert [(each.line, each.value) for each in told] == lost
    assert not set(report.frame().index) & {line for line, _ in lost}


def test_both_hashes_must_be_those_of_an_id() -> None:
    """Keys that collide are looked through one by one."""
    ids = own_ids._distinct(np.array([(5, 1), (5, 3), (7, 2), (5, 3)], dtype=own_ids._ID))
    wanted = [(5, 1, 1), (5, 2, 2), (5, 3, 3), (7, 3, 4), (7, 2, 5), (9, 1, 6), (1, 1, 7)]
    places = np.array(wanted, dtype=own_ids._POINTER)
    found = own_ids._is_among(places, ids)
    assert found.tolist() == [True, False, True, False, True, False, False]


def test_nothing_is_left_on_disk(dataset: Dataset) -> None:
    text = HEADER + "a,2024,x,fuel,volume,5,l,m,z,A,press,PMM2024\n"
    for content in (text, "nonsense\n1\n"):
        table = dataset.contract.tables["informal_estimates"]
        report = check_file(content.encode(), table, dataset, date(2026, 11, 1))
        assert {each.name for each in report.folder.iterdir()} <= {
            "original",
            "accepted.parquet",
            "rejects.csv",
        }
