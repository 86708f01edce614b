"""Who somebody is, and what they may do. Knows nothing of how they proved it."""

from bordertrade.people.deeds import Deed, is_second_look, may
from bordertrade.people.person import VISITOR, Person, Role

__all__ = ["VISITOR", "Deed", "Person", "Role", "is_second_look", "may"]
