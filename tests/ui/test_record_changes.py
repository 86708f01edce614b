"""What changed in the record stands on the page Data, in the foot and in the package."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from types import MappingProxyType

from bordertrade.dataset import Dataset
from bordertrade.exports.package import package
from bordertrade.ui.record_changes import changes_of
from bordertrade.words import versions
from tests.ui.app import headings, opened, problems, text


def test_the_page_tells_what_the_newest_release_changed(dataset: Dataset) -> None:
    app = opened("data")
    assert list(problems(app)) == []
    assert "What changed in the record" in headings(app, 2)
    assert f"Release {dataset.release} of 30 Nov 2026" in text(app)
    told = changes_of(dataset)
    assert set(told["release"]) == {dataset.release}
    assert told["change"].str.len().min() > 10


def test_the_foot_names_the_release_beside_the_version(dataset: Dataset) -> None:
    said = versions.of_record(dataset)
    assert said in text(opened("data"))
    assert said.startswith(f"Release {dataset.release} of the record.")
    assert said.endswith(f"Data version {dataset.version}")


def test_a_record_from_before_the_list_has_no_release(dataset: Dataset) -> None:
    none = {**dataset.tables, "changes": dataset["changes"].iloc[:0]}
    early = replace(dataset, tables=MappingProxyType(none))
    assert early.release == ""
    assert versions.of_record(early) == f"Data version {early.version}"
    assert changes_of(early).empty


def test_releases_are_ordered_as_numbers(dataset: Dataset) -> None:
    rows = dataset["changes"].copy()
    rows.loc[rows.index[0], "release"] = "0.10.0"
    later = replace(dataset, tables=MappingProxyType({**dataset.tables, "changes": rows}))
    assert later.release == "0.10.0"
    assert len(changes_of(later)) == 1


def test_the_package_holds_the_list(dataset: Dataset) -> None:
    with zipfile.ZipFile(io.BytesIO(package(dataset))) as made:
        assert "changes.csv" in made.namelist()
        assert f"Release of the record: {dataset.release}" in made.read("README.txt").decode()
