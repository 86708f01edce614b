"""Whatever a reader returns, every later rule can read: no cell ends a check.

Every column of every table is given cells that people, spreadsheets and programs write, under
every declaration; what is read goes through checks, repeats, merging, suspicions and effects.
"""

from __future__ import annotations

import csv
import io
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.dataset import UPLOADED, Dataset, provenance_of
from bordertrade.exports.contract_csv import table_csv
from bordertrade.exports.differences import difference_table
from bordertrade.exports.effects import effects, stood_in
from bordertrade.intake import Mode, check_file, merge, suggested_mode, suspicions
from bordertrade.intake.columns import Cells, Values
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.forms import cell_reader
from bordertrade.intake.references import References
from bordertrade.intake.row_rules import CHECKS
from bordertrade.intake.rows import Rows
from tests.intake.hostile_cells import CELLS, DECLARATIONS

TODAY = date(2026, 11, 24)
FIXTURE = [HealthCheck.function_scoped_fixture]
TABLES = (
    *("formal_trade", "informal_trade", "bilateral_trade", "commodity_trade", "crossing_activity"),
    *("informal_estimates", "targets", "events", "exchange_rates", "sources"),
    *("prices", "memberships", "port_activity"),
)


@pytest.fixture(scope="module")
def references(dataset: Dataset) -> References:
    return References.of(dataset, TODAY)


@settings(max_examples=1_000, deadline=None, suppress_health_check=FIXTURE)
@given(cell=CELLS, how=DECLARATIONS, at=st.integers(0, 10_000))
def test_a_value_is_read_by_every_rule_or_is_a_fault_of_its_cell(
    dataset: Dataset, references: References, cell: str, how: Declaration, at: int
) -> None:
    columns = [(t, column) for t in dataset.contract.uploadable() for column in t.columns]
    table, column = columns[at % len(columns)]
    known = Values(cell_reader(column, how, dataset.names()))
    cells = Cells(column, np.array([known[cell]], dtype=np.int32), known)
    rows = Rows(
        table,
        {column.name: cells},
        np.array([2]),
        np.array([1]),
        ~cells.faulty,
        references,
    )
    for rule in CHECKS.values():
        list(rule(rows))
    value = cells.value(0)
    if column.semantic == "period" and value is not None:
        assert calendars.parse(str(value)).text == value
    if column.type == "date" and value is not None:
        assert date.fromisoformat(str(value)).isoformat() == value


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=4, deadline=None, suppress_health_check=FIXTURE)
@given(data=st.data())
def test_a_file_of_odd_cells_is_checked_to_its_end(
    dataset: Dataset, name: str, data: st.DataObject
) -> None:
    table = dataset.contract.tables[name]
    known = list(csv.reader(io.StringIO(table_csv(table, dataset[name]).decode("utf-8-sig"))))
    header, rows = known[0], known[1:41]
    for row in rows:
        at = data.draw(st.integers(0, len(header) - 1))
        row[at] = data.draw(CELLS)
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([header, *rows])
    report = check_file(written.getvalue().encode("utf-8", "replace"), table, dataset, TODAY)
    assert report.rows or {problem.code for problem in report.problems}
    frame = report.frame()
    suggested_mode(dataset, table, frame)
    origin = provenance_of("odd.csv", b"odd", UPLOADED, len(frame))
    made = merge(dataset, table, frame, Mode.APPEND, origin)
    suspicions(dataset, table, frame, Mode.APPEND, made.dataset)
    effects(dataset, made.dataset)
    stood_in(dataset, made.dataset)
    for told in made.difference.tables.values():
        difference_table(told)


CASE = """\
period,market,reporter,direction,hs_code,commodity,value,currency,quantity,unit,obs_status,evidence,source
2024-01,gabd,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
2024-02,gabd,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
Q1 1403,gabd,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
سال مالی ۱۴۰۳,gabd,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
1403 Q4,gabd,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
FY1402-03,gabd,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
FY1402,mand,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
SH1500,mand,PK,IR_TO_PK,2711,LPG,1000000,USD,2000,t,A,count,AAJ330457541
"""


def test_quarters_and_fiscal_years_of_iran_are_flagged_with_what_they_are(dataset: Dataset) -> None:
    report = check_file(CASE.encode(), dataset.contract.tables["formal_trade"], dataset, TODAY)
    assert (report.rows, report.accepted) == (8, 2)
    assert report.declaration.unconfirmed == ()
    assert [(p.line, p.column, p.suggestion) for p in report.problems] == [
        (4, "period", "SH1403-01/SH1403-03"),
        (5, "period", "SH1403"),
        (6, "period", "SH1403-10/SH1403-12"),
        (7, "period", ""),
        (8, "period", "SH1402"),
        (9, "period", ""),
    ]
