"""What the page tells: everything that was done, as far as this visitor may know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bordertrade.people import VISITOR
from bordertrade.shelf import withdrawn
from bordertrade.store import Action, Draft, Entry, StoreError, StoreUnavailable
from bordertrade.ui import cache, roles, state
from bordertrade.words import _, versions

_OF_DRAFTS = (Action.DRAFT, Action.DISCARD, Action.DECLINE)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version that can be chosen: its id, what links call it and what to call it."""

    version: str
    in_links: str
    name: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """``entries`` newest first, without those of drafts for who may not publish; ``drafts`` all
    for publishers, else their own and those whose link this visitor has; ``withdrawn``: version -> entry.
    """

    entries: tuple[Entry, ...] = ()
    drafts: tuple[Draft, ...] = ()
    withdrawn: Mapping[str, Entry] = field(default_factory=dict)
    trouble: StoreError | None = None

    @property
    def revisions(self) -> tuple[Entry, ...]:
        """The entries that published something, newest first."""
        return tuple(entry for entry in self.entries if entry.revision)

    @property
    def head(self) -> Entry | None:
        return next(iter(self.revisions), None)

    def before(self, revision: Entry) -> Entry | None:
        """The revision before one."""
        return next((each for each in self.revisions if each.revision < revision.revision), None)

    def newest_of(self, version: str) -> Entry | None:
        """The newest revision that published a version."""
        return next((each for each in self.revisions if each.version == version), None)

    @property
    def latest(self) -> int:
        """The number of the newest revision; 0 before the first."""
        return self.head.revision if self.head else 0

    def in_turn(self, one: str, other: str) -> tuple[int, int] | None:
        """Where two versions follow each other: the newest place of the other that has one of the
        one before it, and the nearest such. What no revision published lies after all of them.
        """
        earlier, later = self._places(one), self._places(other)
        pairs = ((max(filter(end.__gt__, earlier), default=None), end) for end in later)
        found = [(start, end) for start, end in pairs if start is not None]
        return max(found, key=lambda pair: pair[1], default=None)

    def _places(self, version: str) -> list[int]:
        places = [each.revision for each in self.revisions if each.version == version]
        is_draft = any(draft.version == version for draft in self.drafts)
        return [self.latest + 1, *places] if is_draft or not places else places

    def editions(self) -> tuple[Edition, ...]:
        """What can be looked at and compared, newest first; drafts lie after all revisions."""
        found = {each.version: _draft_edition(each) for each in self.drafts}
        for entry in self.revisions:
            if entry.version not in self.withdrawn and entry.version not in found:
                found[entry.version] = Edition(
                    entry.version, versions.short(entry.version), _named(entry)
                )
        return tuple(found.values())


def read() -> Chronicle:
    """From the store, at each run."""
    try:
        store = cache.store()
        entries, drafts = store.audit(), store.drafts()
    except StoreUnavailable as error:
        return Chronicle(trouble=error)
    taken_back = withdrawn(entries)
    if not roles.may_publish():
        entries = tuple(entry for entry in entries if entry.action not in _OF_DRAFTS)
        seen = state.seen_drafts()
        drafts = tuple(draft for draft in drafts if draft.version in seen or _is_own(draft))
    return Chronicle(entries, drafts, taken_back)


def _is_own(draft: Draft) -> bool:
    person = roles.person()
    return person != VISITOR and draft.who == person.id


def _named(entry: Entry) -> str:
    told = _("Revision {number}, {moment}", number=entry.revision, moment=versions.moment(entry.at))
    return _("{name}: {why}", name=told, why=entry.why) if entry.why else told


def _draft_edition(draft: Draft) -> Edition:
    told = _("Draft of {moment}", moment=versions.moment(draft.at))
    name = _("{name}: {why}", name=told, why=draft.why) if draft.why else told
    return Edition(draft.version, draft.in_links, name)
