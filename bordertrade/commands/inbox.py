"""``inbox``: the drafts that wait for a publisher, and what each changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from bordertrade.bringing.told import draft_as_json, link
from bordertrade.bringing.waiting import Waiting, waiting
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.record import Record, record_options
from bordertrade.shelf import uploads
from bordertrade.words import _
from bordertrade.words import versions as words


@click.command("inbox")
@record_options
@answers
def command(record: Record) -> Answer:
    """List the drafts that wait for a publisher: who sent them, when, why, what they change.

    Look at one by its link or with diff, then publish it or decline it.
    """
    store = record.store()
    found = waiting(store)
    lines = [line for each in found for line in _lines(each, record)]
    return Answer({"waiting": [_told(each) for each in found]}, lines or [_("No draft waits.")])


def _told(each: Waiting) -> dict[str, Any]:
    return {**draft_as_json(each.draft), "moved_on": each.moved_on}


def _lines(each: Waiting, record: Record) -> Iterator[str]:
    draft = each.draft
    why = f": {draft.why}" if draft.why else ""
    named = f"{words.short(draft.version)}  {words.moment(draft.at)}  {words.who(draft, named=True)}{why}"
    yield named
    contract = record.shipped().contract
    for upload in uploads(draft):
        yield f"  {upload.file}  {words.rows(upload, contract)}".rstrip()
    yield f"  {link(draft.in_links)}"
    if each.moved_on:
        yield "  " + words.moved_on(each.head)
