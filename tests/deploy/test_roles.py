"""``deploy/postgresql/roles.sql`` on a real server: the program publishes, and cannot rewrite the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bordertrade.store import Reason, Store, StoreUnavailable, open_store
from tests.store.servers import Server, serving
from tests.store.tiny import record

ROLES = Path(__file__).resolve().parents[2] / "deploy" / "postgresql" / "roles.sql"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(durable=False) as running:
        (running.folder / ROLES.name).write_bytes(ROLES.read_bytes())
        yield running


def give_roles(server: Server, database: str) -> None:
    server.run("psql", "--no-psqlrc", server.url(database), "-f", ROLES.name)


def url(server: Server, role: str, database: str) -> str:
    return server.url(database).replace("bordertrade@", f"bordertrade_{role}@", 1)


@pytest.fixture
def office(server: Server, request: pytest.FixtureRequest) -> str:
    """A database whose tables the owner has made, by the steps that stand in the file."""
    name = f"office_{abs(hash(request.node.name))}"
    server.execute(f"CREATE DATABASE {name}")
    give_roles(server, name)
    owner = open_store(url(server, "owner", name))
    owner.publish(owner.save(record(1)), expected=0, who="amina", why="first")
    owner.close()
    give_roles(server, name)
    return name


@pytest.fixture
def app(server: Server, office: str) -> Iterator[Store]:
    store = open_store(url(server, "app", office))
    yield store
    store.close()


def test_the_program_does_all_its_work(app: Store) -> None:
    assert app.publish(app.save(record(2)), expected=1, who="amina", why="").number == 2
    version = app.save(record(3))
    app.add_draft(version, base=2, who="amina", why="")
    app.discard(version, who="amina", why="")
    app.add_draft(version, base=2, who="amina", why="")
    assert app.publish(version, expected=2, who="amina", why="").number == 3
    checksum = app.keep_file(b"period,value\n", "a.csv")
    assert app.file(checksum) == b"period,value\n"
    app.remember_mapping("signature", "events", {"a": "b"})
    app.remember_mapping("signature", "events", {"a": "c"})
    assert app.undo(expected=3, who="amina", why="").number == 4
    app.withdraw(version, who="amina", why="")
    app.recover(timedelta(0))
    assert app.verify() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'nobody'",
        "UPDATE audit SET who = who WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
        "TRUNCATE audit",
        "DROP TABLE audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DELETE FROM head",
        "TRUNCATE head",
        "UPDATE head SET layout = 2",
        "INSERT INTO head VALUES (1, 1, 0, '')",
        "UPDATE alembic_version SET version_num = '9000'",
        "CREATE TABLE other (id integer)",
        "SET ROLE bordertrade_owner",
    ],
)
def test_P8_the_program_cannot_change_the_audit(  # noqa: N802 - the requirement's name
    server: Server, shared_office: str, statement: str
) -> None:
    with (
        psycopg.connect(url(server, "app", shared_office), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.fixture(scope="module")
def shared_office(server: Server) -> str:
    server.execute("CREATE DATABASE shared")
    give_roles(server, "shared")
    owner = open_store(url(server, "owner", "shared"))
    owner.publish(owner.save(record(1)), expected=0, who="amina", why="first")
    owner.close()
    give_roles(server, "shared")
    return "shared"


def test_what_the_program_would_have_changed_is_as_it_was(
    server: Server, shared_office: str
) -> None:
    reader = open_store(url(server, "reader", shared_office))
    assert reader.verify() == ()
    assert reader.audit()[0].who == "amina"
    reader.close()


def test_the_reader_makes_backups_and_nothing_else(
    server: Server, shared_office: str, tmp_path: Path
) -> None:
    reader = open_store(url(server, "reader", shared_office))
    assert reader.back_up(tmp_path / "copy") == ()
    with pytest.raises(StoreUnavailable) as told:
        reader.save(record(9))
    assert told.value.reason is Reason.READ_ONLY
    reader.close()


def test_a_store_made_before_it_had_roles_changes_hands(server: Server, app: Store) -> None:
    server.execute("CREATE DATABASE older")
    before = open_store(server.url("older"))
    before.publish(before.save(record(1)), expected=0, who="amina", why="")
    before.close()
    give_roles(server, "older")
    after = open_store(url(server, "app", "older"))
    assert after.publish(after.save(record(2)), expected=1, who="amina", why="").number == 2
    after.close()
    with (
        psycopg.connect(url(server, "app", "older"), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(b"DELETE FROM audit")


def test_who_forgets_the_last_step_is_told(server: Server) -> None:
    """The new tables cannot be written, nor read as if they were complete."""
    server.execute("CREATE DATABASE half")
    give_roles(server, "half")
    owner = open_store(url(server, "owner", "half"))
    assert owner.head() is None
    owner.close()
    app = open_store(url(server, "app", "half"))
    with pytest.raises(StoreUnavailable) as told:
        app.save(record(1))
    assert told.value.reason is Reason.READ_ONLY
    app.close()
