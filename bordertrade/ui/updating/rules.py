"""What a visitor who may not publish may keep here: small drafts, few at once, for a day."""

from __future__ import annotations

from datetime import timedelta

from bordertrade.store import Store
from bordertrade.ui.updating.desk import Desk
from bordertrade.words import _, uploads

DRAFT_HOURS = 24
DRAFT_LIFE = timedelta(hours=DRAFT_HOURS)
DRAFT_BYTES = 5_000_000
DRAFTS_AT_ONCE = 20


class NotNow(Exception):  # noqa: N818 - an answer for people, not an accident
    """A draft that cannot be made; its text says why, for people."""


def check_draft(store: Store, desk: Desk) -> None:
    """Raises NotNow if a visitor's draft would be too large or one too many."""
    size = sum(paper.size for paper in desk.papers.values())
    if size > DRAFT_BYTES:
        raise NotNow(_("A draft takes files of up to {size}.", size=uploads.size(DRAFT_BYTES)))
    if len([draft for draft in store.drafts() if draft.expires]) >= DRAFTS_AT_ONCE:
        raise NotNow(
            _(
                "{count} drafts are kept already, as many as this server takes at once. The oldest "
                "go after a day: try again later.",
                count=DRAFTS_AT_ONCE,
            )
        )
