"""Questions about a file on the command line: printed with their effects, answered, applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from tests.commands.calling import run
from tests.intake.office import CONTRACT_FILE

TITLE = "(All values in millions)"
ID = f"scale_word:{TITLE}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "yearbook.csv"
    path.write_text(f"{TITLE}\n{CONTRACT_FILE}".replace("1250000", "1.25"), encoding="utf-8")
    return path


def test_an_open_question_is_printed_with_what_each_answer_would_do(file: Path) -> None:
    told = run("check", file, "--yes")
    assert told.exit is Exit.UNCONFIRMED
    assert f"--answer '{ID}=millions'" in told.output
    assert "1.25 → 1,250,000" in told.output


def test_a_program_gets_questions_and_their_effects(file: Path) -> None:
    told = run("check", file, "--json")
    (question,) = told.json["questions"]
    assert (question["id"], question["found"]) == (ID, TITLE)
    assert [each["key"] for each in question["answers"]] == ["millions", "as_written"]
    assert question["answers"][0]["cells"] == [
        {"column": "value", "found": "1.25", "read": 1250000.0, "fault": ""}
    ]
    assert told.json["unconfirmed"] == ["questions"]


@pytest.mark.parametrize(("key", "value"), [("millions", "1250000"), ("as_written", "1.25")])
def test_an_answer_is_obeyed(file: Path, tmp_path: Path, key: str, value: str) -> None:
    out = tmp_path / "out.csv"
    told = run("check", file, "--answer", f"{ID}={key}", "--accepted", out)
    assert told.exit is Exit.DONE
    assert f",{value},USD" in out.read_text(encoding="utf-8")


def test_nothing_is_applied_while_a_question_is_open(file: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    told = run("apply", file, "--yes", "--store", store, "--json")
    assert (told.exit, told.json["version"]) == (Exit.UNCONFIRMED, None)
    told = run("apply", file, "--answer", f"{ID}=millions", "--store", store, "--json")
    assert told.exit is Exit.DONE
    assert told.json["details"]["files"][0]["declaration"]["answered"] == {ID: "millions"}


def test_an_answer_to_what_is_not_asked_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text(CONTRACT_FILE, encoding="utf-8")
    assert run("check", path, "--answer", f"{ID}=millions").exit is Exit.DONE


def test_what_map_writes_keeps_the_answers(file: Path, tmp_path: Path) -> None:
    written = tmp_path / "how.json"
    told = run("map", file, "--answer", f"{ID}=millions", "--json")
    written.write_text(told.output, encoding="utf-8")
    again = run("check", file, "--declaration", written, "--json")
    assert (again.exit, again.json["questions"]) == (Exit.DONE, [])
    assert again.json["declaration"]["scales"] == {"": 1_000_000}
