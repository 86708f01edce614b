"""Where versions are kept, and whether they outlive a restart."""

from __future__ import annotations

from bordertrade.store import Survives, Whereabouts
from bordertrade.words.catalogue import N_, _

_KINDS = {
    "sqlite": N_("Versions are kept on this server, in the folder {place}."),
    "postgresql": N_("Versions are kept in the database {place}."),
}
#: For those whom the place is no business of.
_KINDS_ALONE = {
    "sqlite": N_("Versions are kept on this server."),
    "postgresql": N_("Versions are kept in a database."),
}
_SURVIVES = {
    Survives.YES: N_("They survive a restart."),
    Survives.NO: N_("They are lost when the server restarts: keep your file."),
    Survives.UNKNOWN: N_("Whether they survive a restart is not known here: keep your file."),
}


def sentence(where: Whereabouts, *, named: bool) -> str:
    """Both in two sentences, with the place ``named`` for those who look after it."""
    kept = _(_KINDS[where.kind], place=where.place) if named else _(_KINDS_ALONE[where.kind])
    return _("{kept} {survives}", kept=kept, survives=_(_SURVIVES[where.survives]))
