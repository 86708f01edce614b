"""Why a command cannot go on: each accident of the house with its code, words and exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from bordertrade.commands.exits import Exit
from bordertrade.intake.jobs import JobFailed
from bordertrade.people import BadList
from bordertrade.problems import DataError
from bordertrade.store import (
    Conflict,
    DamagedVersion,
    NoEarlierVersion,
    StoreError,
    StoreUnavailable,
    TakenName,
    UnknownToken,
    UnknownVersion,
    WithdrawnVersion,
)
from bordertrade.words import _, uploads
from bordertrade.words import problems as problem_words
from bordertrade.words import stopping as words

#: Set, a fault of the program shows where it happened.
DEBUG_VARIABLE = "BORDERTRADE_DEBUG"


class Stop(Exception):  # noqa: N818 - an answer for people, not an accident
    """A command ends here. ``details`` join code and message in the ``--json`` answer."""

    def __init__(self, exit_code: Exit, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.exit, self.code, self.message, self.details = exit_code, code, message, details


def stop_of(error: BaseException) -> Stop | None:
    """How to tell of an accident; None for what click tells itself, or Python to a programmer."""
    if isinstance(error, click.ClickException | click.exceptions.Exit):
        return None
    if isinstance(error, Stop):
        return error
    for kind, tell in _TELL.items():
        if isinstance(error, kind):
            return tell(error)
    if os.environ.get(DEBUG_VARIABLE):
        return None
    named = _("{kind}: {text}", kind=type(error).__name__, text=error)
    return Stop(Exit.FAILED, "unexpected", words.unexpected(named))


def _interrupted(_error: Any) -> Stop:
    return Stop(Exit.INTERRUPTED, "interrupted", _("Interrupted. Nothing was changed."))


def _data(error: DataError) -> Stop:
    told = [problem_words.sentence(problem) for problem in error.problems]
    problems = [problem_words.as_record(problem) for problem in error.problems]
    return Stop(Exit.PROBLEMS, "data", "\n".join(told), problems=problems)


def _list(error: BadList) -> Stop:
    return Stop(Exit.PROBLEMS, "people", str(error), place=error.place)


def _conflict(error: Conflict) -> Stop:
    head = {"revision": error.head.number, "version": error.head.version} if error.head else None
    return Stop(Exit.CONFLICT, "conflict", words.store(error), head=head)


def _store(error: StoreError) -> Stop:
    return Stop(Exit.STORE, "store", words.store(error))


def _unavailable(error: StoreUnavailable) -> Stop:
    return Stop(Exit.STORE, f"store_{error.reason}", words.store(error), reason=error.reason.value)


def _unknown(error: UnknownVersion) -> Stop:
    return Stop(Exit.USAGE, "unknown_version", words.store(error), version=error.version)


def _no_token(error: UnknownToken) -> Stop:
    return Stop(Exit.USAGE, "unknown_token", words.store(error))


def _taken(error: TakenName) -> Stop:
    return Stop(Exit.USAGE, "taken_name", words.store(error), name=error.name)


def _withdrawn(error: WithdrawnVersion) -> Stop:
    return Stop(Exit.PROBLEMS, "withdrawn_version", words.store(error), version=error.version)


def _no_earlier(error: NoEarlierVersion) -> Stop:
    return Stop(Exit.PROBLEMS, "no_earlier_version", words.store(error))


def _damaged(error: DamagedVersion) -> Stop:
    told = {"version": error.version, "part": error.part}
    return Stop(Exit.STORE, "damaged_version", words.store(error), **told)


def _failed(error: JobFailed) -> Stop:
    return Stop(Exit.FAILED, f"check_{error.code}", uploads.failure(error.code))


def _system(error: OSError) -> Stop:
    return Stop(Exit.FAILED, "system", words.system(error))


#: The first that fits: a kind stands before the kind it is of.
_TELL: dict[type[BaseException], Callable[[Any], Stop]] = {
    KeyboardInterrupt: _interrupted,
    click.Abort: _interrupted,
    BadList: _list,
    DataError: _data,
    Conflict: _conflict,
    StoreUnavailable: _unavailable,
    UnknownVersion: _unknown,
    WithdrawnVersion: _withdrawn,
    DamagedVersion: _damaged,
    UnknownToken: _no_token,
    TakenName: _taken,
    NoEarlierVersion: _no_earlier,
    StoreError: _store,
    JobFailed: _failed,
    OSError: _system,
}
