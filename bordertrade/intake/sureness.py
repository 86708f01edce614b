"""How sure the parts of a declaration are: what the file says, and what a person said over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bordertrade.intake.declaration import IGNORED, How
from bordertrade.intake.headings import Heading, Match


def settled(headings: Sequence[Heading], said: Mapping[int, str] | None) -> tuple[Heading, ...]:
    """The headings as a person said them: what they say of money and scale is taken from these."""
    said = said or {}
    taken = set(said.values()) - {IGNORED}
    return tuple(
        Heading(each.text, said[place], Match.REMEMBERED)
        if said.get(place, each.column) != each.column
        else Heading(each.text)
        if place not in said and each.column in taken
        else each
        for place, each in enumerate(headings)
    )


def how_matched(headings: Sequence[Heading], said: Mapping[str, Any]) -> How:
    told = said.get("columns", {})
    matches = {each.match for place, each in enumerate(headings) if place not in told}
    if matches & {Match.ALIAS, Match.NEAR}:
        return How.GUESSED
    return How.DECLARED if told or Match.REMEMBERED in matches else How.CERTAIN


def how_joined(found: Any, said: Any) -> How:
    """Of a part in which what a person said joins what the file says."""
    is_mapping = isinstance(found, Mapping)
    whole = set(found.items() if is_mapping else found)
    given = set((said or {}).items() if is_mapping else said or ())
    keys = set(said or {}) if is_mapping else set()
    if {each for each in whole - given if not (is_mapping and each[0] in keys)}:
        return How.GUESSED
    return How.DECLARED if given else How.CERTAIN


def unless_certain(**how: How) -> dict[str, How]:
    """Parts that are certain are not named."""
    return {part: sure for part, sure in how.items() if sure is not How.CERTAIN}
