"""Where versions are kept, and whether they outlive a restart."""

from __future__ import annotations

from bordertrade.store import Survives, Whereabouts
from bordertrade.words.catalogue import N_, _

_KINDS = {
    "sqlite": N_("Versions are kept on this server, in the folder {place}."),
    "postgresql": N_("Versions are kept in the database {place}."),
}
_SURVIVES = {
    Survives.YES: N_("They survive a restart."),
    Survives.NO: N_("They are lost when the server restarts: keep your file."),
    Survives.UNKNOWN: N_("Whether they survive a restart is not known here: keep your file."),
}


def sentence(where: Whereabouts) -> str:
    """Both in two sentences."""
    return _(
        "{kept} {survives}",
        kept=_(_KINDS[where.kind], place=where.place),
        survives=_(_SURVIVES[where.survives]),
    )
