"""``apply``: a draft of the published version with the rows of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from bordertrade.bringing.comparison import Comparison, compare
from bordertrade.bringing.drafting import Asked, Brought, Hindrance, brought, drafted
from bordertrade.bringing.published import Published, published
from bordertrade.bringing.reading import Reading, reasons
from bordertrade.bringing.statement import as_json
from bordertrade.bringing.told import draft_as_json, link
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.exits import Exit
from bordertrade.commands.looking import inspector, mode_option
from bordertrade.commands.people import who_option, why_option
from bordertrade.commands.publish import published as publish
from bordertrade.commands.rates import READING, Rates, rate_option, rate_source_option, written
from bordertrade.commands.reading import reading_options, said
from bordertrade.commands.record import Record, record_options
from bordertrade.commands.statement import findings, lines
from bordertrade.commands.stops import Stop
from bordertrade.intake import Mode
from bordertrade.store import Draft
from bordertrade.words import _, versions

_EXITS = {Hindrance.PROBLEMS: Exit.PROBLEMS, Hindrance.UNCONFIRMED: Exit.UNCONFIRMED}


@click.command("apply")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE...",
)
@reading_options
@mode_option
@click.option("--good-rows", "takes_good_rows", is_flag=True, help="Leave out rows with problems.")
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar="CODE=TEXT",
    callback=said(reasons),
    help="Why something odd is right; it stands in the audit.",
)
@click.option(
    "--draft/--publish",
    "is_draft",
    default=True,
    help="A draft with a link of its own, or at once.",
)
@rate_option
@rate_source_option
@why_option(required=False)
@who_option
@record_options
@answers
def command(
    files: tuple[Path, ...],
    reading: Reading,
    mode: Mode,
    takes_good_rows: bool,
    reasons: dict[str, str],
    is_draft: bool,
    rates: Rates,
    rate_source: str | None,
    why: str,
    who: str,
    record: Record,
) -> Answer:
    """Make a draft of the published version with the rows of FILEs, each checked in turn.

    All files go in or none. Rows with problems stop it unless --good-rows leaves them out
    (totals that agree with their rows and notes stay out by themselves); guesses need --yes,
    suspicions a --reason.
    """
    if not (is_draft or why):
        raise click.UsageError("--publish needs --why.")
    store = record.store()
    base = published(store, record.shipped())
    if base.faults:
        raise Stop(Exit.STORE, "damaged_head", "\n".join(base.warnings()))
    asked = Asked(mode, takes_good_rows, reasons, who, why)
    with written(rates, rate_source, base.dataset) as given:
        found = _brought(files, base, reading, mode, given)
        return _applied(found, asked, record, is_draft=is_draft)


def _brought(
    files: Iterable[Path], base: Published, reading: Reading, mode: Mode, rates: Path | None
) -> Brought:
    """The files, on top of the rates given beside them."""
    looking = inspector(base, reading, mode)
    if rates is None:
        return brought(files, looking, base)
    first = replace(looking, reading=READING, mode=Mode.APPEND).inspect(rates)
    if first.merge:
        looking = replace(looking, dataset=first.merge.dataset)
    return Brought(base, (first, *brought(files, looking, base).found))


def _applied(found: Brought, asked: Asked, record: Record, *, is_draft: bool) -> Answer:
    """All files in one draft, or published at once."""
    hindrance = found.hindrance(asked)
    if hindrance is not None:
        told = {"files": [as_json(each) for each in found.found], "version": None, "changes": False}
        return Answer(told, _why_not(found, asked), _EXITS[hindrance])
    if not found.changes:
        return _nothing(found)
    store = record.store()
    draft = drafted(store, found, asked)
    if is_draft:
        return _told(draft, compare(found.base.dataset, found.after), found)
    return publish(store, record, draft.version, why=asked.why, who=asked.who)


def _why_not(brought: Brought, asked: Asked) -> Iterator[str]:
    for each in brought.found:
        yield from lines(each)
        if each.has_doubts and not each.is_refused and not asked.takes_good_rows:
            yield _("To go on without these rows: --good-rows")
    yield _("Nothing was changed.")


def _nothing(brought: Brought) -> Answer:
    version = brought.after.fingerprint
    told = {"files": [as_json(each) for each in brought.found], "version": version}
    line = _("Nothing to do: every row is there already as it stands.")
    return Answer({**told, "link": link(versions.short(version)), "changes": False}, [line])


def _told(draft: Draft, comparison: Comparison, brought: Brought) -> Answer:
    told = {
        **draft_as_json(draft),
        "files": [as_json(each) for each in brought.found],
        "difference": comparison.as_json(),
        "changes": True,
    }
    line = _(
        "Draft {version}: {link}", version=versions.short(draft.version), link=link(draft.in_links)
    )
    kept_out = [each for file in brought.found for each in findings(file)]
    return Answer(told, [*kept_out, "", *comparison.lines(), line])
