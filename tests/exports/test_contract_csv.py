"""What we write comes back as it was: downloads as "no change", a package with its identity."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import UPLOADED, Dataset, load, provenance_of
from bordertrade.dataset.fingerprint import canonical
from bordertrade.exports.contract_csv import table_csv, write_package
from bordertrade.exports.spreadsheet import csv_bytes, safe_cell
from bordertrade.intake import check_file, merge, modes
from tests.day import TODAY
from tests.tables import FORMAL, added

SIGNS = "=+-@\t\r\n＝＋－＠"
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
HARD = [
    "=HYPERLINK(1)",
    "'=1+1",
    "-5 degrees",
    "+92",
    "@x",
    "＝1+1",
    "－1",
    "\t=1",
    'a "quoted", comma',
    "two\nlines",
    "a carriage\rreturn",
    "گبد، مند",
    "\u200fمند",
    "~",
    "'",
]


def hard(dataset: Dataset) -> Dataset:
    rows = [
        FORMAL
        | {
            "period": f"{2020 + place // 12}-{place % 12 + 1:02d}",
            "note": text,
            "value": f"{place}.1",
        }
        for place, text in enumerate(HARD)
    ]
    return added(dataset, "formal_trade", *rows)


@pytest.fixture(scope="module")
def record(dataset: Dataset) -> Dataset:
    return hard(dataset)


def test_o3_each_download_uploads_as_no_change(record: Dataset) -> None:
    for table in record.contract.uploadable():
        frame = record[table.name]
        content = table_csv(table, frame)
        report = check_file(content, table, record, TODAY)
        if frame.empty:
            assert [problem.code for problem in report.problems] == ["no_rows"]
            continue
        assert _run_in(content) == []
        errors = [problem for problem in report.problems if problem.is_error]
        assert errors == [], table.name
        assert not report.declaration.unconfirmed, (table.name, report.declaration.unconfirmed)
        for mode in modes(table):
            provenance = provenance_of("back.csv", content, UPLOADED, len(frame))
            done = merge(record, table, report.frame(), mode, provenance)
            assert done.changes_nothing, (table.name, mode)
            assert done.unchanged == len(frame)
            assert done.dataset is record, "lineage is as it was"


def _run_in(content: bytes) -> list[str]:
    """The cells that a spreadsheet would run: what begins with a sign and is no number."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    signed = [cell for row in rows for cell in row if cell[:1] in SIGNS and cell]
    return [cell for cell in signed if not NUMBER.fullmatch(cell)]


def test_the_shipped_version_is_written_as_it_is_shipped(
    dataset: Dataset, data_folder: Path, tmp_path: Path
) -> None:
    write_package(dataset, tmp_path)
    for table in dataset.contract.tables.values():
        assert (tmp_path / table.path).read_bytes() == (data_folder / table.path).read_bytes()
    package = "datapackage.json"
    assert (tmp_path / package).read_bytes() == (data_folder / package).read_bytes()


def test_a_package_loads_with_the_same_identity(record: Dataset, tmp_path: Path) -> None:
    write_package(record, tmp_path)
    back = load(tmp_path)
    assert back.fingerprint == record.fingerprint
    assert back["formal_trade"]["note"].tolist() == record["formal_trade"]["note"].tolist()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    write_package(back, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_one_changed_row_is_one_changed_line(
    dataset: Dataset, data_folder: Path, tmp_path: Path
) -> None:
    table = dataset.contract.tables["bilateral_trade"]
    row = dataset["bilateral_trade"].iloc[[7]].assign(value_usd=5.0)
    done = merge(
        dataset, table, row.set_axis([2]), modes(table)[0], provenance_of("u", b"u", UPLOADED, 1)
    )
    write_package(done.dataset, tmp_path)
    old, new = (
        (folder / table.path).read_text(encoding="utf-8").splitlines()
        for folder in (data_folder, tmp_path)
    )
    assert len(old) == len(new)
    differing = [
        place for place, pair in enumerate(zip(old, new, strict=True)) if len(set(pair)) > 1
    ]
    assert differing == [8]


CELLS = st.one_of(
    st.sampled_from(HARD),
    st.floats(allow_nan=True, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.integers(-(10**12), 10**12),
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_a_column_at_once_is_written_as_cell_by_cell(rows: list[tuple[object, object]]) -> None:
    for frame in (
        pd.DataFrame(rows, columns=["a", "b"], dtype=object),
        pd.DataFrame(rows, columns=["a", "b"]),
    ):
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(["a", "b"])
        for row in zip(frame["a"].tolist(), frame["b"].tolist(), strict=True):
            writer.writerow([safe_cell(canonical(value)) for value in row])
        assert csv_bytes(frame) == text.getvalue().encode("utf-8-sig")
