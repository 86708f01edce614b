"""Versions without a browser: published, compared, taken back, withdrawn, exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.dataset import Dataset, load
from bordertrade.store import open_store
from tests.commands.calling import run
from tests.tables import FORMAL, added


def save(dataset: Dataset, *, base: int | None = 1) -> str:
    """A version in the store; a draft over a revision unless ``base`` is None."""
    store = open_store()
    version = store.save(dataset)
    if base is not None:
        store.add_draft(version, base=base, who="Officer", why="figures of July")
    return version


@pytest.fixture
def first(dataset: Dataset, shipped_store: Path) -> Dataset:
    """The first revision of the store: the shipped data."""
    assert shipped_store.exists()
    return dataset


@pytest.fixture
def other(first: Dataset) -> Dataset:
    return added(first, "formal_trade", FORMAL)


def test_the_first_version_is_the_shipped_one(dataset: Dataset) -> None:
    told = run("versions", "--json").json
    (revision,) = told["revisions"]
    assert (revision["revision"], revision["version"]) == (1, dataset.fingerprint)
    assert revision["link"] == f"/?v={dataset.version}"
    assert set(told) == {"where", "revisions", "drafts"}
    assert told["where"]["kind"] == "sqlite"


def test_a_draft_is_published_and_undone(first: Dataset, other: Dataset) -> None:
    version = save(other)
    (draft,) = run("versions", "--json").json["drafts"]
    assert (draft["version"], draft["base"], draft["why"]) == (version, 1, "figures of July")
    told = run("publish", version[:10], "--why", "July is complete", "--json")
    assert (told.exit, told.json["revision"], told.json["changes"]) == (Exit.DONE, 2, True)
    assert (told.json["who"], told.json["why"]) == ("Officer", "July is complete")
    again = run("publish", version, "--why", "twice", "--json")
    assert (again.exit, again.json["revision"], again.json["changes"]) == (Exit.DONE, 2, False)
    back = run("undo", "--why", "a wrong figure", "--json")
    assert (back.exit, back.json["revision"]) == (Exit.DONE, 3)
    assert back.json["version"] == first.fingerprint
    assert "revision 4" in run("publish", version, "--why", "it was right").output


def test_nothing_to_undo(first: Dataset) -> None:
    told = run("undo", "--why", "x", "--json")
    assert (told.exit, told.json["error"]["code"]) == (Exit.PROBLEMS, "no_earlier_version")


def test_two_publishers_from_one_base(first: Dataset, other: Dataset) -> None:
    mine = save(other)
    theirs = save(added(first, "formal_trade", {**FORMAL, "value": "200"}))
    assert run("publish", theirs, "--why", "mine first").exit is Exit.DONE
    told = run("publish", mine, "--why", "mine too", "--json")
    assert told.exit is Exit.CONFLICT
    assert told.json["error"]["code"] == "conflict"
    assert told.json["error"]["head"]["version"] == theirs
    (cell,) = told.json["difference"]["tables"]["formal_trade"]["rows"]["changed"]
    assert (cell["column"], cell["before"], cell["after"]) == ("value", "200", "100")
    assert "value 200 → 100" in run("publish", mine, "--why", "mine too").errors
    assert open_store().head() == open_store().revisions()[0]


def test_undo_only_what_was_seen(first: Dataset, other: Dataset) -> None:
    run("publish", save(other), "--why", "July")
    told = run("undo", "--why", "x", "--expected", 1, "--json")
    assert (told.exit, told.json["error"]["head"]["revision"]) == (Exit.CONFLICT, 2)


def test_a_withdrawn_version_is_served_no_longer(first: Dataset, other: Dataset) -> None:
    version = save(other)
    run("publish", version, "--why", "July")
    told = run("withdraw", version[:12], "--why", "names of persons", "--json")
    assert (told.exit, told.json["version"]) == (Exit.DONE, version)
    assert told.json["head"]["version"] == first.fingerprint
    gone = run("export", version, "--to", "out", "--json")
    assert (gone.exit, gone.json["error"]["code"]) == (Exit.PROBLEMS, "withdrawn_version")
    assert "names of persons" in gone.json["error"]["message"]
    assert not Path("out").exists()


@pytest.mark.parametrize("name", ["0000000000", "no-version", "../x"])
def test_a_version_that_does_not_exist(first: Dataset, name: str) -> None:
    for command in (["publish", name, "--why", "x"], ["export", name, "--to", "out"]):
        told = run(*command, "--json")
        assert (told.exit, told.output) == (Exit.USAGE, "") or "unknown_version" in told.output


def test_export_gives_the_version(first: Dataset, other: Dataset) -> None:
    version = save(other)
    told = run("export", version, "--to", "out", "--json")
    assert (told.exit, told.json["version"]) == (Exit.DONE, version)
    assert told.json["tables"]["formal_trade"] == len(other["formal_trade"])
    assert load(Path("out")).fingerprint == version
    assert run("export", "--to", "head", "--json").json["version"] == first.fingerprint
    assert run("diff", "out", "head", "--json").json["removed"] == 1


def test_versions_side_by_side(first: Dataset, other: Dataset) -> None:
    version = save(other)
    told = run("diff", version, "--json").json
    assert (told["before"], told["after"]) == (first.fingerprint, version)
    assert (told["added"], told["changed"], told["removed"]) == (1, 0, 0)
    (row,) = told["tables"]["formal_trade"]["rows"]["added"]
    assert (row["period"], row["value"], row["line"]) == ("2024-07", "100", 2)
    assert run("diff", version, "head", "--json").json["removed"] == 1
    assert run("diff", version, version).output == "No difference.\n"


def test_damage_is_found_and_told(first: Dataset, other: Dataset, tmp_path: Path) -> None:
    assert "as it was written" in run("versions", "--verify").output
    damage(max(blobs(tmp_path), key=lambda path: path.stat().st_size))
    told = run("versions", "--verify", "--json")
    assert told.exit is Exit.STORE
    assert [fault["code"] for fault in told.json["faults"]] == ["version_damaged"]


def test_nothing_is_applied_onto_a_damaged_version(
    first: Dataset, other: Dataset, tmp_path: Path
) -> None:
    """Looking goes on with the last good one and says so; undo is the way out."""
    before = blobs(tmp_path)
    run("publish", save(other), "--why", "July")
    damage(max(blobs(tmp_path) - before, key=lambda path: path.stat().st_size))
    Path("july.csv").write_text(f"{','.join(FORMAL)}\n{','.join(FORMAL.values())}\n", "utf-8")
    file = ("july.csv", "--table", "formal_trade")
    stopped = run("apply", *file, "--json")
    assert (stopped.exit, stopped.json["error"]["code"]) == (Exit.STORE, "damaged_head")
    looked = run("check", *file)
    assert (looked.exit, "damaged" in looked.errors) == (Exit.DONE, True)
    assert run("undo", "--why", "damaged").exit is Exit.DONE
    assert run("apply", *file).exit is Exit.DONE


def blobs(folder: Path) -> set[Path]:
    return {path for path in (folder / "store" / "blobs").rglob("*") if path.is_file()}


def damage(blob: Path) -> None:
    """Change one bit."""
    content = bytearray(blob.read_bytes())
    content[len(content) // 2] ^= 1
    blob.chmod(0o644)
    blob.write_bytes(bytes(content))


def test_the_audit_says_all(first: Dataset, other: Dataset) -> None:
    version = save(other)
    run("publish", version, "--why", "July")
    run("withdraw", version, "--why", "wrong")
    told = run("versions", "--audit", "--json").json["audit"]
    assert [each["action"] for each in told[::-1]][:4] == [
        "shipped",
        "draft",
        "publish",
        "withdraw",
    ]
    assert "wrong" in run("versions", "--audit").output


def test_a_store_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    told = run("versions", "--store", tmp_path / "file", "--json")
    assert told.exit is Exit.STORE
    assert told.json["error"]["code"].startswith("store_")


def test_a_server_that_does_not_answer() -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    told = run("versions", "--store", url, "--json")
    assert (told.exit, told.json["error"]["code"]) == (Exit.STORE, "store_unreachable")
    assert "cannot be reached" in told.json["error"]["message"]


@pytest.mark.parametrize(
    "command", [["publish", "0123456789"], ["undo"], ["withdraw", "0123456789"]]
)
def test_a_reason_is_asked_for(command: list[str]) -> None:
    assert run(*command).exit is Exit.USAGE
    assert run(*command, "--why", "  ").exit is Exit.USAGE
