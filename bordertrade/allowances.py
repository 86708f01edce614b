"""What a visitor may take of a server: bytes and places for files, granted by the page that asks
for them and kept at the door; and by which address visitors are told apart.

The page knows who the visitor is, the door how much comes: they meet here and nowhere else.
Sessions and files are names that nobody guesses; what they are is not our business.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

#: A file counts for at least this much, so that many empty ones do not pass for nothing.
_LEAST_BYTES = 16 * 1024
#: What a browser sends around a file: its boundaries and its name, however long.
_FRAMING_BYTES = 8 * 1024
_MOST_A_MINUTE = 40
_LONGEST_NAME = 100
#: A grant is for a day; one of a visitor who has gone ends soon: a lost line is back by then.
_LASTS = 24 * 3600.0
GRACE_SECONDS = 60.0
#: One household or phone has a whole network of IPv6 addresses.
_NETWORK_BITS = 64


def household(address: str) -> str:
    """What counts as one visitor's address: the same for all IPv6 addresses of a network."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(int(found) >> (128 - _NETWORK_BITS))
    return address


class Verdict(StrEnum):
    ADMITTED = "admitted"
    NOT_ALLOWED = "not allowed"
    TOO_LARGE = "too large"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Allowance:
    """``file_bytes`` for one file, ``total_bytes`` for all that a visitor has here at a time;
    ``at_once`` bounds the visitors who have something here under this allowance, ``per_address``
    those of them from one address, if that is known (0: any number). Who has no such bounds finds a place always.
    """

    file_bytes: int
    total_bytes: int
    at_once: int = 0
    per_address: int = 0


@dataclass(slots=True)
class _Account:
    allowance: Allowance
    seen: float
    address: str = ""
    #: Since when its visitor is away.
    away: float | None = None
    #: Bytes that the page has laid aside.
    laid_aside: int = 0
    #: Files on their way or in the server's memory, with what they count for.
    files: dict[str, int] = field(default_factory=dict)
    asked: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_A_MINUTE))

    @property
    def held(self) -> int:
        return self.laid_aside + sum(self.files.values())

    def is_hurried(self, now: float) -> bool:
        return len(self.asked) == _MOST_A_MINUTE and now - self.asked[0] < 60


def _everybody(_session: str) -> bool:
    return True


def _nothing(_session: str) -> None:
    return None


class Allowances:
    """All visitors' grants. ``is_here`` says whether a session is still connected; ``let_go`` is
    called for one that has gone, so that what is kept of it goes too.

    Safe to use from several threads.
    """

    def __init__(
        self,
        is_here: Callable[[str], bool] = _everybody,
        clock: Callable[[], float] = time.monotonic,
        let_go: Callable[[str], None] = _nothing,
    ) -> None:
        self._is_here, self._clock, self._let_go = is_here, clock, let_go
        self._accounts: dict[str, _Account] = {}
        self._lock = threading.Lock()

    def grant(
        self, session: str, allowance: Allowance, laid_aside: int = 0, address: str = ""
    ) -> int:
        """Let a session send, from now on; returns how many bytes more it may send now.

        ``laid_aside`` is what the page keeps of it already, in bytes; ``address`` where its
        visitor comes from.
        """
        self.forget()
        with self._lock:
            now = self._clock()
            account = self._accounts.setdefault(session, _Account(allowance, now))
            account.address = household(address)
            account.allowance, account.seen, account.laid_aside = allowance, now, laid_aside
            if self._is_crowded(account):
                return 0
            return max(0, min(allowance.file_bytes, allowance.total_bytes - account.held))

    def admit(self, session: str, file: str, size: int | None) -> Verdict:
        """Whether a file of a size in bytes (None: unsaid) may come in; counted if so."""
        self.forget()
        with self._lock:
            now = self._clock()
            account = self._accounts.get(session)
            if account is None or len(file) > _LONGEST_NAME:
                return Verdict.NOT_ALLOWED
            hurried = account.is_hurried(now)
            account.asked.append(now)
            if hurried or file in account.files or self._is_crowded(account):
                return Verdict.TOO_MANY
            return self._count(account, file, size)

    @staticmethod
    def _count(account: _Account, file: str, size: int | None) -> Verdict:
        allowance = account.allowance
        if size is None or size > allowance.file_bytes + _FRAMING_BYTES:
            return Verdict.TOO_LARGE
        counted = max(size, _LEAST_BYTES)
        if account.held + counted > allowance.total_bytes + _LEAST_BYTES:
            return Verdict.TOO_LARGE
        account.files[file] = counted
        return Verdict.ADMITTED

    def lay_aside(self, session: str, file: str) -> None:
        """The page took a file out of the server's memory; it counts until the page says less."""
        with self._lock:
            account = self._accounts.get(session)
            if account is not None:
                account.laid_aside += account.files.pop(file, 0)

    def take_back(self, session: str, file: str) -> None:
        """A file did not come in, or was thrown away."""
        with self._lock:
            account = self._accounts.get(session)
            if account is not None:
                account.files.pop(file, None)

    def _is_crowded(self, account: _Account) -> bool:
        """Whether a visitor with nothing here yet finds all places taken, or those of the address."""
        allowance = account.allowance
        if account.held:
            return False
        others = [each for each in self._accounts.values() if each.held and each.allowance.at_once]
        if allowance.at_once and len(others) >= allowance.at_once:
            return True
        if not (allowance.per_address and account.address):
            return False
        return sum(1 for each in others if each.address == account.address) >= allowance.per_address

    def forget(self) -> None:
        """Drop the grants of yesterday and of those who have gone, and let go of these."""
        with self._lock:
            gone = [name for name, each in self._accounts.items() if self._is_over(name, each)]
            for session in gone:
                del self._accounts[session]
        for session in gone:
            self._let_go(session)

    def _is_over(self, session: str, account: _Account) -> bool:
        now = self._clock()
        if self._is_here(session):
            account.away = None
        elif account.away is None:
            account.away = now
        is_away = account.away is not None and now - account.away > GRACE_SECONDS
        return is_away or now - account.seen > _LASTS
