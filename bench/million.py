"""A million rows of formal trade: joined, compared, suspected, told, downloaded; one row changed.

Ten cells a row would not tell more: 20 years of months, three markets, both directions, both
books, and as many goods as it takes. Times depend on the machine; the reading of the same rows by
``pandas.read_csv`` in the same run is the measure.

python bench/million.py [rows]
"""

import io
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd
from common import table

from bordertrade.dataset import UPLOADED, Dataset, provenance_of, with_table
from bordertrade.dataset.difference import difference
from bordertrade.exports.contract_csv import table_csv
from bordertrade.exports.effects import effects
from bordertrade.intake import merge, modes, suspicions
from bordertrade.measures.selection import Selection
from bordertrade.topics.markets.measure.series import market_series
from bordertrade.topics.markets.rows import behind_series
from bordertrade.ui import cache
from bordertrade.vocabulary import Channel

MONTHS = np.array([f"{year}-{month:02d}" for year in range(2006, 2026) for month in range(1, 13)])
CELLS = 240 * 3 * 2 * 2
#: By how much the one row is changed.
MORE = 5_000_000.0
T = TypeVar("T")


def large_frame(dataset: Dataset, count: int) -> pd.DataFrame:
    """``count`` rows of formal trade, no two of one key, by line."""
    place = np.arange(count)
    goods = place // CELLS
    frame = pd.DataFrame(
        {
            "period": MONTHS[place % 240],
            "market": np.array(["gabd", "mand", "chadgi"])[place // 240 % 3],
            "reporter": np.array(["PK", "IR"])[place // 720 % 2],
            "direction": np.array(["IR_TO_PK", "PK_TO_IR"])[place // 1440 % 2],
            "hs_code": [f"{code:06d}" for code in goods + 100_000],
            "commodity": [f"Goods {number}" for number in goods],
            "value": place % 977 * 1000.0 + 1000,
            "currency": "USD",
            "rate_basis": "",
            "quantity": np.nan,
            "unit": "",
            "obs_status": "A",
            "evidence": "count",
            "source": "NEWS1071531",
            "more_sources": "",
            "note": "",
        }
    )
    return frame.astype(dataset["formal_trade"].dtypes.to_dict()).set_axis(place + 2)


def timed(name: str, make: Callable[[], T], rows: list[tuple[str, str]]) -> T:
    start = time.perf_counter()
    made = make()
    rows.append((name, f"{time.perf_counter() - start:.2f} s"))
    print(*rows[-1], sep=": ", flush=True)
    return made


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    shipped = cache.shipped()
    contract = shipped.contract.tables["formal_trade"]
    frame = large_frame(shipped, count)
    told: list[tuple[str, str]] = []
    content = timed("download as CSV", lambda: table_csv(contract, frame), told)
    timed(
        "pandas.read_csv of it, all text", lambda: pd.read_csv(io.BytesIO(content), dtype=str), told
    )
    made = provenance_of("large.csv", b"large", UPLOADED, count)
    base = timed(
        "load into a data set (cube, fingerprint)",
        lambda: with_table(shipped, "formal_trade", frame, made),
        told,
    )
    more = np.where(np.arange(count) == count // 2, MORE, 0.0)
    changed = frame.assign(value=frame["value"] + more)
    upload = provenance_of("again.csv", b"again", UPLOADED, count)
    for mode in modes(contract):
        join = partial(merge, base, contract, changed, mode, upload)
        done = timed(f"merge, {mode}", join, told)
        assert (done.added, done.changed, done.removed) == (0, 1, 0)
    after = done.dataset
    timed("difference of the two versions", lambda: difference(base, after), told)
    timed(
        "suspicions", lambda: suspicions(base, contract, changed, modes(contract)[0], after), told
    )
    found = timed("effects on totals", lambda: effects(base, after), told)
    selection = Selection(("gabd", "mand", "chadgi"))
    kept = market_series(base, selection, Channel.FORMAL)
    series = timed(
        "market series, first view", lambda: market_series(after, selection, Channel.FORMAL), told
    )
    assert series.frame["value"].sum() - kept.frame["value"].sum() == MORE
    behind = timed(
        "rows behind its points, first opened",
        lambda: behind_series(after, selection, series).of(0),
        told,
    )
    timed(
        "rows behind another point",
        lambda: behind_series(after, selection, series).of(len(series.frame) - 1),
        told,
    )
    told += [("totals that differ", str(len(found))), ("rows behind one point", str(len(behind)))]
    table(f"{count:,} rows of formal trade", ("step", "time"), told)


if __name__ == "__main__":
    main()
