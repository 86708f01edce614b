"""The file of secrets, as Streamlit's hosts have it: who may sign in (``[auth]``) and who may do
what (``[people]``). Read again whenever it has changed, so that a right that was taken away is
gone at the next deed.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bordertrade.people.allowlist import AllowList, BadList, allow_list

#: Beside the program; or where this variable says.
VARIABLE = "BORDERTRADE_SECRETS"
_PLACE = Path(__file__).resolve().parents[2] / ".streamlit" / "secrets.toml"
#: Characters of a secret that signs cookies.
SHORTEST_SECRET = 32
_FEWEST_DIFFERENT = 10
#: What samples are made of.
_SAMPLES = (
    *("xxxx", "change", "replace", "example", "sample", "secret", "your-", "your_", "random"),
    *("password", "123456"),
)


class Secrets:
    """One file; it may be missing."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(os.environ.get(VARIABLE) or _PLACE)
        self._stamp: tuple[int, ...] | None = None
        self._told: Mapping[str, Any] = {}
        self._was_there = False
        #: A section, and what was made of it.
        self._listed: tuple[Mapping[str, Any], AllowList] | None = None

    def told(self) -> Mapping[str, Any]:
        """What stands in it; nothing without a file. Raises BadList where it cannot be read."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            if not self._was_there:
                return {}
            raise BadList(self.path.name, "expected it to be there still") from None
        except OSError as error:
            raise BadList(str(self.path.name), str(error.strerror)) from error
        self._was_there = True
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp != self._stamp:
            try:
                self._told = tomllib.loads(self.path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                self._stamp = None
                raise BadList(str(self.path.name), f"expected TOML: {error}") from error
            self._stamp = stamp
        return self._told

    def allowed(self) -> AllowList:
        """Who may do what now. Raises BadList."""
        section = self.told().get("people", {})
        if not isinstance(section, Mapping):
            raise BadList("people", "expected a section, [people]")
        if self._listed is None or self._listed[0] is not section:
            self._listed = (section, allow_list(section))
        return self._listed[1]

    def auth(self) -> Mapping[str, Any]:
        """How people sign in; empty where they cannot. Raises BadList."""
        section = self.told().get("auth", {})
        if not isinstance(section, Mapping):
            raise BadList("auth", "expected a section, [auth]")
        return section

    def providers(self) -> tuple[str, ...]:
        """The names of the providers; "" for the one without. Raises BadList."""
        auth = self.auth()
        named = [name for name, told in auth.items() if isinstance(told, Mapping)]
        named = [name for name in named if "client_id" in auth[name]]
        return ("",) if "client_id" in auth else tuple(named)


def weakness(secret: object) -> str:
    """Why a secret must not sign cookies: "missing", "short" or "sample"; "" for a good one."""
    if not isinstance(secret, str) or not secret.strip():
        return "missing"
    if len(secret) < SHORTEST_SECRET:
        return "short"
    is_sample = any(each in secret.lower() for each in _SAMPLES)
    return "sample" if is_sample or len(set(secret)) < _FEWEST_DIFFERENT else ""
