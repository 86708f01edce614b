"""The rows that can be taken, as Parquet: the table's columns typed, then line and record."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bordertrade.dataset import Column, Table
from bordertrade.intake.columns import arrow_type
from bordertrade.intake.report import LINE, RECORD
from bordertrade.intake.rows import Mask, Rows

_GROUP_ROWS = 65_536


class Accepted:
    """Streams rows to a file; some may be taken out again before it is done."""

    def __init__(self, path: Path, table: Table) -> None:
        self._path = path
        self._table = table
        self._schema = schema_of(table)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd", compression_level=1)
        self._waiting: list[pa.RecordBatch] = []
        self.count = 0

    def add(self, rows: Rows, chosen: Mask) -> None:
        """Keep the chosen rows of a batch; columns that the file lacks are empty."""
        count = int(chosen.sum())
        arrays = [
            rows.cells[column.name].as_arrow(chosen)
            if column.name in rows.cells
            else _empty(column, count)
            for column in self._table.columns
        ]
        places = [pa.array(rows.lines[chosen]), pa.array(rows.records[chosen])]
        self._waiting.append(pa.RecordBatch.from_arrays([*arrays, *places], schema=self._schema))
        self.count += count
        if sum(each.num_rows for each in self._waiting) >= _GROUP_ROWS:
            self._write()

    def close(self) -> None:
        self._write()
        self._writer.close()

    def without(self, lines: NDArray[np.int64]) -> None:
        """Take rows out, by line, once the file is closed."""
        if not len(lines):
            return
        gone = pa.array(lines)
        partial = self._path.with_suffix(".partial")
        with pq.ParquetFile(self._path) as old, pq.ParquetWriter(partial, self._schema) as new:
            for batch in old.iter_batches(_GROUP_ROWS):
                kept = batch.filter(pc.invert(pc.is_in(batch[LINE], value_set=gone)))
                new.write_table(pa.Table.from_batches([kept]).cast(self._schema))
                self.count -= batch.num_rows - kept.num_rows
        partial.replace(self._path)

    def _write(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting).unify_dictionaries()
            self._writer.write_table(table, row_group_size=_GROUP_ROWS)
            self._waiting = []


def schema_of(table: Table) -> pa.Schema:
    """How the rows of a table are kept on disk."""
    columns = [(column.name, arrow_type(column)) for column in table.columns]
    return pa.schema([*columns, (LINE, pa.int64()), (RECORD, pa.int64())])


def _empty(column: Column, count: int) -> pa.Array:
    kind = arrow_type(column)
    if not pa.types.is_dictionary(kind):
        return pa.nulls(count, kind)
    nothing = pa.array(np.zeros(count, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(nothing, pa.array([""]))
