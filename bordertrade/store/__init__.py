"""Versions of the record: saved, published, undone, audited."""

from bordertrade.store.backup import DAMAGED_SUFFIX
from bordertrade.store.errors import (
    Conflict,
    DamagedBackup,
    DamagedFile,
    DamagedVersion,
    NoEarlierVersion,
    NotEmpty,
    Reason,
    StoreError,
    StoreUnavailable,
    UnknownFile,
    UnknownVersion,
    VersionError,
    WithdrawnVersion,
)
from bordertrade.store.records import (
    Action,
    Draft,
    Entry,
    Fault,
    Revision,
    Survives,
    Whereabouts,
)
from bordertrade.store.store import FOLDER_VARIABLE, URL_VARIABLE, Store, open_store

__all__ = [
    "DAMAGED_SUFFIX",
    "FOLDER_VARIABLE",
    "URL_VARIABLE",
    "Action",
    "Conflict",
    "DamagedBackup",
    "DamagedFile",
    "DamagedVersion",
    "Draft",
    "Entry",
    "Fault",
    "NoEarlierVersion",
    "NotEmpty",
    "Reason",
    "Revision",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "Survives",
    "UnknownFile",
    "UnknownVersion",
    "VersionError",
    "Whereabouts",
    "WithdrawnVersion",
    "open_store",
]
