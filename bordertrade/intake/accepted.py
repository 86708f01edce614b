"""The rows that can be taken, as Parquet: the table's columns typed, then line and record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bordertrade.dataset import Column, Table
from bordertrade.intake.columns import arrow_type, as_arrow, coded_as_arrow
from bordertrade.intake.report import LINE, PLACE, RECORD
from bordertrade.intake.rows import Mask, Rows

_GROUP_ROWS = 65_536
#: So many batches are held at once, also where few of their rows are kept.
_MOST_WAITING = 256


class Accepted:
    """Streams rows to a file; some may be taken out again before it is done."""

    def __init__(self, path: Path, table: Table, *, is_turned: bool = False) -> None:
        self._path = path
        self._table = table
        self._schema = schema_of(table, is_turned=is_turned)
        self._ends = ("lines", "records", "places")[: 2 + is_turned]
        self._writer = self._new(path)
        self._waiting: list[Rows] = []
        self._chosen: list[Mask] = []
        self._rows = 0
        self.count = 0

    def add(self, rows: Rows, chosen: Mask) -> None:
        """Keep the chosen rows of a batch; columns that the file lacks are empty."""
        count = int(chosen.sum())
        if not count:
            return
        if self._waiting and not _continues(self._waiting[-1], rows):
            self._write()
        self._waiting.append(rows)
        self._chosen.append(chosen)
        self.count += count
        self._rows += count
        if self._rows >= _GROUP_ROWS or len(self._waiting) >= _MOST_WAITING:
            self._write()

    def close(self) -> None:
        self._write()
        self._writer.close()

    def read(self, names: Sequence[str]) -> pd.DataFrame:
        """Some columns of the rows, with their lines and records, once the file is closed; texts as
        categories."""
        with pq.ParquetFile(self._path) as file:
            read = file.read([*names, LINE, RECORD], use_threads=False)
        found: pd.DataFrame = read.to_pandas(split_blocks=True, self_destruct=True)
        return found

    def without(self, gone: Mask, sums: pd.DataFrame | None = None) -> None:
        """Take rows out, by the number of their record, once the file is closed; and put other
        numbers, given by record, in some that stay."""
        partial = self._path.with_suffix(".partial")
        with pq.ParquetFile(self._path) as old, self._new(partial) as new:
            # one thread: each more keeps memory of its own, and the check is a process beside others
            for batch in old.iter_batches(_GROUP_ROWS, use_threads=False):
                kept = batch.filter(pa.array(~gone[batch[RECORD].to_numpy()]))
                kept = kept if sums is None else self._with(kept, sums)
                new.write_table(pa.Table.from_batches([kept]).cast(self._schema))
                self.count -= batch.num_rows - kept.num_rows
        partial.replace(self._path)

    def _with(self, batch: pa.RecordBatch, sums: pd.DataFrame) -> pa.RecordBatch:
        """The batch with other numbers in the rows of some records."""
        records = batch[RECORD].to_numpy()
        at = np.flatnonzero(np.isin(records, sums.index.to_numpy()))
        for name in sums.columns:
            numbers = np.array(batch[name].to_pandas(), dtype=np.float64)
            numbers[at] = sums.loc[records[at], name].to_numpy(dtype=np.float64, na_value=np.nan)
            column = as_arrow(self._table.column(name), numbers)
            batch = batch.set_column(batch.schema.get_field_index(name), name, column)
        return batch

    def _new(self, path: Path) -> pq.ParquetWriter:
        texts = [each.name for each in self._schema if pa.types.is_dictionary(each.type)]
        return pq.ParquetWriter(
            path,
            self._schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=texts,
            write_statistics=False,
        )

    def _write(self) -> None:
        if self._rows:
            arrays = [self._column(column) for column in self._table.columns]
            places = [
                pa.array(np.concatenate([getattr(rows, name)[c] for rows, c in self._kept()]))
                for name in self._ends
            ]
            table = pa.Table.from_arrays([*arrays, *places], schema=self._schema)
            self._writer.write_table(table, row_group_size=_GROUP_ROWS)
        self._waiting, self._chosen, self._rows = [], [], 0

    def _kept(self) -> Iterator[tuple[Rows, Mask]]:
        return zip(self._waiting, self._chosen, strict=True)

    def _column(self, column: Column) -> pa.Array:
        if column.name not in self._waiting[0].cells:
            return _empty(column, self._rows)
        pairs = [(rows.cells[column.name], chosen) for rows, chosen in self._kept()]
        known = pairs[0][0].known
        if known is None:
            numbers = [cells.as_numbers()[chosen] for cells, chosen in pairs]
            return as_arrow(column, np.concatenate(numbers))
        codes = [cells.codes[chosen] for cells, chosen in pairs if cells.codes is not None]
        return coded_as_arrow(column, np.concatenate(codes), known)


def _continues(before: Rows, after: Rows) -> bool:
    """Whether the codes of two batches mean the same."""
    return all(cells.known is after.cells[name].known for name, cells in before.cells.items())


def schema_of(table: Table, *, is_turned: bool = False) -> pa.Schema:
    """How the rows of a table are kept on disk."""
    columns = [(column.name, arrow_type(column)) for column in table.columns]
    ends = [(LINE, pa.int64()), (RECORD, pa.int64()), (PLACE, pa.int32())]
    return pa.schema([*columns, *ends[: 2 + is_turned]])


def _empty(column: Column, count: int) -> pa.Array:
    kind = arrow_type(column)
    if not pa.types.is_dictionary(kind):
        return pa.nulls(count, kind)
    nothing = pa.array(np.zeros(count, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(nothing, pa.array([""]))
