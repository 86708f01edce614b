"""How the data of a release meet the published record (``Store.advance_shipped``)."""

from __future__ import annotations

from sqlalchemy import Connection

from bordertrade import clock
from bordertrade.dataset import SHIPPED
from bordertrade.store import drafts, ledger
from bordertrade.store.ledger import Deed
from bordertrade.store.records import Action, Draft, Revision
from bordertrade.store.schema import audit

#: Entries that a release makes itself name it as who.
_BY_RELEASE = audit.c.who == SHIPPED


def advance(connection: Connection, version: str) -> Revision | None:
    """Publish, draft, note or leave a saved version of a release; the revision if one was made."""
    if ledger.was(connection, version, _BY_RELEASE):
        return None
    head = ledger.head_of(connection)
    deed = Deed(Action.SHIPPED, version, SHIPPED, "")
    if head is None or (
        head.version != version and ledger.was(connection, head.version, _BY_RELEASE)
    ):
        return ledger.publish(connection, deed)
    if head.version == version:
        ledger.note(connection, deed)
        return None
    ledger.note(connection, Deed(Action.DRAFT, version, SHIPPED, ""))
    drafts.add(connection, Draft(version, head.number, SHIPPED, clock.now(), "", {}, None))
    return None
