"""How this server was started, and what that means for who may publish."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

import click
import streamlit as st

from bordertrade.signing import LocalDoor, Porter
from bordertrade.signing.local import TOKEN
from bordertrade.ui.single import Single
from bordertrade.words import _

#: "1" or "0": whether whoever opens the link in the terminal may publish.
LOCAL_VARIABLE = "BORDERTRADE_LOCAL"
#: What uvicorn takes without an option.
_UVICORNS_PORT = "8000"


@Single
def porter() -> Porter:
    """The one who knows visitors, for the whole process."""
    return Porter(LocalDoor(_tell) if is_local(os.environ) else None)


def open_door() -> None:
    """Print the link, once the address is known."""
    if (local := porter().local) is not None:
        local.open_()


def is_local(environment: Mapping[str, str]) -> bool:
    """As the operator says; else for Streamlit's own command only, which one person starts."""
    said = environment.get(LOCAL_VARIABLE, "").strip()
    return said == "1" if said else runs_under_streamlit()


def runs_under_streamlit() -> bool:
    return "streamlit.web.cli" in sys.modules


def _tell(token: str) -> None:
    told = _("To publish from this computer, open this link in its browser. It works once:")
    click.echo(f"\n  {told}\n  {link(token, os.environ, sys.argv[1:])}\n")


def link(token: str, environment: Mapping[str, str], arguments: Sequence[str]) -> str:
    """The address with a token, as a browser on this computer reaches it."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    if runs_under_streamlit():
        scheme = "https" if st.get_option("server.sslCertFile") else "http"
        port = str(st.get_option("server.port"))
    else:
        scheme = "https" if any(_values("--ssl-certfile", arguments)) else "http"
        given = [environment.get("UVICORN_PORT", _UVICORNS_PORT), *_values("--port", arguments)]
        port = given[-1]
    return f"{scheme}://localhost:{port}/{path}{'/' if path else ''}?{TOKEN}={token}"


def _values(option: str, arguments: Sequence[str]) -> Iterator[str]:
    for place, each in enumerate(arguments):
        if each == option:
            yield arguments[place + 1] if place + 1 < len(arguments) else ""
        elif each.startswith(f"{option}="):
            yield each.partition("=")[2]
