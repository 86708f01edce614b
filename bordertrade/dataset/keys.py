"""Which columns say that two rows speak of the same thing."""

from __future__ import annotations

from bordertrade.dataset.contract import Table

#: Columns that hold what was measured, or say something about it: never part of a key.
_MEASURED = frozenset(
    {
        "value",
        "value_low",
        "value_high",
        "value_usd",
        "value_low_usd",
        "value_high_usd",
        "rate_basis",
        "quantity",
        "currency",
        "unit",
        "preferred",
        "obs_status",
        "evidence",
        "more_sources",
        "method",
        "said_by",
        "note",
    }
)


#: In these a cell is counted once, whoever reports it: two sources of one figure are no sum.
_ONE_SOURCE_A_CELL = ("formal_trade", "informal_trade")


def key_columns(table: Table) -> tuple[str, ...]:
    """The primary key, else every column that is not a measurement or a remark about one."""
    if table.primary_key:
        return table.primary_key
    left_out = _MEASURED | ({"source"} if table.name in _ONE_SOURCE_A_CELL else set())
    return tuple(name for name in table.column_names if name not in left_out)
