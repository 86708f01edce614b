"""A month of an office, without a browser: from the file to the published record and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.dataset import load
from bordertrade.store import open_store
from tests.commands.calling import run

COLUMNS = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source"
ROWS = [
    "2025-07,gabd,PK,IR_TO_PK,Dates,1250000,USD,A,count,BR40282284",
    "2025-08,gabd,PK,IR_TO_PK,خرما,1310000,USD,A,count,BR40282284",
    "2025-09,mand,PK,IR_TO_PK,Saffron,42000,USD,A,count,BR40282284",
]
TABLE = ("--table", "formal_trade")

pytestmark = pytest.mark.usefixtures("shipped_store")


def file_of(*rows: str, name: str = "july.csv", encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.write_bytes("".join(f"{row}\n" for row in (COLUMNS, *rows)).encode(encoding))
    return path


def in_persian_digits(row: str) -> str:
    period, *cells = row.split(",")
    value = cells[4].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    period = period.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    return ",".join([period, *cells[:4], value, *cells[5:]])


def test_from_the_file_to_the_record_and_back() -> None:
    july = file_of(*ROWS)
    before = run("versions", "--json").json["revisions"][0]["version"]
    checked = run("check", july, *TABLE, "--accepted", "accepted.csv", "--json")
    assert (checked.exit, checked.json["accepted"]) == (Exit.DONE, 3)
    drafted = run("apply", "accepted.csv", *TABLE, "--why", "July", "--json")
    assert (drafted.exit, drafted.json["difference"]["added"]) == (Exit.DONE, 3)
    version = drafted.json["version"]
    assert re.fullmatch(r"/\?v=[0-9a-f]{24}", drafted.json["link"])
    published = run("publish", version, "--why", "July is complete", "--json")
    assert (published.exit, published.json["file"]) == (Exit.DONE, "accepted.csv")
    assert run("export", "--to", "package", "--json").json["version"] == version
    assert load(Path("package")).fingerprint == version
    undone = run("undo", "--why", "the file was not final", "--json")
    assert (undone.exit, undone.json["version"]) == (Exit.DONE, before)
    assert run("versions", "--verify").exit is Exit.DONE


def test_u8_the_same_file_twice_is_recognised() -> None:
    """No second version, and the file is known by its checksum."""
    july = file_of(*ROWS)
    first = run("apply", july, *TABLE, "--publish", "--why", "July", "--json")
    assert (first.exit, first.json["revision"]) == (Exit.DONE, 2)
    again = run("apply", july, *TABLE, "--why", "again", "--json")
    assert (again.exit, again.json["changes"]) == (Exit.DONE, False)
    assert again.json["version"] == first.json["version"]
    codes = {problem["code"] for problem in again.json["files"][0]["problems"]}
    assert "file_seen_before" in codes
    assert run("versions", "--json").json["drafts"] == []
    assert open_store().file(first.json["checksum"]) == july.read_bytes()


def test_u9_the_same_rows_are_the_same_version() -> None:
    """Whatever the order of rows, the encoding or the script of digits."""
    digits = [in_persian_digits(row) for row in ROWS]
    files = [
        file_of(*ROWS),
        file_of(*reversed(ROWS), name="order.csv"),
        file_of(*ROWS, name="encoding.csv", encoding="utf-16"),
        file_of(*digits, name="digits.csv"),
        file_of(*reversed(digits), name="all.csv", encoding="utf-16"),
    ]
    versions = {run("apply", file, *TABLE, "--json").json["version"] for file in files}
    assert len(versions) == 1
    assert len(run("versions", "--json").json["drafts"]) == 1


def test_p4_two_offices_from_one_base() -> None:
    """One wins, the other gets a conflict with what differs."""
    mine = run("apply", file_of(ROWS[0]), *TABLE, "--json").json["version"]
    theirs = run("apply", file_of(ROWS[0].replace("1250000", "1240000")), *TABLE, "--json").json[
        "version"
    ]
    assert run("publish", theirs, "--why", "theirs").exit is Exit.DONE
    told = run("publish", mine, "--why", "mine", "--json")
    assert (told.exit, told.json["error"]["code"]) == (Exit.CONFLICT, "conflict")
    assert told.json["difference"]["changed"] == 1
    again = run("apply", file_of(ROWS[0]), *TABLE, "--publish", "--why", "corrected", "--json")
    assert (again.exit, again.json["version"]) == (Exit.DONE, mine)


def test_several_files_go_in_together_or_not_at_all() -> None:
    good, bad = (
        file_of(ROWS[0], name="good.csv"),
        file_of(ROWS[1].replace("1310000", "x"), name="bad.csv"),
    )
    told = run("apply", good, bad, *TABLE, "--json")
    assert (told.exit, told.json["version"], len(told.json["files"])) == (Exit.PROBLEMS, None, 2)
    assert run("versions", "--json").json["drafts"] == []
    both = run("apply", good, file_of(ROWS[2], name="mand.csv"), *TABLE, "--json")
    assert (both.exit, both.json["difference"]["added"]) == (Exit.DONE, 2)
    assert [each["file"] for each in both.json["details"]["files"]] == ["good.csv", "mand.csv"]


def test_good_rows_go_on_when_somebody_says_so() -> None:
    file = file_of(ROWS[0], ROWS[1].replace("1310000", "x"), ROWS[2])
    stopped = run("apply", file, *TABLE)
    assert stopped.exit is Exit.PROBLEMS
    assert "value, line 3: found “x”" in stopped.output
    assert "--good-rows" in stopped.output
    told = run("apply", file, *TABLE, "--good-rows", "--json")
    assert (told.exit, told.json["difference"]["added"]) == (Exit.DONE, 2)
    assert told.json["details"]["files"][0]["rejected"] == 1


def test_totals_that_agree_and_notes_stop_nothing() -> None:
    total = "Total,,PK,IR_TO_PK,,{sum},USD,A,count,BR40282284"
    note = "Figures are provisional,,,,,,,,,"
    short = "Source: Collectorate of Customs Gwadar"
    told = run("apply", file_of(*ROWS, total.format(sum=2602000), note, short), *TABLE, "--json")
    assert (told.exit, told.json["difference"]["added"]) == (Exit.DONE, 3)
    (kept,) = told.json["details"]["files"]
    assert (kept["rejected"], kept["no_data"]) == (0, 3)
    assert {each["line"] for each in told.json["files"][0]["problems"]} == {5, 6, 7}
    wrong = run("apply", file_of(*ROWS, total.format(sum=9999999), note), *TABLE)
    assert wrong.exit is Exit.PROBLEMS
    assert "--good-rows" in wrong.output


def test_a_map_refuses_columns_about_persons_as_the_check_does() -> None:
    path = Path("named.csv")
    path.write_text(f"{COLUMNS},driver name\n{ROWS[0]},Ali\n", encoding="utf-8")
    told = run("map", path, *TABLE, "--json")
    assert told.exit is Exit.PROBLEMS
    (refusal,) = [each for each in told.json["problems"] if each["code"] == "personal_column"]
    checked = run("check", path, *TABLE, "--json").json["problems"]
    assert refusal["reason"] in {each["reason"] for each in checked}


def test_a_file_that_was_undone_needs_no_reason() -> None:
    july = file_of(*ROWS)
    published = run("apply", july, *TABLE, "--publish", "--why", "July", "--json")
    assert published.exit is Exit.DONE
    assert run("undo", "--why", "too early").exit is Exit.DONE
    told = run("apply", july, *TABLE, "--json")
    assert told.exit is Exit.DONE
    assert "file_undone_before" in {each["code"] for each in told.json["files"][0]["problems"]}


def test_publishing_at_once_needs_a_reason() -> None:
    assert run("apply", file_of(*ROWS), *TABLE, "--publish").exit is Exit.USAGE


#: A month of a calendar in which nobody publishes rates of the rupee.
RUPEES = "SH1405-07,gabd,PK,IR_TO_PK,Dates,2200000000,PKR,A,count,BR40282284"
RATE = ("--rate", "PKR:SH1405-07=281.5")


def test_a_rate_goes_in_with_the_file_by_the_same_deed() -> None:
    october = file_of(RUPEES)
    bare = run("check", october, *TABLE)
    assert "no exchange rate for PKR in SH1405-07" in bare.output
    assert "--rate-source" in bare.output
    before = run("versions", "--json").json["revisions"][0]["revision"]
    told = run(
        *("apply", october, *TABLE, *RATE, "--rate-source", "BR40282284"),
        *("--publish", "--why", "October, with the rate of its month", "--json"),
    )
    assert (told.exit, told.json["revision"]) == (Exit.DONE, before + 1)
    run("export", "--to", "package")
    record = load(Path("package"))
    rates = record["exchange_rates"]
    (row,) = rates[rates["period"] == "SH1405-07"].to_dict("records")
    assert (row["id"], row["lcu_per_usd"], row["source"]) == (
        "pkr-official-sh1405-07-br40282284",
        281.5,
        "BR40282284",
    )
    (cell,) = record.cube[record.cube["period"] == "SH1405-07"].to_dict("records")
    assert cell["value_usd"] == pytest.approx(2_200_000_000 / 281.5)


@pytest.mark.parametrize(
    "said",
    [
        RATE,
        ("--rate", "PKR:SH1405-07=much", "--rate-source", "BR40282284"),
        ("--rate", "EUR:SH1405-07=1", "--rate-source", "BR40282284"),
        ("--rate", "PKR=281", "--rate-source", "BR40282284"),
    ],
)
def test_a_rate_needs_its_source_and_a_number(said: tuple[str, ...]) -> None:
    assert run("apply", file_of(RUPEES), *TABLE, *said).exit is Exit.USAGE


#: A statement of an office, which says neither whose books these are nor who published it.
OFFICE = (
    "Month,Post,Direction,Goods,Value (Rs)\n{month},gabd,Imports,Dates,12500000\n"
    "{month},gabd,Exports,Rice,NIL\n"
)
ONCE = (
    *("--fill", "reporter=PK", "--fill", "source=BR40282284", "--fill", "obs_status=A"),
    *("--fill", "evidence=count", "--not-recorded", "value:NIL"),
)


def office(month: str) -> Path:
    path = Path(f"{month}.csv")
    path.write_text(OFFICE.replace("{month}", month), encoding="utf-8")
    return path


def test_the_next_file_of_a_form_is_read_as_before() -> None:
    first = office("2024-01")
    assert run("apply", first, *TABLE, "--as-before").exit is not Exit.DONE
    said = run("apply", first, *TABLE, *ONCE, "--yes", "--publish", "--why", "January of Gabd")
    assert said.exit is Exit.DONE, said.output
    second = office("2024-02")
    assert run("check", second, *TABLE).exit is not Exit.DONE, "nothing is taken over silently"
    told = run("check", second, *TABLE, "--as-before", "--json")
    assert (told.exit, told.json["accepted"]) == (Exit.DONE, 2), told.json["problems"]
    fills = told.json["declaration"]["fills"]
    assert (fills["reporter"], fills["source"]) == ("PK", "BR40282284")
    other = run("check", second, *TABLE, "--as-before", "--fill", "reporter=IR", "--json")
    assert other.json["declaration"]["fills"]["reporter"] == "IR"
    done = run("apply", second, *TABLE, "--as-before", "--publish", "--why", "February of Gabd")
    assert done.exit is Exit.DONE, done.output
