"""A million cells that no reader expects, through every reader and every later rule.

Files of all tables, each with odd cells among the record's own, are checked, joined, suspected and
told as an upload is. Any exception ends the run and names the file; none may.

python bench/hostile.py [--cells 1000000] [--seed 1]
"""

import argparse
import csv
import io
import time
from random import Random

import pandas as pd
from common import ROOT, table

from bordertrade.dataset import UPLOADED, Dataset, Table, load, provenance_of
from bordertrade.exports.contract_csv import table_csv
from bordertrade.exports.differences import difference_table
from bordertrade.exports.effects import effects, stood_in
from bordertrade.intake import check_file, merge, modes, suggested_mode, suspicions
from tests.intake.hostile_cells import hostile_cell
from tests.tables import INFORMAL

ROWS = 10_000
#: How likely one more cell of a row is odd.
ODD = 0.5
#: Each row speaks of something else, so that repeats do not keep it from the later rules.
_NAMES = ("id", "commodity", "place")


def odd_file(known: pd.DataFrame, contract: Table, random: Random) -> tuple[bytes, int]:
    """Rows of a table, again and again, with odd cells; and how many cells are odd."""
    written = list(csv.reader(io.StringIO(table_csv(contract, known).decode("utf-8-sig"))))
    header, rows = written[0], written[1:] or [[INFORMAL.get(name, "") for name in written[0]]]
    made, count = [], 0
    for _row in range(ROWS):
        cells = _another(random.choice(rows), header, random)
        while random.random() < ODD:
            cells[random.randrange(len(cells))] = hostile_cell(random)
            count += 1
        made.append(cells)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *made])
    return out.getvalue().encode("utf-8", "replace"), count


def _another(row: list[str], header: list[str], random: Random) -> list[str]:
    month = f"{random.randrange(1990, 2026)}-{random.randrange(1, 13):02d}"
    named = {"period": month, **dict.fromkeys(_NAMES, f"odd-{random.randrange(10**9)}")}
    return [named.get(name, cell) for name, cell in zip(header, row, strict=True)]


def through(content: bytes, contract: Table, dataset: Dataset) -> tuple[int, int]:
    """All that happens to a file before a person says yes; rows read and accepted."""
    report = check_file(content, contract, dataset)
    frame = report.frame()
    suggested_mode(dataset, contract, frame)
    origin = provenance_of("odd.csv", content, UPLOADED, len(frame))
    for mode in modes(contract):
        made = merge(dataset, contract, frame, mode, origin)
        suspicions(dataset, contract, frame, mode, made.dataset)
    effects(dataset, made.dataset)
    stood_in(dataset, made.dataset)
    for told in made.difference.tables.values():
        difference_table(told)
    return report.rows, report.accepted


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    given.add_argument("--cells", type=int, default=1_000_000)
    given.add_argument("--seed", type=int, default=1)
    said = given.parse_args()
    dataset, random = load(ROOT / "data"), Random(said.seed)
    told: dict[str, list[float]] = {}
    count, number = 0, 0
    while count < said.cells:
        contract = random.choice(list(dataset.contract.uploadable()))
        content, odd = odd_file(dataset[contract.name], contract, random)
        before = time.perf_counter()
        try:
            rows, accepted = through(content, contract, dataset)
        except Exception as error:
            raise SystemExit(f"file {number} of seed {said.seed}, {contract.name}") from error
        sums = told.setdefault(contract.name, [0, 0, 0, 0])
        for at, each in enumerate((odd, rows, accepted, time.perf_counter() - before)):
            sums[at] += each
        count, number = count + odd, number + 1
    lines = [[name, *sums[:3], f"{sums[3]:.1f}"] for name, sums in told.items()]
    table(f"{count:,} odd cells", ["table", "cells", "rows", "accepted", "seconds"], lines)


if __name__ == "__main__":
    main()
