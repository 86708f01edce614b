"""The steps lead to the tables that the program works with, from nothing and from 0.4.0."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from bordertrade.store import Reason, Store, StoreUnavailable, migrating, sqlite
from bordertrade.store.database import sqlite_url, url_of
from bordertrade.store.schema import LAYOUT, metadata
from tests.release_0_4_0.made import CHADGI, GABD, unpacked
from tests.store.publisher import context, open_at
from tests.store.tiny import record

SCRIPTS = Path(migrating.__file__).parent / "migrations"


@contextmanager
def connected(place: str) -> Iterator[Connection]:
    """Past the program, as another release or a person at the database's prompt."""
    engine = create_engine(url_of(place) if "://" in place else sqlite_url(Path(place)))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def differences(connection: Connection) -> list[Any]:
    wanted = {table.name for table in migrating.tables(connection)}

    def is_ours(_thing: object, name: str | None, kind: str, *_rest: object) -> bool:
        return kind != "table" or name in wanted | set(inspect(connection).get_table_names())

    told = {"compare_type": True, "compare_server_default": True, "include_object": is_ours}
    found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=told), metadata)
    return found


def number(connection: Connection) -> str:
    found: str = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    return found


def test_the_steps_stand_in_one_row_and_the_files_are_named_by_their_numbers() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrating.steps()[-1]]
    assert [each.revision for each in scripts.walk_revisions()][::-1] == list(migrating.steps())
    for each in scripts.walk_revisions():
        assert Path(each.path).name.startswith(f"r{each.revision}_")
        assert each.doc


def test_a_new_store_has_the_tables_of_the_program(store: Store, place: str) -> None:
    assert store.head() is None
    with connected(place) as connection:
        assert differences(connection) == []
        assert number(connection) == migrating.steps()[-1]


def test_a_missing_column_would_be_noticed(store: Store, place: str) -> None:
    assert store.head() is None
    with connected(place) as connection:
        connection.execute(text("ALTER TABLE draft DROP COLUMN expires"))
        assert len(differences(connection)) == 1


def as_0_4_0_made_it(place: str) -> None:
    """Exactly the tables of 0.4.0: the first step's, without a number."""
    found = importlib.util.spec_from_file_location(
        "first", next((SCRIPTS / "versions").glob("r0001_*.py"))
    )
    assert found is not None
    assert found.loader is not None
    first = importlib.util.module_from_spec(found)
    found.loader.exec_module(first)
    from alembic.operations import Operations

    if "://" not in place:
        Path(place).mkdir()
    with connected(place) as connection:
        with Operations.context(MigrationContext.configure(connection)):
            first.upgrade()
        connection.execute(text("INSERT INTO head VALUES (1, 1, 0, '')"))


def test_a_store_of_0_4_0_is_taken_to_stand_at_the_first_step(
    place: str, opened: Callable[[], Store]
) -> None:
    as_0_4_0_made_it(place)
    with connected(place) as connection:
        assert not inspect(connection).has_table("alembic_version")
    store = opened()
    assert store.publish(store.save(record(1)), expected=0, who="amina", why="").number == 1
    with connected(place) as connection:
        assert number(connection) == migrating.steps()[-1]
        assert differences(connection) == []


def test_the_store_that_0_4_0_left_is_brought_up_with_all_that_is_in_it(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "store", "uploaded")
    with connected(str(folder)) as connection:
        tables = set(inspect(connection).get_table_names())
    assert "alembic_version" not in tables
    store = open_at(str(folder))
    assert store.verify() == ()
    head = store.head()
    assert head is not None
    assert (head.number, head.version) == (4, GABD)
    assert [draft.version for draft in store.drafts()] == [CHADGI]
    store.close()
    with connected(str(folder)) as connection:
        assert differences(connection) == []
        assert number(connection) == migrating.steps()[-1]
        assert connection.scalar(text("SELECT layout FROM head")) == LAYOUT


def test_beside_a_newer_release_of_the_same_layout_we_go_on(
    place: str, opened: Callable[[], Store]
) -> None:
    """It took a step that we do not know, and says that older releases may stay."""
    assert opened().head() is None
    with connected(place) as connection:
        connection.execute(text("CREATE TABLE sails (id INTEGER PRIMARY KEY)"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    store = opened()
    assert store.publish(store.save(record(1)), expected=0, who="amina", why="").number == 1
    with connected(place) as connection:
        assert number(connection) == "9000"


def test_a_newer_layout_is_left_alone(place: str, opened: Callable[[], Store]) -> None:
    assert opened().head() is None
    with connected(place) as connection:
        connection.execute(text("UPDATE head SET layout = 2"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    with pytest.raises(StoreUnavailable) as told:
        opened().head()
    assert told.value.reason is Reason.NEWER


def look(place: str, into: str) -> None:
    """What a starting process does first."""
    store = open_at(place)
    Path(into).write_text(str(store.head()))
    store.close()


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "0.4.0"])
def test_processes_that_start_at_once_take_the_steps_once(
    place: str, is_new: bool, tmp_path: Path
) -> None:
    if not is_new:
        as_0_4_0_made_it(place)
    results = [tmp_path / f"{index}.txt" for index in range(4)]
    processes = [context().Process(target=look, args=(place, str(path))) for path in results]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [path.read_text() for path in results] == ["None"] * 4
    with connected(place) as connection:
        assert differences(connection) == []
        rows = connection.execute(text("SELECT version_num FROM alembic_version")).all()
        assert rows == [(migrating.steps()[-1],)]
        assert connection.scalar(text("SELECT count(*) FROM head")) == 1


def test_a_process_that_still_begins_a_file_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself waits everywhere but here: a file without a log, and a writer in it."""
    place = tmp_path / "record.sqlite3"
    first = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    first.execute("CREATE TABLE head (id INTEGER PRIMARY KEY)")
    first.execute("BEGIN IMMEDIATE")
    done = Timer(0.2, first.execute, ["ROLLBACK"])
    done.start()
    connection, writes = sqlite.connected(place, 30)
    assert writes
    connection.close()
    done.join()
    first.close()


def test_threads_of_one_process_open_different_stores(tmp_path: Path) -> None:
    """Alembic's own state is one for a process."""

    def open_one(index: int) -> None:
        store = open_at(str(tmp_path / str(index)))
        assert store.head() is None
        store.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(open_one, range(8)))


def test_a_step_that_fails_leaves_the_store_as_it_was(
    place: str, opened: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_0_4_0_made_it(place)

    def fail(_connection: Connection) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrating, "_begin_chain", fail)
    with connected(place) as connection:
        connection.execute(text("DELETE FROM head"))
    with pytest.raises(StoreUnavailable) as told:
        opened().head()
    assert told.value.reason is Reason.FULL
    with connected(place) as connection:
        assert not inspect(connection).has_table("alembic_version")
