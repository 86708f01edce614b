"""A check whose server is killed ends too, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bordertrade.dataset import Dataset
from bordertrade.intake.references import References

_SERVER = """
import json, sys, time
from pathlib import Path
from bordertrade.dataset import read_contract
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.jobs import start
from bordertrade.intake.references import References
table = read_contract(Path(sys.argv[1])).tables["formal_trade"]
known = References.from_json(json.loads(Path(sys.argv[2]).read_text()))
job = start(Path(sys.argv[3]), "x.csv", table, Declaration(columns=tuple(sys.argv[4].split(","))), known)
print(job.folder, flush=True)
time.sleep(600)
"""
_HEADER = "period,market,reporter,direction,value,currency,obs_status,evidence,source"
_ROW = "2024-07,gabd,PK,IR_TO_PK,5,USD,A,count,BR40282284\n"
_PATIENCE_SECONDS = 60


def test_a_check_ends_with_its_server(dataset: Dataset, data_folder: Path, tmp_path: Path) -> None:
    known, file = tmp_path / "known.json", tmp_path / "large.csv"
    known.write_text(json.dumps(References.of(dataset).as_json()))
    file.write_text(_HEADER + "\n" + _ROW * 2_000_000)
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(data_folder), str(known), str(file), _HEADER],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert server.stdout is not None
    with server.stdout:
        folder = Path(server.stdout.readline().decode().strip())
        assert folder.is_dir()
        server.send_signal(signal.SIGKILL)
        server.wait()
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not folder.exists()
