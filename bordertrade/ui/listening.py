"""Which addresses this process listens on, as far as that can be known."""

from __future__ import annotations

import os
import socket
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path

import streamlit as st

_DESCRIPTORS = Path("/proc/self/fd")
_LOOPBACK_NAME = "localhost"


def on_loopback_only() -> bool:
    """Whether only this computer can call; False also when that cannot be known."""
    found = open_sockets() if _DESCRIPTORS.is_dir() else as_started()
    return bool(found) and all(is_loopback(address) for address in found)


def is_loopback(host: str) -> bool:
    """For an address, or the one name that is loopback everywhere."""
    if host.casefold() == _LOOPBACK_NAME:
        return True
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def open_sockets() -> tuple[str, ...]:
    """The addresses of this process's own listening TCP sockets, as Linux tells them."""
    found = (_listening(int(each.name)) for each in _DESCRIPTORS.iterdir())
    return tuple(address for address in found if address is not None)


def _listening(descriptor: int) -> str | None:
    """The address, if it is such a socket."""
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return None
        with socket.socket(fileno=os.dup(descriptor)) as same:
            is_tcp = same.family in (socket.AF_INET, socket.AF_INET6)
            if is_tcp and same.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                return str(same.getsockname()[0])
    except OSError:  # closed since
        pass
    return None


def as_started() -> tuple[str, ...]:
    """What the command asked for, where the system does not tell; nothing when that is unclear."""
    program = sys.argv[0] if sys.argv else ""
    if "uvicorn" in Path(program).parts[-2:] or Path(program).stem == "uvicorn":
        return uvicorn_host(sys.argv[1:], os.environ)
    if "streamlit.web.cli" in sys.modules:
        address = st.get_option("server.address")
        return (str(address),) if address else ()
    return ()


def uvicorn_host(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, ...]:
    """The host among uvicorn's arguments, or what it takes without one."""
    if any(_names(each, ("--uds", "--fd")) for each in arguments):
        return ()
    given = list(_values("--host", arguments))
    return (given[-1] if given else environment.get("UVICORN_HOST", "127.0.0.1"),)


def _values(option: str, arguments: Sequence[str]) -> Iterator[str]:
    for place, each in enumerate(arguments):
        if each == option:
            yield arguments[place + 1] if place + 1 < len(arguments) else ""
        elif each.startswith(f"{option}="):
            yield each.partition("=")[2]


def _names(argument: str, options: Iterable[str]) -> bool:
    return argument.partition("=")[0] in options
