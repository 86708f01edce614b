"""A repair never changes the meaning: what is suggested reads, and says what the row says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import CellError
from bordertrade.intake import check_file
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.forms import cell_reader
from bordertrade.ui.updating.repairs import suggested
from tests.intake.hostile_cells import CELLS, DECLARATIONS

TODAY = date(2026, 11, 24)
CASES = Path(__file__).parent / "cases"
HEADER = "period,market,reporter,direction,commodity,value,currency,quantity,unit,obs_status,evidence,source\n"


@settings(
    max_examples=1_000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cell=CELLS, how=DECLARATIONS, at=st.integers(0, 10_000))
def test_each_suggestion_passes_its_own_reader(
    dataset: Dataset, cell: str, how: Declaration, at: int
) -> None:
    columns = [column for t in dataset.contract.uploadable() for column in t.columns]
    column = columns[at % len(columns)]
    read = cell_reader(column, how, dataset.names())
    try:
        read(cell)
    except CellError as fault:
        if fault.suggestion:
            value = read(fault.suggestion)
            assert value is not None
            assert column.semantic != "period" or calendars.parse(str(value))


def rows_of(*cells: tuple[str, str, str, str]) -> bytes:
    """Rows of (value, currency, quantity, unit)."""
    return (
        HEADER
        + "".join(
            f"2024-{at:02d},gabd,PK,IR_TO_PK,LPG,{v},{c},{q},{u},A,count,BR40282284\n"
            for at, (v, c, q, u) in enumerate(cells, start=1)
        )
    ).encode()


#: value, currency, quantity, unit; what is suggested in place of the cell that cannot be read.
MENDED = {
    "the row's own currency": (("Rs 280000000", "PKR", "2", "t"), "280000000"),
    "a multiple": (("5 million", "USD", "2", "t"), "5000000"),
    "a multiple of the row's currency": (("Rs 5 million", "PKR", "2", "t"), "5000000"),
    "the row's own unit": (("5", "USD", "2000 kg", "kg"), "2000"),
    "a unit as it is spelled": (("5", "USD", "2000 tons", "t"), "2000"),
    "another currency": (("PKR 280000000", "USD", "2", "t"), ""),
    "another currency and a letter": (("Rs 5m", "USD", "2", "t"), ""),
    "a letter": (("5m", "USD", "2", "t"), ""),
    "a status flag": (("1250 b", "USD", "2", "t"), ""),
    "another status flag": (("1250 e", "USD", "2", "t"), ""),
    "another unit": (("5", "USD", "2000 kg", "t"), ""),
    "a unit where the row has none": (("5", "USD", "2000 kg", ""), ""),
    "two multiples": (("5 million thousand", "USD", "2", "t"), ""),
    "a percentage": (("5%", "USD", "2", "t"), ""),
    "rials in a row of tomans": (("500 rials", "IRT", "2", "t"), ""),
    "words": (("about 500", "USD", "2", "t"), ""),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_word_beside_a_number_is_mended_only_where_the_row_says_the_same(
    dataset: Dataset, name: str
) -> None:
    cells, suggestion = MENDED[name]
    report = check_file(rows_of(cells), dataset.contract.tables["formal_trade"], dataset, TODAY)
    assert [(each.code, each.suggestion) for each in report.problems] == [
        ("number_unit", suggestion)
    ]
    assert [fix.replacement.put for fix in suggested(report)] == [suggestion][: bool(suggestion)]


def test_a_text_that_is_right_in_one_row_and_wrong_in_another_is_mended_in_neither(
    dataset: Dataset,
) -> None:
    content = rows_of(("Rs 500", "PKR", "2", "t"), ("Rs 500", "USD", "2", "t"))
    report = check_file(content, dataset.contract.tables["formal_trade"], dataset, TODAY)
    assert [each.suggestion for each in report.problems] == ["500", ""]
    assert suggested(report) == []


def test_nothing_of_case_16_is_mended_by_a_click(dataset: Dataset) -> None:
    content = (CASES / "16_mend_all_changes_meaning.csv").read_bytes()
    report = check_file(content, dataset.contract.tables["formal_trade"], dataset, TODAY)
    assert (report.accepted, len(report.problems)) == (0, 3)
    assert suggested(report) == []


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("direction", "from Iran"),
        ("reporter", "Iraq"),
        ("currency", "Indian rupees"),
        ("obs_status", "unconfirmed"),
        ("obs_status", "unreliably"),
        ("market", "Pishin district"),
    ],
)
def test_the_opposite_is_never_the_nearest(dataset: Dataset, column: str, text: str) -> None:
    place = dataset.contract.tables["formal_trade"].column(column)
    with pytest.raises(CellError) as fault:
        cell_reader(place, Declaration(), dataset.names())(text)
    assert fault.value.suggestion in ("", "U")


def test_a_period_of_the_future_is_not_suggested(dataset: Dataset) -> None:
    content = rows_of(("5", "USD", "2", "t")).replace(b"2024-01", b"203001")
    report = check_file(content, dataset.contract.tables["formal_trade"], dataset, TODAY)
    assert [(each.column, each.suggestion) for each in report.problems] == [("period", "")]
