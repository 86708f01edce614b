"""Who somebody is, and what they may do. Knows nothing of browsers."""

from bordertrade.people.account import local_user
from bordertrade.people.allowlist import AllowList, BadList, allow_list
from bordertrade.people.claims import Claims, claims_of
from bordertrade.people.deeds import Deed, is_second_look, may
from bordertrade.people.person import VISITOR, Person, Role
from bordertrade.people.secrets import SHORTEST_SECRET, Secrets, weakness
from bordertrade.people.shown import by, shown

__all__ = [
    "SHORTEST_SECRET",
    "VISITOR",
    "AllowList",
    "BadList",
    "Claims",
    "Deed",
    "Person",
    "Role",
    "Secrets",
    "allow_list",
    "by",
    "claims_of",
    "is_second_look",
    "local_user",
    "may",
    "shown",
    "weakness",
]
