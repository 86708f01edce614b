"""How this server was started, and what that means for who may publish."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

import click
import streamlit as st
from streamlit import config

from bordertrade.people import SHORTEST_SECRET, BadList, Secrets, weakness
from bordertrade.signing import LocalDoor, Porter
from bordertrade.signing.local import TOKEN
from bordertrade.ui import cache
from bordertrade.ui.single import Single
from bordertrade.words import N_, _

#: "1" or "0": whether whoever opens the link in the terminal may publish.
LOCAL_VARIABLE = "BORDERTRADE_LOCAL"
#: What uvicorn takes without an option.
_UVICORNS_PORT = "8000"


@Single
def secrets() -> Secrets:
    """The file of secrets of this server."""
    return Secrets()


@Single
def porter() -> Porter:
    """The one who knows visitors, for the whole process."""
    door = LocalDoor(_tell) if is_local(os.environ) else None
    return Porter(door, secrets(), lambda: cache.store().sign_ins)


def refuse_what_is_unsafe() -> None:
    """Ends the process, with words, where the file of secrets would let strangers in; and lets
    Streamlit read that file and no other.
    """
    if wrong := what_is_unsafe(secrets()):
        sys.exit(wrong)
    config.set_option("secrets.files", [str(secrets().path)])


def what_is_unsafe(file: Secrets) -> str:
    """What is wrong with a file of secrets, for whoever starts the server; "" for nothing."""
    try:
        auth, _people = file.auth(), file.allowed()
    except BadList as error:
        return _("The server does not start. {file}: {wrong}.", file=file.path.name, wrong=error)
    if not auth:
        return ""
    found = weakness(auth.get("cookie_secret"))
    if not found:
        return ""
    return _(
        "The server does not start. {file}, [auth] cookie_secret: {found}, expected at least {count} "
        "random characters: whoever guesses them signs in as anybody. Make some with "
        "{command}",
        file=file.path.name,
        found=_(_WEAK[found]),
        count=SHORTEST_SECRET,
        command="python -c 'import secrets; print(secrets.token_urlsafe(48))'",
    )


_WEAK = {
    "missing": N_("found none"),
    "short": N_("found too few characters"),
    "sample": N_("found a sample, not a secret"),
}


def open_door() -> None:
    """Print the link, once the address is known."""
    if (local := porter().local) is not None:
        local.open_()


def is_local(environment: Mapping[str, str]) -> bool:
    """As the operator says; else for Streamlit's own command only, which one person starts, and
    where nobody signs in otherwise.
    """
    said = environment.get(LOCAL_VARIABLE, "").strip()
    return said == "1" if said else runs_under_streamlit() and not _has_sign_in()


def _has_sign_in() -> bool:
    try:
        return bool(secrets().providers())
    except BadList:
        return True


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
