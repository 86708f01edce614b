"""What looking costs when ten times the rows lie behind it: each page's script, full against a tenth.

The full record has ten years of months, three markets, both directions, both books and fifty
goods, observed: 72,000 formal and 36,000 informal rows beside the shipped ones. A tenth of it is
every tenth row (``rows``, the default), or five of the fifty goods (``goods``). Runs of both
alternate, so that a busy machine slows both.

python bench/scale.py [rows|goods]
"""

import logging
import sys
import time
from itertools import product

import pandas as pd
from common import ROOT, median, table
from streamlit.testing.v1 import AppTest

from bordertrade import remembered
from bordertrade.dataset import UPLOADED, Dataset, provenance_of, with_table
from bordertrade.shelf import Record
from bordertrade.ui import cache
from bordertrade.ui.registry import PAGES, PageEntry

COLD, WARM = 7, 15
LIMIT = 1.2
GOODS, FEW = 50, 5
MONTHS = [f"{year}-{month:02d}" for year in range(2016, 2026) for month in range(1, 13)]
CELLS = (MONTHS, ("gabd", "mand", "chadgi"), ("IR_TO_PK", "PK_TO_IR"))
COMMON = {
    "currency": "USD",
    "unit": "",
    "obs_status": "A",
    "evidence": "count",
    "source": "NEWS1071531",
    "more_sources": "",
    "note": "",
}


def goods_frame(books: tuple[str, ...]) -> pd.DataFrame:
    """One row for each month, market, direction, book and kind of goods."""
    keys = pd.DataFrame(
        product(*CELLS, books, range(GOODS)),
        columns=["period", "market", "direction", "reporter", "number"],
    )
    value = 1000.0 + keys.index % 977 * 1000.0
    return keys.assign(
        hs_code=[f"{1001 + number:04d}" for number in keys["number"]],
        commodity=[f"Goods {number}" for number in keys["number"]],
        value=value,
        value_low=value / 2,
        value_high=value * 2,
        method="asked",
        **COMMON,
    )


def with_rows(dataset: Dataset, name: str, frame: pd.DataFrame) -> Dataset:
    """The shipped rows of a table and these."""
    shipped = dataset[name]
    typed = {column: kind for column, kind in shipped.dtypes.items() if column in frame}
    added = frame.reindex(columns=shipped.columns).astype(typed)
    joined = pd.concat([shipped, added.astype(shipped.dtypes.to_dict())], ignore_index=True)
    return with_table(dataset, name, joined, provenance_of("big.csv", b"", UPLOADED, len(joined)))


def record(part: str) -> Dataset:
    """The shipped record with all of the made rows, or a tenth of them."""
    dataset = cache.shipped()
    for name, books in (("formal_trade", ("PK", "IR")), ("informal_trade", ("",))):
        frame = goods_frame(books)
        if part == "rows":
            frame = frame.iloc[::10]
        if part == "goods":
            frame = frame[frame["number"] < FEW]
        dataset = with_rows(dataset, name, frame.drop(columns="number"))
    return dataset


def serve(dataset: Dataset) -> None:
    """Let the pages take this record for the published one."""
    setattr(cache, "record", lambda: Record(dataset))  # noqa: B010


class Visitor:
    """One visitor of one page of a server with this record."""

    def __init__(self, page: PageEntry, dataset: Dataset) -> None:
        shell = ROOT / "bordertrade" / "ui" / "shell.py"
        self.app = AppTest.from_file(shell, default_timeout=300)
        self.dataset = dataset
        serve(dataset)
        if page.path == "data":
            self.app.query_params = {"table": "formal_trade"}
        self.app.switch_page(str(page.script)).run()

    def milliseconds(self) -> float:
        serve(self.dataset)
        before = time.perf_counter()
        self.app.run()
        spent = 1000 * (time.perf_counter() - before)
        if self.app.exception:
            raise RuntimeError(self.app.exception[0].message)
        return spent


def measured(page: PageEntry, tenth: Dataset, full: Dataset) -> list[object]:
    visitors = Visitor(page, tenth), Visitor(page, full)
    cold: list[list[float]] = [[], []]
    warm: list[list[float]] = [[], []]
    for _ in range(COLD):
        remembered.forget()
        for visitor, times in zip(visitors, cold, strict=True):
            times.append(visitor.milliseconds())
    for _ in range(WARM):
        for visitor, times in zip(visitors, warm, strict=True):
            times.append(visitor.milliseconds())
    found = [median(times) for times in (*cold, *warm)]
    ratios = [found[1] / found[0], found[3] / found[2]]
    told = [f"{ratio:.2f}{'' if ratio <= LIMIT else ' !'}" for ratio in ratios]
    return [found[0], found[1], told[0], found[2], found[3], told[1]]


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "rows"
    logging.disable(logging.WARNING)
    tenth, full = record(part), record("all")
    print(f"rows of the cube: {len(tenth.cube):,} and {len(full.cube):,}")
    rows = [[page.name, *measured(page, tenth, full)] for page in PAGES]
    heads = ["page", "cold, tenth", "cold, full", "ratio", "warm, tenth", "warm, full", "ratio"]
    table(f"Script of each page, milliseconds ({part})", heads, rows)


if __name__ == "__main__":
    main()
