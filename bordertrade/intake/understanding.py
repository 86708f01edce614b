"""Understanding a file that nobody has seen: from its head to a declaration.

Only the first megabyte is read, also of a file of a gigabyte. What the file says for certain is
certain; everything else is a guess that a person confirms before anything is applied.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bordertrade.dataset import Contract, Dataset
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import IGNORED, Declaration
from bordertrade.problems import Problem

#: How much of a file is looked at.
HEAD_BYTES = 1024 * 1024
#: How many records are shown as written.
SAMPLE_RECORDS = 20


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the head of a file says.

    ``refusal`` is set when nothing can be done with the file. ``tables`` are those that the file
    may be for, best first; ``header`` and ``sample`` (at most 20 records) stand as written.
    ``notes`` are warnings; ``unmapped`` names what needs a person: columns of the file that were
    guessed or not known, and the parts of the declaration that nobody can guess. ``signature``
    is the key of a remembered mapping.
    """

    refusal: Problem | None = None
    tables: tuple[str, ...] = ()
    declaration: Declaration = field(default_factory=Declaration)
    header: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    notes: tuple[Problem, ...] = ()
    unmapped: tuple[str, ...] = ()
    signature: str = ""


def understand(
    file: Path | bytes,
    contract: Contract,
    dataset: Dataset,
    table: str | None = None,
    remembered: Mapping[str, str] | None = None,
    declared: Declaration | None = None,
) -> Understanding:
    """Look at the head of a file. ``table`` and ``remembered`` (folded name -> column) are known.

    The parts of ``declared`` that a person said (``How.DECLARED`` in its ``how``) stand: an
    encoding, delimiter or header line said on the page or the command line is obeyed here.
    """
    head = head_of(file)
    rows = [
        tuple(row)
        for row in islice(csv.reader(head.decode("utf-8-sig", "replace").splitlines()), 21)
    ]
    header = rows[0] if rows else ()
    chosen = (
        table
        or max(
            (each for each in contract.uploadable()),
            key=lambda each: len(set(header) & set(each.column_names)),
        ).name
    )
    known = contract.tables[chosen].column_names
    columns = tuple(name if name in known else IGNORED for name in header)
    return Understanding(
        tables=(chosen,),
        declaration=Declaration(columns=columns),
        header=header,
        sample=tuple(rows[1:]),
        signature=signature_of(header, chosen),
    )


def head_of(file: Path | bytes) -> bytes:
    """The first megabyte of a file."""
    if isinstance(file, bytes):
        return file[:HEAD_BYTES]
    with file.open("rb") as stream:
        return stream.read(HEAD_BYTES)


def signature_of(header: Sequence[str], table: str) -> str:
    """The key of a remembered mapping: the same for the same header, however it is spelled."""
    text = "\n".join([table, *map(fold, header)])
    return hashlib.sha256(text.encode()).hexdigest()


def mapping_of(declaration: Declaration, header: Sequence[str]) -> dict[str, str]:
    """What a store remembers of a declaration: folded name of the file -> column."""
    return {fold(name): column for name, column in zip(header, declaration.columns, strict=True)}
