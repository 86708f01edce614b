"""--map and --scale: a column is understood again once a person said what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import Value
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.forms import cell_reader
from tests.commands.calling import run
from tests.intake.said_columns import SAID, written

TABLE = ("--table", "formal_trade")


def read(dataset: Dataset, told: dict[str, object], column: str, cells: list[str]) -> list[Value]:
    declared = Declaration.from_json(told)
    table = dataset.contract.tables["formal_trade"]
    reader = cell_reader(table.column(column), declared, dataset.names())
    return [reader(cell) for cell in cells]


@pytest.mark.parametrize("name", SAID)
def test_a_column_is_understood_again_once_it_is_said(
    tmp_path: Path, dataset: Dataset, name: str
) -> None:
    heading, cells, column, values, more = SAID[name]
    path = tmp_path / "office.csv"
    path.write_text(written(heading, cells), encoding="utf-8")
    before = run("map", path, *TABLE, "--json").json["declaration"]
    assert before["columns"][-1] != column
    told = run("map", path, *TABLE, "--map", f"{heading}={column}", "--json").json["declaration"]
    assert told["columns"][-1] == column
    assert read(dataset, told, column, cells) == values
    given = Declaration.from_json(told)
    for part, wanted in more.items():
        assert getattr(given, part) == wanted, part
    assert told["columns"].count(column) == 1, "the column that was it before is left out"


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ((), [12_500_000, 20_000_000]),
        (("--scale", "value=1000"), [1250, 2000]),
        (("--scale", "value=1"), [1.25, 2]),
        (("--scale", "quantity=5"), [12_500_000, 20_000_000]),
    ],
)
def test_a_scale_that_is_said_takes_the_place_of_the_headings(
    tmp_path: Path, dataset: Dataset, said: tuple[str, ...], values: list[float]
) -> None:
    heading, cells = SAID["money and scale"][:2]
    path = tmp_path / "office.csv"
    path.write_text(written(heading, cells), encoding="utf-8")
    called = ("map", path, *TABLE, "--map", f"{heading}=value", *said, "--json")
    told = run(*called).json["declaration"]
    assert read(dataset, told, "value", cells) == values


def test_a_scale_settles_the_question_of_a_title(tmp_path: Path) -> None:
    heading, cells = SAID["style"][:2]
    path = tmp_path / "office.csv"
    path.write_text(f"(All values in millions)\n{written(heading, cells)}", encoding="utf-8")
    asked = run("check", path, *TABLE, "--json").json["questions"]
    assert [each["code"] for each in asked] == ["scale_word"]
    said = ("--scale", "1000000", "--map", f"{heading}=quantity")
    told = run("check", path, *TABLE, *said, "--json").json
    assert told["questions"] == []
    assert told["declaration"]["scales"] == {"": 1_000_000}


def test_what_was_said_holds_in_the_check_and_not_in_the_look_alone(tmp_path: Path) -> None:
    heading, cells = SAID["scale and unit"][:2]
    path, out = tmp_path / "office.csv", tmp_path / "out.csv"
    path.write_text(written(heading, cells), encoding="utf-8")
    said = ("--map", f"{heading}=quantity", "--yes", "--accepted", out)
    run("check", path, *TABLE, *said)
    assert ",2400,t," in out.read_text(encoding="utf-8")
