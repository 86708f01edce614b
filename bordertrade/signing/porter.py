"""Who a visitor is, by the secret that their browser holds; and what keeps them from more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bordertrade.people import VISITOR, Person
from bordertrade.signing.cookies import LOCAL_MARK
from bordertrade.signing.local import LocalDoor


class Obstacle(StrEnum):
    """Why somebody may do no more than they may."""

    PAGES_ONLY = "pages_only"  # our server does not run, only the script of the pages
    NOBODY = "nobody"  # no way to say who one is was set up
    LOCAL_LINK = "local_link"  # the link in the terminal has not been opened
    ENDED = "ended"  # the session is over


@dataclass(frozen=True, slots=True)
class Known:
    """A person of this moment. ``obstacle`` is None where nothing stands against what they do."""

    person: Person
    obstacle: Obstacle | None = None


class Porter:
    """Knows visitors by their secrets. Asked anew for each deed: nothing is remembered."""

    def __init__(self, local: LocalDoor | None = None) -> None:
        self.local = local

    def known(self, secret: str) -> Known:
        """Whoever holds this secret ("" for none). Never raises."""
        if secret.startswith(LOCAL_MARK) and self.local is not None:
            person = self.local.person(secret)
            return Known(person) if person else Known(VISITOR, Obstacle.ENDED)
        return Known(VISITOR, self._way_in())

    def end(self, secret: str) -> None:
        """Sign out: the secret is worth nothing from now on, wherever it was copied to."""
        if self.local is not None:
            self.local.end(secret)

    def _way_in(self) -> Obstacle:
        return Obstacle.LOCAL_LINK if self.local is not None else Obstacle.NOBODY
