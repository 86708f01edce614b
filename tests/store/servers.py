"""A real PostgreSQL server of the tests' own, from Debian's package, on a socket in a folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

PROGRAMS = Path("/usr/lib/postgresql")
USER = "bordertrade"
_PATIENCE_SECONDS = 30


def programs() -> Path:
    """The newest server's programs; without any the test skips, in CI it fails."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if os.environ.get("CI"):
        pytest.fail("PostgreSQL is missing: install Debian's package postgresql")
    pytest.skip("PostgreSQL is missing: install Debian's package postgresql")


class Server:
    """One server; it may be killed and started again on the same data."""

    def __init__(self, folder: Path, durable: bool) -> None:
        self._fsync = "on" if durable else "off"
        self.programs = programs()
        self.folder = folder
        self._as = _account()
        if self._as:
            shutil.chown(folder, self._as["user"], self._as["group"])
        self.run(
            "initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres", schema: str = "") -> str:
        options = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{USER}@/{database}?host={self.folder}{options}"

    def run(self, program: str, *words: str) -> None:
        """Run one of the server's programs to its end."""
        command = [str(self.programs / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self._as)

    def execute(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """Start it and wait until it answers; after a kill the last process may linger a while."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                self._process = self._launch()
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError((self.folder / "log").read_text(errors="replace"))

    def kill(self) -> None:
        """End the server as a power cut of its program would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """At once: nobody needs its data any more."""
        self._end(signal.SIGQUIT)

    def _launch(self) -> subprocess.Popen[bytes]:
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [*command, "-c", "listen_addresses=", "-c", f"fsync={self._fsync}"],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as,
            )

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE_SECONDS)


def _account() -> dict[str, Any]:
    """The server refuses to run as root; Debian's package brings an account for it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def serving(*, durable: bool = True) -> Iterator[Server]:
    """A server for as long as the block; one that is not durable spares the disk.

    Its folder's name is short: a socket's must be.
    """
    programs()
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), durable)
        try:
            yield server
        finally:
            server.stop()
