"""A large file with known faults of eleven kinds: each told at its place, none told falsely."""

from collections import Counter
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.jobs import start
from bordertrade.intake.references import References
from bordertrade.intake.report import MOST_PROBLEMS, CheckReport
from tests.intake.planting import KINDS, SAYS, Finding, Planted, plant

#: ``bench/ingest.py --rows 1000000`` holds the checker against a million.
ROWS = 150_000
#: A check of any size stays below (bytes).
MEMORY = 400_000_000


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    path = tmp_path_factory.mktemp("planted") / "planted.csv"
    return path, plant(path, ROWS)


@pytest.fixture(scope="module")
def report(planted: tuple[Path, Planted], dataset: Dataset) -> CheckReport:
    table = dataset.contract.tables["formal_trade"]
    path, _ = planted
    return start(path, "planted.csv", table, Declaration(), References.of(dataset)).result()


def found(report: CheckReport) -> list[Finding]:
    return [
        Finding(each.line or 0, each.record or 0, each.column, each.code)
        for each in report.problems
    ]


def test_u1_every_planted_fault_is_told_at_its_place_and_nothing_else(
    planted: tuple[Path, Planted], report: CheckReport
) -> None:
    _, known = planted
    assert len(known.findings) < MOST_PROBLEMS
    wrong = set(known.findings) ^ set(found(report))
    assert sorted(wrong, key=str)[:5] == []
    assert len(report.problems) == len(known.findings)
    assert report.counts == Counter(finding.code for finding in known.findings)
    assert set(report.counts) == {code for code, _column in KINDS.values()}
    for kind, (_place, text) in SAYS.items():
        code, column = KINDS[kind]
        shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        told = {each.value for each in report.problems if each.code == code}
        assert column is None or told == {shown}, kind


def test_every_other_row_is_taken(planted: tuple[Path, Planted], report: CheckReport) -> None:
    _, known = planted
    frame = report.frame()
    assert frame.index.tolist() == list(known.good)
    assert (report.rows, report.accepted, report.rejected) == (
        ROWS,
        len(known.good),
        len(known.findings),
    )
    assert frame["note"].str.count("comma").sum() == (frame["note"] != "").sum() > 0


def test_memory_does_not_follow_the_size(report: CheckReport) -> None:
    assert 0 < report.peak_bytes < MEMORY


def test_rejects_hold_each_record_once_with_its_line(
    planted: tuple[Path, Planted], report: CheckReport
) -> None:
    _, known = planted
    text = report.rejects.read_text(encoding="utf-8-sig")
    lines = [int(row.split(",", 1)[0]) for row in text.splitlines() if row[:1].isdigit()]
    assert sorted(set(lines)) == sorted({finding.line for finding in known.findings})
