"""What it costs to check a file: rows a second beside what others do with the same file.

All read one made file of ``formal_trade`` in processes of their own. Ours tells every fault at its
line; ``csv.reader`` only splits, pandas only parses, DuckDB keeps rejected rows (``store_rejects``),
frictionless checks a slice against the same types. With faults planted, ours must tell each of them
at its place and nothing else.

python bench/ingest.py [--rows 300000] [--bad 0.01]
python bench/ingest.py --xlsx [--rows 100000]    a workbook, beside openpyxl alone
python bench/ingest.py --gigabyte [--bytes N]    one clean gigabyte, one of errors, one cancelled;
                                                 ends with an error where one takes too much
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from common import ROOT, table

from bordertrade.dataset import Dataset, load
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.jobs import Job, start
from bordertrade.intake.references import References
from bordertrade.intake.report import MOST_PROBLEMS
from tests.intake.planting import HEADER, PLACES, Planted, cells_of, clean_lines, plant

SLICE_ROWS = 20_000
GIGABYTE = 1_000_000_000
#: What the check of a file of any size may take, and what the process that waits for it (bytes).
MOST_MEMORY, MOST_GROWTH = 400_000_000, 50_000_000
#: How long a cancelled check may go on, seconds.
MOST_PATIENCE = 2.0
_NUMBERS = ("value", "quantity")

OPENPYXL = "openpyxl read-only"

Cost = dict[str, float]


# --- each in a process of its own: ``python bench/ingest.py --only NAME --file FILE`` --------------


def read_csv_module(path: Path) -> int:
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, strict=True)
        count = 0
        while True:
            try:
                next(reader)
            except StopIteration:
                return count - 1
            except csv.Error:
                pass
            count += 1


def read_pandas(path: Path) -> int:
    import pandas as pd

    more: Any = {"on_bad_lines": "skip", "encoding_errors": "replace", "low_memory": False}
    return len(pd.read_csv(path, **more))


def read_duckdb(path: Path) -> int:
    import duckdb

    types = {name: "DOUBLE" if name in _NUMBERS else "VARCHAR" for name in HEADER.split(",")}
    con = duckdb.connect()
    con.execute("SET threads=1")
    found = con.execute(
        "SELECT count(*), sum(value) FROM read_csv(?, header=true, columns=?, store_rejects=true, "
        "null_padding=false, strict_mode=false, quote='\"', escape='\"')",
        [str(path), types],
    ).fetchone()
    assert found is not None
    return int(found[0])


def read_frictionless(path: Path) -> int:
    from frictionless import Resource, Schema, system

    fields = [
        {"name": name, "type": "number" if name in _NUMBERS else "string"}
        for name in HEADER.split(",")
    ]
    with system.use_context(trusted=True):
        schema = Schema.from_descriptor({"fields": fields})
        resource = Resource(path=str(path), format="csv", schema=schema, encoding="latin-1")
        report = resource.validate(limit_errors=MOST_PROBLEMS)
    return int(report.tasks[0].stats["rows"])


def read_openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1


READERS = {
    "csv.reader": read_csv_module,
    "pandas.read_csv": read_pandas,
    "DuckDB store_rejects": read_duckdb,
    "frictionless": read_frictionless,
}


def only(name: str, path: Path) -> None:
    """Time one reader: seconds of the reading, without its imports."""
    read = {**READERS, OPENPYXL: read_openpyxl}[name]
    read(_small(path))  # imports, and what is set up once
    before, processor = time.perf_counter(), time.process_time()
    rows = read(path)
    cost = {"seconds": time.perf_counter() - before, "processor": time.process_time() - processor}
    print(json.dumps({**cost, "rows": rows, "peak": _peak_bytes()}))


def _small(path: Path) -> Path:
    if path.suffix == ".xlsx":
        return write_workbook(path.with_suffix(".small.xlsx"), 10)
    small = path.with_suffix(".small.csv")
    small.write_text("".join(clean_lines(10)), encoding="utf-8")
    return small


def _peak_bytes() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def asked(name: str, path: Path) -> Cost:
    command = [sys.executable, __file__, "--only", name, "--file", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    found: Cost = json.loads(told.stdout.splitlines()[-1])
    return found


# --- ours -----------------------------------------------------------------------------------------


def job_of(path: Path, dataset: Dataset | None = None) -> Job:
    dataset = dataset or load(ROOT / "data")
    contract_table = dataset.contract.tables["formal_trade"]
    declared = Declaration(sheet="Data") if path.suffix == ".xlsx" else Declaration()
    return start(path, path.name, contract_table, declared, References.of(dataset))


def ours(path: Path, planted: Planted | None) -> Cost:
    """A whole check: process, copy, checksums, rules, repeats, Parquet, rejects."""
    before, idle = time.perf_counter(), _children_seconds()
    job = job_of(path)
    report = job.result()
    seconds = time.perf_counter() - before
    processor = _children_seconds() - idle
    if planted is not None:
        known = [(f.line, f.record, f.column, f.code) for f in planted.findings][:MOST_PROBLEMS]
        told = [(f.line, f.record, f.column, f.code) for f in report.problems]
        wrong = set(known) ^ set(told)
        print(f"planted {len(planted.findings):,}, told {report.errors:,}, wrong {len(wrong)}")
        assert not wrong, sorted(wrong, key=str)[:5]
        assert report.errors == len(planted.findings)
    found = {"seconds": seconds, "processor": processor, "rows": report.rows}
    return {**found, "peak": report.peak_bytes}


def _children_seconds() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(rows: int, bad: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, part = Path(folder) / "made.csv", Path(folder) / "slice.csv"
        planted = plant(path, rows, bad=bad)
        plant(part, min(rows, SLICE_ROWS), bad=bad)
        print(f"{rows:,} rows, {path.stat().st_size:,} bytes, {bad:.0%} bad")
        costs = {"ours": ours(path, planted)}
        for name in READERS:
            costs[name] = asked(name, part if name == "frictionless" else path)
        plain = costs["csv.reader"]
        lines = [
            [
                name,
                cost["rows"] / cost["seconds"],
                f"{plain['processor'] / plain['rows'] / (cost['processor'] / cost['rows']):.2f}",
                cost["peak"] / 1e6,
            ]
            for name, cost in costs.items()
        ]
        heads = ["reader", "rows/s", "speed, csv.reader = 1 (processor time)", "peak MB"]
        table("One file", heads, lines)


# --- a workbook -----------------------------------------------------------------------------------


def write_workbook(path: Path, rows: int) -> Path:
    """The made rows as a workbook: months as dates, amounts as numbers, the rest as shared texts."""
    from datetime import datetime

    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet, month = book.add_worksheet("Data"), book.add_format({"num_format": "mmm-yy"})
    header = HEADER.split(",")
    sheet.write_row(0, 0, header)
    for line, text in enumerate(list(clean_lines(rows))[1:], 1):
        for place, cell in enumerate(text.rstrip("\n").split(",")):
            if header[place] in _NUMBERS and cell:
                sheet.write_number(line, place, float(cell))
            elif header[place] == "period" and len(cell) == 7:
                sheet.write_datetime(line, place, datetime.fromisoformat(f"{cell}-01"), month)
            else:
                sheet.write_string(line, place, cell)
    book.close()
    return path


def workbook(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_workbook(Path(folder) / "made.xlsx", rows)
        print(f"{rows:,} rows, {path.stat().st_size:,} bytes")
        costs = {"ours, the whole check": ours(path, None), OPENPYXL: asked(OPENPYXL, path)}
        lines = [
            [name, cost["rows"] / cost["seconds"], cost["processor"], cost["peak"] / 1e6]
            for name, cost in costs.items()
        ]
        table("One workbook", ["reader", "rows/s", "processor seconds", "peak MB"], lines)


# --- a gigabyte -----------------------------------------------------------------------------------


def write_large(path: Path, size_bytes: int, wrong: bool) -> None:
    """Rows of which no two have the same key; each with a wrong currency if so wished.

    All kinds of goods have the same figures, so that a gigabyte is written in seconds.
    """
    rows = [cells_of(number) for number in range(PLACES)]
    for cells in rows:
        cells[4:6] = ["@code", "Goods @code"]
        cells[7] = "XYZ" if wrong else "USD"
    block = "".join(",".join(cells) + "\n" for cells in rows)
    size, code = 0, 1_000
    with path.open("w", encoding="utf-8") as file:
        size += file.write(HEADER + "\n")
        while size < size_bytes:
            code += 1
            size += file.write(block.replace("@code", f"{code:06}"))


def watched(path: Path, dataset: Dataset, wrong: bool) -> list[object]:
    """A whole check, and how the process that waits for it grows meanwhile."""
    begun, before, grown, shown = time.perf_counter(), _resident_bytes(), 0, set[int]()
    job = job_of(path, dataset)
    while not (told := job.progress()).is_over:
        shown.add(told.rows)
        grown = max(grown, _resident_bytes() - before)
        time.sleep(0.2)
    report, seconds = job.result(), time.perf_counter() - begun
    assert len(shown) > 3, "nothing was seen of its progress"
    assert report.peak_bytes <= MOST_MEMORY, report.peak_bytes
    assert grown <= MOST_GROWTH, grown
    assert report.errors == (report.rows if wrong else 0)
    assert len(report.problems) == min(report.errors, MOST_PROBLEMS)
    peaks = (report.peak_bytes / 1e6, grown / 1e6)
    return [report.rows, seconds, report.rows / seconds, *peaks]


def _resident_bytes() -> int:
    import os

    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def large(size_bytes: int) -> None:
    rows: list[list[object]] = []
    dataset = load(ROOT / "data")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.csv"
        for name, wrong in (("clean", False), ("errors only", True)):
            write_large(path, size_bytes, wrong)
            rows.append([name, *watched(path, dataset, wrong)])
            print(*rows[-1], flush=True)  # the next one takes long
        job = job_of(path, dataset)
        while not job.progress().is_over and job.progress().rows < 100_000:
            time.sleep(0.1)
        before = time.perf_counter()
        job.cancel()
        seconds = time.perf_counter() - before
        print(f"cancelled after {1000 * seconds:,.0f} ms")
        assert seconds < MOST_PATIENCE
    heads = ["file", "rows", "seconds", "rows/s", "peak MB", "MB beside it"]
    table("A large file", heads, rows)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    given.add_argument("--rows", type=int, default=300_000)
    given.add_argument("--bad", type=float, default=0.01)
    given.add_argument("--gigabyte", action="store_true")
    given.add_argument("--bytes", type=int, default=GIGABYTE)
    given.add_argument("--xlsx", action="store_true")
    given.add_argument("--only", choices=[*READERS, OPENPYXL])
    given.add_argument("--file", type=Path)
    said = given.parse_args()
    if said.only:
        only(said.only, said.file)
    elif said.xlsx:
        workbook(said.rows)
    elif said.gigabyte:
        large(said.bytes)
    else:
        compare(said.rows, said.bad)


if __name__ == "__main__":
    main()
