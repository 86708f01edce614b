"""Why something could not be done: the store's answers and the system's, told to people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bordertrade.store import (
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
    WithdrawnVersion,
)
from bordertrade.words import dates, versions
from bordertrade.words.catalogue import N_, _

_UNAVAILABLE: dict[Reason, str] = {
    Reason.UNREACHABLE: N_(
        "The store of versions cannot be reached. Check the folder or the database’s address."
    ),
    Reason.BUSY: N_("The store of versions is busy with another writer. Try again in a minute."),
    Reason.FULL: N_("No space is left where versions are kept. Make room and try again."),
    Reason.READ_ONLY: N_(
        "The store of versions may not be written to from here. Check the rights of its folder or "
        "of the database’s account."
    ),
    Reason.DAMAGED: N_("The store’s own file is damaged. Restore it from the last backup."),
    Reason.NEWER: N_("The store was written by a newer release. Update this program first."),
    Reason.FAILED: N_(
        "The disk or the server of the store failed. Nothing was changed; try again, then look at "
        "its log."
    ),
}


def store(error: StoreError) -> str:
    """An answer of the store other than the one asked for: what it means and what to do."""
    return next(tell(error) for kind, tell in _TELL.items() if isinstance(error, kind))


def _unavailable(error: StoreUnavailable) -> str:
    return _(_UNAVAILABLE[error.reason])


def _unknown(error: UnknownVersion) -> str:
    return _(
        "There is no version {version}. The command “versions” lists those there are.",
        version=versions.short(error.version),
    )


def _damaged(error: DamagedVersion) -> str:
    return _(
        "Version {version} is damaged: {part}. Restore the store from the last backup, or undo to "
        "the version before.",
        version=versions.short(error.version),
        part=error.part,
    )


def _no_file(error: UnknownFile) -> str:
    if isinstance(error, DamagedFile):
        return _("The kept original {checksum} is damaged.", checksum=error.checksum[:10])
    return _("No original {checksum} is kept.", checksum=error.checksum[:10])


def _no_earlier(_error: NoEarlierVersion) -> str:
    return _("There is no earlier version to go back to.")


def _no_token(_error: UnknownToken) -> str:
    return _("No such token stands. The command “tokens list” names those there are.")


def _token_over(error: RevokedToken) -> str:
    return _("The token “{name}” was revoked, or its time is over.", name=error.token.name)


def _taken(error: TakenName) -> str:
    return _(
        "A token “{name}” stands already. Choose another name, or revoke that one first.",
        name=error.name,
    )


def _conflict(error: Conflict) -> str:
    if error.head is None:
        return _("Nothing is published yet.")
    return _(
        "{who} published version {version} meanwhile (revision {number}). Nothing of yours was "
        "lost: compare with it and publish again.",
        who=versions.who(error.head),
        version=versions.short(error.head.version),
        number=error.head.number,
    )


def _withdrawn(error: WithdrawnVersion) -> str:
    return _(
        "Version {version} was withdrawn by {who} on {day}: {why}",
        version=versions.short(error.version),
        who=versions.who(error.entry),
        day=dates.day(error.entry.at.date()),
        why=error.entry.why,
    )


def _not_empty(_error: NotEmpty) -> str:
    return _(
        "This store holds a record already. Restore into an empty one: a new folder, or a new "
        "database."
    )


def _damaged_backup(error: DamagedBackup) -> str:
    told = _("This backup is damaged; nothing of it was taken. Restore the one before it.")
    return "\n".join((told, *map(versions.fault, error.faults)))


_TELL: dict[type[StoreError], Callable[[Any], str]] = {
    StoreUnavailable: _unavailable,
    Conflict: _conflict,
    WithdrawnVersion: _withdrawn,
    DamagedVersion: _damaged,
    UnknownVersion: _unknown,
    NoEarlierVersion: _no_earlier,
    UnknownFile: _no_file,
    NotEmpty: _not_empty,
    DamagedBackup: _damaged_backup,
    UnknownToken: _no_token,
    RevokedToken: _token_over,
    TakenName: _taken,
    StoreError: str,
}


def system(error: OSError) -> str:
    """What the system would not do, and with which file."""
    if error.filename:
        return _("{file}: {what}.", file=error.filename, what=error.strerror)
    return _("The system would not do it: {what}.", what=error.strerror or error)


def unexpected(named: str) -> str:
    """A fault of the program itself."""
    return _(
        "This is a fault of the program, not of your file ({what}). Nothing was changed. Please "
        "report it with the command you gave.",
        what=named,
    )
