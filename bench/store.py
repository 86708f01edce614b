"""What versions cost: the shipped record and a million rows, on SQLite and on PostgreSQL.

Each line is one step of a publisher or a reader. ``ratio`` compares it with the least that the
step must do: a snapshot as Parquet, written and made durable, or read by pyarrow; for a small
publish, a file written and made durable with a commit of one row.

python bench/store.py [rows]
"""

import io
import itertools
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from common import ROOT, median, table

from bordertrade.dataset import UPLOADED, Dataset, load, provenance_of, with_table
from bordertrade.dataset.fingerprint import table_digest
from bordertrade.store import Store, open_store
from tests.store.servers import serving

ROWS = 1_000_000
SMALL = 30

Cost = dict[str, float]


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = do()
    return time.perf_counter() - start, result


def large(dataset: Dataset, rows: int) -> Dataset:
    """The shipped record and this many rows of formal trade, each with a value of its own."""
    numbers = np.arange(rows)
    shipped = dataset["formal_trade"]
    frame = pd.DataFrame({name: shipped[name].iloc[0] for name in shipped}, index=numbers + 2)
    frame = frame.assign(
        period=[f"{2016 + number % 10}-{1 + number // 10 % 12:02d}" for number in range(rows)],
        commodity=[f"Goods {number % 5000}" for number in range(rows)],
        value=np.random.default_rng(4).random(rows) * 1e6,
        note="",
    ).astype(shipped.dtypes)
    frame.index.name = "line"
    source = provenance_of("large.csv", b"large", UPLOADED, rows)
    return with_table(dataset, "formal_trade", frame, source)


def changed(dataset: Dataset, value: float) -> Dataset:
    """One value of one small table changed."""
    rates = dataset["exchange_rates"].copy()
    rates.iloc[0, rates.columns.get_loc("lcu_per_usd")] = value  # type: ignore[index]
    return with_table(dataset, "exchange_rates", rates, dataset.provenance["exchange_rates"])


def publish(store: Store, dataset: Dataset) -> None:
    head = store.head()
    expected = head.number if head else 0
    store.publish(store.save(dataset), expected=expected, who="bench", why="")


def costs(store: Store, shipped: Dataset, million: Dataset) -> Cost:
    """Seconds of each step."""
    publish(store, shipped)
    small = [changed(shipped, 300.0 + number) for number in range(SMALL)]
    found = {"publish, small": median([timed(partial(publish, store, each))[0] for each in small])}
    found["head, asked at each run"] = median([timed(store.head)[0] for _ in range(200)])
    found["load, small"] = timed(lambda: _load(store, small[-1]))[0]
    found["publish, large"] = timed(lambda: publish(store, million))[0]
    found["load, large"] = timed(lambda: _load(store, million))[0]
    found["publish, one cell of large"] = timed(lambda: publish(store, changed(million, 500.0)))[0]
    found["verify everything"] = timed(store.verify)[0]
    return found


def _load(store: Store, dataset: Dataset) -> Dataset:
    return store.load(dataset.fingerprint, dataset.contract, dataset.folder)


def floors(shipped: Dataset, million: Dataset) -> Cost:
    """Seconds of the least that could be done."""
    whole = pa.Table.from_pandas(million["formal_trade"].reset_index())
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "rows.parquet"
        writing = timed(lambda: _durable(place, _parquet(whole)))[0]
        reading = timed(lambda: pq.read_table(place).to_pandas())[0]
        small = _smallest(Path(name))
    return {
        "publish, small": small,
        "publish, large": writing,
        "load, large": reading,
        "publish, one cell of large": writing,
    }


def _parquet(whole: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(whole, out, compression="zstd")
    return out.getvalue()


def _durable(place: Path, content: bytes) -> None:
    with place.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _smallest(folder: Path) -> float:
    """A file and a commit of one row, both durable."""
    database = sqlite3.connect(folder / "one", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE one (number)")
    names = (folder / str(number) for number in itertools.count())

    def once() -> None:
        _durable(next(names), bytes(2000))
        database.execute("INSERT INTO one VALUES (1)")

    return median([timed(once)[0] for _ in range(SMALL)])


@contextmanager
def stores() -> Iterator[dict[str, Store]]:
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        opened = {"SQLite": open_store(folder=Path(folder)), "PostgreSQL": open_store(server.url())}
        yield opened
        for each in opened.values():
            each.close()


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    shipped = load(ROOT / "data")
    assembling, million = timed(lambda: large(shipped, rows))
    counting = timed(lambda: table_digest(million["formal_trade"]))[0]
    least = floors(shipped, million)
    with stores() as opened:
        found = {name: costs(store, shipped, million) for name, store in opened.items()}
    lines = []
    for step in found["SQLite"]:
        line = [step]
        for name in found:
            ratio = f"{found[name][step] / least[step]:.1f}" if step in least else ""
            line += [f"{found[name][step] * 1000:,.1f}", ratio]
        lines.append(line)
    heads = ["step", *(head for name in found for head in (f"{name}, ms", "ratio"))]
    table(f"{rows:,} rows", heads, lines)
    print(
        f"\nthe large record, made: {assembling:.1f} s, of it the hash of its rows {counting:.1f} s"
    )


if __name__ == "__main__":
    main()
