"""``check`` and ``map``: what they say of a file, and how a file's reading is said."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest

from bordertrade.commands import check
from bordertrade.commands.exits import Exit
from bordertrade.dataset import Dataset
from bordertrade.exports.contract_csv import table_csv
from bordertrade.intake import check_file
from tests.commands.calling import run
from tests.commands.conftest import CATALOGUE

HEADER = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source\n"
ROW = "2025-07,gabd,PK,IR_TO_PK,Dates,1250000,USD,A,count,BR40282284\n"
TABLE = ("--table", "formal_trade")
#: A file as an office in Zahedan exports it: Windows Persian, semicolons, Solar Hijri, no source.
PERSIAN = (
    "دوره;بازار;جهت;كالا;ارزش\n1404/05;گبد;از ايران به پاكستان;خرما;12500\n"
    "1404/06;مند;از ايران به پاكستان;زعفران;420\n"
)
SAID = (
    *("--encoding", "cp1256", "--calendar", "sh", "--scale", "1000", "--currency", "USD"),
    *("--fill", "reporter=IR", "--fill", "obs_status=A", "--fill", "evidence=count"),
    *("--fill", "source=BR40282284", "--decimal", "."),
)
KEYS = [
    *("file", "checksum", "size_bytes", "table", "tables", "declaration", "unconfirmed"),
    *(
        "questions",
        "needs_reason",
        "rows",
        "accepted",
        "rejected",
        "counts",
        "problems",
        "nothings",
    ),
    "changes",
    "totals",
]
PROBLEM_KEYS = [
    *("code", "severity", "line", "line_end", "record", "column", "sheet", "cell"),
    *("heading", "value", "suggestion"),
    *("reason", "fix"),
]


def write(text: str, name: str = "trade.csv", encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_clean_file() -> None:
    told = run("check", write(HEADER + ROW), "--json")
    assert told.exit is Exit.DONE
    assert list(told.json) == KEYS
    assert (told.json["table"], told.json["problems"]) == ("formal_trade", [])
    assert told.json["changes"] == {"added": 1, "changed": 0, "removed": 0, "unchanged": 1}
    people = run("check", write(HEADER + ROW))
    assert people.output.splitlines()[-2:] == [
        "1 row read, 0 problems.",
        "The rows that enter come to 1,250,000 USD.",
    ]
    assert not Path("store").exists()


def test_a_bad_file_for_programs_and_people() -> None:
    file = write(HEADER + ROW + ROW.replace("gabd", "mand").replace("1250000", "12x") + ROW)
    told = run("check", file, *TABLE, "--json")
    assert told.exit is Exit.PROBLEMS
    assert [(each["code"], each["line"]) for each in told.json["problems"]] == [
        ("number_unit", 3),
        ("duplicate_row", 4),
    ]
    assert all(list(each) == PROBLEM_KEYS for each in told.json["problems"])
    assert (told.json["rows"], told.json["accepted"], told.json["rejected"]) == (3, 1, 2)
    people = run("check", file, *TABLE).output
    assert "value, line 3: found “12x”" in people
    assert "1 rows can be taken, 2 cannot." in people


def test_what_no_rate_turns_into_dollars_is_said_before_the_bad_rows() -> None:
    rupees = ROW.replace("USD", "PKR").replace("2025-07", "2026-10")
    told = run("check", write(HEADER + rupees + ROW.replace("1250000", "12x")), *TABLE, "--json")
    assert [(each["code"], each["line"]) for each in told.json["problems"]] == [
        ("no_exchange_rate", None),
        ("number_unit", 3),
    ]
    assert told.json["needs_reason"] == []


def test_good_and_bad_rows_are_written_apart() -> None:
    file = write(HEADER + ROW + ROW.replace("2025-07", "2025-08").replace("1250000", "x"))
    told = run("check", file, *TABLE, "--accepted", "good.csv", "--rejects", "bad.csv")
    assert told.exit is Exit.PROBLEMS
    good = list(csv.DictReader(Path("good.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["period"], row["value"]) for row in good] == [("2025-07", "1250000")]
    assert "2025-08" in Path("bad.csv").read_text("utf-8-sig")
    assert run("check", "good.csv", *TABLE).exit is Exit.DONE


def test_a_persian_export_is_asked_about_then_taken() -> None:
    file = write(PERSIAN, encoding="cp1256")
    asked = run("check", file, *TABLE, "--json")
    assert asked.exit in (Exit.UNCONFIRMED, Exit.PROBLEMS)
    told = run("check", file, *TABLE, *SAID, "--yes", "--accepted", "good.csv", "--json")
    assert (told.exit, told.json["accepted"], told.json["unconfirmed"]) == (Exit.DONE, 2, [])
    rows = list(csv.DictReader(Path("good.csv").read_text("utf-8-sig").splitlines()))
    found = [(row["period"], row["market"], row["direction"], row["value"]) for row in rows]
    assert found == [
        ("SH1404-05", "gabd", "IR_TO_PK", "12500000"),
        ("SH1404-06", "mand", "IR_TO_PK", "420000"),
    ]


def test_a_declaration_is_written_corrected_and_given_back() -> None:
    file = write(PERSIAN, encoding="cp1256")
    told = run("map", file, *TABLE, *SAID, "--json")
    assert told.json["header"] == ["دوره", "بازار", "جهت", "كالا", "ارزش"]
    assert told.json["declaration"]["delimiter"] == ";"
    declaration = write(json.dumps(told.json, ensure_ascii=False), "how.json")
    again = run("check", file, "--declaration", declaration, "--json")
    assert (again.exit, again.json["accepted"]) == (Exit.DONE, 2)
    told.json["declaration"]["fills"]["reporter"] = "XX"
    write(json.dumps(told.json, ensure_ascii=False), "how.json")
    wrong = run("check", file, "--declaration", declaration, "--json")
    assert {each["code"] for each in wrong.json["problems"]} == {"not_in_list"}


def test_a_column_is_mapped_by_its_own_name() -> None:
    file = write(HEADER.replace("value", "how much") + ROW)
    assert run("check", file, *TABLE, "--map", "how much=value", "--json").json["accepted"] == 1
    lost = run("check", file, *TABLE, "--map", "how mutch=value")
    assert (lost.exit, "how much" in lost.errors) == (Exit.USAGE, True)


def test_repairs_and_lines_left_out() -> None:
    file = write(
        HEADER + ROW.replace("gabd", "Gbad") + ROW.replace("2025-07", "2025-08") + "total\n"
    )
    assert run("check", file, *TABLE).exit is Exit.PROBLEMS
    told = run("check", file, *TABLE, "--replace", "market:Gbad=gabd", "--leave-out", 4, "--json")
    assert (told.exit, told.json["accepted"]) == (Exit.DONE, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "nobody.csv"),
        ("check", "trade.csv", "--table", "nothing"),
        ("check", "trade.csv", "--table", "modelled_trade"),
        ("check", "trade.csv", "--calendar", "mayan"),
        ("check", "trade.csv", "--fill", "reporter"),
        ("check", "trade.csv", "--map", "=value"),
        ("check", "trade.csv", "--replace", "market=gabd"),
        ("check", "trade.csv", "--declaration", "trade.csv"),
        ("check", "trade.csv", "--fill", "currency=USD"),
        ("check", "trade.csv", "--data", "nowhere"),
        ("apply",),
        ("apply", "trade.csv", "--reason", "fewer_rows"),
        ("apply", "trade.csv", "--reason", "fewer_rows=yes"),
        ("apply", "trade.csv", "--mode", "sometimes"),
        ("describe", "--data", "nowhere"),
        ("export",),
        ("diff",),
    ],
)
def test_a_wrong_call_is_told_so(arguments: tuple[str, ...]) -> None:
    write(HEADER + ROW)
    told = run(*arguments)
    assert told.exit is Exit.USAGE
    assert "Usage:" in told.errors


def test_a_file_against_the_published_version() -> None:
    file = write(HEADER + ROW)
    told = run("diff", file, *TABLE, "--json")
    assert (told.exit, told.json["added"]) == (Exit.DONE, 1)
    assert told.json["effects"]
    refused = run("diff", write("nothing"), *TABLE, "--json")
    assert (refused.exit, refused.json["error"]["code"]) == (Exit.PROBLEMS, "file_refused")


def test_a_damaged_data_package_is_told(data_folder: Path, tmp_path: Path) -> None:
    import shutil

    folder = shutil.copytree(data_folder, tmp_path / "data")
    events = folder / "events.csv"
    events.write_text(events.read_text("utf-8") + "one cell\n", "utf-8")
    told = run("check", write(HEADER + ROW), *TABLE, "--data", folder, "--json")
    assert (told.exit, told.json["error"]["code"]) == (Exit.PROBLEMS, "data")
    assert [each["code"] for each in told.json["error"]["problems"]] == ["cell_count"]


@pytest.mark.parametrize("name", ["025-ansi-escape", "026-direction-marks", "055"])
def test_a_file_has_no_power_over_the_terminal(name: str) -> None:
    file = CATALOGUE / f"{name}.csv"
    if name == "055":
        file = write(HEADER + ROW, "\u202evsc.exe")
    told = run("check", file, *TABLE)
    assert told.output
    kinds = {unicodedata.category(each): each for each in told.output if each != "\n"}
    assert not {"Cc", "Cf"} & set(kinds)


def test_a_huge_file_is_checked_but_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_MOST_COMPARED", 1)
    file = write(HEADER + ROW + ROW.replace("2025-07", "2025-08"))
    told = run("check", file, *TABLE, "--accepted", "good.csv", "--json")
    assert (told.exit, told.json["accepted"], told.json["changes"]) == (Exit.DONE, 2, None)
    assert [each["code"] for each in told.json["problems"]] == ["not_compared"]
    assert len(Path("good.csv").read_text("utf-8-sig").splitlines()) == 3


def test_the_rows_taken_are_written_part_by_part(dataset: Dataset, tmp_path: Path) -> None:
    rows = [ROW.replace("Dates", f"Goods {number}") for number in range(70_000)]
    table = dataset.contract.tables["formal_trade"]
    report = check_file((HEADER + "".join(rows)).encode(), table, dataset)
    assert sum(1 for _ in report.frames()) > 1
    check._write_accepted(report, table, tmp_path / "good.csv")
    assert (tmp_path / "good.csv").read_bytes() == table_csv(table, report.frame())


NIL = (
    HEADER
    + ROW
    + ROW.replace("Dates,1250000", "Rice,NIL")
    + ROW.replace("Dates,1250000", "Fish,nil")
)


def test_what_nil_means_is_asked_and_said() -> None:
    """Zero or not recorded: nobody guesses, and an option says it for each column."""
    file = write(NIL)
    told = run("check", file, *TABLE)
    assert told.exit is Exit.PROBLEMS
    assert "value: “NIL”, “nil” (2 rows) means:" in told.output
    assert (
        '0: --replace "value:NIL=0" --replace "value:nil=0"; not recorded: '
        '--not-recorded "value:NIL"'
    ) in told.output
    as_json = run("check", file, *TABLE, "--json").json
    assert as_json["nothings"] == [
        {
            "column": "value",
            "texts": ["NIL", "nil"],
            "rows": 2,
            "may_be_zero": True,
            "may_be_unrecorded": True,
        }
    ]


@pytest.mark.parametrize(
    ("said", "values", "status"),
    [
        (("--replace", "value:NIL=0", "--replace", "value:nil=0"), ["0", "0"], "A"),
        (("--not-recorded", "value:NIL"), ["", ""], "L"),
    ],
)
def test_what_nil_was_said_to_mean(said: tuple[str, ...], values: list[str], status: str) -> None:
    told = run("check", write(NIL), *TABLE, *said, "--accepted", "accepted.csv", "--json")
    assert (told.exit, told.json["accepted"], told.json["nothings"]) == (Exit.DONE, 3, [])
    with Path("accepted.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[1:]
    assert [row["value"] for row in rows] == values
    assert {row["obs_status"] for row in rows} == {status}


def test_what_is_not_recorded_is_said_of_a_column() -> None:
    told = run("check", write(NIL), *TABLE, "--not-recorded", "NIL")
    assert told.exit is Exit.USAGE
