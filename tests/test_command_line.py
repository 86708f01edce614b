"""The command line: what it prints for people and programs, and its exit codes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bordertrade.__main__ import cli
from bordertrade.dataset import Dataset, load

SAMPLES = Path(__file__).parent / "samples"
CLEAN = SAMPLES / "clean_formal_trade.csv"
BAD = SAMPLES / "bad" / "formal_trade" / "duplicate_row.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


@pytest.fixture
def copy(tmp_path: Path, data_folder: Path) -> Path:
    return Path(shutil.copytree(data_folder, tmp_path / "data"))


def test_a_clean_file() -> None:
    result = run("check", CLEAN, "--table", "formal_trade")
    assert (result.exit_code, result.output) == (0, "4 rows read, 0 problems.\n")
    result = run("check", CLEAN, "--table", "formal_trade", "--json")
    assert result.exit_code == 0
    assert json.loads(result.output) == {"rows": 4, "problems": []}


def test_a_bad_file_for_programs() -> None:
    result = run("check", BAD, "--table", "formal_trade", "--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert told["rows"] == 2
    (problem,) = told["problems"]
    assert list(problem) == ["code", "line", "record", "column", "value", "reason", "fix"]
    assert (problem["code"], problem["line"], problem["record"]) == ("duplicate_row", 3, 2)
    assert problem["column"] == "period"
    assert "line 2" in problem["reason"]


def test_a_bad_file_for_people() -> None:
    result = run("check", BAD, "--table", "formal_trade")
    assert result.exit_code == 1
    first, last = result.output.splitlines()
    assert first.startswith("period, line 3: the row repeats line 2 (")
    assert last == "2 rows read, 1 problem."


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    result = run("check", path, "--table", "events", "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.output)["problems"]
    assert (problem["code"], problem["value"]) == ("encoding", "0xff")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", CLEAN, "--table", "nothing"),
        ("check", CLEAN),
        ("check", SAMPLES / "nobody.csv", "--table", "events"),
        ("describe", "--data", SAMPLES / "nowhere"),
    ],
)
def test_a_wrong_call_is_told_so(arguments: tuple[object, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output


def test_the_fingerprint(dataset: Dataset, copy: Path) -> None:
    assert run("fingerprint").output == f"{dataset.fingerprint}\n"
    path = copy / "events.csv"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-1]), encoding="utf-8")
    assert run("fingerprint", "--data", copy).output.strip() == load(copy).fingerprint
    assert load(copy).fingerprint != dataset.fingerprint


def test_a_description_for_programs(dataset: Dataset) -> None:
    told = json.loads(run("describe", "--json").output)
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
    assert (result.exit_code, result.exception) == (0, None)
    rows = written.count(b"\n") - 1
    assert result.output == f"modelled_trade: {rows}\nanchors: 5\n"
    assert path.read_bytes() == written
    assert (copy / "anchors.csv").read_bytes() == (data_folder / "anchors.csv").read_bytes()


def test_it_runs_as_a_module() -> None:
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "bordertrade", "--help"]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    for name in ("baseline", "check", "describe", "fingerprint"):
        assert name in told.stdout
