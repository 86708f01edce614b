"""What ``report`` and ``brief`` share: which view is written where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import click

from bordertrade.clock import today
from bordertrade.commands.answer import Answer
from bordertrade.commands.record import Record
from bordertrade.commands.version import loaded
from bordertrade.dataset import Dataset
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.subject import Subject, subject_of
from bordertrade.view import UNREADABLE, choices_of, decode
from bordertrade.words import _, use

_FIRST = "overview"
_OPTIONS = (
    click.argument("page", type=click.Choice([path or _FIRST for path in PLACES])),
    click.option(
        "--query", default="", metavar="KEYS", help="The view, as in a link: market=gabd."
    ),
    click.option("--version", help="A version's id; the published one if left out."),
    click.option(
        "--address",
        envvar="BORDERTRADE_ADDRESS",
        default="",
        metavar="URL",
        help="The site's address.",
    ),
    click.option(
        "-o",
        "--output",
        "target",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="The file to write.",
    ),
)


def paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The page, its view and the file."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def written(
    make: Callable[[Subject, str], bytes],
    record: Record,
    *,
    page: str,
    query: str,
    version: str | None,
    address: str,
    target: Path,
) -> Answer:
    """Make it and write it. A key that is not understood is said, as on the page."""
    asked = _one_each(query)
    dataset = _dataset(record, version or "", asked.get("v", ""))
    view, fallbacks = decode(asked, choices_of(dataset))
    if version or view.version == UNREADABLE:
        view = view.with_(version="")
    use(view.language)
    subject = subject_of("" if page == _FIRST else page, view, dataset, today())
    content = make(subject, address.rstrip("/"))
    target.write_bytes(content)
    told = {
        "file": str(target),
        "size_bytes": len(content),
        "version": dataset.fingerprint,
        "not_understood": {each.key: each.value for each in fallbacks},
    }
    lines = [
        _("Not understood and left out: {key}={value}", key=each.key, value=each.value)
        for each in fallbacks
    ]
    wrote = _(
        "{file}: {page}, data version {version}", file=target, page=page, version=dataset.version
    )
    return Answer(told, [*lines, wrote])


def _dataset(record: Record, version: str, asked: str) -> Dataset:
    """The version that is named, or the one that the link asks for, or the published one."""
    if not version and not asked:
        return record.published().dataset
    store = record.store()
    return loaded(record, store, version or store.resolve(asked))


def _one_each(query: str) -> dict[str, str]:
    found = parse_qs(query.removeprefix("?"), keep_blank_values=True)
    return {key: values[-1] for key, values in found.items()}
