"""The cookie that holds the secret of a session."""

from __future__ import annotations

_NAME = "bordertrade"
#: Secrets of sessions that hold on this computer only start so.
LOCAL_MARK = "local."


def cookie_name(host: str) -> str:
    """For the address a browser asked for ("localhost:8501").

    Browsers keep cookies of all ports of a computer together: two servers on one must not
    overwrite each other's.
    """
    port = host.rpartition(":")[2]
    return f"{_NAME}_{port}" if port.isdecimal() and ":" in host else _NAME


def is_ours(name: str) -> bool:
    """Whether a cookie of this name holds the secret of one of our servers' sessions."""
    return name == _NAME or name.startswith(f"{_NAME}_")
