"""``apply``: a draft of the published version with the rows of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.comparison import Comparison, compare
from bordertrade.commands.exits import Exit
from bordertrade.commands.inspection import Inspection, Inspector, form_and_money, mode_option
from bordertrade.commands.people import who_option, why_option
from bordertrade.commands.publish import published as publish
from bordertrade.commands.rates import READING, Rates, rate_option, rate_source_option, written
from bordertrade.commands.reading import Reading, reading_options
from bordertrade.commands.record import Published, Record, published, record_options
from bordertrade.commands.statement import as_json, findings, lines
from bordertrade.commands.stops import Stop
from bordertrade.commands.version import draft_as_json, link
from bordertrade.dataset import Dataset
from bordertrade.dataset.fingerprint import SHORT
from bordertrade.intake import Mode, joining
from bordertrade.intake.form_memory import said_of
from bordertrade.intake.suspicions import is_reason
from bordertrade.intake.understanding import mapping_of
from bordertrade.store import Draft, Store
from bordertrade.words import _


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """What the caller said besides the files."""

    mode: Mode
    takes_good_rows: bool
    reasons: Mapping[str, str]
    who: str
    why: str
    is_draft: bool


def _reasons(
    _context: click.Context, _option: click.Parameter, given: Iterable[str]
) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    if any(not is_reason(text) for _code, _equals, text in pairs):
        raise click.BadParameter("Write CODE=TEXT, with at least three words.")
    return {code.strip(): text.strip() for code, _equals, text in pairs}


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
    callback=_reasons,
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
    asked = Asked(mode, takes_good_rows, reasons, who, why, is_draft)
    with written(rates, rate_source, base.dataset) as given:
        found = _inspected(files, base, reading, mode, given)
        return _applied(found, base, asked, record)


def _applied(found: list[Inspection], base: Published, asked: Asked, record: Record) -> Answer:
    """All files in one draft, or published at once."""
    store = record.store()
    after = next((each.merge.dataset for each in reversed(found) if each.merge), base.dataset)
    obstacle = _obstacle(found, asked, changes=after.fingerprint != base.dataset.fingerprint)
    if obstacle is not Exit.DONE:
        told = {"files": [as_json(each) for each in found], "version": None, "changes": False}
        return Answer(told, _why_not(found, asked), obstacle)
    if after.fingerprint == base.dataset.fingerprint:
        return _nothing(found, after)
    draft = _drafted(store, base, after, found, asked)
    if asked.is_draft:
        return _told(draft, compare(base.dataset, after), found)
    return publish(store, record, draft.version, why=asked.why, who=asked.who)


def _inspected(
    files: Iterable[Path], base: Published, reading: Reading, mode: Mode, rates: Path | None
) -> list[Inspection]:
    """Each file on top of the ones before it; those that others point to go first, the rates given
    beside them before all."""
    inspector = Inspector.on(base, reading, mode)

    def points_to(file: Path) -> int:
        table = inspector.look(file).table
        return len(base.dataset.contract.tables[table].foreign_keys) if table else 0

    found: list[Inspection] = []
    if rates is not None:
        found.append(replace(inspector, reading=READING, mode=Mode.APPEND).inspect(rates))
        known = found[0].merge
        inspector = replace(inspector, dataset=known.dataset) if known else inspector
    for file in sorted(files, key=points_to):
        found.append(inspector.inspect(file))
        after = found[-1].merge
        inspector = replace(inspector, dataset=after.dataset) if after else inspector
    return found


def _obstacle(found: Iterable[Inspection], asked: Asked, *, changes: bool) -> Exit:
    """What stands against a draft, the gravest first. Rows that change nothing need no reason."""
    if any(each.is_refused or (each.has_doubts and not asked.takes_good_rows) for each in found):
        unsure = any(each.exit is Exit.UNCONFIRMED for each in found)
        return Exit.UNCONFIRMED if unsure else Exit.PROBLEMS
    if any(each.unconfirmed or (changes and _lacking(each, asked)) for each in found):
        return Exit.UNCONFIRMED
    return Exit.DONE


def _lacking(found: Inspection, asked: Asked) -> list[str]:
    """The suspicions that nobody has given a reason for."""
    return [code for code in found.needs_reason if code not in asked.reasons]


def _why_not(found: Iterable[Inspection], asked: Asked) -> Iterator[str]:
    for each in found:
        yield from lines(each)
        if each.has_doubts and not each.is_refused and not asked.takes_good_rows:
            yield _("To go on without these rows: --good-rows")
    yield _("Nothing was changed.")


def _nothing(found: list[Inspection], dataset: Dataset) -> Answer:
    told = {"files": [as_json(each) for each in found], "version": dataset.fingerprint}
    line = _("Nothing to do: every row is there already as it stands.")
    return Answer({**told, "link": link(dataset.version), "changes": False}, [line])


def _drafted(
    store: Store, base: Published, after: Dataset, found: list[Inspection], asked: Asked
) -> Draft:
    version = store.save(after)
    for each in found:
        if each.report:
            store.keep_file(each.report.original, each.name)
        _remember(store, each, base.dataset)
    _make_room(store, version, base, asked)
    details = _details(found, asked)
    return store.add_draft(version, base=base.number, who=asked.who, why=asked.why, details=details)


def _told(draft: Draft, comparison: Comparison, found: list[Inspection]) -> Answer:
    told = {
        **draft_as_json(draft),
        "files": [as_json(each) for each in found],
        "difference": comparison.as_json(),
        "changes": True,
    }
    line = _("Draft {version}: {link}", version=draft.version[:SHORT], link=link(draft.in_links))
    kept_out = [each for file in found for each in findings(file)]
    return Answer(told, [*kept_out, "", *comparison.lines(), line])


def _make_room(store: Store, version: str, base: Published, asked: Asked) -> None:
    """The same rows, drafted over an older revision: that draft could never be published."""
    old = store.draft(version)
    if old and old.base != base.number:
        store.discard(version, who=asked.who, why=_("made anew from the current revision"))


def _remember(store: Store, found: Inspection, dataset: Dataset) -> None:
    """A mapping that a person confirmed need not be asked about again, and what was said of the file
    serves the next of its form."""
    seen, declaration = found.understood, found.declaration
    if declaration and found.table and seen.header and "columns" in declaration.how:
        store.remember_mapping(seen.signature, found.table, mapping_of(declaration, seen.header))
    if declaration and found.table:
        _seen, form, money = form_and_money(found.file, dataset, found.table)
        said = said_of(declaration, money)
        if form and said:
            store.remember_mapping(form, found.table, said.as_texts())


def _details(found: list[Inspection], asked: Asked) -> dict[str, Any]:
    """What the audit keeps of an upload: each file, how it was read, what it changed, reasons."""
    files = [
        joining.told(each.report, each.declaration, asked.mode, each.merge)
        for each in found
        if each.report and each.declaration and each.merge
    ]
    return {"files": files, "reasons": dict(asked.reasons)}
