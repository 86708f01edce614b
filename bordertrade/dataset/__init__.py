"""What a data set is: its contract, how it is read, its cube and its identity."""

from bordertrade.dataset.contract import Column, Contract, Table, read_contract
from bordertrade.dataset.lineage import from_file
from bordertrade.dataset.loading import (
    SHIPPED,
    UPLOADED,
    Dataset,
    Provenance,
    assemble,
    load,
    provenance_of,
    with_table,
)
from bordertrade.dataset.names import MarketNames
from bordertrade.dataset.reading import TableRead, read_table

__all__ = [
    "SHIPPED",
    "UPLOADED",
    "Column",
    "Contract",
    "Dataset",
    "MarketNames",
    "Provenance",
    "Table",
    "TableRead",
    "assemble",
    "from_file",
    "load",
    "provenance_of",
    "read_contract",
    "read_table",
    "with_table",
]
