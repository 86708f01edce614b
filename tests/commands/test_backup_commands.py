"""The store copied and brought back on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.store import open_store
from tests.commands.calling import run


def test_a_backup_is_made_and_restored(shipped_store: Path, tmp_path: Path) -> None:
    told = run("backup", "copy", "--json")
    assert told.exit is Exit.DONE
    assert set(told.json) == {"folder", "entries", "hash", "revision", "version", "faults"}
    assert (told.json["entries"], told.json["revision"], told.json["faults"]) == (1, 1, [])
    back = run("restore", "copy", "--store", "empty", "--json")
    assert back.exit is Exit.DONE
    same = ("entries", "hash", "revision", "version")
    assert {name: back.json[name] for name in same} == {name: told.json[name] for name in same}
    listed = run("versions", "--verify", "--store", "empty")
    assert listed.exit is Exit.DONE
    assert "All is as it was written." in listed.output


def test_people_read_where_it_is_and_its_last_hash(shipped_store: Path) -> None:
    told = run("backup", "copy")
    hashed = open_store().audit()[0].hash
    assert told.output.splitlines() == [
        "The store is in copy.",
        "1 entry of the audit; revision 1 is published.",
        f"Hash of the last entry: {hashed}",
    ]
    back = run("restore", "copy", "--store", "empty")
    assert back.output.splitlines()[0] == "The store is restored from copy."
    assert back.output.splitlines()[1:] == told.output.splitlines()[1:]


def test_neither_command_brings_in_the_release(tmp_path: Path) -> None:
    """An empty store stays empty until it is asked for its record."""
    told = run("backup", "copy", "--json")
    assert (told.exit, told.json["entries"], told.json["hash"]) == (Exit.DONE, 0, "")
    assert "nothing is published" in run("backup", "copy2").output


def test_a_damaged_store(shipped_store: Path) -> None:
    one = min((shipped_store / "blobs").iterdir())
    one.write_bytes(b"something else")
    told = run("backup", "copy")
    assert told.exit is Exit.STORE
    assert "it does not count as a backup" in told.errors
    assert "is damaged" in told.errors.splitlines()[1]
    assert not Path("copy").exists()
    assert Path("copy.damaged").is_dir()
    assert run("restore", "copy.damaged", "--store", "empty", "--json").json["error"]["code"] == (
        "damaged_backup"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("backup", "store"), "place_taken"),
        (("restore", "."), "no_backup"),
        (("restore", "store"), "store_not_empty"),
    ],
)
def test_what_cannot_be_done(shipped_store: Path, arguments: tuple[str, ...], code: str) -> None:
    told = run(*arguments, "--json")
    assert told.exit is Exit.USAGE
    error = json.loads(told.output)["error"]
    assert error["code"] == code
    assert "{" not in error["message"]
