"""Wide tables on the command line: asked about with what each answer does, then taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from tests.commands.calling import run
from tests.intake.published_tables import FILLS, TABLES

BESIDE = (
    "Market,Commodity,Jul-24,,Aug-24,\n"
    ",,Quantity (kg),Value (USD),Quantity (kg),Value (USD)\n"
    "Gabd,LPG,82000,34481,47993,16511\n"
)
OFFICE = {"reporter": "PK", "direction": "IR_TO_PK", "obs_status": "A", "evidence": "count"}


def filled(texts: dict[str, str]) -> list[str]:
    given = {**texts, "source": "BR40282284"}
    return [part for name, text in given.items() for part in ("--fill", f"{name}={text}")]


@pytest.mark.parametrize("name", ["Trade Map, years", "PBS, goods by month"])
def test_a_published_table_is_asked_about_and_taken(tmp_path: Path, name: str) -> None:
    text, answers, _table, rows = TABLES[name]
    path, out = tmp_path / "table.csv", tmp_path / "out.csv"
    path.write_text(text, encoding="utf-8")
    ((question, key),) = answers.items()
    assert f"--answer '{question}={key}'" in run("check", path).output
    more = {"evidence": "count", "series": FILLS["series"], "obs_status": "A"}
    taken = run("map", path, "--answer", f"{question}={key}", "--json").json
    given = {*taken["declaration"]["fills"], *taken["declaration"]["columns"]}
    fills = filled({column: text for column, text in more.items() if column not in given})
    told = run(
        *("check", path, "--answer", f"{question}={key}", "--yes", "--accepted", out, "--json"),
        *fills,
    )
    assert told.json["accepted"] == len(rows)
    assert f",{int(rows[0][5])}," in out.read_text(encoding="utf-8")


def test_quantity_and_value_side_by_side_become_one_row(tmp_path: Path) -> None:
    path, out = tmp_path / "beside.csv", tmp_path / "out.csv"
    path.write_text(BESIDE, encoding="utf-8")
    asked = run("check", path, *filled(OFFICE)).output
    assert "Yes: each row has Quantity (kg), Value (USD) side by side" in asked
    answer = ("--answer", "periods_with_measures=turn", "--yes", "--accepted", out)
    told = run("check", path, *answer, *filled(OFFICE))
    assert told.exit is Exit.DONE
    assert "LPG,34481,USD,,82000,kg" in out.read_text(encoding="utf-8")


def test_a_single_month_is_a_column_of_figures(tmp_path: Path) -> None:
    path = tmp_path / "month.csv"
    path.write_text("Market,Commodity,Azar 1404\nGabd,Dates,5100\n", encoding="utf-8")
    told = run(
        "check",
        path,
        "--table",
        "formal_trade",
        "--answer",
        "period_as_column=value",
        "--json",
        *filled(OFFICE),
        *("--fill", "currency=USD"),
    )
    assert (told.exit, told.json["accepted"]) == (Exit.DONE, 1)


WIDE = "Market,Commodity,Jul-24,Aug-24,Sep-24\nGabd,LPG,10,many,30\nChabahar,Rice,40,50,60\n"


def test_one_cell_of_a_line_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(WIDE.replace("Chabahar", "Kuhak"), encoding="utf-8")
    said = ("--answer", "periods_as_columns=value", "--fill", "currency=USD", *filled(OFFICE))
    told = run("check", path, *said, "--yes", "--json")
    (problem,) = [each for each in told.json["problems"] if each["severity"] == "error"]
    assert (problem["line"], problem["heading"], told.json["accepted"]) == (2, "Aug-24", 5)
    told = run("check", path, *said, "--yes", "--json", "--leave-out", "2:Aug-24")
    assert (told.json["accepted"], told.json["rejected"]) == (5, 0)
    told = run("check", path, *said, "--yes", "--json", "--leave-out", "2")
    assert (told.json["accepted"], told.json["rejected"]) == (3, 0)
    assert run("check", path, "--leave-out", "two").exit is Exit.USAGE


def test_both_totals_are_told(tmp_path: Path) -> None:
    path = tmp_path / "months.csv"
    rows = "Market,Commodity,Jul-24,Aug-24\nGabd,LPG,10,20\nKuhak,Rice,30,40\nTotal,,41,60\n"
    path.write_text(rows, encoding="utf-8")
    said = ("--answer", "periods_as_columns=value", "--fill", "currency=USD", *filled(OFFICE))
    told = run("check", path, *said, "--yes")
    assert (
        "The file’s own total says 101 (line 4); the rows that enter come to 100 USD."
        in told.output
    )
    told = run("check", path, *said, "--yes", "--json").json["totals"]
    assert told == {
        **{"stated": 101, "line": 4, "whole": None},
        **{"enters": {"USD": 100}, "ends": {}, "unknown": 0},
    }
