"""Bad inputs that are no single file: 50, 54, 55, 97, 98 and 100 of the catalogue."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bordertrade.bringing import inspection
from bordertrade.bringing.inspection import Inspector
from bordertrade.bringing.reading import Reading
from bordertrade.commands.exits import Exit
from bordertrade.commands.looking import exit_of
from bordertrade.dataset import Dataset
from bordertrade.intake.limits import Limits
from bordertrade.intake.understanding import understand
from tests.commands.calling import run
from tests.commands.conftest import CATALOGUE
from tests.commands.huge import HEADER, ROW, many_short_rows

TABLE = ("--table", "formal_trade")


@pytest.fixture
def july(tmp_path: Path) -> Path:
    path = tmp_path / "july.csv"
    path.write_text(HEADER + ROW.format(period="2025-07", goods="Dates"), encoding="utf-8")
    return path


def test_050_more_rows_than_the_limit(tmp_path: Path, dataset: Dataset) -> None:
    """Tried with a thousand; the true limit keeps a hundred million rows out."""
    assert Limits().rows < 100_000_000
    reading = Reading("formal_trade", {}, {}, is_confirmed=False)
    inspector = Inspector(dataset, reading, limits=Limits(rows=1_000))
    found = inspector.inspect(many_short_rows(tmp_path / "many.csv"))
    assert exit_of(found) is Exit.PROBLEMS
    assert "too_many_rows" in found.counts
    assert found.is_refused


@pytest.mark.parametrize("kept", [1, 40, 130])
def test_054_a_truncated_file(july: Path, kept: int) -> None:
    whole = july.read_bytes()
    told_size = ("--size", len(whole))
    told_sum = ("--sha256", hashlib.sha256(whole).hexdigest().upper())
    assert run("check", july, *TABLE, *told_size, *told_sum).exit is Exit.DONE
    july.write_bytes(whole[:kept])
    for said, code in ((told_size, "file_size"), (told_sum, "file_checksum")):
        told = run("check", july, *TABLE, *said, "--json")
        assert told.exit is Exit.PROBLEMS
        assert [problem["code"] for problem in told.json["problems"]] == [code]
        assert (told.json["rows"], told.json["accepted"]) == (0, 0)


@pytest.mark.parametrize(
    "name", ["a.csv.exe", "\u202evsc.exe", "CON", 'a"b\r\nX: y.csv', "'; DROP TABLE.csv", "ن" * 120]
)
def test_055_a_hostile_name(july: Path, name: str, tmp_path: Path) -> None:
    """The name is told to people without what controls a terminal, and names no file of ours."""
    hostile = july.rename(july.with_name(name))
    before = set(tmp_path.iterdir())
    told = run("apply", hostile, *TABLE, "--json")
    assert told.exit is Exit.DONE
    shown = told.json["files"][0]["file"]
    assert shown.isprintable()
    assert len(shown) <= 120
    assert set(tmp_path.iterdir()) - before == {tmp_path / "store"}
    kept = {path.name for path in (tmp_path / "store").rglob("*")}
    assert not any(name[:8] in each for each in kept)


@pytest.mark.parametrize(
    "name", ["../../x.csv", "/etc/x.csv", "a\0b.csv", "x" * 5_000, "C:\\x.csv"]
)
def test_055_a_name_that_no_disk_takes(
    july: Path, name: str, tmp_path: Path, dataset: Dataset
) -> None:
    from bordertrade.intake.declaration import Declaration
    from bordertrade.intake.jobs import start
    from bordertrade.intake.references import References

    header = tuple(HEADER.strip().split(","))
    job = start(
        july.read_bytes(),
        name,
        dataset.contract.tables["formal_trade"],
        Declaration(columns=header),
        References.of(dataset),
    )
    report = job.result()
    assert report.accepted == 1
    assert report.original.is_relative_to(report.folder)
    assert not (tmp_path / "x.csv").exists()
    job.discard()


def test_097_last_month_again(july: Path, tmp_path: Path) -> None:
    """The same bytes, and the same figures for another month."""
    july.write_text(
        july.read_text(encoding="utf-8")
        + ROW.format(period="2025-07", goods="Saffron").replace("1250000", "42000")
        + ROW.format(period="2025-07", goods="Rice").replace("1250000", "77000"),
        encoding="utf-8",
    )
    run("apply", july, *TABLE, "--publish", "--why", "July")
    told = run("check", july, *TABLE, "--json")
    assert told.exit is Exit.DONE
    (problem,) = told.json["problems"]
    assert (problem["code"], problem["severity"]) == ("file_seen_before", "warning")
    assert "revision 2" in problem["reason"]
    again = tmp_path / "august.csv"
    again.write_bytes(july.read_bytes().replace(b"2025-07", b"2025-08"))
    told = run("check", again, *TABLE, "--json")
    assert told.json["needs_reason"] == ["period_repeated"]
    assert run("apply", again, *TABLE).exit is Exit.UNCONFIRMED


def test_098_forty_per_cent_fewer_rows(tmp_path: Path, history: Path) -> None:
    rows = (CATALOGUE / "history.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(rows[: 1 + (len(rows) - 1) * 6 // 10]), encoding="utf-8")
    whole = (*TABLE, "--mode", "table", "--data", history)
    told = run("check", short, *whole, "--json")
    assert "fewer_rows" in told.json["needs_reason"]
    reasons = [f"--reason={code}=it is so, said the office" for code in told.json["needs_reason"]]
    assert run("apply", short, *whole).exit is Exit.UNCONFIRMED
    assert run("apply", short, *whole, *reasons).exit is Exit.DONE


def test_100_a_file_replaced_while_it_is_checked(
    july: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def replacing(file: Path, *rest: object) -> object:
        seen = understand(file, *rest)  # type: ignore[arg-type]
        file.write_bytes(file.read_bytes() + b"\n")
        return seen

    monkeypatch.setattr(inspection, "understand", replacing)
    told = run("apply", july, *TABLE, "--publish", "--why", "July", "--json")
    assert (told.exit, told.json["error"]["code"]) == (Exit.FAILED, "check_changed")
    assert len(run("versions", "--json").json["revisions"]) == 1
