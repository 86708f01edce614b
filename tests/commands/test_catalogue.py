"""The catalogue of bad inputs: each file is checked by the command and compared to the letter.

``tests/catalogue/NNN-name.csv`` is an input, ``NNN-name.json`` beside it what must come of it:

``outcome``   OK taken silently, W taken with a warning, C to be confirmed, E rows kept out,
              X file refused
``options``   what is said on the command line; ``history``: against a year of history
``exit``      the exit code; ``rows``, ``accepted``, ``confirm`` (guessed parts)
``problems``  every finding: severity, code, line, column
``values``    the cells of some columns as they would be taken
``then``      the same again with other options, for what is asked first

Huge inputs are made by ``GENERATORS``; what is no single file stands in ``test_incidents.py``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.dataset.neutral import restored
from tests.commands.calling import Told, run
from tests.commands.conftest import CATALOGUE
from tests.commands.huge import GENERATORS

#: Cases that are no file but something that happens: ``test_incidents.py``.
INCIDENTS = {50, 54, 55, 97, 98, 100}
CASES = sorted(path.stem for path in CATALOGUE.glob("[0-9]*.json"))
#: In these the outcome itself says which exit codes can be.
EXITS = {"OK": {0}, "W": {0}, "C": {3}, "E": {1}, "X": {1}}


def expectation(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CATALOGUE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def input_file(name: str, folder: Path) -> Path:
    if name in GENERATORS:
        return GENERATORS[name](folder / f"{name}.csv")
    return CATALOGUE / f"{name}.csv"


@pytest.mark.parametrize("name", CASES)
def test_u4_a_bad_input(name: str, data_folder: Path, history: Path, tmp_path: Path) -> None:
    expected = expectation(name)
    file = input_file(name, tmp_path)
    folder = history if expected["history"] else data_folder
    compare(checked(file, expected, folder, tmp_path), expected, tmp_path)
    if expected["then"]:
        later = {**expected, "confirm": [], **expected["then"], "outcome": None}
        compare(checked(file, later, folder, tmp_path), later, tmp_path)


def checked(file: Path, expected: Mapping[str, Any], folder: Path, tmp_path: Path) -> Told:
    out = tmp_path / "accepted.csv"
    out.unlink(missing_ok=True)
    table = expected.get("table", "formal_trade")
    where = ("--table", table, "--data", folder, "--accepted", out)
    return run("check", file, *where, "--json", *expected["options"])


def compare(told: Told, expected: Mapping[str, Any], tmp_path: Path) -> None:
    found = {
        "exit": int(told.exit),
        "confirm": told.json["unconfirmed"],
        "rows": told.json["rows"],
        "accepted": told.json["accepted"],
        "needs_reason": told.json["needs_reason"],
        "problems": sorted(map(place, told.json["problems"])),
    }
    awaited = {
        "exit": expected["exit"],
        "confirm": expected["confirm"],
        "rows": expected["rows"],
        "accepted": expected["accepted"],
        "needs_reason": expected.get("needs_reason", []),
        "problems": sorted(map(tuple, expected["problems"]), key=repr),
    }
    found["problems"].sort(key=repr)
    assert found == awaited
    assert told.json["rejected"] == told.json["rows"] - told.json["accepted"]
    assert all(each["reason"] and each["fix"] for each in told.json["problems"])
    if expected["values"] and told.exit is not Exit.UNCONFIRMED:
        assert taken(tmp_path, *expected["values"]) == expected["values"]


def place(problem: Mapping[str, Any]) -> tuple[str, str, int | None, str | None]:
    return problem["severity"], problem["code"], problem["line"], problem["column"]


def taken(folder: Path, *columns: str) -> dict[str, list[str]]:
    """Some columns of the rows that were written by ``--accepted``."""
    text = (folder / "accepted.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return {name: [restored(row[name]) for row in rows] for name in columns}


def test_all_hundred_are_there() -> None:
    numbers = {int(name[:3]) for name in CASES} | INCIDENTS
    assert numbers == set(range(1, 101))
    files = {path.stem for path in CATALOGUE.glob("[0-9]*.csv")}
    assert files | set(GENERATORS) == set(CASES)
    assert not files & set(GENERATORS)


@pytest.mark.parametrize("name", CASES)
def test_an_outcome_and_its_exit_code_agree(name: str) -> None:
    expected = expectation(name)
    assert expected["exit"] in EXITS[expected["outcome"]]
    severities = {severity for severity, *_ in expected["problems"]}
    if expected["outcome"] == "OK":
        assert not severities
    if expected["outcome"] == "W":
        assert severities == {"warning"}
    if expected["outcome"] in ("E", "X"):
        assert "error" in severities
    if expected["outcome"] == "X":
        assert expected["accepted"] == 0
    if expected["outcome"] == "C":
        assert expected["confirm"]
        assert expected["then"]
