"""A ``Dataset``: everything the pages read, loaded once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from bordertrade.dataset.contract import Contract, Table, read_contract
from bordertrade.dataset.cube import build_cube, goods_names, rates_of
from bordertrade.dataset.fingerprint import SHORT, fingerprint_of, table_digest
from bordertrade.dataset.lineage import from_file
from bordertrade.dataset.markets import remember_names
from bordertrade.dataset.memo import Memo
from bordertrade.dataset.names import MarketNames
from bordertrade.dataset.reading import read_table
from bordertrade.dataset.rows import rows_of
from bordertrade.problems import DataError, Problem

#: The table that only the model's script writes.
MODEL = "modelled_trade"

#: Where a table's rows come from.
SHIPPED = "shipped"
UPLOADED = "uploaded"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The file behind a table: its name, checksum (SHA-256, hex) and how it came here."""

    file: str
    checksum: str
    origin: str
    rows: int


@dataclass(frozen=True, eq=False, slots=True)
class Dataset:
    """One version of the record. Frames are shared by all visitors: never change them.

    ``tables`` holds each table of the contract, typed and indexed by (file checksum, line);
    ``cube`` the market trade in US$ and native periods (see ``cube.build_cube``); ``goods`` the
    name of each goods code of the cube; ``fingerprint`` the identity of the rows and ``digests``
    that of each table; ``provenance`` the newest file of each table; ``files`` every file that
    rows come from, by checksum. ``memo`` keeps what was made of it (``version_cache``).
    """

    contract: Contract
    tables: Mapping[str, pd.DataFrame]
    cube: pd.DataFrame
    goods: Mapping[str, str]
    fingerprint: str
    digests: Mapping[str, str]
    provenance: Mapping[str, Provenance]
    files: Mapping[str, Provenance]
    folder: Path
    memo: Memo = field(default_factory=Memo, init=False, repr=False)

    @property
    def version(self) -> str:
        """The part of the fingerprint that stands in links."""
        return self.fingerprint[:SHORT]

    def in_links(self, asked: str = "") -> str:
        """What a frozen link calls it, made from a link that called it ``asked``: a draft keeps its
        own name, which its rows do not tell."""
        return self.version if self.fingerprint.startswith(asked) else asked

    @property
    def release(self) -> str:
        """The newest release of the record that its list of changes tells of; "" before 0.2.0."""
        told = self.tables["changes"]["release"].unique() if "changes" in self.tables else ()
        return max(told, key=release_order, default="")

    @property
    def is_shipped(self) -> bool:
        return all(each.origin == SHIPPED for each in self.provenance.values())

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def names(self) -> MarketNames:
        return market_names(self.tables["markets"])


def release_order(release: str) -> tuple[int, ...]:
    """Releases in their order: 0.10.0 comes after 0.9.0."""
    return tuple(int(part) for part in release.split("."))


def load(folder: Path) -> Dataset:
    """Load a data package. Raises DataError with every problem of every file.

    ``modelled_trade`` may be absent: a folder without a baseline has no modelled rows.
    """
    contract = read_contract(folder)
    names = MarketNames({})
    tables: dict[str, pd.DataFrame] = {}
    provenance: dict[str, Provenance] = {}
    problems: list[Problem] = []
    for table in _markets_first(contract.tables.values()):
        content = _content(folder, table)
        read = read_table(content, table, names)
        problems += read.problems
        tables[table.name] = read.frame
        provenance[table.name] = provenance_of(table.path, content, SHIPPED, read.rows)
        if table.name == "markets":
            names = market_names(read.frame)
    if problems:
        raise DataError(tuple(problems))
    return assemble(contract, tables, provenance, folder)


def _content(folder: Path, table: Table) -> bytes:
    """The file of a table; a folder without the model's file has a model without rows."""
    path = folder / table.path
    if table.name == MODEL and not path.exists():
        return ",".join(table.column_names).encode()
    return path.read_bytes()


def assemble(  # noqa: PLR0913 - the parts of a data set, and what is known of it already
    contract: Contract,
    tables: Mapping[str, pd.DataFrame],
    provenance: Mapping[str, Provenance],
    folder: Path,
    files: Iterable[Provenance] = (),
    *,
    digests: Mapping[str, str] | None = None,
    identity: str = "",
) -> Dataset:
    """A data set of checked tables. ``files`` are those of rows that came before the newest.

    ``digests`` are those already known, so that they need not be counted again. ``identity`` is
    the fingerprint that a version keeps although a newer contract has added columns to it.
    """
    tables = {name: from_file(rows, provenance[name].checksum) for name, rows in tables.items()}
    remember_names(tables["markets"])
    known = digests or {}
    digests = {name: known.get(name) or table_digest(rows) for name, rows in tables.items()}
    return Dataset(
        contract=contract,
        tables=MappingProxyType(tables),
        cube=build_cube(tables, rates_of(tables["exchange_rates"])),
        goods=MappingProxyType(goods_names(tables)),
        fingerprint=identity or fingerprint_of(digests),
        digests=MappingProxyType(digests),
        provenance=MappingProxyType(dict(provenance)),
        files=MappingProxyType({file.checksum: file for file in (*files, *provenance.values())}),
        folder=folder,
    )


def with_table(dataset: Dataset, name: str, frame: pd.DataFrame, provenance: Provenance) -> Dataset:
    """The same data set with another table in one place."""
    return assemble(
        dataset.contract,
        {**dataset.tables, name: frame},
        {**dataset.provenance, name: provenance},
        dataset.folder,
        dataset.files.values(),
        digests={other: digest for other, digest in dataset.digests.items() if other != name},
    )


def provenance_of(file: str, content: bytes, origin: str, rows: int) -> Provenance:
    return Provenance(Path(file).name, hashlib.sha256(content).hexdigest(), origin, rows)


def market_names(markets: pd.DataFrame) -> MarketNames:
    """The spellings of ``markets`` as a resolver."""
    return MarketNames(market_spellings(markets))


def market_spellings(markets: pd.DataFrame) -> dict[str, list[str]]:
    """Market id -> its names in all scripts and the "~"-joined ``spellings``."""
    return {
        row.id: [row.name, row.name_ur, row.name_fa, *row.spellings.split("~")]
        for row in rows_of(markets)
    }


def _markets_first(tables: Iterable[Table]) -> list[Table]:
    """Spellings must be known before trade rows are read."""
    return sorted(tables, key=lambda table: table.name != "markets")
