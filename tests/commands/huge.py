"""Bad inputs that are too large to be kept as files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

HEADER = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source\n"
ROW = "{period},gabd,PK,IR_TO_PK,{goods},1250000,USD,A,count,BR40282284\n"


def cell_of_3_mb(file: Path) -> Path:
    """Between two good rows a cell of three megabytes."""
    long = ROW.format(period="2025-08", goods='"' + "dates " * 500_000 + '"')
    good = [ROW.format(period="2025-07", goods=goods) for goods in ("Dates", "Rice")]
    file.write_text(HEADER + good[0] + long + good[1], encoding="utf-8")
    return file


def one_long_line(file: Path) -> Path:
    """A file without a line break: 16 MB stand for 500, the child's memory is the same."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write(HEADER)
        for _ in range(16):
            stream.write("dates," * (1024 * 1024 // 6))
    return file


def twenty_thousand_columns(file: Path) -> Path:
    more = "".join(f",c{number}" for number in range(20_000))
    row = ROW.format(period="2025-07", goods="Dates").strip()
    file.write_text(f"{HEADER.strip()}{more}\n{row}{',' * 20_000}\n", encoding="utf-8")
    return file


def zip_bomb(file: Path) -> Path:
    """Ten megabytes of nothing in ten kilobytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trade.csv", bytes(10_000_000))
    return file


def many_short_rows(file: Path) -> Path:
    """More rows than the test's limit; the true one is asserted in ``test_incidents``."""
    file.write_text(HEADER + ROW.format(period="2025-07", goods="x") * 3_000, encoding="utf-8")
    return file


GENERATORS: dict[str, Callable[[Path], Path]] = {
    "047-cell-of-3-mb": cell_of_3_mb,
    "048-one-long-line": one_long_line,
    "049-twenty-thousand-columns": twenty_thousand_columns,
    "053-zip-bomb": zip_bomb,
}
