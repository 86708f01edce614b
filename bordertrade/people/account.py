"""The account of this computer, where nobody signs in."""

from __future__ import annotations

import getpass


def local_user() -> str:
    """As the audit names whoever sits at the computer."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        name = "unnamed"
    return f"local user: {name}"
