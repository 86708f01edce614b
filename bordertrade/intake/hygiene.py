"""Characters that have no place in a cell: found, and taken out where that changes no meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bordertrade.intake.text import SUSPECT
from bordertrade.problems import Problem, Severity

#: Texts for people may hold what they like to hold, as long as it can be written.
_FREE = ("note", "title")


def cleaned(cells: list[str], columns: Sequence[str]) -> Iterator[tuple[int, Problem]]:
    """Each finding in a record, with its place. What can be taken out is, in place.

    Problem codes: ``control_character``, ``undecodable``, ``damaged_text`` (errors) and
    ``invisible_characters`` (a warning). Table, line and record are left to the caller.
    """
    for place, (text, column) in enumerate(zip(cells, columns, strict=True)):
        found = set(SUSPECT.findall(text))
        if not found:
            continue
        code = next((code for character in sorted(found) if (code := _error(character))), "")
        if code:
            yield place, Problem(code, "", column=column, value=visible(text))
        elif column not in _FREE:
            cells[place] = SUSPECT.sub("", text)
            more = {"severity": Severity.WARNING}
            yield place, Problem("invisible_characters", "", column=column, value=text, **more)  # type: ignore[arg-type]


def visible(text: str) -> str:
    """The text with what cannot be shown written out: the escape character as \\x1b."""
    return SUSPECT.sub(lambda found: _written(found[0]), text)


def _error(character: str) -> str:
    """Why a character keeps its row out; "" for one that merely cannot be seen."""
    if "\udc80" <= character <= "\udcff":
        return "undecodable"
    if character == "\ufffd":
        return "damaged_text"
    return "control_character" if ord(character) < 0xA0 else ""


def _written(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character if character == "\ufffd" else character.encode("unicode_escape").decode()
