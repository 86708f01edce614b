"""The page "History": what was published when, by whom and why, and what differs between any two."""

from bordertrade.ui.history.books import audit
from bordertrade.ui.history.chronicle import read
from bordertrade.ui.history.comparing import compare
from bordertrade.ui.history.listing import revisions
from bordertrade.ui.history.summary import summary
from bordertrade.ui.history.waiting import drafts, inbox, pointer

__all__ = ["audit", "compare", "drafts", "inbox", "pointer", "read", "revisions", "summary"]
