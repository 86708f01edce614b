"""Checks in a child process: whatever becomes of the child, there is a report or a plain reason."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake import jobs
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.jobs import Job, JobFailed, State
from bordertrade.intake.limits import Limits
from bordertrade.intake.references import References
from bordertrade.intake.report import MOST_PROBLEMS, CheckReport
from bordertrade.store import open_store
from tests.intake.planting import clean_lines
from tests.store.tiny import record

ROOT = Path(__file__).resolve().parents[2]
SMALL = "".join(clean_lines(5)).encode()
#: A check of any size stays below (bytes).
MEMORY = 400_000_000

Start = Callable[..., Job]


@pytest.fixture
def start(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start a check of formal trade, with the folders of jobs in a place of the test's own."""
    references = References.of(dataset)
    table = dataset.contract.tables["formal_trade"]
    (tmp_path / "jobs").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "jobs"))

    def begin(content: bytes | Path, limits: Limits | None = None) -> Job:
        return jobs.start(content, "a.csv", table, Declaration(), references, limits or Limits())

    return begin


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """More than a child can check before the test does something to it."""
    path = tmp_path / "big.csv"
    path.write_text("".join(clean_lines(3_000)) * 100, encoding="utf-8")
    return path


@pytest.fixture
def _record_stays(tmp_path: Path) -> Iterator[None]:
    """What is published before a check is published after it."""
    store = open_store(folder=tmp_path / "store")
    store.publish(store.save(record(1)), expected=0, who="", why="")
    before = store.revisions()
    yield
    assert store.revisions() == before
    assert (store.drafts(), store.verify()) == ((), ())
    store.close()


record_stays = pytest.mark.usefixtures("_record_stays")


def resident() -> int:
    """What this process holds, bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def nothing_left(folder: Path) -> bool:
    return not any((folder / "jobs").iterdir())


def reason(job: Job) -> str:
    with pytest.raises(JobFailed) as failed:
        job.result()
    return failed.value.code


def in_child(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let the child run a script of the test's, with the worker as ``w`` and its ``folder``."""
    head = (
        "import os, signal, sys; from pathlib import Path\n"
        "import bordertrade.intake.worker as w; folder = Path(sys.argv[1])\n"
    )

    def child(folder: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", head + script, str(folder)]
        return subprocess.Popen(command, cwd=ROOT, start_new_session=True)

    monkeypatch.setattr(jobs, "_child", child)


# --- what goes well -------------------------------------------------------------------------------


def test_a_small_file(start: Start, tmp_path: Path) -> None:
    job = start(SMALL)
    assert job.progress().bytes_total == len(SMALL)
    report = job.result()
    assert (report.rows, report.accepted, report.errors) == (5, 5, 0)
    assert report.checksum == hashlib.sha256(SMALL).hexdigest()
    assert job.progress().state is State.DONE
    job.discard()
    assert nothing_left(tmp_path)


@pytest.mark.parametrize("by_path", [True, False])
@pytest.mark.parametrize(
    "content", [SMALL, b"\xff\x00\r\r\n" + SMALL, SMALL.replace(b"USD", b"\xe9")]
)
def test_u10_the_bytes_are_kept_as_they_came(
    start: Start, tmp_path: Path, content: bytes, by_path: bool
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    report = start(path if by_path else content).result()
    assert report.original.read_bytes() == content
    assert report.checksum == hashlib.sha256(content).hexdigest()
    assert report.size == len(content)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux")
def test_u2_a_large_file_is_checked_beside_a_process_that_does_not_grow(
    start: Start, tmp_path: Path
) -> None:
    """30 MB here, a gigabyte in ``bench/ingest.py --gigabyte``."""
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(clean_lines(300_000))
    before, grown, shown = resident(), 0, set[int]()
    job = start(path)
    while not (told := job.progress()).is_over:
        shown.add(told.bytes_done)
        grown = max(grown, resident() - before)
        time.sleep(0.02)
    report = job.result()
    assert (report.accepted, report.errors) == (300_000, 0)
    assert 0 < report.peak_bytes < MEMORY
    assert grown < path.stat().st_size / 2
    assert len(shown) > 3


def test_a_report_says_the_same_after_json(start: Start) -> None:
    report = start(SMALL.replace(b"USD", b"XYZ")).result()
    told = json.loads(json.dumps(report.as_json()))
    again = CheckReport.from_json(told, report.folder)
    assert again.problems == report.problems
    assert again.as_json() == report.as_json()


def test_u3_a_file_of_errors_only_is_counted_to_the_last(start: Start) -> None:
    """A gigabyte of them in ``bench/ingest.py --gigabyte``."""
    rows = 12_345
    lines = list(clean_lines(rows))
    wrong = "".join([lines[0], *(line.replace(",USD,", ",none,") for line in lines[1:])])
    report = start(wrong.encode()).result()
    assert report.counts == {"not_in_list": rows}
    assert (len(report.problems), report.accepted, report.rejected) == (MOST_PROBLEMS, 0, rows)
    assert [problem.line for problem in report.problems] == list(range(2, MOST_PROBLEMS + 2))
    assert 0 < report.peak_bytes < MEMORY


def test_a_file_whose_every_fault_is_another(start: Start) -> None:
    """What was found is let go of: a child with the collector off keeps no circles."""
    header, *lines = clean_lines(60_000)
    wrong = (line.replace(".5,", f".5 or {at},") for at, line in enumerate(lines))
    report = start("".join([header, *wrong]).encode()).result()
    assert report.rejected == report.errors == 60_000
    assert report.peak_bytes < 300_000_000


def test_a_file_that_says_one_thing_all_the_time(start: Start, tmp_path: Path) -> None:
    """Each row repeats one of the first three hundred."""
    path = tmp_path / "again.csv"
    path.write_text("".join(clean_lines(300)) * 100, encoding="utf-8")
    report = start(path).result()
    assert report.accepted == 300
    assert report.counts == {"duplicate_row": 29_700, "repeated_header": 99}
    assert len(report.problems) == MOST_PROBLEMS
    lines = [problem.line for problem in report.problems]
    assert lines == list(range(302, 302 + MOST_PROBLEMS))
    assert {report.problems[0].expected, report.problems[-1].expected} == {(), ("67",)}


def test_what_is_told_of_the_file_stands_before_ten_thousand_lines(start: Start) -> None:
    lines = [line.replace(",USD,", ",none,") for line in clean_lines(MOST_PROBLEMS + 5)]
    report = start("".join([*lines, "\r\n"]).encode()).result()
    assert report.counts["mixed_line_endings"] == report.counts["blank_lines"] == 1
    assert report.problems[0].code == "mixed_line_endings"
    assert len(report.problems) == MOST_PROBLEMS


def test_more_rows_than_the_limit(start: Start) -> None:
    report = start(SMALL, Limits(rows=3)).result()
    assert report.counts == {"too_many_rows": 1}
    assert (report.accepted, len(report.frame())) == (0, 0)


# --- what goes wrong ------------------------------------------------------------------------------


@record_stays
def test_u6_a_killed_child(start: Start, big: Path, tmp_path: Path) -> None:
    job = start(big)
    os.kill(job._process.pid, signal.SIGKILL)
    assert reason(job) == "memory"  # only the system kills, and for want of memory
    assert job.progress().state is State.FAILED
    assert nothing_left(tmp_path)


@record_stays
def test_u6_a_child_without_memory(start: Start, big: Path, tmp_path: Path) -> None:
    job = start(big, Limits(memory_bytes=1_000_000))
    assert reason(job) == "memory"
    assert job.progress().state is State.FAILED
    assert nothing_left(tmp_path)


@record_stays
def test_u6_a_child_over_its_time(start: Start, big: Path, tmp_path: Path) -> None:
    job = start(big, Limits(seconds=0))
    assert reason(job) == "time"
    assert job.progress().state is State.FAILED
    assert nothing_left(tmp_path)


def test_a_child_that_fails(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_child(monkeypatch, "os.kill(os.getpid(), signal.SIGSEGV)")
    assert reason(start(SMALL)) == "crashed"
    assert nothing_left(tmp_path)


def test_u7_a_child_that_dies_when_all_is_done(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is the judge, not the exit code."""
    in_child(monkeypatch, "w.main(folder); os.kill(os.getpid(), signal.SIGABRT)")
    report = start(SMALL).result()
    assert report.accepted == 5
    assert len(report.frame()) == 5


def test_a_full_disk(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "def full(*_): raise OSError(28, 'full')\nw.check = full\nsys.exit(w.main(folder))"
    in_child(monkeypatch, script)
    assert reason(start(SMALL)) == "full"
    assert nothing_left(tmp_path)


@record_stays
def test_u11_a_cancelled_check_ends_at_once_and_changes_nothing(
    start: Start, big: Path, tmp_path: Path
) -> None:
    job = start(big)
    while job.progress().rows == 0:
        time.sleep(0.02)
    before = time.monotonic()
    job.cancel()
    assert job._process.poll() is not None
    assert time.monotonic() - before < 2
    assert job.progress().state is State.CANCELLED
    assert reason(job) == "cancelled"
    assert nothing_left(tmp_path)


def test_a_job_that_nobody_holds_goes(start: Start, big: Path, tmp_path: Path) -> None:
    job = start(big)
    process = job._process
    del job
    assert process.poll() is not None
    assert nothing_left(tmp_path)


def test_a_file_over_the_limit(start: Start, tmp_path: Path) -> None:
    with pytest.raises(JobFailed, match="too_large"):
        start(SMALL, Limits(size_bytes=10))
    assert nothing_left(tmp_path)


# --- files that change ----------------------------------------------------------------------------


def test_a_file_cut_off_before_it_is_read(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(SMALL)
    in_child(monkeypatch, f"os.truncate({str(path)!r}, 100); sys.exit(w.main(folder))")
    assert reason(start(path)) == "changed"


def test_a_file_replaced_by_one_of_the_same_size(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(SMALL)
    script = f"Path({str(path)!r}).write_bytes({SMALL.replace(b'USD', b'PKR')!r})\n"
    in_child(monkeypatch, script + "sys.exit(w.main(folder))")
    assert reason(start(path)) == "changed"


def test_a_file_replaced_while_it_is_checked(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "check = w.check\n"
        "def replaced(folder, *more):\n"
        "    (folder / 'original').write_bytes(b'x' * (folder / 'original').stat().st_size)\n"
        "    return check(folder, *more)\n"
        "w.check = replaced\n"
        "sys.exit(w.main(folder))"
    )
    in_child(monkeypatch, script)
    assert reason(start(SMALL)) == "changed"
    assert nothing_left(tmp_path)


@pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="its secrets are read in Linux's /proc"
)
def test_a_child_knows_no_secret(start: Start, big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORDERTRADE_DATABASE_URL", "postgresql://someone:secret@host/db")
    job = start(big)
    told = Path(f"/proc/{job._process.pid}/environ").read_bytes()
    job.cancel()
    assert b"secret" not in told
