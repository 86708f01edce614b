"""What the check of a file found: counts, problems, and the files that hold the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bordertrade.intake.declaration import Declaration
from bordertrade.problems import Problem, Severity

#: So many problems are kept one by one; all are counted.
MOST_PROBLEMS = 10_000

ORIGINAL, ACCEPTED, REJECTS = "original", "accepted.parquet", "rejects.csv"
#: Columns of ``accepted.parquet`` beside those of the table. The place is that of the file's column
#: from which a row was made; only turned tables have it.
LINE, RECORD, PLACE = "_line", "_record", "_place"


@dataclass(frozen=True, eq=False, slots=True)
class CheckReport:
    """A checked file.

    ``rows`` counts its data records, good or bad; ``accepted`` those that can be taken,
    ``rejected`` those that cannot (records that a person left out are in neither). ``counts`` is
    the exact number of findings of each code, ``problems`` the first 10,000 errors and warnings
    in order of lines. ``skipped`` are the lines before the header. ``folder`` holds the original
    bytes, the accepted rows (Parquet) and the rejected records (CSV). ``peak_bytes`` is the most
    memory that the check took.
    """

    table: str
    file: str
    checksum: str
    size: int
    declaration: Declaration
    rows: int
    accepted: int
    rejected: int
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    folder: Path
    skipped: tuple[str, ...] = ()
    peak_bytes: int = 0
    errors: int = 0
    #: The file's own headings, where its records are not rows as they stand.
    headings: tuple[str, ...] = ()
    #: (code, column or "", how many), exactly.
    by_column: tuple[tuple[str, str, int], ...] = ()
    #: What must live as long as the report, because the folder goes with it.
    keeper: object = None
    held: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def is_clean(self) -> bool:
        return not self.counts

    @property
    def has_errors(self) -> bool:
        return self.errors > 0

    @property
    def original(self) -> Path:
        """The bytes as they came."""
        return self.folder / ORIGINAL

    @property
    def rejects(self) -> Path:
        """The rejected records: line, record, findings, then the cells as they came."""
        return self.folder / REJECTS

    def frame(self) -> pd.DataFrame:
        """The accepted rows with the table's columns and dtypes, indexed by ``line``; read once."""
        if "rows" not in self.held:
            self.held["rows"] = _frame(pq.read_table(self.folder / ACCEPTED))
        return self.held["rows"]

    def origins(self) -> pd.DataFrame:
        """Where each accepted row came from, in the order of ``frame``: ``LINE``, ``RECORD`` (the
        number of its row in the file) and ``PLACE`` (that of its turned column; -1 for none); read
        once."""
        if "origins" not in self.held:
            self.held["origins"] = self._origins()
        return self.held["origins"]

    def _origins(self) -> pd.DataFrame:
        names = pq.read_schema(self.folder / ACCEPTED).names
        wanted = [name for name in (LINE, RECORD, PLACE) if name in names]
        found: pd.DataFrame = pq.read_table(self.folder / ACCEPTED, columns=wanted).to_pandas()
        return found if PLACE in found else found.assign(**{PLACE: -1})

    def frames(self) -> Iterator[pd.DataFrame]:
        """The same in parts, so that a file of any size can be written out."""
        with pq.ParquetFile(self.folder / ACCEPTED) as file:
            for part in file.iter_batches():
                yield _frame(pa.Table.from_batches([part]))

    def as_json(self) -> dict[str, Any]:
        """A form that ``json`` can write; ``from_json`` reads it back."""
        return {
            "table": self.table,
            "file": self.file,
            "checksum": self.checksum,
            "size": self.size,
            "declaration": self.declaration.as_json(),
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "counts": dict(self.counts),
            "problems": [problem_json(each) for each in self.problems],
            "skipped": list(self.skipped),
            "peak_bytes": self.peak_bytes,
            "errors": self.errors,
            "headings": list(self.headings),
            "by_column": [list(each) for each in self.by_column],
        }

    @classmethod
    def from_json(
        cls, given: Mapping[str, Any], folder: Path, keeper: object = None
    ) -> CheckReport:
        """Read what ``as_json`` wrote in a folder."""
        return cls(
            **{
                **given,
                "declaration": Declaration.from_json(given["declaration"]),
                "problems": tuple(problem_from_json(each) for each in given["problems"]),
                "skipped": tuple(given["skipped"]),
                "headings": tuple(given.get("headings", ())),
                "by_column": tuple((code, column, n) for code, column, n in given["by_column"]),
                "folder": folder,
                "keeper": keeper,
            }
        )


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as plain values, without those that say nothing."""
    given = {**asdict(replace(problem, details={})), "details": dict(problem.details)}
    return {name: value for name, value in given.items() if value not in (None, "", (), {})}


def problem_from_json(given: Mapping[str, Any]) -> Problem:
    return Problem(
        **{
            **given,
            "expected": tuple(given.get("expected", ())),
            "severity": Severity(given["severity"]),
        }
    )


def _frame(read: pa.Table) -> pd.DataFrame:
    index = pd.Index(read[LINE].to_numpy(), name="line", dtype="int64")
    names = [name for name in read.column_names if name not in (LINE, RECORD, PLACE)]
    columns = {name: _series(read[name], read.schema.field(name).type) for name in names}
    return pd.DataFrame(columns, columns=names).set_axis(index)


def _series(column: pa.ChunkedArray, kind: pa.DataType) -> pd.Series[Any]:
    found: pd.Series[Any] = column.to_pandas()
    if pa.types.is_floating(kind):
        return found
    if pa.types.is_dictionary(kind):
        return found.astype("str").fillna("")
    return found.astype("boolean" if pa.types.is_boolean(kind) else "Int64")
