"""A person or a machine that asks for something, and the role they have here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """From the least to the most."""

    READER = "reader"  # anybody
    CONTRIBUTOR = "contributor"  # hands in drafts for a publisher to look at
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Person:
    """``id`` is as the audit names them: "local user: zarina", a verified e-mail address, the
    subject of a claim, "token: customs". ``name`` is what readers see, never an e-mail address;
    "" where only the role is shown.
    """

    id: str
    name: str
    role: Role


#: Whoever did not say who they are.
VISITOR = Person("visitor", "", Role.READER)
