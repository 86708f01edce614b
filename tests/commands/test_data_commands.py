"""What the data hold, their identity and the model's script: ``describe``, ``fingerprint``, ``baseline``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.dataset import Dataset, load
from tests.commands.calling import run


@pytest.fixture
def copy(tmp_path: Path, data_folder: Path) -> Path:
    return Path(shutil.copytree(data_folder, tmp_path / "data"))


def test_the_fingerprint(dataset: Dataset, copy: Path) -> None:
    assert run("fingerprint").output == f"{dataset.fingerprint}\n"
    path = copy / "events.csv"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-1]), encoding="utf-8")
    assert run("fingerprint", "--data", copy).output.strip() == load(copy).fingerprint
    assert load(copy).fingerprint != dataset.fingerprint


def test_a_description_for_programs(dataset: Dataset) -> None:
    told = run("describe", "--json").json
    assert (told["title"], told["fingerprint"]) == (dataset.contract.title, dataset.fingerprint)
    assert set(told["tables"]) == set(dataset.contract.tables)
    for name, table in told["tables"].items():
        assert table["rows"] == len(dataset[name])
        assert table["columns"] == list(dataset.contract.tables[name].column_names)
        assert table["checksum"] == dataset.provenance[name].checksum


def test_a_description_for_people(dataset: Dataset) -> None:
    lines = run("describe").output.splitlines()
    assert lines[:2] == [dataset.contract.title, dataset.fingerprint]
    assert len(lines) == 3 + len(dataset.contract.tables)
    assert any(line.split()[:2] == ["targets", str(len(dataset["targets"]))] for line in lines)


def test_the_baseline_is_written_anew(copy: Path, data_folder: Path) -> None:
    path = copy / "modelled_trade.csv"
    written = (data_folder / "modelled_trade.csv").read_bytes()
    path.write_bytes(written[: written.index(b"\n") + 1])
    result = run("baseline", "--data", copy)
    assert result.exit is Exit.DONE
    rows = written.count(b"\n") - 1
    assert result.output == f"modelled_trade: {rows}\nanchors: 5\n"
    assert path.read_bytes() == written
    assert (copy / "anchors.csv").read_bytes() == (data_folder / "anchors.csv").read_bytes()


def test_the_bases_of_the_rial() -> None:
    result = run("describe", "--rates")
    assert result.exit is Exit.DONE
    assert "another default moves nothing" in result.output
    line = next(each for each in result.output.splitlines() if each.split()[:1] == ["SH1403"])
    assert line.split() == ["SH1403", "686,455", "505,108", "–", "×", "1.36"]
    told = run("describe", "--rates", "--json").json
    assert told["moved"] == {"rows": 0, "open_usd": 0, "nima_usd": 0}
    assert next(each for each in told["years"] if each["period"] == "2024")["nima"] == 444_539


def test_the_contract_as_a_document(dataset: Dataset) -> None:
    told = run("describe", "--markdown").output
    assert all(name in told for name in dataset.contract.tables)
