"""Loading a package: whole or not at all, and one table exchanged for another."""

import hashlib
import shutil
from pathlib import Path

import pytest

from bordertrade.dataset import (
    SHIPPED,
    UPLOADED,
    Dataset,
    load,
    provenance_of,
    read_contract,
    with_table,
)
from bordertrade.problems import DataError


@pytest.fixture
def copy(tmp_path: Path, data_folder: Path) -> Path:
    return Path(shutil.copytree(data_folder, tmp_path / "data"))


def test_the_shipped_data_load_whole(dataset: Dataset, data_folder: Path) -> None:
    for table in dataset.contract.tables.values():
        content = (data_folder / table.path).read_bytes()
        provenance = dataset.provenance[table.name]
        assert provenance.checksum == hashlib.sha256(content).hexdigest()
        assert (provenance.file, provenance.origin) == (table.path, SHIPPED)
        assert provenance.rows == len(dataset[table.name])
    assert dataset.is_shipped


def test_line_ends_make_no_other_version(copy: Path, dataset: Dataset) -> None:
    path = copy / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(copy).fingerprint == dataset.fingerprint


def test_every_fault_of_every_file_is_named(copy: Path) -> None:
    for name, old, new in (
        ("targets.csv", b",two-way,", b",two-way,,"),
        ("events.csv", b"2016-03-25", b"2016-02-30"),
    ):
        path = copy / name
        path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        load(copy)
    found = {(p.table, p.code) for p in caught.value.problems}
    assert found == {("targets", "cell_count"), ("events", "date")}


def test_another_table_makes_another_version(dataset: Dataset) -> None:
    events = dataset["events"].iloc[:-1]
    provenance = provenance_of("C:/my events.csv", b"x", UPLOADED, len(events))
    other = with_table(dataset, "events", events, provenance)
    assert other.fingerprint != dataset.fingerprint
    assert not other.is_shipped
    assert len(other["events"]) == len(dataset["events"]) - 1
    assert other.provenance["events"].file == "my events.csv"
    assert other["targets"] is dataset["targets"]
    again = with_table(other, "events", dataset["events"], dataset.provenance["events"])
    assert again.fingerprint == dataset.fingerprint


def test_the_contract(data_folder: Path) -> None:
    contract = read_contract(data_folder)
    uploadable = {table.name for table in contract.uploadable()}
    assert {"formal_trade", "informal_trade", "bilateral_trade"} <= uploadable
    assert not uploadable & {"modelled_trade", "anchors", "assumptions"}
    formal = contract.tables["formal_trade"]
    assert formal.column("value").type == "number"
    assert "value" in formal
    assert "value_low" not in formal
    with pytest.raises(KeyError):
        formal.column("value_low")
