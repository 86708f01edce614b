"""A data set as bytes, and back, exactly.

Each table is one Parquet file: the columns of its frame and the two of its lineage. The manifest
is a small JSON that names them. It holds nothing of this machine, so equal data give equal bytes:

``layout``    1
``contract``  digest of the contract's tables and columns
``tables``    name -> ``digest`` (of the rows), ``rows``, ``blob`` (SHA-256 of the Parquet),
              ``source`` (the table's newest file)
``files``     checksum -> ``file``, ``origin``, ``rows``

Why loading needs not count the rows again: the version's id is a hash of the tables' digests,
which the manifest holds, and is compared; the manifest and each Parquet file are compared with
their SHA-256. What ties digests to Parquet is the moment of saving, and there each file is read
back and compared with its frame before it counts as written.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bordertrade.dataset import (
    SHIPPED,
    Contract,
    Dataset,
    Provenance,
    Table,
    assemble,
    lineage,
    provenance_of,
)
from bordertrade.dataset.fingerprint import fingerprint_of
from bordertrade.dataset.reading import dtype_of

LAYOUT = 1

#: The columns of lineage, named as no column of the contract may be.
_FILE, _LINE = "__file", "__line"

_TEXT = pd.StringDtype(na_value=float("nan"))
_ARROW = {"float64": pa.float64(), "Int64": pa.int64(), "boolean": pa.bool_(), "str": pa.string()}
_PANDAS: dict[pa.DataType, Any] = {
    pa.string(): _TEXT,
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


class UnfaithfulError(Exception):
    """A table that does not read back as it was written: a fault of this program."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a manifest."""

    digest: str
    rows: int
    blob: str
    source: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version consists of."""

    contract: str
    tables: Mapping[str, Part]
    files: Mapping[str, Provenance]

    @property
    def fingerprint(self) -> str:
        return fingerprint_of({name: part.digest for name, part in self.tables.items()})

    def as_bytes(self) -> bytes:
        """Canonical JSON."""
        return json.dumps(
            {
                "layout": LAYOUT,
                "contract": self.contract,
                "tables": {name: asdict(part) for name, part in self.tables.items()},
                "files": {
                    checksum: {"file": each.file, "origin": each.origin, "rows": each.rows}
                    for checksum, each in self.files.items()
                },
            },
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @staticmethod
    def from_bytes(content: bytes) -> Manifest:
        written = json.loads(content)
        return Manifest(
            contract=written["contract"],
            tables={name: Part(**part) for name, part in written["tables"].items()},
            files={
                checksum: Provenance(checksum=checksum, **each)
                for checksum, each in written["files"].items()
            },
        )


def contract_digest(contract: Contract) -> str:
    """A hash of what decides how tables are stored: names and types of columns."""
    shape = {
        table.name: [[column.name, column.type] for column in table.columns]
        for table in contract.tables.values()
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()


def describe(dataset: Dataset) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest of a data set, and its tables' Parquet files by their hash."""
    files = {
        name: parquet(frame, dataset.contract.tables[name])
        for name, frame in dataset.tables.items()
    }
    blobs = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    tables = {
        name: Part(
            digest=dataset.digests[name],
            rows=len(frame),
            blob=blobs[name],
            source=asdict(dataset.provenance[name]),
        )
        for name, frame in dataset.tables.items()
    }
    manifest = Manifest(contract_digest(dataset.contract), tables, dict(dataset.files))
    return manifest, {blobs[name]: content for name, content in files.items()}


def restore(
    manifest: Manifest, read: Callable[[str], bytes], contract: Contract, folder: Path
) -> Dataset:
    """The data set of a manifest; it keeps its id also under a newer contract.

    ``read`` gives the Parquet file of a table by the table's name.
    """
    tables: dict[str, pd.DataFrame] = {}
    digests: dict[str, str] = {}
    provenance: dict[str, Provenance] = {}
    for table in contract.tables.values():
        part = manifest.tables.get(table.name)
        frame = frame_of(read(table.name)) if part else _no_rows()
        if part and list(frame.columns) == list(table.column_names):
            digests[table.name] = part.digest
        else:
            frame = _fitting(frame, table)
        tables[table.name] = frame
        provenance[table.name] = Provenance(**part.source) if part else _none(table)
    return assemble(
        contract,
        tables,
        provenance,
        folder,
        manifest.files.values(),
        digests=digests,
        identity=manifest.fingerprint,
    )


def parquet(frame: pd.DataFrame, table: Table) -> bytes:
    """The Parquet file of a table, in the contract's types, with lineage.

    Raises UnfaithfulError if it does not read back equal.
    """
    rows = _typed(frame.reset_index(drop=True), table)
    file, line = lineage.files(frame), lineage.lines(frame)
    arrays = [
        pa.array(rows[name], _ARROW[dtype_of(table.column(name))], from_pandas=False)
        for name in rows.columns
    ]
    origins = [pa.array(file, pa.string()), pa.array(line, pa.int64())]
    whole = pa.table([*arrays, *origins], names=[*rows.columns, _FILE, _LINE])
    out = io.BytesIO()
    pq.write_table(whole, out, compression="zstd", store_schema=False)
    content = out.getvalue()
    read, read_file, read_line = _read(content)
    if not (read.equals(rows) and read_file.equals(file) and read_line.equals(line)):
        raise UnfaithfulError(table.name)
    return content


def frame_of(content: bytes) -> pd.DataFrame:
    """The frame of a Parquet file: columns as they were, indexed by (file, line)."""
    rows, file, line = _read(content)
    names = [lineage.FILE, lineage.LINE]
    return rows.set_axis(pd.MultiIndex.from_arrays([file, line], names=names))


def _read(content: bytes) -> tuple[pd.DataFrame, pd.Index[str], pd.Index[int]]:
    """The columns, and the file and line of each row."""
    whole = pq.read_table(io.BytesIO(content), use_threads=False)
    rows: pd.DataFrame = whole.drop_columns([_FILE, _LINE]).to_pandas(types_mapper=_PANDAS.get)
    file = pd.Index(whole.column(_FILE).to_pandas(), dtype=_TEXT)
    return rows, file, pd.Index(whole.column(_LINE).to_numpy())


def _typed(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """In the contract's types; most frames are so already."""
    kinds = {name: dtype_of(table.column(name)) for name in rows.columns}
    other = {name: kind for name, kind in kinds.items() if rows[name].dtype != kind}
    return rows.astype(other) if other else rows


def _fitting(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The contract's columns; those that the version did not know are empty."""
    return pd.DataFrame(
        {
            column.name: frame[column.name]
            if column.name in frame
            else pd.Series("" if dtype_of(column) == "str" else None, index=frame.index)
            for column in table.columns
        },
        index=frame.index,
    ).astype({column.name: dtype_of(column) for column in table.columns})


def _no_rows() -> pd.DataFrame:
    none = pd.MultiIndex.from_arrays(
        [pd.Index([], dtype=_TEXT), pd.Index([], dtype="int64")], names=[lineage.FILE, lineage.LINE]
    )
    return pd.DataFrame(index=none)


def _none(table: Table) -> Provenance:
    """Of a table that came with a newer contract."""
    return provenance_of(table.path, b"", SHIPPED, 0)
