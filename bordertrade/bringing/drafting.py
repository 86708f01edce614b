"""Files that were looked at, made into one draft: all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bordertrade.bringing.inspection import Inspection, Inspector, form_and_money
from bordertrade.bringing.published import Published
from bordertrade.dataset import Dataset
from bordertrade.intake import Mode, joining
from bordertrade.intake.form_memory import said_of
from bordertrade.intake.understanding import mapping_of
from bordertrade.store import Draft, Store


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """What somebody said besides the files. ``token`` is the id of a machine's."""

    mode: Mode
    takes_good_rows: bool
    reasons: Mapping[str, str]
    who: str
    why: str
    #: What readers are told of who it is, as ``people.by`` says it.
    by: Mapping[str, str] = field(default_factory=dict)
    token: str = ""


class Hindrance(StrEnum):
    """What stands against a draft, the gravest first."""

    PROBLEMS = "problems"  # a file or some of its rows cannot be taken
    UNCONFIRMED = "unconfirmed"  # a person must confirm a guess or give a reason


@dataclass(frozen=True, eq=False, slots=True)
class Brought:
    """Files looked at, each on top of those before it, and the record they would make."""

    base: Published
    found: tuple[Inspection, ...]

    @property
    def after(self) -> Dataset:
        merged = (each.merge.dataset for each in reversed(self.found) if each.merge)
        return next(merged, self.base.dataset)

    @property
    def changes(self) -> bool:
        return self.after.fingerprint != self.base.dataset.fingerprint

    def hindrance(self, asked: Asked) -> Hindrance | None:
        """Rows that change nothing need no reason."""
        found = self.found
        if any(e.is_refused or (e.has_doubts and not asked.takes_good_rows) for e in found):
            unsure = any(each.unconfirmed and not each.refusals for each in found)
            return Hindrance.UNCONFIRMED if unsure else Hindrance.PROBLEMS
        if any(each.unconfirmed or (self.changes and lacking(each, asked)) for each in found):
            return Hindrance.UNCONFIRMED
        return None


def brought(files: Iterable[Path], inspector: Inspector, base: Published) -> Brought:
    """Each file on top of the ones before it; those that others point to go first."""

    def points_to(file: Path) -> int:
        table = inspector.look(file).table
        return len(base.dataset.contract.tables[table].foreign_keys) if table else 0

    found: list[Inspection] = []
    for file in sorted(files, key=points_to):
        found.append(inspector.inspect(file))
        after = found[-1].merge
        inspector = replace(inspector, dataset=after.dataset) if after else inspector
    return Brought(base, tuple(found))


def lacking(found: Inspection, asked: Asked) -> list[str]:
    """The suspicions that nobody has given a reason for."""
    return [code for code in found.needs_reason if code not in asked.reasons]


def drafted(store: Store, brought: Brought, asked: Asked) -> Draft:
    """The draft, with the files kept. Raises what ``Store.add_draft`` raises."""
    version = store.save(brought.after)
    for each in brought.found:
        if each.report:
            store.keep_file(each.report.original, each.name)
        _remember(store, each, brought.base.dataset)
    return store.add_draft(
        version,
        base=brought.base.number,
        who=asked.who,
        why=asked.why,
        details=_details(brought.found, asked),
        token=asked.token,
    )


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


def _details(found: Iterable[Inspection], asked: Asked) -> dict[str, Any]:
    """What the audit keeps of an upload: each file, how it was read, what it changed, reasons."""
    files = [
        joining.told(each.report, each.declaration, asked.mode, each.merge)
        for each in found
        if each.report and each.declaration and each.merge
    ]
    return {"files": files, "reasons": dict(asked.reasons), **asked.by}
