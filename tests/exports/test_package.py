"""The zip is a valid Data Package, always the same, and each of its tables uploads as "no change"."""

from __future__ import annotations

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import Package

from bordertrade.dataset import UPLOADED, Dataset, load, provenance_of
from bordertrade.exports.package import package
from bordertrade.intake import check_file, merge, modes
from tests.day import TODAY
from tests.exports.test_contract_csv import hard


@pytest.fixture(scope="module")
def uploaded(dataset: Dataset) -> Dataset:
    return hard(dataset)


@pytest.fixture(scope="module")
def zipped(uploaded: Dataset) -> bytes:
    return package(uploaded, "Cite this.")


def test_frictionless_accepts_the_shipped_version(dataset: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    file.write_bytes(package(dataset))
    report = Package(str(file)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_frictionless_accepts_an_uploaded_version(zipped: bytes, tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    file.write_bytes(zipped)
    report = Package(str(file)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_unpacked_it_loads_as_the_same_version(
    zipped: bytes, uploaded: Dataset, tmp_path: Path
) -> None:
    with ZipFile(io.BytesIO(zipped)) as file:
        file.extractall(tmp_path)
        names = set(file.namelist())
    assert load(tmp_path).fingerprint == uploaded.fingerprint
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert described["fingerprint"] == uploaded.fingerprint
    assert {each["path"] for each in described["resources"]} <= names


def test_each_of_its_tables_uploads_as_no_change(zipped: bytes, uploaded: Dataset) -> None:
    with ZipFile(io.BytesIO(zipped)) as file:
        for table in uploaded.contract.uploadable():
            content = file.read(table.path)
            frame = uploaded[table.name]
            if frame.empty:
                continue  # a file without rows is refused: tests/exports/test_contract_csv.py
            report = check_file(content, table, uploaded, TODAY)
            assert [problem for problem in report.problems if problem.is_error] == []
            for mode in modes(table):
                provenance = provenance_of("back.csv", content, UPLOADED, len(frame))
                done = merge(uploaded, table, report.frame(), mode, provenance)
                assert done.changes_nothing, (table.name, mode)


def test_it_says_what_it_is_and_never_when(zipped: bytes, uploaded: Dataset) -> None:
    assert zipped == package(uploaded, "Cite this.")
    with ZipFile(io.BytesIO(zipped)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = file.read("README.txt").decode()
    assert uploaded.fingerprint in told
    assert "Cite this." in told
    assert "Creative Commons" in told
