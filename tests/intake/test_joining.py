"""A checked file on its way into the record."""

import json

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import UPLOADED, Dataset
from bordertrade.dataset.lineage import files, lines
from bordertrade.intake import CheckReport, Mode, check_file
from bordertrade.intake.declaration import Declaration, How
from bordertrade.intake.joining import joined, looked_at, shown_name, told
from bordertrade.intake.suspicions import Came

HEADER = "period,market,reporter,direction,value,currency,obs_status,evidence,source"
GOOD = "2025-06,gabd,PK,IR_TO_PK,7654321000000,USD,A,count,NEWS1071531"
BAD = GOOD.replace("7654321000000", "x")


@pytest.fixture
def report(dataset: Dataset) -> CheckReport:
    content = f"{HEADER}\n{BAD}\n{GOOD}\n".encode()
    return check_file(content, dataset.contract.tables["formal_trade"], dataset)


def test_joined_rows_come_with_their_file_and_line(dataset: Dataset, report: CheckReport) -> None:
    after = joined(dataset, report, Mode.APPEND).dataset
    row = after["formal_trade"].tail(1)
    assert (list(files(row)), list(lines(row))) == ([report.checksum], [3])
    origin = after.files[report.checksum]
    assert (origin.file, origin.origin, origin.rows) == (report.file, UPLOADED, 1)


def test_a_file_is_looked_at_from_all_sides(dataset: Dataset, report: CheckReport) -> None:
    after = joined(dataset, report, Mode.APPEND).dataset
    known = {report.checksum: Came("0123456789 (revision 4)")}
    odd = looked_at(dataset, report, Mode.APPEND, after, ["value", "driver name"], known)
    assert {"personal_column", "file_seen_before", "larger_than_border"} <= {
        each.code for each in odd
    }
    quiet = looked_at(dataset, report, Mode.APPEND, after, ["value"], {})
    assert not {"personal_column", "file_seen_before"} & {each.code for each in quiet}


def test_the_audit_is_told_what_was_confirmed(dataset: Dataset, report: CheckReport) -> None:
    merged = joined(dataset, report, Mode.APPEND)
    confirmed = Declaration(how={"decimal": How.DECLARED})
    kept = json.loads(json.dumps(told(report, confirmed, Mode.APPEND, merged)))
    assert Declaration.from_json(kept.pop("declaration")) == confirmed
    assert kept == {
        **{"file": report.file, "checksum": report.checksum, "table": "formal_trade"},
        **{"mode": "append", "rejected": 1, "no_data": 0},
        **{"added": 1, "changed": 0, "removed": 0, "unchanged": merged.unchanged},
    }


def test_where_rows_came_from_is_read_once(
    dataset: Dataset, report: CheckReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = joined(dataset, report, Mode.APPEND).dataset
    first = looked_at(dataset, report, Mode.APPEND, after, [], {})
    monkeypatch.setattr(pq, "read_table", None)
    assert looked_at(dataset, report, Mode.PERIOD, after, [], {})[: len(first)] == first


@given(st.text())
def test_a_name_holds_no_folder_and_no_control_character(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= 120
    assert shown.isprintable()
    assert not set("/\\") & set(shown)


def test_a_name_is_the_last_part_of_a_path() -> None:
    assert shown_name("C:\\July\\gabd\x1b.csv") == "gabd.csv"
    assert shown_name("../") == "file.csv"
