"""The page's side of the door: what is taken in leaves the server's memory and still counts."""

from __future__ import annotations

import itertools
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from bordertrade.allowances import Allowances, Verdict
from bordertrade.dataset import Dataset
from bordertrade.intake import jobs, line
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.references import References
from bordertrade.ui import upload_grants as door
from bordertrade.ui.updating import rules
from bordertrade.ui.updating.desk import Desk

MB = 1024 * 1024


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    made = MemoryUploadedFileManager("/upload")
    context = SimpleNamespace(session_id="mine", uploaded_file_mgr=made)
    monkeypatch.setattr(door, "get_script_run_ctx", lambda: context)
    monkeypatch.setattr(door, "ALLOWANCES", Allowances())
    return made


def sent(manager: MemoryUploadedFileManager, name: str, content: bytes) -> UploadedFile:
    record = UploadedFileRec(file_id=name, name=f"{name}.csv", type="text/csv", data=content)
    assert door.ALLOWANCES.admit("mine", name, len(content)) is Verdict.ADMITTED
    manager.add_file("mine", record)
    return UploadedFile(record, FileURLs())


def test_a_file_taken_in_is_no_longer_in_the_servers_memory(
    manager: MemoryUploadedFileManager,
) -> None:
    door.open_(publisher=True, laid_aside=0)
    first, second = (sent(manager, name, name.encode() * 10) for name in "ab")
    assert door.take_in(first) == ("a.csv", b"a" * 10)
    assert [each.file_id for each in manager.get_files("mine", ["a", "b"])] == ["b"]
    door.take_in(second)
    assert manager.get_files("mine", ["a", "b"]) == []


def test_what_lies_on_the_desk_counts(manager: MemoryUploadedFileManager) -> None:
    assert door.open_(publisher=False, laid_aside=0) == 5 * MB
    door.take_in(sent(manager, "a", b"x" * 3 * MB))
    assert door.ALLOWANCES.admit("mine", "b", 3 * MB) is Verdict.TOO_LARGE
    assert door.open_(publisher=False, laid_aside=3 * MB) == 2 * MB
    assert door.open_(publisher=False, laid_aside=0) == 5 * MB


@pytest.mark.usefixtures("manager")
def test_a_publisher_may_send_whole_files() -> None:
    assert door.open_(publisher=True, laid_aside=0) == 50 * MB


class Things:
    """What somebody has here."""

    def __init__(self) -> None:
        self.left: list[bool] = []

    def leave(self, *, keep_files: bool) -> None:
        self.left.append(keep_files)


@pytest.mark.usefixtures("manager")
@pytest.mark.parametrize("publisher", [True, False])
def test_f8_what_a_closed_tab_had_goes(publisher: bool) -> None:
    """On 0.4.0 its check went on for up to ten minutes, and its place was taken for a day."""
    things = Things()
    door.open_(publisher=publisher, laid_aside=0, things=things)
    door._gone("mine")
    assert things.left == [publisher]
    door._gone("mine")
    assert len(things.left) == 1


def test_f8_one_address_makes_a_few_drafts_a_day() -> None:
    now = [0.0]
    made = rules.Made(now=lambda: now[0])
    for _draft in range(rules.DRAFTS_PER_ADDRESS):
        assert made.has_room("192.0.2.1")
        made.add("192.0.2.1")
    assert not made.has_room("192.0.2.1")
    assert made.has_room("192.0.2.2")
    now[0] += rules.DRAFT_LIFE.total_seconds() + 1
    assert made.has_room("192.0.2.1")


def test_f8_a_check_whose_tab_is_gone_ends(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place in line is free at once; a publisher's file stays, a visitor's goes."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(line, "AT_ONCE", 0)
    for keep_files in (True, False):
        desk = Desk(Path(tempfile.mkdtemp()))
        paper = desk.take("a.csv", b"period,value\n")
        table = dataset.contract.tables["formal_trade"]
        job = jobs.start(paper.path, paper.name, table, Declaration(), References.of(dataset))
        paper.job = job
        desk.leave(keep_files=keep_files)
        assert job.progress().state is jobs.State.CANCELLED
        assert not job.folder.exists()
        assert paper.path.exists() is keep_files


def test_f8_somebody_looks_who_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else need come for a place to be free again."""
    now = itertools.count(step=1000.0)
    book = Allowances(is_here=lambda _name: False, clock=lambda: next(now), let_go=door._gone)
    monkeypatch.setattr(door, "ALLOWANCES", book)
    monkeypatch.setattr(door, "_HERE", {})
    monkeypatch.setattr(door, "_watching", threading.Lock())
    monkeypatch.setattr(door, "_LOOKING_SECONDS", 0.01)
    left = threading.Event()

    class Leaver:
        def leave(self, *, keep_files: bool) -> None:
            assert not keep_files
            left.set()

    things = Leaver()
    book.grant("gone", door.VISITOR)
    door._HERE["gone"] = (lambda: things, False)
    door._watch()
    assert left.wait(60)
