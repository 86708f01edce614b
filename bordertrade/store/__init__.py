"""Versions of the record: saved, published, undone, audited."""

from bordertrade.store.errors import (
    Conflict,
    DamagedFile,
    DamagedVersion,
    NoEarlierVersion,
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
from bordertrade.store.sign_ins import SignIn, SignIns
from bordertrade.store.store import FOLDER_VARIABLE, URL_VARIABLE, Store, open_store

__all__ = [
    "FOLDER_VARIABLE",
    "URL_VARIABLE",
    "Action",
    "Conflict",
    "DamagedFile",
    "DamagedVersion",
    "Draft",
    "Entry",
    "Fault",
    "NoEarlierVersion",
    "Reason",
    "Revision",
    "SignIn",
    "SignIns",
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
