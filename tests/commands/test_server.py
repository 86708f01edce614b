"""The commands on a PostgreSQL server: the same month, kept and taken back there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bordertrade.commands.exits import Exit
from bordertrade.dataset import Dataset, load
from bordertrade.store import FOLDER_VARIABLE, URL_VARIABLE
from tests.commands.calling import run
from tests.store.servers import serving

JULY = "period,market,reporter,direction,value,currency,obs_status,evidence,source\n"
ROW = "2024-07,gabd,PK,IR_TO_PK,123456,USD,A,count,BR40282284\n"


@pytest.fixture
def server_url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store on a server of its own; no folder is there to fall back on."""
    with serving(durable=False) as running:
        running.execute("CREATE SCHEMA office")
        url = running.url(schema="office")
        monkeypatch.setenv(URL_VARIABLE, url)
        monkeypatch.delenv(FOLDER_VARIABLE)
        yield url


def test_a_month_goes_in_and_out_on_a_server(
    server_url: str, dataset: Dataset, tmp_path: Path
) -> None:
    file = tmp_path / "july.csv"
    file.write_text(JULY + ROW, encoding="utf-8")
    checked = run("check", file, "--table", "formal_trade", "--yes", "--json")
    assert (checked.exit, checked.json["accepted"]) == (Exit.DONE, 1)

    applied = run("apply", file, "--table", "formal_trade", "--yes", "--why", "July", "--json")
    assert applied.exit is Exit.DONE
    version = applied.json["version"]
    told = run("versions", "--json").json
    assert told["where"]["kind"] == "postgresql"
    assert server_url.partition("@")[0] not in str(told), "names no user"
    assert [each["version"] for each in told["drafts"]] == [version]

    assert run("publish", version[:10], "--why", "July is complete").exit is Exit.DONE
    own = tmp_path / "own"
    assert run("export", "--to", own, "--json").exit is Exit.DONE
    assert load(own).fingerprint == version

    back = run("undo", "--why", "a wrong figure", "--json")
    assert (back.json["revision"], back.json["version"]) == (3, dataset.fingerprint)
    old = tmp_path / "old"
    assert run("export", version[:10], "--to", old).exit is Exit.DONE
    assert load(old).fingerprint == version, "what was published stays"
    actions = [each["action"] for each in run("versions", "--json").json["revisions"]]
    assert actions == ["undo", "publish", "shipped"]
    assert not (tmp_path / "store").exists()
