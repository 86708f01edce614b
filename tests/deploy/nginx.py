"""A real nginx from Debian's package with the configuration of ``deploy/``, on ports of its own."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.server import ROOT, free_port

DEPLOY = ROOT / "deploy" / "nginx"
NAME = "trade.example.org"
_PATIENCE_SECONDS = 30
_AROUND = """
{user}
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
daemon off;
events {{ worker_connections 1024; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/a; uwsgi_temp_path {folder}/b; scgi_temp_path {folder}/c;
  include {folder}/bordertrade.conf;
}}
"""


def program() -> str:
    """nginx; without it the test skips, in CI it fails."""
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("nginx is missing: install Debian's package nginx")
    pytest.skip("nginx is missing")


def written(folder: Path, apps: Sequence[int], plain: int, secure: int) -> Path:
    """The configuration as it stands in ``deploy/``, but for ports, folders, the certificate, and
    how long half a request is waited for."""
    shutil.copytree(DEPLOY / "bordertrade", folder / "bordertrade")
    text = (DEPLOY / "bordertrade.conf").read_text(encoding="utf-8")
    places = {
        "app1:8501": f"127.0.0.1:{apps[0]}",
        "app2:8501": f"127.0.0.1:{apps[1]}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "/etc/nginx/tls/": f"{folder}/",
        "/var/cache/nginx/": f"{folder}/cache-",
        "/var/log/nginx/": f"{folder}/",
        "client_header_timeout 10s": "client_header_timeout 1s",  # tests wait for it
        "client_body_timeout 30s": "client_body_timeout 1s",
    }
    for ours, own in places.items():
        assert ours in text, ours
        text = text.replace(ours, own)
    assert not re.search(r"/etc/|/var/|app\d:", re.sub(r"#.*", "", text))
    (folder / "bordertrade.conf").write_text(text, encoding="utf-8")
    _certificate(folder)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, user=user), encoding="utf-8")
    return folder / "nginx.conf"


def trusting() -> ssl.SSLContext:
    """The certificate is of our own making."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _certificate(folder: Path) -> None:
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},DNS:localhost"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    places = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    command = ["openssl", "req", *kind, *names, *places, "-days", "3650"]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def in_front(apps: Sequence[int], folder: Path) -> Iterator[int]:
    """nginx in front of two processes on these ports; gives its own port, with TLS."""
    secure = free_port()
    conf = written(folder, apps, free_port(), secure)
    process = subprocess.Popen([program(), "-p", str(folder), "-c", str(conf)])
    try:
        until = time.monotonic() + _PATIENCE_SECONDS
        while not (folder / "pid").exists():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "error.log").read_text(errors="replace"))
            time.sleep(0.02)
        yield secure
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)
