"""What lies in ``deploy/``: read by the rules of those who will read it, and tried as far as it goes
without containers."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import compose_spec
import pytest
import yaml

from tests.browser.server import ROOT, Server, free_port
from tests.web.test_running import wait_for

DEPLOY = ROOT / "deploy"
USER = 10001


def dockerfile() -> list[tuple[str, str]]:
    """Its instructions, in order."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [
        (word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines) if word
    ]


def last(instruction: str) -> str:
    return [rest for word, rest in dockerfile() if word == instruction][-1]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


# --- linted ------------------------------------------------------------------------------------------


def test_hadolint_finds_nothing_in_the_dockerfile(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("hadolint")
    told = subprocess.run(
        [program, "--no-color", DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "")
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM python\nRUN cd /tmp && pip install streamlit\n")
    assert subprocess.run([program, bad], capture_output=True, check=False).returncode == 1


def test_compose_reads_its_file_by_the_specification() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    found = compose_spec.PyCompose.from_yaml(text)
    found.validate()
    assert found.service_names() == ["app1", "app2", "db", "nginx"]
    with pytest.raises(ValueError, match="restrat"):
        compose_spec.PyCompose.from_yaml(text.replace("restart:", "restrat:", 1))


def test_what_compose_mounts_is_there() -> None:
    for service in compose()["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            if source.startswith("./") and source != "./tls":
                assert (DEPLOY / source).exists(), source
    build = compose()["services"]["app1"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).exists()


def test_containers_of_the_program_are_narrow() -> None:
    for name in ("app1", "app2"):
        app = compose()["services"][name]
        assert app["read_only"] is True
        assert app["user"] == last("USER") == f"{USER}:{USER}"
        assert app["cap_drop"] == ["ALL"]
        assert "ports" not in app, "never without a proxy"
        assert app["ulimits"]["nofile"] >= 65536


def test_kubernetes_takes_the_manifests() -> None:
    program = Path(sys.executable).with_name("kubernetes-validate")
    for path in (DEPLOY / "kubernetes").glob("*.yaml"):
        told = subprocess.run(
            [program, "--strict", path], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr


def manifests() -> dict[str, Any]:
    text = (DEPLOY / "kubernetes" / "bordertrade.yaml").read_text(encoding="utf-8")
    return {each["kind"]: each["spec"] for each in yaml.safe_load_all(text)}


def test_the_manifests_know_each_other() -> None:
    found = manifests()
    pod = found["Deployment"]["template"]
    labels = pod["metadata"]["labels"]
    assert found["Service"]["selector"] == labels
    assert found["PodDisruptionBudget"]["selector"]["matchLabels"] == labels
    (container,) = pod["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert pod["spec"]["securityContext"]["runAsUser"] == USER
    waits = container["lifecycle"]["preStop"]["sleep"]["seconds"] + 25
    assert pod["spec"]["terminationGracePeriodSeconds"] > waits


def unit() -> dict[str, str]:
    lines = (DEPLOY / "bordertrade.service").read_text().splitlines()
    told = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name: value for name, _, value in told}


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is missing, which alone can say whether it takes the unit")
    text = (DEPLOY / "bordertrade.service").read_text()
    own = tmp_path / "bordertrade.service"
    own.write_text(text.replace("/srv/bordertrade/.venv/bin/uvicorn", sys.executable))
    told = subprocess.run([program, "verify", own], capture_output=True, text=True, check=False)
    ours = [line for line in told.stderr.splitlines() if "bordertrade.service" in line]
    assert ours == []
    assert int(unit()["LimitNOFILE"]) >= 65536


def test_all_start_the_program_in_one_way() -> None:
    """But for the address: a container is asked by others."""
    of_image = json.loads(last("CMD"))
    of_unit = shlex.split(unit()["ExecStart"])
    assert of_image[1:] == [each.replace("127.0.0.1", "0.0.0.0") for each in of_unit[1:]]
    longest = int(of_image[of_image.index("--timeout-graceful-shutdown") + 1])
    assert longest < int(unit()["TimeoutStopSec"])
    assert longest < int(compose()["services"]["app1"]["stop_grace_period"].removesuffix("s"))


# --- tried -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def image() -> Iterator[Path]:
    """What the build copies, in a folder that the program's user cannot write to."""
    with tempfile.TemporaryDirectory(prefix="image-") as name:
        folder = Path(name)
        app = folder / "app"
        app.mkdir()
        for word, rest in dockerfile():
            if word == "COPY" and "--from" not in rest:
                *sources, target = rest.split()
                for source in sources:
                    _copy(ROOT / source, app / target, is_folder=target.endswith("/"))
        for each in (folder, *app.rglob("*")):
            each.chmod(0o555 if each.is_dir() else 0o444)
        app.chmod(0o555)
        yield app
        for each in (app, *app.rglob("*")):
            each.chmod(0o700)


def _copy(source: Path, target: Path, *, is_folder: bool) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        return
    place = target / source.name if is_folder else target
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def as_user() -> tuple[list[str], dict[str, Any]]:
    """How to be somebody to whom a folder without the right to write is closed: the account of the
    image, where it can read Python's folder; else root without root's power over permissions."""
    if os.geteuid() != 0:
        return [], {}
    account: dict[str, Any] = {"user": USER, "group": USER, "extra_groups": []}
    probe = [sys.executable, "-c", "import streamlit"]
    with suppress(PermissionError):
        told = subprocess.run(probe, cwd="/", capture_output=True, check=False, **account)
        if told.returncode == 0:
            return [], account
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"], {}


def environment(store: Path) -> dict[str, str]:
    """What the image sets, on this computer's places."""
    text = last("ENV")
    told = dict(re.findall(r"(\w+)=(\S+)", text))
    told |= {
        "PATH": os.environ["PATH"],
        "BORDERTRADE_STORE": str(store),
        "TMPDIR": str(store.parent),
    }
    return {**told, "HOME": str(store.parent)}


def test_the_images_command_serves_from_a_disk_that_it_cannot_write(image: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="store-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        store = folder / "store"
        (before_it, account), port = as_user(), free_port()
        store.mkdir()
        if account:
            os.chown(store, USER, USER)
        command = [part.replace("0.0.0.0", "127.0.0.1") for part in json.loads(last("CMD"))]
        command[command.index("8501")] = str(port)
        before = set(image.rglob("*"))
        touch = [*before_it, sys.executable, "-c", "open('x', 'w')"]
        assert subprocess.run(
            touch, cwd=image, capture_output=True, check=False, **account
        ).returncode
        log = folder / "log.txt"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*before_it, sys.executable, "-m", *command],
                cwd=image,
                env=environment(store),
                stdout=out,
                stderr=subprocess.STDOUT,
                **account,
            )
        try:
            wait_for(log, "Uvicorn running")
            server = Server(f"http://localhost:{port}", log, process.pid)
            check = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
            (path,) = re.findall(r"127.0.0.1:8501(/\w+)'", check[-1])
            assert server.get(path)[0] == 200
            told = json.loads(server.get("/api/health")[1])
            assert (told["status"], told["revision"]) == ("ok", 1)
            assert server.get("/markets")[0] == 200
            process.terminate()
            assert process.wait(60) == 0
        finally:
            process.kill()
            process.wait()
        assert set(image.rglob("*")) == before
        assert (store / "record.sqlite3").exists()
        assert all(json.loads(line) for line in log.read_text().splitlines())
