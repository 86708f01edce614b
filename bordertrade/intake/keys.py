"""Which columns say that two rows speak of the same thing."""

from __future__ import annotations

from bordertrade.dataset import Table

#: Columns that hold what was measured, or say something about it: never part of a key.
_MEASURED = frozenset(
    {
        "value",
        "value_low",
        "value_high",
        "value_usd",
        "quantity",
        "currency",
        "unit",
        "preferred",
        "obs_status",
        "evidence",
        "more_sources",
        "method",
        "note",
    }
)


def key_columns(table: Table) -> tuple[str, ...]:
    """The primary key, else every column that is not a measurement or a remark about one."""
    return table.primary_key or tuple(n for n in table.column_names if n not in _MEASURED)
