"""Rows that repeat or contradict others, held against an obvious twin."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import Dataset
from bordertrade.intake import check_file, hashes

HEADER = "period,market,reporter,direction,value,currency,obs_status,evidence,source\n"
KEYS = ("2024-07,gabd", "2024-08,gabd", "2024-07,mand")
#: Written in two ways, the second number is one number.
VALUES = ("5", "7", "7.0")

FILES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), min_size=1, max_size=30)


def twin(rows: list[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """Line, code and line of the other row, from a dictionary of the first row of each key."""
    first: dict[str, tuple[int, float]] = {}
    found: dict[int, tuple[str, str]] = {}
    for line, (key, text) in enumerate(rows, start=2):
        other, value = first.setdefault(key, (line, float(text)))
        if other == line:
            continue
        if value == float(text):
            found[line] = ("duplicate_row", str(other))
        else:
            found[line] = ("conflicting_row", str(other))
            found.setdefault(other, ("conflicting_row", str(line)))
    return [(line, *told) for line, told in sorted(found.items())]


@pytest.mark.parametrize("at_once", [2, 1_000_000])
@given(rows=FILES)
def test_every_repeat_names_the_other_row(
    dataset: Dataset, at_once: int, rows: list[tuple[str, str]]
) -> None:
    text = HEADER + "".join(
        f"{key},PK,IR_TO_PK,{value},USD,A,count,BR40282284\n" for key, value in rows
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashes, "WAITING_ROWS", at_once)
        patch.setattr(hashes, "CHUNK_ROWS", at_once)
        table = dataset.contract.tables["formal_trade"]
        report = check_file(text.encode(), table, dataset, date(2026, 11, 1))
    told = [(each.line, each.code, *each.expected) for each in report.problems]
    known = twin(rows)
    assert told == known
    assert report.frame().index.tolist() == [
        line for line in range(2, len(rows) + 2) if line not in {line for line, *_ in known}
    ]
