"""Words for versions of the record: what a link shows, what was done, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from babel.dates import format_time

from bordertrade import people
from bordertrade.dataset import SHIPPED, Contract, Dataset
from bordertrade.dataset.fingerprint import SHORT
from bordertrade.intake.suspicions import Came
from bordertrade.people import Role
from bordertrade.shelf import Record, Upload
from bordertrade.store import Action, Draft, Entry, Fault, Reason, Revision
from bordertrade.words import dates, ngettext, numbers
from bordertrade.words.catalogue import N_, _, locale

#: What an entry of the audit records.
ACTIONS: dict[str, str] = {
    Action.SHIPPED: N_("Shipped with a release"),
    Action.PUBLISH: N_("Published"),
    Action.UNDO: N_("Undo"),
    Action.RESTORE: N_("Published again"),
    Action.WITHDRAW: N_("Withdrawn"),
    Action.DRAFT: N_("Draft made"),
    Action.DISCARD: N_("Draft discarded"),
    Action.DECLINE: N_("Draft declined"),
}

#: ``Fault.code`` -> what it means.
_FAULTS = {
    "entry_changed": N_("Entry {place} of the audit was changed after it was written."),
    "entry_missing": N_("Entry {place} of the audit is missing."),
    "chain_broken": N_("Entry {place} of the audit does not follow from the one before it."),
    "head_changed": N_(
        "The pointer to the current record was moved without an entry in the audit."
    ),
    "version_missing": N_("Version {place} is missing."),
    "version_damaged": N_("Version {place} is damaged: {part}."),
    "file_damaged": N_("The kept file {place} is damaged."),
}

#: Trouble with the version of a link -> what is said in place of its figures.
_TROUBLES = {
    "unreadable": N_(
        "This link names a version that cannot be read: part of the link may be missing. Copy it "
        "again as a whole, or ask whoever sent it. So that no other figures are taken for those of "
        "the link, none are shown."
    ),
    "unknown": N_(
        "This link names version {version}, which is not kept here: it may come from another "
        "server, or be an old draft. So that no other figures are taken for those of the link, "
        "none are shown."
    ),
    "expired": N_(
        "This link leads to a draft ({version}) whose time is over. Whoever sent it can make it "
        "anew. No figures are shown."
    ),
    "declined": N_(
        "This link leads to a draft ({version}) that was declined. No figures are shown."
    ),
    "damaged": N_("Version {version} is kept but damaged, so none of its figures are shown."),
    "unreachable": N_(
        "The place where versions are kept cannot be reached, so version {version} of this link "
        "cannot be shown now. Try again in a minute."
    ),
    "unread": N_(
        "The published record cannot be read now, so none of its figures are shown. Try again in a "
        "minute."
    ),
}

#: Why the store could not be asked.
_UNAVAILABLE: dict[Reason, str] = {
    Reason.UNREACHABLE: N_("The place where versions are kept cannot be reached."),
    Reason.BUSY: N_("The place where versions are kept is busy and does not answer."),
    Reason.FULL: N_("No space is left where versions are kept."),
    Reason.READ_ONLY: N_("The place for versions holds none and may not be written to."),
    Reason.DAMAGED: N_("The file in which versions are kept is damaged."),
    Reason.NEWER: N_("The versions here were kept by a newer release of this program."),
    Reason.FAILED: N_("The disk or the server on which versions are kept has failed."),
}

#: Why the store can be read but not written.
_UNWRITABLE: dict[Reason, str] = {
    Reason.READ_ONLY: N_("The place where versions are kept may only be read."),
    Reason.FULL: N_("Hardly any space is left where versions are kept."),
}


def action(code: str) -> str:
    return _(ACTIONS[code]) if code in ACTIONS else code


def who(of: Entry | Revision | Draft, *, named: bool = False) -> str:
    """Who did it, as readers are told; for publishers (``named``) with the id of the audit.
    Releases and roles name themselves by a code.
    """
    told = people.shown(of.who, of.details)
    text = _(_CODES[told]) if told in _CODES else told
    if not named or told == of.who:
        return text
    return _("{name} ({id})", name=text, id=of.who)


#: In the details of a revision: who handed the draft in, as readers are told.
DRAFTED_BY = "drafted_by"
_CODES = {
    SHIPPED: N_("the release"),
    Role.PUBLISHER: N_("a publisher"),
    Role.CONTRIBUTOR: N_("a contributor"),
}


def drafted_by(of: Entry | Revision) -> str:
    """Who handed in the draft that a revision published; "" where nobody knows."""
    told = people.shown(str(of.details.get(DRAFTED_BY, "")), {})
    return _(_CODES[told]) if told in _CODES else told


def short(version: str) -> str:
    """A version as links name it."""
    return version[:SHORT]


def moment(at: datetime) -> str:
    """A time in UTC, to the minute: all readers see the same one."""
    clock = format_time(at, format="HH:mm", locale=locale())
    return _("{day}, {time} UTC", day=dates.day(at.date()), time=clock)


def fault(found: Fault) -> str:
    place = found.place if found.place.isdecimal() else short(found.place)
    return _(_FAULTS[found.code], place=place, part=found.part)


def made(revision: Revision | None, version: str) -> str:
    """A version by when it was published: "27b3f56356 (revision 4, 24 Nov 2026)"."""
    if revision is None:
        return short(version)
    return _(
        "{version} (revision {number}, {day})",
        version=short(version),
        number=revision.number,
        day=dates.day(revision.at.date()),
    )


def other_version(shown: str, current: str) -> str:
    return _(
        "This link was made with version {shown} and shows its figures. The current one is "
        "{current}; its figures may differ.",
        shown=shown,
        current=current,
    )


def draft(found: Draft, differing_rows: int) -> str:
    """What a draft is, how far from the current record, and how long its link works."""
    rows = ngettext(
        "{count} row differs from the current record.",
        "{count} rows differ from the current record.",
        differing_rows,
    )
    return " ".join(
        (_("You are looking at a draft, not at the published record."), rows, lasts(found))
    )


def lasts(found: Draft) -> str:
    """How long a draft's link works."""
    if found.expires is None:
        return _("Its link works until the draft is declined.")
    return _("Its link works until {moment}.", moment=moment(found.expires))


def handed_in(found: Draft, who: str) -> str:
    """Who made a draft, when and why."""
    told = _("Made by {who} on {moment}", who=who, moment=moment(found.at))
    return _("{told}: “{why}”", told=told, why=found.why) if found.why else told


def trouble(code: str, asked: str) -> str:
    """Why the version that a link asks for cannot be shown."""
    return _(_TROUBLES[code], version=asked)


def withdrawn(entry: Entry) -> str:
    told = _(
        "Version {version} was withdrawn on {day} and is shown no longer.",
        version=short(entry.version),
        day=dates.day(entry.at.date()),
    )
    return f"{told} {reason(entry.why)}".strip()


def gone(entry: Entry) -> str:
    """What a link says whose version was withdrawn, or whose draft was declined."""
    return declined(entry) if entry.action == Action.DECLINE else withdrawn(entry)


def declined(entry: Entry) -> str:
    """What the link of a declined draft says."""
    told = _(
        "The draft {version} was declined on {day} by {who}, so it is shown no longer.",
        version=short(entry.version),
        day=dates.day(entry.at.date()),
        who=who(entry),
    )
    return f"{told} {reason(entry.why)}".strip()


def second_look() -> str:
    """Why somebody may not publish a draft of their own."""
    return _("Two people publish here: somebody other than who made this draft must publish it.")


def moved_on(number: int) -> str:
    """Why a draft cannot be published."""
    return _(
        "The record has moved on to revision {number} since; publishing this draft would take that "
        "back. Bring its file again.",
        number=number,
    )


def reason(why: str) -> str:
    return _("The reason given: “{why}”", why=why) if why else ""


def unavailable(record: Record) -> str:
    """Why the store cannot be asked, and what is shown meanwhile."""
    why = _(_UNAVAILABLE[record.unavailable or Reason.FAILED])
    if record.is_stand_in:
        return f"{why} {stand_in(record)}"
    seen = _(
        "You see the last record known here ({version}); there may be a newer one.",
        version=record.dataset.version,
    )
    return f"{why} {seen}"


def stand_in(record: Record) -> str:
    return _(
        "You see the record that came with the program ({version}), not the published one.",
        version=record.dataset.version,
    )


def unwritable(reason: Reason) -> str:
    """Why nothing can be published now. What is read is whole."""
    why = _(_UNWRITABLE[reason]) if reason in _UNWRITABLE else _(_UNAVAILABLE[reason])
    meaning = _("What you see is whole; nothing can be published or drafted until that is mended.")
    return f"{why} {meaning}"


def none_good(record: Record) -> str:
    return _("All that was published is damaged and not shown. {seen}", seen=stand_in(record))


def head_damaged(version: str) -> str:
    return _(
        "The newest record is damaged and is not shown. You see the last good one before it: "
        "{version}.",
        version=version,
    )


def called(revision: Revision) -> str:
    """A revision by its version and number: "0123456789 (revision 4)"."""
    version = short(revision.version)
    return _("{version} (revision {number})", version=version, number=revision.number)


def files_of(revisions: Iterable[Revision]) -> dict[str, Came]:
    """Checksum of a file -> the first revision that it came with, newest first given, and the
    revision since which the record stands without it.
    """
    found: dict[str, Came] = {}
    standing: dict[str, frozenset[str]] = {}
    files: frozenset[str] = frozenset()
    for revision in reversed(tuple(revisions)):
        own = frozenset(filter(None, revision.checksum.split("~")))
        goes_back = revision.action in (Action.UNDO, Action.RESTORE)
        before, files = files, standing.get(revision.version, own) if goes_back else files | own
        standing[revision.version] = files
        for checksum in before - files:
            found[checksum] = replace(found[checksum], undone_in=revision.number)
        for checksum in files - before:
            first = found.get(checksum, Came(called(revision)))
            found[checksum] = replace(first, undone_in=None)
    return found


def rows(upload: Upload, contract: Contract) -> str:
    """What a file did to its table: "Formal trade: 12 added, 0 changed, 0 removed"."""
    if upload.added is None and upload.changed is None and upload.removed is None:
        return ""
    table = contract.tables.get(upload.table)
    counts = _(
        "{table}: {added} added, {changed} changed, {removed} removed",
        table=table.title if table else upload.table,
        added=numbers.decimal(upload.added or 0),
        changed=numbers.decimal(upload.changed or 0),
        removed=numbers.decimal(upload.removed or 0),
    )
    if not upload.rejected:
        return counts
    left_out = ngettext(
        "{count} row with problems left out", "{count} rows with problems left out", upload.rejected
    )
    return _("{counts}; {left_out}", counts=counts, left_out=left_out)


def of_record(dataset: Dataset) -> str:
    """The version that a page shows, and the release of the record that it goes back to."""
    if not dataset.release:
        return _("Data version {version}", version=dataset.version)
    return _(
        "Release {release} of the record. Data version {version}",
        version=dataset.version,
        release=dataset.release,
    )
