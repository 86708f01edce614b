"""Publishing into a store, for tests of pages."""

from __future__ import annotations

from typing import Any

from bordertrade.dataset import Dataset
from bordertrade.people import Person, Role
from bordertrade.signing import Known
from bordertrade.store import Revision, Store
from bordertrade.ui import cache
from tests.tables import added

WHO = "local user: zarina"
#: The visitor, for tests that sign one in.
ZARINA = Known(Person(WHO, "", Role.PUBLISHER))
ROW = {
    "period": "2025-06",
    "market": "gabd",
    "reporter": "PK",
    "direction": "IR_TO_PK",
    "value": "7654321",
    "currency": "USD",
    "obs_status": "A",
    "evidence": "count",
    "source": "NEWS1071531",
}
CONTENT = b"period,market\n2025-06,gabd\n"


def grown(dataset: Dataset, **cells: str) -> Dataset:
    """The record with one more observed row of formal trade."""
    return added(dataset, "formal_trade", ROW | cells)


def publish(store: Store, dataset: Dataset, why: str, **more: Any) -> Revision:
    """Make it the head, as a person at this computer would."""
    head = store.head()
    revision = store.publish(
        store.save(dataset), expected=head.number if head else 0, who=WHO, why=why, **more
    )
    cache.look_again()
    return revision


def upload(store: Store) -> dict[str, Any]:
    """What the audit keeps of a file that was kept and joined."""
    checksum = store.keep_file(CONTENT, "june.csv")
    told = {"file": "june.csv", "checksum": checksum, "table": "formal_trade", "mode": "append"}
    counts = {"added": 1, "changed": 0, "removed": 0, "rejected": 3}
    details = {"files": [told | counts], "reasons": {"x": "the port was closed in May"}}
    return {"file": "june.csv", "checksum": checksum, "details": details}
