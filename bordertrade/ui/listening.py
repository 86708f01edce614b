"""Which addresses this process listens on, as far as that can be known."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import streamlit as st

_LISTEN = "0A"  # the kernel's code for a socket that waits for callers
_LOOPBACK_NAME = "localhost"


def on_loopback_only() -> bool:
    """Whether only this computer can call; False also when that cannot be known."""
    process = Path("/proc/self")
    found = open_sockets(process) if (process / "net" / "tcp").exists() else as_started()
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


def open_sockets(process: Path) -> tuple[str, ...]:
    """The addresses of a Linux process's own listening TCP sockets."""
    own = set(_inodes(process / "fd"))
    found = [
        address
        for name in ("tcp", "tcp6")
        for address, inode in _listening(process / "net" / name)
        if inode in own
    ]
    return tuple(found)


def _inodes(folder: Path) -> Iterator[str]:
    for entry in folder.iterdir():
        try:
            target = str(entry.readlink())
        except OSError:  # closed since
            continue
        if target.startswith("socket:["):
            yield target[len("socket:[") : -1]


def _listening(table: Path) -> Iterator[tuple[str, str]]:
    """Address and inode of each listening socket of a table of the kernel's."""
    lines = table.read_text().splitlines()[1:] if table.exists() else []
    for fields in map(str.split, lines):
        if fields[3] == _LISTEN:
            yield str(_address(fields[1].partition(":")[0])), fields[9]


def _address(written: str) -> IPv4Address | IPv6Address:
    """From words of 32 bits in this computer's byte order."""
    words = [int(written[at : at + 8], 16) for at in range(0, len(written), 8)]
    return ip_address(struct.pack(f"={len(words)}I", *words))


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
