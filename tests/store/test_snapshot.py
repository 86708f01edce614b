"""A data set as bytes and back: rows, types, order, lineage and identity, exactly."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bordertrade.dataset import Column, Contract, Dataset, Table
from bordertrade.dataset.fingerprint import fingerprint, table_digest
from bordertrade.store import Store
from bordertrade.store.snapshot import Manifest, describe, frame_of, parquet, restore
from tests.store.tiny import record

COLUMNS = tuple(
    Column(name, kind, name, name)
    for name, kind in (
        ("text", "string"),
        ("value", "number"),
        ("count", "integer"),
        ("other", "integer"),
        ("flag", "boolean"),
        ("day", "date"),
    )
)
TABLE = Table("some", "some.csv", "", "", "", True, COLUMNS)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
WHOLE = st.none() | st.integers(-(10**18) + 1, 10**18 - 1)
ROWS = st.lists(
    st.tuples(
        TEXT,
        st.floats(allow_nan=True, allow_infinity=False),
        WHOLE,
        WHOLE,
        st.none() | st.booleans(),
        TEXT,
        st.sampled_from(["a" * 64, "b" * 64]),
        st.integers(1, 2**40),
    ),
    max_size=8,
)


def frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    cells = list(zip(*rows, strict=True)) or [()] * 8
    kinds = ("str", "float64", "Int64", "Int64", "boolean", "str")
    columns = {
        column.name: pd.Series(list(values), dtype=kind)
        for column, values, kind in zip(COLUMNS, cells, kinds, strict=False)
    }
    lineage = [pd.Index(list(cells[6]), dtype="str"), pd.Index(list(cells[7]), dtype="int64")]
    index = pd.MultiIndex.from_arrays(lineage, names=["file", "line"])
    return pd.DataFrame(columns).set_axis(index)


@given(ROWS)
def test_a_frame_survives_to_the_bit(rows: list[tuple[object, ...]]) -> None:
    before = frame(rows)
    after = frame_of(parquet(before, TABLE))
    pd.testing.assert_frame_equal(after, before, check_exact=True)
    assert list(after.dtypes) == list(before.dtypes)
    assert after.index.equals(before.index)
    for name in ("file", "line"):
        kinds = {each.index.get_level_values(name).dtype for each in (before, after)}
        assert len(kinds) == 1
    assert table_digest(after) == table_digest(before)
    signs = [math.copysign(1, value) for value in before["value"].fillna(1)]
    assert [math.copysign(1, value) for value in after["value"].fillna(1)] == signs


@given(ROWS)
def test_equal_frames_are_equal_bytes(rows: list[tuple[object, ...]]) -> None:
    assert parquet(frame(rows), TABLE) == parquet(frame(rows), TABLE)


def drafted(store: Store, dataset: Dataset) -> str:
    """Keep a version so that it may be loaded."""
    return store.add_draft(store.save(dataset), base=0, who="amina", why="").version


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(value=st.integers(0, 10**15), line=st.integers(1, 10**9))
def test_a_version_survives_the_store(store: Store, tmp_path: Path, value: int, line: int) -> None:
    before = record(value)
    rows = before["formal_trade"].set_axis(
        pd.MultiIndex.from_arrays(
            [pd.Index(["c" * 64], dtype="str"), [line]], names=["file", "line"]
        )
    )
    before = dataclasses.replace(
        before, tables=MappingProxyType({**before.tables, "formal_trade": rows})
    )
    after = store.load(drafted(store, before), before.contract, tmp_path)
    assert after.fingerprint == before.fingerprint == fingerprint(after.tables)
    assert value == after["formal_trade"]["value"].iloc[0]


def test_the_shipped_record_survives(store: Store, dataset: Dataset) -> None:
    after = store.load(drafted(store, dataset), dataset.contract, dataset.folder)
    for name, rows in dataset.tables.items():
        pd.testing.assert_frame_equal(after[name], rows, check_exact=True)
        assert after[name].index.equals(rows.index)
    assert after.fingerprint == dataset.fingerprint == fingerprint(after.tables)
    assert after.digests == dataset.digests
    assert (after.provenance, after.files) == (dataset.provenance, dataset.files)
    pd.testing.assert_frame_equal(after.cube, dataset.cube)


def test_columns_in_other_types_are_kept_in_those_of_the_contract() -> None:
    before = frame([("a", 5.0, 7, None, True, "", "a" * 64, 1)])
    loose = before.astype({"value": "int64", "count": "int64", "flag": "bool", "text": object})
    pd.testing.assert_frame_equal(frame_of(parquet(loose, TABLE)), before)


def test_tables_that_did_not_change_are_shared() -> None:
    (one, files), (other, more) = describe(record(1)), describe(record(2))
    differs = {name for name in one.tables if one.tables[name] != other.tables[name]}
    assert differs == {"formal_trade"}
    assert len(files.keys() - more.keys()) == 1


def test_a_manifest_reads_back_and_names_nothing_of_this_machine() -> None:
    manifest, _ = describe(record(1))
    written = manifest.as_bytes()
    assert Manifest.from_bytes(written) == manifest
    assert manifest.fingerprint == record(1).fingerprint
    assert str(record(1).folder).encode() not in written


def with_columns(contract: Contract, name: str, columns: tuple[Column, ...]) -> Contract:
    table = dataclasses.replace(contract.tables[name], columns=columns)
    return dataclasses.replace(contract, tables=MappingProxyType({**contract.tables, name: table}))


@pytest.mark.parametrize(
    ("kind", "empty"),
    [("string", ""), ("number", math.nan), ("integer", pd.NA), ("boolean", pd.NA)],
)
def test_a_newer_contract_finds_its_new_column_empty(kind: str, empty: object) -> None:
    before = record(5)
    manifest, files = describe(before)
    old = before.contract.tables["formal_trade"].columns
    new = with_columns(before.contract, "formal_trade", (*old, Column("extra", kind, "", "")))
    after = restore(manifest, _reader(manifest, files), new, before.folder)
    assert after.fingerprint == before.fingerprint  # the version keeps its name
    found = after["formal_trade"]["extra"].iloc[0]
    assert found is empty or found == empty or (found != found and empty != empty)
    assert after["formal_trade"]["value"].iloc[0] == 5
    assert after.digests["formal_trade"] == table_digest(after["formal_trade"])
    assert after.digests["markets"] == before.digests["markets"]
    assert after["formal_trade"].index.equals(before["formal_trade"].index)


def test_a_newer_contract_may_drop_a_column_and_bring_a_table() -> None:
    before = record(5)
    manifest, files = describe(before)
    old = before.contract.tables["formal_trade"].columns
    new = with_columns(before.contract, "formal_trade", tuple(c for c in old if c.name != "note"))
    table = dataclasses.replace(TABLE, name="new")
    new = dataclasses.replace(new, tables=MappingProxyType({**new.tables, "new": table}))
    after = restore(manifest, _reader(manifest, files), new, before.folder)
    assert "note" not in after["formal_trade"]
    assert (len(after["new"]), list(after["new"].columns)) == (0, [c.name for c in COLUMNS])
    assert after.fingerprint == before.fingerprint


def _reader(manifest: Manifest, files: dict[str, bytes]):  # type: ignore[no-untyped-def]
    return lambda name: files[manifest.tables[name].blob]
