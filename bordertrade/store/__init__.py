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
    RevokedToken,
    StoreError,
    StoreUnavailable,
    TakenName,
    UnknownFile,
    UnknownToken,
    UnknownVersion,
    VersionError,
    WithdrawnVersion,
)
from bordertrade.store.opening import FOLDER_VARIABLE, URL_VARIABLE, open_store
from bordertrade.store.records import (
    Action,
    Draft,
    Entry,
    Fault,
    Revision,
    Survives,
    Token,
    Whereabouts,
)
from bordertrade.store.sign_ins import SignIn, SignIns
from bordertrade.store.store import Store

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
    "RevokedToken",
    "SignIn",
    "SignIns",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "Survives",
    "TakenName",
    "Token",
    "UnknownFile",
    "UnknownToken",
    "UnknownVersion",
    "VersionError",
    "Whereabouts",
    "WithdrawnVersion",
    "open_store",
]
