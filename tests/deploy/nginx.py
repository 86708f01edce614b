"""A real nginx from Debian's package with the configuration of ``deploy/``, on ports of its own."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import ROOT, free_port
from tests.nginx import running
from tests.nginx import written as around

DEPLOY = ROOT / "deploy" / "nginx"
NAME = "trade.example.org"


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
    return around(folder, f"include {folder}/bordertrade.conf;")


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
    with running(conf, secure):
        yield secure
