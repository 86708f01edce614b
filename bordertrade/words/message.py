"""What a chart says when somebody passes it on: plain text that stands without the picture."""

from __future__ import annotations

from collections.abc import Sequence

from bordertrade.words.catalogue import _

#: More sources than this are counted: a message is read on a phone.
NAMED_SOURCES = 5


def message(title: str, sentence: str, basis: str, sources: Sequence[str], dated: str) -> str:
    """Title, sentence, what it rests on, who says so, how old and which data version.

    ``sources`` are the names that a source line shows; a name that comes twice is said once. The
    link of the view follows on a line of its own, where the message is handed out.
    """
    return "\n\n".join(part for part in (title, sentence, _foot(basis, sources, dated)) if part)


def _foot(basis: str, sources: Sequence[str], dated: str) -> str:
    lines = (basis, _named(tuple(dict.fromkeys(sources))), dated)
    return "\n".join(line for line in lines if line)


def _named(sources: tuple[str, ...]) -> str:
    if not sources:
        return ""
    names = "; ".join(sources[:NAMED_SOURCES])
    more = len(sources) - NAMED_SOURCES
    if more > 0:
        return _("Source: {names} and {count} more", names=names, count=more)
    return _("Source: {names}", names=names)
