"""``versions``: what was published, drafts, the audit, and whether all is undamaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from bordertrade.bringing.told import draft_as_json, revision_as_json
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.record import Record, record_options
from bordertrade.exports.audit import entry_as_json
from bordertrade.store import Action, Draft, Entry, Fault, Revision, Store
from bordertrade.words import _
from bordertrade.words import versions as words


@click.command("versions")
@click.option(
    "--audit", "with_audit", is_flag=True, help="All that was ever done, not only published."
)
@click.option("--verify", "is_verified", is_flag=True, help="Read everything back and compare it.")
@record_options
@answers
def command(with_audit: bool, is_verified: bool, record: Record) -> Answer:
    """List what was published, newest first, and drafts.

    With --verify exit code 5 says that something in the store is not as it was written.
    """
    store = record.store()
    faults = store.verify() if is_verified else ()
    told = _told(store)
    if with_audit:
        told["audit"] = [entry_as_json(entry) for entry in store.audit()]
    if is_verified:
        told["faults"] = [asdict(fault) for fault in faults]
    lines = [*_lines(store, with_audit=with_audit), *_verdict(faults, is_verified=is_verified)]
    return Answer(told, lines, Exit.STORE if faults else Exit.DONE)


def _told(store: Store) -> dict[str, Any]:
    return {
        "where": {name: str(value) for name, value in asdict(store.where).items()},
        "revisions": [revision_as_json(revision) for revision in store.revisions()],
        "drafts": [draft_as_json(draft) for draft in store.drafts()],
    }


def _lines(store: Store, *, with_audit: bool) -> Iterator[str]:
    if with_audit:
        for entry in store.audit():
            yield _line(f"#{entry.seq}", words.action(entry.action), entry)
        return
    for revision in store.revisions():
        yield _line(str(revision.number), words.action(revision.action), revision)
    for draft in store.drafts():
        yield _line("–", words.action(Action.DRAFT), draft)


def _line(number: str, action: str, of: Entry | Revision | Draft) -> str:
    who, why = words.who(of, named=True), f": {of.why}" if of.why else ""
    version, at = words.short(of.version), words.moment(of.at)
    return f"{number:>5}  {version}  {at}  {action}  {who}{why}"


def _verdict(faults: tuple[Fault, ...], *, is_verified: bool) -> Iterator[str]:
    if is_verified and not faults:
        yield _("All is as it was written.")
    yield from map(words.fault, faults)
