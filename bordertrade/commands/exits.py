"""What the number says that a command ends with. Offices build on these: they never change."""

from __future__ import annotations

from enum import IntEnum

from bordertrade.words.catalogue import N_


class Exit(IntEnum):
    """The exit codes of all commands."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    UNCONFIRMED = 3
    CONFLICT = 4
    STORE = 5
    FAILED = 6
    INTERRUPTED = 130


MEANINGS: dict[Exit, str] = {
    Exit.DONE: N_("done; for a file: every row can be taken"),
    Exit.PROBLEMS: N_(
        "the file, some of its rows, a version or the data cannot be taken as they are"
    ),
    Exit.USAGE: N_("wrong call: an option, a file, a table or a version that does not exist"),
    Exit.UNCONFIRMED: N_(
        "a person must confirm: what was guessed (--yes, or say it), or a suspicion (--reason)"
    ),
    Exit.CONFLICT: N_("somebody else published meanwhile; nothing was changed"),
    Exit.STORE: N_("the store of versions cannot be used, or something in it is damaged"),
    Exit.FAILED: N_("the work did not come to its end: too large, out of memory, stopped"),
    Exit.INTERRUPTED: N_("interrupted by the keyboard; nothing was changed"),
}
