"""The Content-Security-Policy, made for the page that is served."""

from __future__ import annotations

import base64
import hashlib

import pytest

from bordertrade.ui.warm import index
from bordertrade.web.policy import Policy, inline_scripts


def directives(header: str) -> dict[str, list[str]]:
    parts = [each.split() for each in header.split(";")]
    return {name: values for name, *values in parts}


def test_the_installed_streamlit_is_served_with_the_hash_of_its_own_script() -> None:
    (script,) = inline_scripts(index())
    assert "prerenderReady" in script
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    told = directives(Policy(index()).header("localhost:8501"))
    assert f"'sha256-{digest}'" in told["script-src"]


def test_scripts_in_files_need_no_hash() -> None:
    page = (
        "<script src='a.js'></script><SCRIPT>one &amp; 1 < 2</SCRIPT>text"
        "<script type=module>two\n</script><!-- <script>no</script> -->"
    )
    assert inline_scripts(page) == ("one &amp; 1 < 2", "two\n")


def test_only_we_are_loaded_run_and_talked_to() -> None:
    told = directives(Policy("").header("trade.example:8443"))
    assert told["default-src"] == ["'self'"]
    assert told["script-src"] == ["'self'", "blob:", "'wasm-unsafe-eval'"]
    assert told["frame-ancestors"] == ["'self'"]
    assert told["object-src"] == ["'none'"]
    assert told["connect-src"] == ["'self'", "ws://trade.example:8443", "wss://trade.example:8443"]
    rest = [told[name] for name in told if name not in {"connect-src", "script-src"}]
    allowed = {value for values in rest for value in values}
    assert allowed == {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert told["style-src"] == ["'self'", "'unsafe-inline'"]


@pytest.mark.parametrize(
    "host", ["", "a b", "x; script-src *", "x\r\nset-cookie: a", "*", "a,b", "x'", "h:123456"]
)
def test_a_strange_host_adds_nothing(host: str) -> None:
    assert directives(Policy("").header(host))["connect-src"] == ["'self'"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8501", "[::1]:8501", "Trade.gov.example"])
def test_a_host_keeps_its_own_socket(host: str) -> None:
    assert f"wss://{host}" in directives(Policy("").header(host))["connect-src"]
