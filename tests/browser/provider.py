"""A real OpenID provider on loopback, and a server of ours that knows it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.server import UVICORN, Server, free_port, serving
from tests.browser.visiting import PATIENCE, settle

_PATIENCE = 60.0
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PEOPLE: dict[str, dict[str, Any]] = {
    "zarina": {"email": "Zarina@customs.example", "email_verified": True, "name": "Zarina B."},
    "omid": {"email": "omid@customs.example", "email_verified": True, "name": "Omid"},
    "parvin": {"email": "parvin@customs.example", "email_verified": True, "name": "Parvin"},
    "impostor": {"email": "zarina@customs.example", "email_verified": False, "name": "Zarina B."},
    "nobody": {"email": "nobody@elsewhere.example", "email_verified": True, "name": "Nobody"},
}
LISTED = """
[people]
publishers = ["zarina@customs.example", "parvin@customs.example"]
contributors = ["omid@customs.example"]
"""


@dataclass
class Office:
    """A server at which people sign in; ``list_`` puts another ``[people]`` into its file."""

    server: Server
    secrets: Path
    auth: str

    def list_(self, people: str) -> None:
        """In one step, as an operator's editor does."""
        new = self.secrets.with_suffix(".new")
        new.write_text(self.auth + people)
        new.replace(self.secrets)


@contextmanager
def provider(log: Path) -> Iterator[str]:
    """The address of a provider that knows PEOPLE."""
    port = free_port()
    users = [
        part
        for sub, claims in PEOPLE.items()
        for part in ("--user-claims", json.dumps({"sub": sub, **claims}))
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *users],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            base = f"http://localhost:{port}"
            _wait(f"{base}/.well-known/openid-configuration", process, log)
            yield base
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def office(folder: Path, people: str = LISTED) -> Iterator[Office]:
    """A server with sign-in, and its provider."""
    port, file = free_port(), folder / "secrets.toml"
    with provider(folder / "provider.txt") as known:
        auth = f"""
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "{secrets.token_urlsafe(48)}"
client_id = "dashboard"
client_secret = "{secrets.token_urlsafe(16)}"
server_metadata_url = "{known}/.well-known/openid-configuration"
"""
        file.write_text(auth + people)
        command = [part.replace("{port}", str(port)) for part in UVICORN]
        more = {"BORDERTRADE_SECRETS": str(file)} | _straight()
        with serving(command, folder / "log.txt", port=port, more=more) as server:
            yield Office(server, file, auth)


def _straight() -> dict[str, str]:
    """The server asks the provider itself, whatever proxy the environment names."""
    return dict.fromkeys(("NO_PROXY", "no_proxy"), "localhost,127.0.0.1") | {
        name: "" for name in os.environ if name.lower() in {"http_proxy", "all_proxy"}
    }


def sign_in(page: Page, who: str) -> None:
    """By the button of the page, through the provider, and back."""
    page.locator('[class*="st-key-sign_in_"] button').click()
    page.get_by_role("button", name=who, exact=True).click(timeout=PATIENCE)
    page.wait_for_selector(".st-key-signing", timeout=PATIENCE)
    settle(page)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with _DIRECT.open(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the provider did not start:\n{log.read_text(errors='replace')}")
