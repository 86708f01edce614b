"""Who somebody is, and what they may do. Knows nothing of how they proved it."""

from bordertrade.people.deeds import Deed, is_second_look, may
from bordertrade.people.house import TWO_PUBLISHERS_VARIABLE, two_publishers
from bordertrade.people.person import VISITOR, Person, Role

__all__ = [
    "TWO_PUBLISHERS_VARIABLE",
    "VISITOR",
    "Deed",
    "Person",
    "Role",
    "is_second_look",
    "may",
    "two_publishers",
]
